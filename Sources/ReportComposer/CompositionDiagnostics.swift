import Diagnostics
import DocumentModel
import ReportTemplates

/// Faults of values.
extension Diagnostic {
  private static func value(
    _ code: String, _ element: TemplateElement, _ attribute: String, _ chinese: String, _ english: String
  ) -> Diagnostic {
    let name = element.name.rawValue
    return Diagnostic(
      .error, code,
      LocalizedText(
        chinese: "<\(name)> 的属性 \(attribute) \(chinese)", english: "\(attribute) of <\(name)> \(english)"),
      at: element.location(ofAttribute: attribute))
  }

  static func notANumber(_ text: String, _ element: TemplateElement, attribute: String) -> Diagnostic {
    value(
      "not-a-number", element, attribute, "得到“\(text.prefix(60))”，不是数",
      "gives \"\(text.prefix(60))\", no number")
  }

  static func noNumber(_ element: TemplateElement, attribute: String) -> Diagnostic {
    value("no-number", element, attribute, "没有得到数", "gives no number")
  }

  static func outOfRange(
    _ number: Double, _ element: TemplateElement, attribute: String, range: ClosedRange<Int>
  ) -> Diagnostic {
    value(
      "out-of-range", element, attribute,
      "得到 \(number)，应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
      "gives \(number), expected a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  static func outOfRange(
    _ number: Double, _ element: TemplateElement, attribute: String, from low: Double, to high: Double
  ) -> Diagnostic {
    let ends = [low, high].map(plain)
    return value(
      "out-of-range", element, attribute, "得到 \(plain(number))，应在 \(ends[0]) 到 \(ends[1]) 之间",
      "gives \(plain(number)), expected \(ends[0]) to \(ends[1])")
  }

  static func outsideScale(
    _ number: Double, _ element: TemplateElement, attribute: String, from low: Double?, to high: Double?
  ) -> Diagnostic {
    let (from, to) = (low.map(plain) ?? "…", high.map(plain) ?? "…")
    var diagnostic = value(
      "outside-scale", element, attribute, "得到 \(plain(number))，在图的刻度 \(from) 到 \(to) 之外，画不出来",
      "gives \(plain(number)), which cannot be drawn on a scale from \(from) to \(to)")
    diagnostic.hint = LocalizedText(
      chinese: "改正这个值，或放宽图的 minimum 与 maximum", english: "correct the value, or widen minimum and maximum of the chart")
    return diagnostic
  }

  /// A number without the `.0` of whole ones.
  private static func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  static func notPositive(_ number: Double, _ element: TemplateElement, attribute: String) -> Diagnostic {
    value("out-of-range", element, attribute, "得到 \(number)，应大于 0", "gives \(number), expected more than 0")
  }

  static func notAFlag(_ text: String, _ element: TemplateElement, attribute: String) -> Diagnostic {
    value(
      "not-yes-or-no", element, attribute, "得到“\(text.prefix(60))”，应为 yes 或 no（也可以是 true、false、1、0 或空）",
      "gives \"\(text.prefix(60))\", expected yes or no (or true, false, 1, 0 or nothing)")
  }

  static func notAChoice(_ text: String, _ element: TemplateElement, attribute: String) -> Diagnostic {
    value(
      "wrong-attribute-value", element, attribute, "得到“\(text.prefix(60))”，不在允许的值之内",
      "gives \"\(text.prefix(60))\", which is not among the allowed values")
  }

  static func notADate(_ text: String, _ element: TemplateElement, attribute: String = "date") -> Diagnostic {
    value(
      "not-a-date", element, attribute, "得到“\(text.prefix(60))”，应为 yyyy-mm-dd，且这一天存在",
      "gives \"\(text.prefix(60))\", expected yyyy-mm-dd of a day that exists")
  }

  static func reversedDates(_ from: PlanDate, _ to: PlanDate, _ element: TemplateElement) -> Diagnostic {
    value("reversed-dates", element, "to", "是 \(to)，早于开始的 \(from)", "is \(to), before the beginning \(from)")
  }

  static func negative(_ number: Double, _ element: TemplateElement, attribute: String) -> Diagnostic {
    value("out-of-range", element, attribute, "得到 \(number)，不能小于 0", "gives \(number), expected 0 or more")
  }

  static func unsafeLink(_ url: String, _ element: TemplateElement) -> Diagnostic {
    value(
      "link", element, "url", "得到“\(url.prefix(60))”，只接受以 https://、http:// 或 mailto: 开头的链接",
      "gives \"\(url.prefix(60))\"; links begin with https://, http:// or mailto:")
  }

  static func emptyScale(_ low: Double, _ high: Double, _ element: TemplateElement) -> Diagnostic {
    Diagnostic(
      .error, "empty-scale",
      LocalizedText(
        chinese: "<\(element.name.rawValue)> 的两端颠倒或相同：\(low) 与 \(high)",
        english: "the ends of <\(element.name.rawValue)> are swapped or equal: \(low) and \(high)"),
      at: element.location)
  }

  static func noSuchStep(
    _ wanted: String, _ element: TemplateElement, attribute: String, steps: [String]
  ) -> Diagnostic {
    value(
      "unknown-step", element, attribute,
      "得到“\(wanted.prefix(60))”，应为某一级的 id、名称（\(steps.joined(separator: "、"))）或从 0 起的序号",
      "gives \"\(wanted.prefix(60))\", expected the id, label or offset from 0 of a step")
  }
}

/// Faults of content.
extension Diagnostic {
  private static func content(
    _ code: String, _ element: TemplateElement, _ chinese: String, _ english: String,
    hint: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(
      .error, code, LocalizedText(chinese: chinese, english: english), at: element.location, hint: hint)
  }

