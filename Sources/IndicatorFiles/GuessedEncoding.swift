public import Diagnostics

/// What is said where a file was taken for GB 18030, as it is no UTF-8 and says nothing of its encoding, and a name is not found
/// in it: text of Big5 is nearly always GB 18030 too, of other characters.
enum GuessedEncoding {
  /// The advice with a word on the encoding.
  static func advice(_ advice: LocalizedText) -> LocalizedText {
    LocalizedText(
      chinese: advice.chinese + "。文件按 GB 18030 读：列名是乱码时，它是 Big5 等别的编码，请另存为 UTF-8",
      english: advice.english
        + ". The file is read as GB 18030: where the names are garbled it is of another encoding, as Big5; save it as UTF-8"
    )
  }
}

extension ObservationTable {
  /// What to do about a name that the file does not have, with a word on the encoding where that was guessed.
  public func advice(_ advice: LocalizedText) -> LocalizedText {
    isGuessedEncoding ? GuessedEncoding.advice(advice) : advice
  }
}
