public import AssessmentModel
internal import InputFiles

/// Writes rows in the plain form of data files, one quantity a row, as they come.
public final class PlainFormWriter: IndicatorSink {
  private let catalogue: IndicatorCatalogue
  private let write: ([UInt8]) -> Void
  private var buffer: [UInt8] = []
  /// The cells of a series that are the same in every row.
  private struct Cells {
    /// The indicator, the variant and the group, with the separators behind them.
    var key: [UInt8]
    var unit: String
    var unitBytes: [UInt8]
  }

  private var cells: [Cells] = []
  private var lastPeriod: (period: IndicatorPeriod, text: [UInt8])?

  private static let flushAt = 1 << 20

  /// Writes the head at once, and pieces of about 1 MiB to `write`; ``finish()`` writes the rest.
  public init(catalogue: IndicatorCatalogue, write: @escaping ([UInt8]) -> Void) {
    self.catalogue = catalogue
    self.write = write
    buffer.append(contentsOf: "period,indicator,variant,group,value,unit,sample,numerator,denominator\n".utf8)
  }

  /// Makes ready what every row of a series begins with.
  public func begin(_ key: IndicatorSeries.Key, series: Int) {
    let name: String
    switch key.subject {
    case .indicator(let id, let variant): name = "\(id.rawValue),\(variant),"
    case .measure(let id): name = "\(id.rawValue),,"
    }
    let unit = catalogue.unit(of: key.subject)
    cells.append(Cells(key: Array((name + Self.quoted(key.group) + ",").utf8), unit: unit, unitBytes: Array(unit.utf8)))
  }

  /// Writes a row.
  public func take(_ point: IndicatorSeries.Point, series: Int) {
    append(period: point.period)
    buffer.append(contentsOf: cells[series].key)
    var unit = cells[series].unit
    if let value = Self.decimal(point.value) {
      buffer.append(contentsOf: value.utf8)
    } else if point.numerator == nil || point.denominator == nil {
      // Minutes that came as mm:ss are whole seconds.
      let seconds = UnitConversion.factor(from: unit, to: "秒").flatMap { Self.decimal(point.value * $0) }
      buffer.append(contentsOf: (seconds ?? point.value.display(decimals: 12)).utf8)
      if seconds != nil { unit = "秒" }
    }
    buffer.append(UInt8(ascii: ","))
    buffer.append(contentsOf: unit.utf8)
    for part in [point.sample, point.numerator, point.denominator] {
      buffer.append(UInt8(ascii: ","))
      if let part { buffer.append(contentsOf: (Self.decimal(part) ?? part.display(decimals: 12)).utf8) }
    }
    endRow()
  }

  /// Writes rows of a value and nothing beside it.
  public func take(_ values: UnsafeBufferPointer<PlainValue>, in period: IndicatorPeriod, line: Int) {
    for value in values {
      append(period: period)
      buffer.append(contentsOf: cells[value.series].key)
      append(value.value)
      buffer.append(UInt8(ascii: ","))
      buffer.append(contentsOf: cells[value.series].unitBytes)
      buffer.append(contentsOf: ",,,".utf8)
      endRow()
    }
  }

  private func endRow() {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.flushAt { finish() }
  }

  private func append(period: IndicatorPeriod) {
    if let lastPeriod, lastPeriod.period == period {
      buffer.append(contentsOf: lastPeriod.text)
    } else {
      let text = Array("\(period),".utf8)
      lastPeriod = (period, text)
      buffer.append(contentsOf: text)
    }
  }

  /// Writes a decimal without the zeros at its end.
  private func append(_ value: PlainDecimal) {
    var (rest, places) = (value.mantissa.magnitude, value.places)
    while places > 0, rest % 10 == 0 { (rest, places) = (rest / 10, places - 1) }
    if value.mantissa < 0 { buffer.append(UInt8(ascii: "-")) }
    let first = buffer.count
    var written = 0
    while rest > 0 || written <= places {
      if written == places, places > 0 { buffer.append(UInt8(ascii: ".")) }
      buffer.append(UInt8(ascii: "0") + UInt8(rest % 10))
      (rest, written) = (rest / 10, written + 1)
    }
    buffer[first...].reverse()
  }

  /// Writes further series, behind all others.
  public func write(_ series: [IndicatorSeries]) {
    for series in series {
      begin(series.key, series: cells.count)
      for point in series.points { take(point, series: cells.count - 1) }
    }
  }

  /// Hands on what is left.
  public func finish() {
    write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// The number as a decimal of at most 18 places; nil where it has no end.
  static func decimal(_ value: Rational) -> String? {
    if let (whole, bottom) = value.machineParts, bottom == 1 { return String(whole) }
    var scaled = value
    for places in 1...18 {
      scaled = scaled * 10
      if scaled.denominator == 1 { return value.display(decimals: places) }
    }
    return nil
  }
}
