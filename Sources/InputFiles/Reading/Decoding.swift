internal import Diagnostics
internal import Foundation

/// The text of bytes that ought to be UTF-8, and what is to be said where they are not.
///
/// Windows editors, office programs and spreadsheets save Chinese as GB 18030 or UTF-16. Such a file is refused, since
/// no reader after this one would take it; it is decoded all the same, so that its lines can be shown and its other
/// faults found in the same run.
struct Decoding {
  /// The text; where no encoding fits, with U+FFFD for what is not UTF-8.
  let text: String
  /// The error, where the bytes are not UTF-8.
  let fault: Diagnostic?
  /// Whether the text is what its writer sees, so that it is worth reading on.
  let isReadable: Bool

  init(_ bytes: ArraySlice<UInt8>, path: String) {
    if let text = Self.utf16(bytes) {
      self.text = text
      isReadable = true
      fault = Self.fault(
        SourceLocation(file: path, line: 1, column: 1), wording("文件是 UTF-16 编码", "the file is UTF-16"),
        Self.convertHint("UTF-16"))
      return
    }
    guard let offset = WellFormedUTF8.firstInvalidOffset(in: bytes) else {
      text = String(decoding: bytes, as: UTF8.self)
      (fault, isReadable) = (nil, true)
      return
    }
    let byte = String(bytes[bytes.startIndex + offset], radix: 16, uppercase: true)
    let message = wording(
      "文件不是 UTF-8 编码：第 \(offset + 1) 个字节（0x\(byte)）不合法",
      "the file is not UTF-8: byte \(offset + 1) (0x\(byte)) is not valid")
    if let text = Self.gb18030(bytes) {
      self.text = text
      isReadable = true
      // Two bytes of GBK may happen to be one of UTF-8, so the first character that is not ASCII is the first in doubt.
      let ascii = bytes.prefix { $0 < 0x80 }
      fault = Self.fault(
        Self.place(behind: ascii, path: path),
        wording(message.chinese + "，看来是 GB 18030（GBK）", message.english + "; it looks like GB 18030 (GBK)"),
        Self.convertHint("GB18030"))
    } else {
      text = String(decoding: bytes, as: UTF8.self)
      isReadable = false
      fault = Self.fault(
        Self.place(behind: bytes.prefix(offset), path: path), message,
        wording(
          "从这里起可能是 GBK 等别的编码，或文件已损坏：请用编辑器打开，改正乱码后另存为 UTF-8",
          "from here on it may be GBK or another encoding, or damaged: mend it in an editor and save it as UTF-8"))
    }
  }

  private static func fault(_ place: SourceLocation, _ message: LocalizedText, _ hint: LocalizedText) -> Diagnostic {
    Diagnostic(.error, "not-utf-8", message, at: place, hint: hint)
  }

  private static func convertHint(_ encoding: String) -> LocalizedText {
    wording(
      "请在编辑器里另存为 UTF-8（记事本：另存为，编码选 UTF-8），或用 iconv -f \(encoding) -t UTF-8 转换",
      "save it as UTF-8 in your editor (Notepad: Save as, Encoding UTF-8), or convert it with iconv -f \(encoding) -t UTF-8"
    )
  }

  /// The place behind some sound UTF-8.
  private static func place(behind head: ArraySlice<UInt8>, path: String) -> SourceLocation {
    let tail = head.lastIndex(of: 0x0A).map { head[($0 + 1)...] } ?? head
    return SourceLocation(
      file: path, line: head.count { $0 == 0x0A } + 1,
      column: String(decoding: tail, as: UTF8.self).unicodeScalars.count + 1)
  }

  // MARK: - Encodings

  /// UTF-16 by its byte order mark, or by the zero bytes beside the ASCII characters of its first line.
  private static func utf16(_ bytes: ArraySlice<UInt8>) -> String? {
    let head = bytes.prefix(32)
    let zeros = head.enumerated().filter { $0.element == 0 }.map { $0.offset % 2 }
    let encoding: String.Encoding
    if bytes.starts(with: [0xFF, 0xFE]) {
      encoding = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      encoding = .utf16BigEndian
    } else if head.count >= 8, zeros.count >= head.count / 4, Set(zeros).count == 1 {
      encoding = zeros[0] == 1 ? .utf16LittleEndian : .utf16BigEndian
    } else {
      return nil
    }
    guard let text = String(bytes: bytes, encoding: encoding) else { return nil }
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// GB 18030-2000, Foundation's name for `kCFStringEncodingGB_18030_2000`.
  private static let chinese = String.Encoding(rawValue: 0x8000_0632)

  /// The text as GB 18030, where that gives Chinese: nearly any bytes are GB 18030, but they seldom are Han characters
  /// and Chinese punctuation.
  private static func gb18030(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let text = String(bytes: bytes, encoding: chinese) else { return nil }
    var (chinese, other) = (0, 0)
    for scalar in text.unicodeScalars where !scalar.isASCII {
      switch scalar.value {
      case 0x4E00...0x9FFF, 0x3000...0x303F, 0xFF01...0xFF65, 0x2010...0x2027, 0xB7, 0x2460...0x2473: chinese += 1
      default: other += 1
      }
    }
    return chinese > other * 9 ? text : nil
  }
}
