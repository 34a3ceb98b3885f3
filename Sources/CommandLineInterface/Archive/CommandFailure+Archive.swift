internal import Diagnostics
internal import History
internal import Sealing

extension CommandFailure {
  /// What kept an archive from being used, in the words and with the status of the program.
  init(_ error: ArchiveError) {
    let status: ExitStatus =
      switch error {
      case .missing: .inputMissing
      case .exists, .readOnly, .full, .locked: .outputFailed
      case .notAnArchive, .newerVersion, .damaged, .tooLarge, .changed: .inputWrong
      case .system: .inputMissing
      case .noEntry, .alreadyArchived, .alreadyCorrected: .usage
      }
    self.init(status, error.code, error.message, hint: error.hint)
  }

  /// What is wrong with a seal, a proof or a key.
  init(_ error: SealError, path: String? = nil) {
    let place = path.map { SourceLocation(file: $0) }
    func failure(_ status: ExitStatus, _ code: String, _ chinese: String, _ english: String) -> CommandFailure {
      CommandFailure(status, code, LocalizedText(chinese: chinese, english: english), at: place)
    }
    self =
      switch error {
      case .malformed:
        failure(
          .inputWrong, "seal-malformed", "内容不是封存清单或证明的规定写法，或文件名含控制字符",
          "this is not the one spelling of a seal or a proof, or a name holds control characters")
      case .repeatedFile(let name):
        failure(.inputWrong, "seal-malformed", "文件 \(name) 写了两次", "the file \(name) is named twice")
      case .tooManyFiles:
        failure(.inputWrong, "seal-too-large", "文件太多", "there are too many files")
      case .badKey: failure(.inputWrong, "bad-key", "不是 pingxing 的密钥文件", "this is no key file of pingxing")
      case .noSuchFile(let name):
        failure(.usage, "unknown-file", "封存清单里没有文件 \(name)", "the seal holds no file \(name)")
      }
  }
}