  static func sectionOutsideChapter(_ element: TemplateElement) -> Diagnostic {
    content(
      "section-outside-chapter", element, "<section> 要放在 <chapter>、<appendix> 或另一个 <section> 里",
      "a section stands in a chapter, an appendix or another section")
  }

  static func sectionTooDeep(_ element: TemplateElement) -> Diagnostic {
    content("section-too-deep", element, "标题最多四级，这里是第五级", "headings have four levels, this is the fifth")
  }

  static func noTitle(_ element: TemplateElement) -> Diagnostic {
    content("no-title", element, "标题是空的", "the title is empty")
  }

  static func emptyReport(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .warning, "empty-report",
      LocalizedText(chinese: "报告里没有内容，只有一张空页", english: "the report has no content and is an empty page"), at: place,
      hint: LocalizedText(
        chinese: "检查 <body> 里的条件与循环有没有选到东西", english: "check whether the conditions and loops in <body> find anything"))
  }

  static func footWithoutLabel(_ label: String, at place: SourceLocation) -> Diagnostic {
    labelMissing(
      LocalizedText(
        chinese: "页脚没有“\(label)”；每份报告每页都要有，会补在最前面",
        english: "the foot lacks \"\(label)\", which every page needs; it is put first"),
      "footer", at: place)
  }

  static func coverWithoutLabel(_ label: String, at place: SourceLocation) -> Diagnostic {
    labelMissing(
      LocalizedText(
        chinese: "封面的声明没有“\(label)”，会补在最前面", english: "the statement of the cover lacks \"\(label)\"; it is put first"),
      "statement", at: place)
  }

