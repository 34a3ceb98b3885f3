internal import AssessmentModel
internal import Diagnostics

/// The wording of a mark belongs to its item: it is not another item's wording with the noun exchanged.
struct SimilarWordingValidator: RubricValidator {
  /// The largest share of bigrams that two wordings may have in common. Wordings of unrelated items share up to about
  /// a quarter; one template with the noun exchanged shares more than half.
  static let limit = 0.5

  func findings(in library: LibraryDraft) -> [Diagnostic] {
    let items = library.itemFiles.flatMap(\.items)
    return (1...5).flatMap { mark in
      findings(
        items.compactMap { item in
          item.marks[mark].map { (item, $0.inPlace, BigramSet($0.resolved.text, without: item.title?.chinese)) }
        }, mark)
    }
  }

  private func findings(
    _ wordings: [(item: ItemDraft, text: Located<String>, bigrams: BigramSet)], _ mark: Int
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (index, first) in wordings.enumerated() {
      for second in wordings[(index + 1)...] where first.bigrams.similarity(to: second.bigrams) > Self.limit {
        findings.append(
          Diagnostic(
            .error, "similar-wording",
            wording(
              "等级 \(mark) 的描述与 \(first.item.id.value) 的太像，只是换了名词",
              "the wording of mark \(mark) is too much like that of \(first.item.id.value)"),
            at: second.text.location,
            notes: [Diagnostic.Note(wording("另一处在这里", "the other one is here"), at: first.text.location)],
            hint: wording("请写出本项看得见的事实", "say what can be seen of this item")))
      }
    }
    return findings
  }
}

/// The pairs of neighbouring letters of a wording, without punctuation and without the item's title.
struct BigramSet {
  /// Sorted and without repetition, each pair packed into one number.
  private let pairs: [UInt64]

  init(_ text: String, without title: String?) {
    let rest = title.map { text.split(separator: $0).joined(separator: " ") } ?? text
    let scalars = rest.unicodeScalars.map {
      $0.properties.isAlphabetic || $0.properties.numericType != nil ? $0 : " "
    }
    var pairs: Set<UInt64> = []
    for (left, right) in zip(scalars, scalars.dropFirst()) where left != " " && right != " " {
      pairs.insert(UInt64(left.value) << 32 | UInt64(right.value))
    }
    self.pairs = pairs.sorted()
  }

  /// Sørensen–Dice: twice what is common, over both sizes; 0 to 1.
  func similarity(to other: BigramSet) -> Double {
    guard !pairs.isEmpty, !other.pairs.isEmpty else { return 0 }
    var common = 0
    var (left, right) = (0, 0)
    while left < pairs.count, right < other.pairs.count {
      if pairs[left] == other.pairs[right] {
        common += 1
        left += 1
        right += 1
      } else if pairs[left] < other.pairs[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return Double(2 * common) / Double(pairs.count + other.pairs.count)
  }
}
