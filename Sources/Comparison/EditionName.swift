public import AssessmentModel

/// What tells editions apart where some of them are versions of one.
///
/// An archive keeps the rubrics of every entry, so that a comparison may meet two versions of one edition, and even two
/// texts under one version.
public struct EditionNames: Sendable {
  private let rubrics: [Rubric]

  /// Gathers the editions that are named beside each other.
  public init(_ rubrics: [Rubric]) {
    self.rubrics = rubrics.reduce(into: []) { found, rubric in
      if !found.contains(rubric) { found.append(rubric) }
    }
  }

  /// What stands behind the name of one of them, with a space before it: nothing where no other has its id, else the
  /// version, and behind it the first eight figures of the content hash where that is the same too.
  public func mark(of rubric: Rubric) -> String {
    let others = rubrics.filter { $0.id == rubric.id && $0 != rubric }
    guard !others.isEmpty else { return "" }
    let isOneVersion = others.contains { $0.version == rubric.version }
    return " \(rubric.version)" + (isOneVersion ? " #\(rubric.contentHash.prefix(8))" : "")
  }

  /// The id of an edition with its mark, such as `cccs-op-2008` or `cccs-op-2008 1.1.0`.
  public func name(of rubric: Rubric) -> String { rubric.id.rawValue + mark(of: rubric) }
}
