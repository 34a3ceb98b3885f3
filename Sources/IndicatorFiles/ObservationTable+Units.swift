public import AssessmentModel
public import Diagnostics
internal import InputFiles

// What the units of columns allow.
extension ObservationTable {
  /// A ratio among percentages, with the places of both: 0.95 beside 95.
  static func mix(in values: [Rational?]) -> ShareScale<Int>.Mix? {
    guard values.allSatisfy({ $0 ?? 0 >= 0 }) else { return nil }
    var scale = ShareScale<Int>(isShare: false)
    for (row, value) in values.enumerated() { if let value { scale.add(value, at: row) } }
    return scale.mix
  }

  /// What a unit measures where it counts nothing.
  public enum Measured: Sendable {
    case share, duration
  }

  private static func measured(_ unit: String) -> Measured? {
    guard !unit.isEmpty else { return nil }
    if UnitConversion.factor(from: unit, to: "%") != nil { return .share }
    return UnitConversion.factor(from: unit, to: "秒") != nil ? .duration : nil
  }

  /// Refuses values that a quantity cannot have, as `kpi check` does: a negative duration, a share above 100 %.
  ///
  /// - Parameters:
  ///   - numbers: the values of the column, some perhaps the quotients of their parts.
  ///   - parts: the columns of numerators and denominators; nil where there are none.
  ///   - range: the values that are possible, in the unit of the numbers.
  public func refuseImpossible(
    _ numbers: Numbers, _ column: Int, parts: (numerator: Int, denominator: Int)? = nil, _ range: PossibleRange
  ) throws(InputRejected) {
    let (findings, problems) = findings()
    func place(_ row: Int, _ column: Int) -> (line: Int, column: Int) { (rows[row].line, rows[row].places[column]) }
    for (row, value) in numbers.values.enumerated() {
      guard let value else { continue }
      let told = rows[row].cells[column].isEmpty ? parts?.numerator ?? column : column
      if let lowest = range.lowest, value < lowest {
        findings.negative(told, rows[row].cells[told], at: place(row, told))
      } else if let highest = range.highest, value > highest {
        guard let parts, told == parts.numerator else {
          findings.aboveHundred(
            told, rows[row].cells[told], isPercentage: Self.measured(numbers.unit) == .share || numbers.unit.isEmpty,
            at: place(row, told))
          continue
        }
        let (top, bottom) = (try self.numbers(parts.numerator).values, try self.numbers(parts.denominator).values)
        if let top = top[row], let bottom = bottom[row] {
          findings.partAboveWhole(top, bottom, at: place(row, told))
        }
      }
    }
    guard !problems.hasErrors else { throw InputRejected(problems.diagnostics) }
  }

  /// Refuses a column of percentages or durations where things are counted or added up.
  ///
  /// - Parameter allowed: what may stand there all the same, such as hours of work.
  public func refuseUnit(of numbers: Numbers, _ column: Int, unlessIn allowed: [Measured]) throws(InputRejected) {
    guard let measured = Self.measured(numbers.unit), !allowed.contains(measured),
      let row = numbers.values.firstIndex(where: { $0 != nil })
    else { return }
    let text = rows[row].cells[column]
    let (chinese, english) = measured == .share ? ("百分数", "a percentage") : ("时长", "a duration")
    throw InputRejected([
      finding(
        "not-a-count", "“\(columns[column])”列的 \(shown(text)) 是\(chinese)，不是件数",
        "column “\(columns[column])”: \(shown(text)) is \(english) and counts nothing", row, column,
        hint: LocalizedText(
          chinese: "这里要件数、次数、人数这样的整数：请换成计数的那一列",
          english: "a number of pieces, times or people is needed: name the column that counts"))
    ])
  }

  /// Refuses columns that are compared with each other and differ in unit.
  ///
  /// - Parameter compared: the positions of the columns and what they hold.
  public func refuseUnlikeUnits(_ compared: [(column: Int, numbers: Numbers)]) throws(InputRejected) {
    let told = compared.compactMap { column, numbers in
      numbers.values.firstIndex { $0 != nil }.map { (column: column, row: $0, unit: numbers.unit) }
    }
    guard let first = told.first, let other = told.first(where: { $0.unit != first.unit }) else { return }
    throw InputRejected([unlike((first.row, first.column), (other.row, other.column))])
  }

  /// Refuses columns of scores that differ in unit, or in scale as 0.95 does from 95.
  public func refuseUnlike(_ compared: [(column: Int, numbers: Numbers)]) throws(InputRejected) {
    try refuseUnlikeUnits(compared)
    guard let first = compared.first else { return }
    let count = first.numbers.values.count
    for other in compared.dropFirst() {
      guard let mix = Self.mix(in: first.numbers.values + other.numbers.values) else { continue }
      let (low, high) = (min(mix.place, mix.largestPlace), max(mix.place, mix.largestPlace))
      guard low < count, high >= count else { continue }
      throw InputRejected([unlike((low, first.column), (high - count, other.column))])
    }
  }

  private func unlike(_ first: (row: Int, column: Int), _ other: (row: Int, column: Int)) -> Diagnostic {
    let (left, right) = (shown(rows[first.row].cells[first.column]), shown(rows[other.row].cells[other.column]))
    return finding(
      "unlike-units", "“\(columns[first.column])”列写 \(left)，“\(columns[other.column])”列写 \(right)：单位不同，不能相比",
      "column “\(columns[first.column])” has \(left), column “\(columns[other.column])” \(right): their units differ",
      other.row, other.column,
      hint: LocalizedText(chinese: "相比的各列用同一种单位、同一种写法", english: "write compared columns in one unit"))
  }

  /// Reads the values of rows of which some tell a numerator and a denominator only, as files written by this tool do.
  ///
  /// - Parameters:
  ///   - value: the column of values.
  ///   - parts: the columns of numerators and denominators.
  ///   - unit: the unit of the quotient by the catalogue; empty for a plain number.
  ///   - written: the unit in which the values stand by a column of their own; empty for none.
  public func numbers(
    _ value: Int, parts: (numerator: Int, denominator: Int), unit: String, written: String
  ) throws(InputRejected) -> Numbers {
    let own = try numbers(value)
    let (tops, bottoms) = (try numbers(parts.numerator).values, try numbers(parts.denominator).values)
    let (findings, problems) = findings()
    let isPercentage = unit == "%"
    let kept = own.unit.isEmpty ? written : own.unit
    let factor = UnitConversion.factor(from: unit, to: kept.isEmpty ? unit : kept) ?? 1
    var values = own.values
    for (row, record) in rows.enumerated() {
      guard let top = tops[row], let bottom = bottoms[row] else { continue }
      let place = { (column: Int) in (line: record.line, column: record.places[column]) }
      guard bottom != 0 else {
        findings.zeroDenominator(parts.denominator, at: place(parts.denominator))
        continue
      }
      let quotient = top / bottom
      if let known = values[row] {
        guard !RowReader.agree(known / factor, quotient, isPercentage: isPercentage) else { continue }
        findings.partsDiffer(
          value, record.cells[value], quotient * (isPercentage ? 100 : 1) * factor, at: place(value))
      } else {
        values[row] = quotient * (isPercentage ? 100 : 1) * factor
      }
    }
    guard !problems.hasErrors else { throw InputRejected(problems.diagnostics) }
    return Numbers(values: values, unit: kept.isEmpty ? unit : own.unit)
  }
}
