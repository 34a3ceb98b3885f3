internal import Diagnostics

/// One thing that rubric files have to satisfy beyond their form. A validator reports all it finds.
protocol RubricValidator: Sendable {
  func findings(in library: LibraryDraft) -> [Diagnostic]
}

/// The validators, in the order in which their findings are shown. The form of the files (keys, types, empty values)
/// has been checked before, while they were read.
enum RubricValidators {
  /// Those that decide whether an edition can be used.
  static let forUse: [any RubricValidator] = [
    DuplicateIdentifierValidator(), ReferenceValidator(), ScaleValidator(), WeightValidator(),
    EmptyFieldValidator(),
    ReachabilityValidator(), GateValidator(), IneffectiveItemValidator(), MarkWordingValidator(),
    ProvenanceValidator(), RetiredIdentifierValidator(), IndicatorValidator(), ThresholdValidator(),
  ]

  /// All of them. Comparing every wording with every other, and crosswalks, are for `rubric check` only.
  static let all: [any RubricValidator] = forUse + [SimilarWordingValidator()] + crosswalks

  /// Those of crosswalks and outlines.
  static let crosswalks: [any RubricValidator] = [
    OutlineValidator(), CrosswalkReferenceValidator(), CrosswalkFitValidator(), CrosswalkConsistencyValidator(),
    CrosswalkCoverageValidator(), EqualCycleValidator(),
  ]
}
