public import AssessmentModel
internal import InputFiles

/// Writes rows in the plain form of data files, one quantity a row, as they come.
public final class PlainFormWriter: IndicatorSink {
  private let catalogue: IndicatorCatalogue
  private let write: ([UInt8]) -> Void
  private var buffer: [UInt8] = []
  /// The cells of a series that are the same in every row, by its number.
  private var fixed: [Int: (subject: [UInt8], group: [UInt8], unit: String)] = [:]

  private static let flushAt = 1 << 20

  /// Writes the head at once, and pieces of about 1 MiB to `write`; ``finish()`` writes the rest.
  public init(catalogue: IndicatorCatalogue, write: @escaping ([UInt8]) -> Void) {
    self.catalogue = catalogue
    self.write = write
    buffer.append(contentsOf: "period,indicator,variant,group,value,unit,sample,numerator,denominator\n".utf8)
  }

  /// Writes a row.
  public func take(_ row: IndicatorRow) {
    let cells = fixed[row.series] ?? newSeries(row)
    let point = row.point
    buffer.append(contentsOf: point.period.description.utf8)
    buffer.append(UInt8(ascii: ","))
    buffer.append(contentsOf: cells.subject)
    buffer.append(contentsOf: cells.group)
    var unit = cells.unit
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
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.flushAt { finish() }
  }

  /// Hands on what is left.
  public func finish() {
    write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func newSeries(_ row: IndicatorRow) -> (subject: [UInt8], group: [UInt8], unit: String) {
    let name: String
    switch row.key.subject {
    case .indicator(let id, let variant): name = "\(id.rawValue),\(variant),"
    case .measure(let id): name = "\(id.rawValue),,"
    }
    let cells = (
      Array(name.utf8), Array((Self.quoted(row.key.group) + ",").utf8), catalogue.unit(of: row.key.subject)
    )
    fixed[row.series] = cells
    return cells
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
