internal import AssessmentModel
internal import Diagnostics

/// What a cell that cannot be read as a time probably is, so that a message can say how to write it.
enum UnreadableTime {
  /// The number by which a spreadsheet keeps a day (1900 date system), and the day.
  case serial(String, CalendarDate)
  /// A month, week, quarter or day of no year.
  case withoutYear(example: String)
  /// A month by its English name; `Jan-25` may be the first month of 2025 or a day of January.
  case englishMonth(Int, year: Int?)
  /// A day, a month and a year of which nobody can tell which comes first: `3/1/2025`.
  case yearLast
  /// A sum or a mean of other rows.
  case total

  /// Looks at the text of a cell; nil where nothing is to be told of it.
  init?(_ text: String) {
    let plain = text.trimmingSpaces
    if TotalName.isName(plain) {
      self = .total
    } else if let day = Self.serialDay(plain) {
      self = .serial(plain, day)
    } else if let month = Self.englishMonth(plain) {
      self = month
    } else if Self.endsWithYear(plain) {
      self = .yearLast
    } else if let example = Self.exampleWithYear(plain) {
      self = .withoutYear(example: example)
    } else {
      return nil
    }
  }

  /// Whether a column in which this stands is one of times whatever its head: numbers of samples and batches look
  /// otherwise.
  var isEvidence: Bool {
    switch self {
    case .serial, .englishMonth, .yearLast: true
    case .withoutYear(let example): example.contains("年")
    case .total: false
    }
  }

  /// The serial numbers of 2000-01-01 to 2049-12-31.
  private static let serials = 36_526...54_788
  /// The serial number of 1970-01-01.
  private static let firstSerial = 25_569

  /// `45658` and, with a time of the day, `45658.375`.
  private static func serialDay(_ text: String) -> CalendarDate? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts[0].utf8.count == 5, let number = Int(parts[0]), serials.contains(number)
    else { return nil }
    return CalendarDate(dayNumber: number - firstSerial)
  }

  /// `3/1/2025`, `13-2-2025`, `03.01.2025`, perhaps with a time of the day behind.
  private static func endsWithYear(_ text: String) -> Bool {
    let day = text.prefix { $0 != " " }
    let parts = day.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
    return parts.count == 3 && isNumber(parts[0]) && isNumber(parts[1]) && parts[2].utf8.count == 4
      && parts[2].utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let longMonths = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// `Jan-25`, `Jan 2025`, `25-Jan`, `January`.
  private static func englishMonth(_ text: String) -> UnreadableTime? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard (1...4).contains(words.count) else { return nil }
    let found = words.compactMap { word in
      months.firstIndex(of: word) ?? longMonths.firstIndex(of: word) ?? (word == "sept" ? 8 : nil)
    }
    let rest = words.filter { word in word.allSatisfy(\.isNumber) }
    guard found.count == 1, rest.count == words.count - 1 else { return nil }
    return .englishMonth(found[0] + 1, year: rest.first { $0.count == 4 }.flatMap { Int($0) })
  }

  /// How a month, a week, a quarter or a day of the year is written with its year.
  private static func exampleWithYear(_ text: String) -> String? {
    guard text.utf8.count <= longestWithoutYear else { return nil }
    var rest = Substring(text)
    if rest.first?.lowercased() == "q" {
      rest.removeFirst()
      return rest.count == 1 && ("1"..."4").contains(rest) ? "2025-Q1" : nil
    }
    for word in ["week ", "week", "w"] where rest.lowercased().hasPrefix(word) {
      return isNumber(rest.dropFirst(word.count)) ? "2025-W09" : nil
    }
    let isCounted = rest.first == "第"
    if isCounted { rest.removeFirst() }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    let written = digits.isEmpty ? rest.prefix { chineseDigits.contains($0) } : digits
    guard (1...2).contains(written.count) else { return nil }
    rest = rest[written.endIndex...]
    switch rest {
    case "月", "月份": return isCounted ? nil : "2025年3月"
    case "季", "季度": return "2025年第1季度"
    case "周": return digits.isEmpty ? nil : "2025年第9周"
    default: break
    }
    guard !isCounted, !digits.isEmpty else { return nil }
    if rest.first == "月" {
      let day = rest.dropFirst()
      return isNumber(day.last == "日" || day.last == "号" ? day.dropLast() : day) ? "2025年3月1日" : nil
    }
    guard let mark = rest.first else { return "2025-03" }
    return "-/.".contains(mark) && isNumber(rest.dropFirst()) ? "2025-03" : nil
  }

  /// The bytes of the longest text that may be a time without its year, `第十二季度` and `12月31日` among them.
  private static let longestWithoutYear = 15
  private static let chineseDigits: Set<Character> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "正", "元"]

  /// Whether a text is one or two figures.
  private static func isNumber(_ text: Substring) -> Bool {
    (1...2).contains(text.count) && text.allSatisfy { ("0"..."9").contains($0) }
  }

  /// What to do about it.
  ///
  /// - Parameters:
  ///   - text: the cell as a message shows it.
  ///   - takesMapping: whether the file is read by a mapping, which can pass over rows.
  func hint(_ text: String, takesMapping: Bool) -> LocalizedText {
    switch self {
    case .serial(_, let day):
      return LocalizedText(
        chinese: "\(text) 是 Excel 的日期序号，即 \(day)：在 Excel 里把这一列的格式改成日期 yyyy-mm-dd，再导出 CSV",
        english:
          "\(text) is Excel's number of the day \(day): format the column as a date, yyyy-mm-dd, and export again")
    case .withoutYear(let example):
      return LocalizedText(
        chinese: "没有年份，排不出先后，也看不出缺了哪一期：写成 \(example) 这样；"
          + (takesMapping
            ? "年份和月份分在两列的，在映射文件里写 time: [年份, 月份]" : "年份和月份分在两列的，在 Excel 里用 =A2&\"-\"&TEXT(B2,\"00\") 合成一列"),
        english: "without its year it has no place in time: write it like \(example); "
          + (takesMapping
            ? "where year and month stand in two columns, a mapping file says time: [年份, 月份]"
            : "of two columns make one with =A2&\"-\"&TEXT(B2,\"00\")")
      )
    case .englishMonth(let month, let year):
      let number = month < 10 ? "0\(month)" : "\(month)"
      return LocalizedText(
        chinese: year.map { "写成 \($0)-\(number)（英文月名不读）" }
          ?? "英文月名不读，写成带四位年份的 2025-\(number)；\(text) 里的数是日还是年，请核对导出的格式",
        english: year.map { "write it as \($0)-\(number); names of months are not read" }
          ?? "names of months are not read: write 2025-\(number), with four figures of the year; the number in \(text) may be a day or a year"
      )
    case .yearLast:
      return LocalizedText(
        chinese: "看不出哪个是月、哪个是日：年写在前面，如 2025-03-01（在 Excel 里把这一列的格式改成 yyyy-mm-dd，再导出）",
        english:
          "nobody can tell the month from the day: write the year first, as 2025-03-01 (in Excel, format the column as yyyy-mm-dd and export again)"
      )
    case .total:
      return takesMapping
        ? LocalizedText(
          chinese: "合计行可以在映射文件里略过：ignore: [\(text)]", english: "a mapping file can pass over totals: ignore: [\(text)]")
        : LocalizedText(
          chinese: "合计行不是一期，请从数据里删去", english: "a total is no period: take the row out of the data")
    }
  }
}
