internal import Diagnostics
internal import History

extension CommandFailure {
  /// What kept an archive from being used, in the words and with the status of the program.
  init(_ error: ArchiveError, hint: LocalizedText? = nil) {
    let status: ExitStatus =
      switch error {
      case .missing, .unreadable, .unmergedLog: .inputMissing
      case .exists, .noFolder, .readOnly, .full, .noRoom, .locked: .outputFailed
      case .notAnArchive, .newerVersion, .newerEntry, .damaged, .tooLarge, .changed, .contentChanged,
        .pageChanged:
        .inputWrong
      case .system: .inputMissing
      case .noEntry, .alreadyArchived, .alreadyCorrected, .otherOrganisation: .usage
      }
    let isNewer =
      switch error {
      case .newerVersion, .newerEntry: true
      default: false
      }
    self.init(status, error.code, error.message, hint: hint ?? (isNewer ? ProgramVersion.laterHint : error.hint))
  }
}
