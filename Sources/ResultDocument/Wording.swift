public import AssessmentModel
public import Diagnostics
import Scoring

/// Fixed wording and forms of the result document.
enum Wording {
  /// What every result is labelled with.
  static let label = LocalizedText(
    chinese: "自评参考，非官方评分", english: "Self-assessment reference, not an official score")
  /// What conformity and maturity levels are labelled with.
  static let profileLabel = LocalizedText(
    chinese: "参考星级（本工具的模型，非官方）", english: "Reference stars (this tool's model, not official)")

  /// The name of an assessor's capacity.
  static func title(of role: Assessor.Role) -> LocalizedText {
    switch role {
    case .selfAssessment: LocalizedText(chinese: "自评", english: "Self-assessment")
    case .consultant: LocalizedText(chinese: "咨询顾问", english: "Consultant")
    case .auditor: LocalizedText(chinese: "评审员", english: "Auditor")
    }
  }

  /// What an assessment by an assessor of a capacity is called: in full, in short, and its report.
  static func names(
    of role: Assessor.Role
  ) -> (assessment: LocalizedText, short: LocalizedText, report: LocalizedText) {
    switch role {
    case .selfAssessment:
      (
        LocalizedText(chinese: "自我评估", english: "Self-assessment"),
        LocalizedText(chinese: "自评", english: "Self-assessment"),
        LocalizedText(chinese: "自评报告", english: "Self-assessment report")
      )
    case .consultant:
      (
        LocalizedText(chinese: "顾问评估", english: "Consultant's assessment"),
        LocalizedText(chinese: "顾问评估", english: "Consultant's assessment"),
        LocalizedText(chinese: "评估报告", english: "Assessment report")
      )
    case .auditor:
      (
        LocalizedText(chinese: "评审员评估", english: "Auditor's assessment"),
        LocalizedText(chinese: "评审员评估", english: "Auditor's assessment"),
        LocalizedText(chinese: "评估报告", english: "Assessment report")
      )
    }
  }

  /// The name of an item's status.
  static func title(of status: ItemScore.Status) -> LocalizedText {
    switch status {
    case .complete: LocalizedText(chinese: "已评", english: "Answered")
    case .partial: LocalizedText(chinese: "部分已评", english: "Partly answered")
    case .unanswered: LocalizedText(chinese: "未评", english: "Not answered")
    case .notApplicable: LocalizedText(chinese: "不适用", english: "Not applicable")
    }
  }

  /// How grave a finding is.
  static func title(of severity: Finding.Severity) -> LocalizedText {
    switch severity {
    case .major: LocalizedText(chinese: "严重", english: "Major")
    case .minor: LocalizedText(chinese: "一般", english: "Minor")
    case .observation: LocalizedText(chinese: "观察项", english: "Observation")
    }
  }

  /// How far a finding has come.
  static func title(of status: Finding.Status) -> LocalizedText {
    switch status {
    case .open: LocalizedText(chinese: "未关闭", english: "Open")
    case .inProgress: LocalizedText(chinese: "整改中", english: "In progress")
    case .closed: LocalizedText(chinese: "已关闭", english: "Closed")
    }
  }

  /// The name of a gate's state.
  static func title(of state: GateFinding.State) -> LocalizedText {
    switch state {
    case .passed: LocalizedText(chinese: "达到", english: "Met")
    case .failed: LocalizedText(chinese: "未达到", english: "Not met")
    case .open: LocalizedText(chinese: "待定", english: "Open")
    }
  }

  /// The name of a provenance.
  static func title(of kind: Provenance.Kind) -> LocalizedText {
    switch kind {
    case .published: LocalizedText(chinese: "来源公布", english: "Published")
    case .interpretation: LocalizedText(chinese: "本工具的解释", english: "This tool's interpretation")
    }
  }

  /// A day as reports print it, such as 2025年12月20日 (GB/T 15835).
  static func date(_ date: CalendarDate) -> String { "\(date.year)年\(date.month)月\(date.day)日" }

  /// A period as reports print it.
  static func period(_ period: DatePeriod) -> String { "\(date(period.from))至\(date(period.to))" }

  /// A file size in units of 1,000 bytes, such as 12.1 kB.
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) B"
    case ..<1_000_000: "\(Rational(bytes, 1_000).display(decimals: 1)) kB"
    default: "\(Rational(bytes, 1_000_000).display(decimals: 1)) MB"
    }
  }
}

extension ResultNode {
  /// Adds the member `title` in Chinese and `title-en` in English.
  mutating func title(_ text: LocalizedText?) { title("title", text) }

  /// Adds a name in Chinese and, with the suffix `-en`, in English.
  mutating func title(_ name: String, _ text: LocalizedText?) {
    value(name, text?.chinese)
    value("\(name)-en", text?.english)
  }

  /// Adds a day as `yyyy-mm-dd` and, with the suffix `-display`, as reports print it.
  mutating func date(_ name: String, _ date: CalendarDate?) {
    value(name, date?.description)
    value("\(name)-display", date.map(Wording.date))
  }

  /// Adds a period by its ends and as reports print it.
  mutating func period(_ name: String, _ period: DatePeriod?) {
    value("\(name)-from", period?.from.description)
    value("\(name)-to", period?.to.description)
    value("\(name)-display", period.map(Wording.period))
  }
}

extension ResultNode {
  /// Adds the lines of a derivation, each with its depth; none where there is nothing to derive.
  mutating func derivation(_ derivation: Derivation?, maximumDepth: Int? = nil) {
    list(
      "derivation",
      (derivation?.lines(.chinese, maximumDepth: maximumDepth) ?? []).map { line in
        var node = ResultNode("line")
        node.value("depth", line.depth)
        node.value("text", line.text)
        return node
      })
  }

  /// Adds the lines of a gate's derivation, each also by its parts, so that a view can set them in columns.
  mutating func comparison(_ derivation: Derivation) {
    list(
      "derivation",
      derivation.lines(.chinese).map { line in
        let derivation = line.derivation
        var node = ResultNode("line")
        node.value("depth", line.depth)
        node.value("text", line.text)
        node.title("label", derivation.label)
        node.value("id", derivation.id)
        node.value("track", derivation.track?.rawValue)
        node.title("track-title", derivation.track?.title)
        node.value("operation", derivation.operation.rawValue)
        node.value("weight", derivation.weight.map(Derivation.plain))
        node.value(derivation.value)
        return node
      })
  }

  /// Adds what came out of a derivation: `value`, `interval`, `count` or `words`; the others are absent.
  private mutating func value(_ value: Derivation.Value?) {
    var number: ResultNode?
    var interval: ResultNode?
    var count: String?
    var words: LocalizedText?
    switch value {
    case .credit(let credit): number = .mixedNumber(credit, .credit)
    case .credits(let ends): interval = .mixedInterval(ends, .credit)
    case .share(let share), .shareDifference(let share): number = .mixedNumber(share, .share)
    case .shares(let ends): interval = .mixedInterval(ends, .share)
    case .count(let found): count = String(found)
    case .counts(let ends): count = "\(ends.worst)～\(ends.best)"
    case .words(let text): words = text
    case nil: break
    }
    part("value", number)
    part("interval", interval)
    self.value("count", count)
    title("words", words)
  }
}

extension Assessor.Role {
  /// The capacity in words.
  public var title: LocalizedText { Wording.title(of: self) }
}
