internal import DocumentModel
internal import Foundation

/// A scale with even ticks whose labels are written digit by digit, the same on every machine.
struct AxisScale: Hashable {
  /// A value that is marked on the scale.
  struct Tick: Hashable {
    var value: Double
    /// The value as printed.
    var label: String
  }

  private(set) var minimum: Double
  private(set) var maximum: Double
  private(set) var ticks: [Tick] = []

  /// A value that can be drawn; nil for what is not finite or too large to be reckoned with.
  static func plain(_ value: Double?) -> Double? {
    guard let value, value.isFinite, abs(value) <= 1e300 else { return nil }
    return abs(value) < 1e-290 ? 0 : value
  }

  /// A scale over values: its ends are those that are given, or the next ticks beyond the values.
  ///
  /// Values that differ by less than 10⁻¹³ of their size, near what a double can tell, are taken for equal, and stand in the middle.
  init(
    over values: [Double], minimum: Double? = nil, maximum: Double? = nil, fromZero: Bool = false,
    mostTicks: Int = 5, numerals: AxisNumerals = .chinese
  ) {
    let values = values.compactMap(AxisScale.plain) + (fromZero ? [0] : [])
    var fixed = (low: AxisScale.plain(minimum), high: AxisScale.plain(maximum))
    if let low = fixed.low, let high = fixed.high, low >= high { fixed = (nil, nil) }
    var low = fixed.low ?? min(values.min() ?? 0, fixed.high ?? .infinity)
    var high = fixed.high ?? max(values.max() ?? low, low)
    let size = max(abs(low), abs(high))
    if high - low <= size * 1e-13 {
      let room = size > 0 ? size / 2 : 0.5
      if fixed.low == nil { low -= room }
      if fixed.high == nil { high += room }
    }
    (self.minimum, self.maximum) = (low, high)
    addTicks(
      Step(atLeast: (high - low) / Double(max(mostTicks, 1))), isFixed: (fixed.low != nil, fixed.high != nil), numerals)
  }

  /// Where a value lies between the ends, 0 to 1; values beyond lie at the ends.
  func share(_ value: Double) -> Double {
    let share = (value - minimum) / (maximum - minimum)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }

  private mutating func addTicks(_ step: Step, isFixed: (low: Bool, high: Bool), _ numerals: AxisNumerals) {
    let (size, slack) = (step.value, 1e-6)
    // A step of nothing or beyond all numbers has no ticks.
    guard size > 0, size.isFinite, abs(minimum / size) < 1e14, abs(maximum / size) < 1e14 else { return }
    let first = isFixed.low ? (minimum / size - slack).rounded(.up) : (minimum / size + slack).rounded(.down)
    let last = isFixed.high ? (maximum / size + slack).rounded(.down) : (maximum / size - slack).rounded(.up)
    guard first <= last else { return }
    let numbers = Int(first)...Int(last)
    if !isFixed.low { minimum = step.value(of: numbers.lowerBound) }
    if !isFixed.high { maximum = step.value(of: numbers.upperBound) }
    let largest = numbers.map(abs).max() ?? 0
    ticks = numbers.map { Tick(value: step.value(of: $0), label: step.label(of: $0, largest: largest, numerals)) }
  }
}

extension AxisScale {
  /// The distance between ticks: 1, 2, 2.5 or 5 times a power of ten, kept as whole digits and an exponent.
  struct Step: Hashable {
    private let digits: Int
    private let exponent: Int

    /// The smallest step that is no less than `size`.
    init(atLeast size: Double) {
      guard size > 0, size.isFinite else {
        (digits, exponent) = (1, 0)
        return
      }
      let power = Int(log10(size).rounded(.down)) - 1
      for exponent in power...(power + 3) {
        for digits in [1, 2, 5, 10, 20, 25] where Step.value(digits, exponent) >= size * (1 - 1e-9) {
          // Quarters are even steps only where they need no further decimal.
          if digits == 25, exponent < 0 { continue }
          // 10, 20 and 25 are the steps 1, 2 and 2.5 of the next power.
          (self.digits, self.exponent) = digits == 25 || digits < 10 ? (digits, exponent) : (digits / 10, exponent + 1)
          return
        }
      }
      (digits, exponent) = (1, power + 4)
    }

    /// The size of one step.
    var value: Double { value(of: 1) }

    /// The value after a number of steps.
    func value(of number: Int) -> Double { Step.value(number * digits, exponent) }

    private static func value(_ digits: Int, _ exponent: Int) -> Double {
      // Dividing by a power that is exact keeps 3 × 0.1 at the double nearest to 0.3.
      let power = Double("1e\(abs(exponent))") ?? .infinity
      return exponent < 0 ? Double(digits) / power : Double(digits) * power
    }

    /// The value after a number of steps as printed, with the decimals that all ticks share and the minus sign U+2212;
    /// from 100,000 on in the units of `numerals`. What takes more than six decimals or twenty digits is written by the
    /// power of ten of the largest, as `1.5×10^−9`, unless that saves nothing.
    func label(of number: Int, largest: Int, _ numerals: AxisNumerals) -> String {
      let sign = number < 0 ? "−" : ""
      let whole = abs(number * digits)
      let figures = String(largest * digits).count
      let places = figures + exponent
      if places > 20 || exponent < -6 && (figures <= 6 || exponent < -15) {
        let power = "×10^" + (places < 1 ? "−" : "") + String(abs(places - 1))
        return whole == 0 ? "0" : sign + Self.written(whole, decimals: figures - 1) + power
      }
      guard exponent >= 0 else { return sign + Self.written(whole, decimals: -exponent) }
      guard whole > 0 else { return "0" }
      let unit = numerals.units.first { places > max($0.exponent, 5) && exponent >= $0.exponent }
      return sign + String(whole) + String(repeating: "0", count: exponent - (unit?.exponent ?? 0)) + (unit?.name ?? "")
    }

    /// Digits with a point before the last `decimals` of them.
    private static func written(_ whole: Int, decimals: Int) -> String {
      let digits = String(whole)
      guard decimals > 0 else { return digits }
      let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
      return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
  }
}

extension AxisNumerals {
  /// The units of large numbers by their powers of ten, the largest first.
  fileprivate var units: [(exponent: Int, name: String)] {
    switch self {
    case .chinese: [(12, "万亿"), (8, "亿"), (4, "万")]
    case .english: [(9, " bn"), (6, " m"), (3, " k")]
    }
  }
}
