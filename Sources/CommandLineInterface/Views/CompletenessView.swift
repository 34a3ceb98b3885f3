internal import Diagnostics
internal import InputFiles

/// How far an assessment has come, domain by domain.
struct CompletenessView {
  let rubrics: [RubricCompleteness]

  /// The lines, none where nothing could be read.
  func lines() -> [String] {
    rubrics.flatMap { rubric in
      var table = TextTable([
        (localized("范畴", "domain"), .left), (localized("已评", "answered"), .right),
        (localized("部分", "part"), .right), (localized("不适用", "n/a"), .right),
        (localized("未评", "open"), .right), (localized("共", "of"), .right),
      ])
      for domain in rubric.domains {
        table.add([
          domain.title[InterfaceLanguage.current], String(domain.complete), String(domain.partial),
          String(domain.notApplicable), String(domain.open), String(domain.items),
        ])
      }
      let state =
        rubric.isComplete ? localized("已评完", "complete") : localized("尚未评完", "not complete")
      let title = "\(rubric.title[InterfaceLanguage.current])  \(state)"
      return [title] + table.lines(indent: 2, width: 80) + [""]
    }
  }
}
