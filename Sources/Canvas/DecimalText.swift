/// Numbers as text with a fixed number of decimals, the same in every locale.
public enum DecimalText {
  /// A number rounded to `decimals` places (0 to 6), halves away from zero; trailing zeros and the sign of zero dropped.
  ///
  /// Not-a-number is `nan`, and what is beyond nine quadrillion is `inf` with its sign: neither is a coordinate, and
  /// a dump must show them.
  public static func string(_ value: Double, decimals: Int = 2) -> String {
    if value.isNaN { return "nan" }
    var unit = 1
    for _ in 0..<min(max(decimals, 0), 6) { unit *= 10 }
    let scaled = (value * Double(unit)).rounded()
    guard abs(scaled) < 9e15 else { return value < 0 ? "-inf" : "inf" }
    let magnitude = Int(abs(scaled))
    let sign = scaled < 0 ? "-" : ""
    let whole = "\(sign)\(magnitude / unit)"
    var fraction = String(magnitude % unit + unit).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }
}