  private static func labelMissing(
    _ message: LocalizedText, _ attribute: String, at place: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .warning, "label-missing", message, at: place,
      hint: LocalizedText(
        chinese: "自己定它的位置：在 \(attribute) 里写 {/result-document/@label}",
        english: "to place it yourself, write {/result-document/@label} in \(attribute)"))
  }

  static func noColumns(_ element: TemplateElement) -> Diagnostic {
    content("no-columns", element, "表没有 <column>", "the table has no columns")
  }

  static func wrongCellCount(_ count: Int, columns: Int, _ element: TemplateElement) -> Diagnostic {
    content(
      "wrong-cell-count", element, "这一行有 \(count) 格，而表有 \(columns) 列",
      "this row has \(count) cells for \(columns) columns")
  }

  static func severalCharts(_ element: TemplateElement) -> Diagnostic {
    content("several-charts", element, "一个 <figure> 里只能有一张图", "a figure holds one chart")
  }

  static func tooFewAxes(_ count: Int, _ element: TemplateElement) -> Diagnostic {
    content(
      "too-few-axes", element, "雷达图至少要三个轴，这里有 \(count) 个",
      "a radar chart needs three axes, here are \(count)",
      hint: LocalizedText(chinese: "轴少时用 <bars>", english: "use <bars> for fewer"))
  }

  static func wrongPointCount(_ count: Int, periods: Int, _ element: TemplateElement) -> Diagnostic {
    content(
      "wrong-point-count", element, "这条线有 \(count) 个 <point>，而图有 \(periods) 个 <period>",
      "this line has \(count) points for \(periods) periods",
      hint: LocalizedText(
        chinese: "缺的值也写 <point value=\"\"/>，图上留空", english: "write <point value=\"\"/> for a missing value"))
  }

  static func wrongOutlineCount(_ count: Int, _ outlines: Int, _ element: TemplateElement) -> Diagnostic {
    content(
      "wrong-outline-count", element, "这个轴有 \(count) 个 <earlier>，而它前面有 \(outlines) 个 <outline>",
      "this axis has \(count) earlier values for \(outlines) outlines before it")
  }

  static func tooManyOutlines(_ count: Int, _ element: TemplateElement) -> Diagnostic {
    content(
      "too-many-outlines", element, "雷达图最多画三个往期轮廓，这里有 \(count) 个",
      "a radar chart holds three earlier outlines, here are \(count)",
      hint: LocalizedText(
        chinese: "更多期用 <trend> 或 <small-multiples>", english: "use <trend> or <small-multiples> for more"))
  }

  static func wrongKeyCount(_ count: Int, _ element: TemplateElement) -> Diagnostic {
    content(
      "wrong-key-count", element, "key 要有五个名称，这里有 \(count) 个；名称里有空格时用 | 分隔",
      "key has five names, here are \(count); names with spaces are parted by |")
  }
}

/// Faults of names and references.
extension Diagnostic {
  static func duplicateID(_ id: String, at place: SourceLocation, first: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-id",
      LocalizedText(chinese: "id“\(id.prefix(60))”已经用过", english: "the id \"\(id.prefix(60))\" is used already"),
      at: place,
      notes: [Note(LocalizedText(chinese: "第一次在这里", english: "first used here"), at: first)],
      hint: LocalizedText(
        chinese: "循环里的 id 要带上当前节点，例如 id=\"item-{@id}\"；大小写和标点的差别不算",
        english:
          "an id in a loop needs something of its node, such as id=\"item-{@id}\"; case and punctuation do not count"
      ))
  }

  static func reservedID(_ id: String, at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "reserved-id",
      LocalizedText(
        chinese: "id“\(id.prefix(60))”不能以 auto- 开头", english: "the id \"\(id.prefix(60))\" cannot begin with auto-"),
      at: place)
  }

  static func unknownTarget(_ id: String, at place: SourceLocation, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "unknown-target",
      LocalizedText(
        chinese: "没有 id 为“\(id.prefix(60))”的章、节、表或图，或者它在这份报告里没有内容而被省略",
        english: "nothing has the id \"\(id.prefix(60))\", or it is left out of this report for want of content"),
      at: place,
      hint: SuggestedName.nearest(to: id, among: known.sorted()).map {
        LocalizedText(chinese: "是不是 \($0)？", english: "did you mean \($0)?")
      })
  }

  static func namelessTarget(_ id: String, at place: SourceLocation, target: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "nameless-target",
      LocalizedText(
        chinese: "“\(id.prefix(60))”没有 caption，因此没有编号可以引用",
        english: "\"\(id.prefix(60))\" has no caption, and so no number to refer to"),
      at: place, notes: [Note(LocalizedText(chinese: "它在这里", english: "it stands here"), at: target)])
  }

  static func noTarget(_ element: TemplateElement) -> Diagnostic {
    Diagnostic(
      .error, "unknown-target",
      LocalizedText(chinese: "引用的 id 是空的", english: "the id referred to is empty"),
      at: element.location(ofAttribute: "to"))
  }

  static func selectsNothing(_ expression: XPathExpression) -> Diagnostic {
    Diagnostic(
      .note, "selects-nothing",
      LocalizedText(
        chinese: "XPath“\(expression.text.prefix(120))”在内置的两份样例结果里都没有选到东西",
        english:
          "the XPath \"\(expression.text.prefix(120))\" finds nothing in either of the two built-in sample results"),
      at: expression.location,
      hint: LocalizedText(
        chinese: "若只在少数结果里才有，可以不管；否则核对条件与名称",
        english: "fine where only few results have it; else check the conditions and names"))
  }

  static func unknownSection(_ id: String, known: [String], template: String) -> Diagnostic {
    let names = known.isEmpty ? "（没有）" : known.joined(separator: "、")
    return Diagnostic(
      .error, "unknown-section",
      LocalizedText(
        chinese: "这份报告没有 id 为“\(id.prefix(60))”的章；可选：\(names)",
        english: "this report has no chapter \"\(id.prefix(60))\"; it has: \(known.joined(separator: ", "))"),
      at: SourceLocation(file: template),
      hint: SuggestedName.nearest(to: id, among: known).map {
        LocalizedText(chinese: "是不是 \($0)？", english: "did you mean \($0)?")
      })
  }
}

