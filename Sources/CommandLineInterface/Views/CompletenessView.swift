internal import AssessmentModel
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

  /// The same for programs: by rubric and domain, counted in items.
  var json: JSONText {
    .array(
      rubrics.map { rubric in
        .object(
          [
            ("rubric", .string(rubric.rubric.rawValue)), ("title", .localized(rubric.title)),
            ("complete", .bool(rubric.isComplete)),
          ] + counts(rubric.domains) + [
            (
              "domains",
              .array(
                rubric.domains.map {
                  .object([("id", .string($0.domain.rawValue)), ("title", .localized($0.title))] + counts([$0]))
                })
            )
          ])
      })
  }

  private func counts(_ domains: [DomainCompleteness]) -> [(String, JSONText)] {
    let kinds: [(String, KeyPath<DomainCompleteness, Int>)] = [
      ("items", \.items), ("answered", \.complete), ("partial", \.partial), ("not-applicable", \.notApplicable),
      ("open", \.open),
    ]
    return kinds.map { name, path in (name, .integer(domains.reduce(0) { $0 + $1[keyPath: path] })) }
  }
}
