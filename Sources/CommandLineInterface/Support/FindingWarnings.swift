internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import Scoring

/// Says on standard error what does not fit together between the findings of several assessments.
struct FindingWarnings {
  let series: AssessmentSeries
  /// The assessments of the series, in its order.
  let sources: [AssessmentSource]

  /// Shows the warnings, if there are any.
  func complain() {
    let warnings = series.findings.conflicts.map(warning)
    guard !warnings.isEmpty else { return }
    let texts = sources.reduce(into: [:]) { all, source in
      all.merge(source.report.sources) { first, _ in first }
    }
    DiagnosticPrinter.complain(DiagnosticReport(warnings, sources: texts))
  }

  private func warning(_ conflict: FindingConflict) -> Diagnostic {
    let (id, then) = (conflict.then.id, conflict.then)
    let day = sources[conflict.nowPeriod].scorecard.assessment.date
    let thenPlace = sources[conflict.thenPeriod].findings[id]
    let nowPlace = sources[conflict.nowPeriod].findings[id]
    let notes = thenPlace.map { [Diagnostic.Note(wording("上次写在这里", "it stood here last"), at: $0)] } ?? []
    switch conflict.kind {
    case .vanished:
      return Diagnostic(
        .warning, conflict.kind.rawValue,
        wording(
          "发现 \(id) 没有关闭，\(day) 的评估却不再列出",
          "the finding \(id) was not closed, and the assessment of \(day) does not list it"),
        at: thenPlace,
        hint: wording("请补上这一条，已关闭的写 status: closed", "list it again; where it is closed, with status: closed"))
    case .otherItem:
      let isOneRubric = then.rubric == conflict.now?.rubric
      func name(_ finding: Finding?) -> LocalizedText {
        let item = finding?.item.rawValue ?? ""
        guard let finding, !isOneRubric else { return wording(item, item) }
        return wording("\(finding.rubric) 的 \(finding.item)", "\(finding.item) of \(finding.rubric)")
      }
      let (before, now) = (name(then), name(conflict.now))
      return Diagnostic(
        .warning, conflict.kind.rawValue,
        wording(
          "编号 \(id) 上次是评审项 \(before.chinese) 的发现，这次写在 \(now.chinese) 上，按两条发现计",
          "\(id) was a finding on \(before.english) and now stands on \(now.english); it is counted as two findings"),
        at: nowPlace, notes: notes,
        hint: wording("新的发现请用新的编号", "give a new finding an id of its own"))
    case .closedBefore:
      let closed = conflict.now?.closed?.description ?? ""
      let before = sources[conflict.thenPeriod].scorecard.assessment.date
      return Diagnostic(
        .warning, conflict.kind.rawValue,
        wording(
          "发现 \(id) 写明关闭于 \(closed)，\(before) 的评估却列为没有关闭",
          "the finding \(id) was closed on \(closed), and the assessment of \(before) lists it as not closed"),
        at: nowPlace, notes: notes,
        hint: wording("请核对关闭日期，天数和逾期算到这一天", "check the day of closing; age and delay are counted to it"))
    case .otherClosing:
      let (before, now) = (then.closed?.description ?? "", conflict.now?.closed?.description ?? "")
      return Diagnostic(
        .warning, conflict.kind.rawValue,
        wording(
          "发现 \(id) 的关闭日期上次是 \(before)，这次是 \(now)",
          "the finding \(id) was closed on \(before), and now on \(now)"),
        at: nowPlace, notes: notes,
        hint: wording("关闭日期以后各年不变；又打开过的请说明", "the day stays the same in later years; say so where it was opened again"))
    case .otherText:
      return Diagnostic(
        .warning, conflict.kind.rawValue,
        wording(
          "发现 \(id) 关闭后重新打开，文字已不同，可能是另一条发现",
          "the finding \(id) was closed and is open again with another text; it may be another finding"),
        at: nowPlace, notes: notes,
        hint: wording("另一条发现请用新的编号；同一条的文字请保持不变", "give another finding an id of its own; of the same one keep the text")
      )
    case .raisedBefore:
      let raised = then.raised
      let before = sources[conflict.thenPeriod].scorecard.assessment.date
      return Diagnostic(
        .warning, conflict.kind.rawValue,
        wording(
          "发现 \(id) 提出于 \(raised)，\(before) 的评估却没有列出，这次才列为新的",
          "the finding \(id) was raised on \(raised), but the assessment of \(before) does not list it; it is new only now"
        ),
        at: nowPlace,
        hint: wording("请核对提出日期，或补进上一次的评估", "check the day of raising, or list it in the assessment before"))
    case .otherDay:
      let now = conflict.now?.raised.description ?? ""
      return Diagnostic(
        .warning, conflict.kind.rawValue,
        wording(
          "发现 \(id) 的提出日期上次是 \(then.raised)，这次是 \(now)",
          "the finding \(id) was raised on \(then.raised), and now on \(now)"),
        at: nowPlace, notes: notes,
        hint: wording("提出日期以后各年不变，天数由它算起", "the day stays the same in later years; the age is counted from it"))
    }
  }

  private func wording(_ chinese: String, _ english: String) -> LocalizedText {
    LocalizedText(chinese: chinese, english: english)
  }
}
