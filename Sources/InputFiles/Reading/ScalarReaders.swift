internal import AssessmentModel
internal import Diagnostics

/// Reads texts.
struct TextReader {
  /// The longest text, in Unicode scalars; about two printed pages.
  static let defaultLimit = 4_000

  let problems: DiagnosticCollector
  /// Whether the text is prose, which may hold a `#`, and not a name or a number.
  var isProse = true

  /// The text of a scalar, without blanks at its ends. Numbers and truth values have to be quoted to be texts, so
  /// that every reader of the file, editors with a schema among them, sees the same.
  func text(
    _ node: YAMLNode, key: String, limit: Int = defaultLimit, mayBeEmpty: Bool = false
  ) -> Located<String>? {
    guard case .scalar(let scalar) = node.content else {
      problems.add(
        Diagnostic(
          .error, "wrong-type", wording("\(key) 应为文字", "\(key) has to be a text"),
          at: node.location.firstScalar,
          hint: wording("以 [ 或 { 开头的文字要加引号", "quote a text that begins with [ or {")))
      return nil
    }
    switch scalar.kind {
    case .text: break
    case .null:
      problems.add(
        Diagnostic(
          .error, "empty-value", wording("\(key) 没有值", "\(key) has no value"), at: node.location.firstScalar))
      return nil
    case .boolean, .integer, .decimal:
      problems.add(
        Diagnostic(
          .error, "wrong-type",
          wording(
            "\(key) 应为文字，这里的 \(excerpt(scalar.text)) 会被当作\(scalar.kind == .boolean ? "真假值" : "数字")",
            "\(key) has to be a text; \(excerpt(scalar.text)) is taken for a \(scalar.kind == .boolean ? "truth value" : "number")"
          ),
          at: node.location,
          hint: wording("请加引号：\"\(excerpt(scalar.text))\"", "quote it: \"\(excerpt(scalar.text))\"")))
      return nil
    }
    if isProse, let comment = scalar.comment, !comment.isSetApart { reportCut(comment, key) }
    if mayBeEmpty, scalar.text.trimmingBlanks.isEmpty { return Located("", at: node.location) }
    return checked(scalar.text, key: key, at: node.location, limit: limit)
  }

  /// In YAML a `#` behind a blank begins a comment; in a note it is more often the number of a ticket or a line.
  private func reportCut(_ comment: YAMLComment, _ key: String) {
    problems.add(
      Diagnostic(
        .warning, "text-cut-by-comment",
        wording(
          "\(key) 的文字到 # 为止，后面的“\(excerpt(comment.text))”被当作注释",
          "the text of \(key) ends at the #; “\(excerpt(comment.text))” is taken for a comment"),
        at: comment.location,
        hint: wording(
          "属于正文就把整段加上引号；确是注释就在 # 前留两个空格、后留一个空格",
          "quote the text if this belongs to it; put two blanks before the # and one behind it if it is a comment")))
  }

  private func checked(_ raw: String, key: String, at location: SourceLocation, limit: Int) -> Located<
    String
  >? {
    let trimmed = raw.trimmingBlanks
    guard !trimmed.isEmpty else {
      problems.add(
        Diagnostic(
          .error, "empty-value", wording("\(key) 是空的", "\(key) is empty"), at: location,
          hint: wording("请填写，或删去这一项", "give a value or delete the key")))
      return nil
    }
    // Blanks at the ends count, as they do for a JSON Schema.
    let length = raw.scalarCount
    guard length <= limit else {
      problems.add(
        Diagnostic(
          .error, "text-too-long",
          wording(
            "\(key) 有 \(length) 个字，超过上限 \(limit)",
            "\(key) has \(length) characters, more than the limit of \(limit)"),
          at: location.firstScalar,
          hint: limit == Self.defaultLimit
            ? wording("请写要点，详情放在证据文件里", "keep to the points and put details into evidence files")
            : wording("请缩短到 \(limit) 个字以内", "shorten it to \(limit) characters at most")))
      return nil
    }
    return Located(trimmed, at: location)
  }
}

extension String {
  /// The text without white space (Unicode's White_Space, which `\s` of JSON Schema patterns means too) at both ends.
  var trimmingBlanks: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

/// Reads numbers exactly.
struct NumberReader {
  let problems: DiagnosticCollector

