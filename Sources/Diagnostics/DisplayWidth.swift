/// The columns that text takes in a terminal with East Asian fonts.
public enum DisplayWidth {
  /// The columns of a scalar: two for wide and full-width ones (UAX #11), none for combining and format characters,
  /// one for all others. A tab takes one here; where tabs matter, expand them first.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    // ASCII makes up most of a YAML file.
    if scalar.value < 0x300 { return 1 }
    if contains(scalar.value, DisplayWidthTable.zero) { return 0 }
    return contains(scalar.value, DisplayWidthTable.wide) ? 2 : 1
  }

  /// The columns of a text on one line.
  public static func of(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  private static func contains(_ value: UInt32, _ ranges: [(first: UInt32, last: UInt32)]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].first <= value
  }
}