/// Limits.
extension Diagnostic {
  private static func limit(_ chinese: String, _ english: String, at place: SourceLocation) -> Diagnostic {
    Diagnostic(.error, "template-limit", LocalizedText(chinese: chinese, english: english), at: place)
  }

  static func tooManySteps(_ count: Int, at place: SourceLocation) -> Diagnostic {
    limit(
      "模板展开超过 \(count) 步，多半是循环套循环",
      "the template takes more than \(count) steps, most likely by loops in loops", at: place)
  }

  static func tooManyBlocks(_ count: Int, at place: SourceLocation) -> Diagnostic {
    limit("报告超过 \(count) 个段落、行与图形", "the report has more than \(count) blocks and rows", at: place)
  }

  static func tooMuchText(_ bytes: Int, path: String) -> Diagnostic {
    limit(
      "报告的文字超过 \(bytes / 1_048_576) MiB", "the report has more than \(bytes / 1_048_576) MiB of text",
      at: SourceLocation(file: path))
  }

  static func nestedTooDeeply(_ depth: Int, at place: SourceLocation) -> Diagnostic {
    limit("展开后嵌套超过 \(depth) 层", "elements are nested deeper than \(depth) once parts are in place", at: place)
  }

  static func boxesTooDeep(_ depth: Int, at place: SourceLocation) -> Diagnostic {
    limit(
      "列表、分栏、底色块与同页块套了超过 \(depth) 层，排不下",
      "lists, columns, panels and kept blocks stand in each other more than \(depth) deep",
      at: place)
  }

  static func tooManyColumns(_ count: Int, at place: SourceLocation) -> Diagnostic {
    limit("一个表最多 \(count) 列，再多就排不进版面", "a table has at most \(count) columns; more do not fit the page", at: place)
  }

  static func chartTooLarge(_ count: Int, at place: SourceLocation) -> Diagnostic {
    limit(
      "一张图最多 \(count) 个组成部分（条、点、期等）", "a chart has at most \(count) parts, such as bars, points and periods", at: place)
  }

  static func tooManyChartMarks(_ count: Int, _ element: TemplateElement) -> Diagnostic {
    limit(
      "一张图最多 \(count) 个 <\(element.name.rawValue)> 这样要单独标名的部分",
      "a chart has at most \(count) parts such as <\(element.name.rawValue)> that are each named across it",
      at: element.location)
  }

  static func partsTooDeep(_ depth: Int, at place: SourceLocation) -> Diagnostic {
    limit(
      "<use> 套 <use> 超过 \(depth) 层，多半是 <part> 用到了自己",
      "parts use parts deeper than \(depth), most likely a part uses itself",
      at: place)
  }
}

extension Diagnostic.Note {
  /// Says at which node of the result document the template stood.
  static func node(_ path: String) -> Self {
    Self(LocalizedText(chinese: "当时的节点是 \(path)", english: "the node was \(path)"))
  }
}