  /// A whole number in plain digits.
  func integer(_ node: YAMLNode, key: String, in range: ClosedRange<Int>) -> Located<Int>? {
    guard case .scalar(let scalar) = node.content, scalar.kind == .integer, let value = Int(scalar.text)
    else {
      report(node, key, "整数", "a whole number", hint: Self.wholeHint(node, in: range))
      return nil
    }
    guard range.contains(value) else {
      report(
        node, key, " \(range.lowerBound) 到 \(range.upperBound) 的整数",
        "a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return Located(value, at: node.location)
  }

  /// The hint for a number that is written in another way: with a unit, in quotes, with full-width digits.
  private static func wholeHint(_ node: YAMLNode, in range: ClosedRange<Int>) -> LocalizedText? {
    guard case .scalar(let scalar) = node.content, let meant = WrittenNumber.whole(scalar.text), range.contains(meant)
    else { return nil }
    return !scalar.isPlain && scalar.text == String(meant)
      ? wording("请去掉引号：\(meant)", "take the quotes away: \(meant)")
      : wording("只写数字：\(meant)", "write only the number: \(meant)")
  }

  /// A number with at most six decimals, such as `60` or `62.5`.
  func decimal(_ node: YAMLNode, key: String, in range: ClosedRange<Int>) -> Located<Rational>? {
    guard case .scalar(let scalar) = node.content, scalar.kind == .integer || scalar.kind == .decimal,
      let value = Self.exact(scalar.text), value >= Rational(range.lowerBound),
      value <= Rational(range.upperBound)
    else {
      report(
        node, key, " \(range.lowerBound) 到 \(range.upperBound) 的数",
        "a number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return Located(value, at: node.location)
  }

  /// A share such as `20%` or `12.5%`, as a number from 0 to 1.
  func percentage(_ node: YAMLNode, key: String) -> Located<Rational>? {
    guard case .scalar(let scalar) = node.content, scalar.text.hasSuffix("%"),
      let value = Self.exact(String(scalar.text.dropLast())), value >= 0, value <= 100
    else {
      var hint: LocalizedText?
      if case .scalar(let scalar) = node.content, let value = Self.exact(scalar.text), value <= 100 {
        let meant = value < 1 && value > 0 ? value.percentage(decimals: 2) : scalar.text + "%"
        hint = wording("是不是 \(meant)？", "did you mean \(meant)?")
      }
      report(node, key, " 0% 到 100% 的百分数", "a percentage from 0% to 100%", hint: hint)
      return nil
    }
    return Located(value / 100, at: node.location)
  }

  /// Digits with an optional fraction of at most six digits.
  static func exact(_ text: String) -> Rational? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = parts.joined()
    guard let whole = parts.first, !whole.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.utf8.count <= 15, let numerator = Int(digits)
    else { return nil }
    guard parts.count == 2 else { return Rational(numerator) }
    guard (1...6).contains(parts[1].utf8.count) else { return nil }
    let denominator = (0..<parts[1].utf8.count).reduce(1) { product, _ in product * 10 }
    return Rational(numerator) / Rational(denominator)
  }

  private func report(
    _ node: YAMLNode, _ key: String, _ chinese: String, _ english: String, hint: LocalizedText? = nil
  ) {
    let written = node.writtenValue
    problems.add(
      Diagnostic(
        .error, "wrong-number",
        wording(
          "\(key) 应为\(chinese)\(written.map { "，这里写的是 \($0)" } ?? "")",
          "\(key) has to be \(english)\(written.map { ", not \($0)" } ?? "")"),
        at: written == nil ? node.location.firstScalar : node.location, hint: hint))
  }
}

/// Reads days.
struct DateReader {
  let problems: DiagnosticCollector

  /// A day in the form `2025-12-31` that the calendar has.
  func date(_ node: YAMLNode, key: String) -> Located<CalendarDate>? {
    guard case .scalar(let scalar) = node.content else {
      report(node, key, nil)
      return nil
    }
    if let date = CalendarDate(iso8601: scalar.text) { return Located(date, at: node.location) }
    report(node, key, WrittenDate(scalar.text))
    return nil
  }

  private func report(_ node: YAMLNode, _ key: String, _ meant: WrittenDate?) {
    let written = node.writtenValue
    let isNoDay = meant.map { $0.day != nil && $0.date == nil } ?? false
    let message =
      isNoDay
      ? wording("\(key)：日历上没有 \(written ?? "") 这一天", "\(key): the calendar has no day \(written ?? "")")
      : wording(
        "\(key) 应为日期\(written.map { "，这里写的是 \($0)" } ?? "")",
        "\(key) has to be a date\(written.map { ", not \($0)" } ?? "")")
    problems.add(
      Diagnostic(
        .error, "wrong-date", message, at: written == nil ? node.location.firstScalar : node.location,
        hint: meant.map(hint) ?? wording("写成 年-月-日，例如 2025-12-31", "write year-month-day, such as 2025-12-31")))
  }

  private func hint(_ meant: WrittenDate) -> LocalizedText {
    if let date = meant.date { return wording("写成 \(date)", "write \(date)") }
    guard let last = meant.lastOfMonth else {
      return wording("月份是 01 到 12，没有 \(meant.month) 月", "months are 01 to 12; there is no month \(meant.month)")
    }
    guard meant.day != nil else {
      return wording("还要写明哪一天，例如 \(last)", "say which day, such as \(last)")
    }
    return wording(
      "\(last.year) 年 \(last.month) 月只有 \(last.day) 天，最后一天是 \(last)",
      "that month has \(last.day) days; its last one is \(last)")
  }
}

extension YAMLNode {
  /// The value as written, for messages; nil for lists and mappings.
  var writtenValue: String? {
    guard case .scalar(let scalar) = content else { return nil }
    let text = excerpt(scalar.text)
    switch scalar.style {
    case .singleQuoted: return "'\(text)'"
    case .doubleQuoted: return "\"\(text)\""
    case .plain, .block: return text
    }
  }
}
