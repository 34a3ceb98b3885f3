internal import AssessmentModel

/// The number that somebody meant who wrote it in another way than the file wants it.
enum WrittenNumber {
  /// The whole number that a text speaks of: `320席`, `１２`, `1,200`, `约300`, `“4”`, `4级`, `④`, `★★★★`, `四`, `三百二十`,
  /// `1.2万`; nil for anything else.
  static func whole(_ text: String) -> Int? {
    var text = InputMethodMarks.folded(text).trimmingBlanks.filter { !"\"'“”‘’".contains($0) }
    for word in about where text.hasPrefix(word) { text = String(text.dropFirst(word.count)) }
    while let last = text.last, units.contains(last) { text = String(text.dropLast()) }
    if let stars = stars(text) { return stars }
    return chineseNumeral(text) ?? digits(text)
  }

  private static let about = ["大约", "约", "近", "共"]
  private static let units = "级分星席座人个名坐余多+"

  /// `★★★★`, at most ten of them.
  private static func stars(_ text: String) -> Int? {
    let isStars = (1...10).contains(text.count) && text.allSatisfy { "★☆⭐".contains($0) }
    return isStars ? text.filter { $0 != "☆" }.count : nil
  }

  /// Digits, with marks between thousands, and `万` behind them.
  private static func digits(_ text: String) -> Int? {
    let isMyriad = text.hasSuffix("万")
    let number = (isMyriad ? String(text.dropLast()) : text).filter { $0 != "_" }
    let grouped = number.split(separator: ",", omittingEmptySubsequences: false)
    let isGrouped = grouped.count > 1 && grouped.dropFirst().allSatisfy { $0.count == 3 } && !grouped[0].isEmpty
    let plain = grouped.joined()
    guard grouped.count == 1 || isGrouped, plain.utf8.count <= 9,
      plain.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else { return circled(text) }
    guard isMyriad else { return Int(plain) }
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(parts[0]) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.count <= 4, let rest = Int(fraction + String(repeating: "0", count: 4 - fraction.count)) else {
      return nil
    }
    return whole * 10_000 + rest
  }

  /// `④`, and what else is one character with a whole value.
  private static func circled(_ text: String) -> Int? {
    guard text.unicodeScalars.count == 1, let value = text.unicodeScalars.first?.properties.numericValue else {
      return nil
    }
    return Int(exactly: value)
  }

  /// Chinese numerals below a hundred million: `四`, `十二`, `三百二十`, `一千零五`, `二万`; or digit by digit: `三二〇`.
  static func chineseNumeral(_ text: String) -> Int? {
    let digits: [Character: Int] = [
      "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    let places: [Character: Int] = ["十": 10, "百": 100, "千": 1_000]
    guard (1...16).contains(text.count) else { return nil }
    if text.count > 1, text.allSatisfy({ digits[$0] != nil }) {
      return text.count <= 8 ? text.reduce(0) { $0 * 10 + (digits[$1] ?? 0) } : nil
    }
    var (total, section, digit) = (0, 0, 0)
    var lastPlace = 1
    for (index, character) in text.enumerated() {
      if let value = digits[character] {
        digit = value
        if value == 0 { lastPlace = 1 }
      } else if let place = places[character] {
        section += (digit == 0 && index == 0 ? 1 : digit) * place
        (digit, lastPlace) = (0, place)
      } else if character == "万", total == 0 {
        total = (section + digit) * 10_000
        (section, digit, lastPlace) = (0, 0, 10_000)
      } else {
        return nil
      }
    }
    // 三百二 is 320: a last digit counts in the place below.
    return total + section + digit * (text.count > 2 && lastPlace > 10 ? lastPlace / 10 : 1)
  }
}

/// The day that somebody meant who wrote it in another way than the file wants it.
struct WrittenDate {
  let year: Int
  let month: Int
  /// The day; nil where only a month is given. It may be one that the month does not have.
  let day: Int?

  /// Reads `2025/12/31`, `2025.12.31`, `2025年12月31日`, `二〇二五年十二月三十一日`, `20251231`, `2025-1-5`, `31/12/2025`, `2025-12`
  /// or a spreadsheet's `46022`; nil for anything else.
  init?(_ text: String) {
    let text = InputMethodMarks.folded(text).trimmingBlanks
    guard text.count <= 24 else { return nil }
    var parts: [String] = []
    for part in text.split(whereSeparator: { !$0.isNumber && !"〇零一二三四五六七八九十".contains($0) }) {
      guard let value = Int(part) ?? WrittenNumber.chineseNumeral(String(part)) else { return nil }
      parts.append(part.allSatisfy(\.isASCII) ? String(part) : String(value))
    }
    if parts.count == 1, let all = parts.first {
      if all.count == 8 { parts = [String(all.prefix(4)), String(all.dropFirst(4).prefix(2)), String(all.suffix(2))] }
      if all.count == 5, let serial = Int(all), let day = Self.spreadsheetDay(serial) { parts = day }
    }
    // Where the year comes last and one of the others can only be a day, the other is the month.
    if parts.count == 3, parts[2].count == 4, let first = Int(parts[0]), let second = Int(parts[1]) {
      if first > 12 {
        parts = [parts[2], parts[1], parts[0]]
      } else if second > 12 {
        parts = [parts[2], parts[0], parts[1]]
      }
    }
    guard (2...3).contains(parts.count), parts[0].count == 4, parts[1...].allSatisfy({ $0.count <= 2 }),
      let year = Int(parts[0]), let month = Int(parts[1])
    else { return nil }
    self.year = year
    self.month = month
    day = parts.count == 3 ? Int(parts[2]) : nil
  }

  /// The days that a text speaks of, in order.
  static func all(in text: String) -> [WrittenDate] {
    let pieces = InputMethodMarks.folded(text).replacing("到", with: "至").replacing("~", with: "至")
      .replacing("—", with: "至").replacing(" - ", with: "至").split(separator: "至")
    return pieces.count <= 4 ? pieces.compactMap { WrittenDate(String($0)) } : []
  }

  /// The day, where the calendar has it.
  var date: CalendarDate? { day.flatMap { CalendarDate(year: year, month: month, day: $0) } }

  /// The last day of the month, where there is such a month.
  var lastOfMonth: CalendarDate? {
    (28...31).reversed().lazy.compactMap { CalendarDate(year: year, month: month, day: $0) }.first
  }

  /// Spreadsheets count days from 1899-12-30; those of 2000 to 2099 are taken for dates.
  private static func spreadsheetDay(_ serial: Int) -> [String]? {
    guard (36_526...73_050).contains(serial) else { return nil }
    var rest = serial - 36_526
    var year = 2000
    while case let days = CalendarDate(year: year, month: 2, day: 29) == nil ? 365 : 366, rest >= days {
      rest -= days
      year += 1
    }
    for month in 1...12 {
      let days = (28...31).reversed().first { CalendarDate(year: year, month: month, day: $0) != nil } ?? 31
      if rest < days { return [String(year), String(month), String(rest + 1)] }
      rest -= days
    }
    return nil
  }
}
