public import Diagnostics
internal import Foundation

/// A text file that has been read within limits and looked through for characters that no input may hold.
public struct SourceText: Sendable {
  /// The path as the user gave it, which diagnostics name.
  public let path: String
  /// The text, without a byte order mark.
  public let text: String
  /// Whether the file is refused, and the text stands for it only so that the rest of its faults come out in one run.
  let isDamaged: Bool
  /// The lines, for quoting them beside diagnostics.
  public let lines: SourceLines
  /// What the text holds anywhere.
  let traits: TextTraits

  /// The largest file that is read, in bytes: 16 MiB. A full assessment has about 100 KiB.
  public static let defaultByteLimit = 16 * 1024 * 1024

  /// Wraps a text that is in memory already and has been checked.
  init(
    path: String, text: String, isDamaged: Bool = false, lines: SourceLines? = nil, traits: TextTraits? = nil
  ) {
    self.path = path
    self.text = text
    self.isDamaged = isDamaged
    self.lines = lines ?? SourceLines(text)
    self.traits = traits ?? TextTraits(text)
  }

  /// Reads a file. Problems go to `problems`; nil means that there is no text to go on with.
  ///
  /// The size is asked for before a byte is read, so a huge file costs nothing; reading stops at the limit, so a file
  /// that grows meanwhile costs no more.
  public static func read(
    _ path: String, byteLimit: Int = defaultByteLimit, problems: DiagnosticCollector
  ) -> SourceText? {
    let place = SourceLocation(file: path)
    var status = stat()
    guard !path.isEmpty, stat(path, &status) == 0 else {
      problems.add(
        Diagnostic(
          .error, "file-missing",
          path.isEmpty
            ? wording("没有给出文件名", "no file is named") : wording("找不到文件 \(path)", "there is no file \(path)"), at: place,
          hint: wording(
            "请核对路径；相对路径从当前目录算起，链接所指的文件也要存在",
            "check the path; a relative one starts at the current folder, and what a link leads to has to exist")))
      return nil
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      problems.add(
        Diagnostic(
          .error, "not-a-file", wording("\(path) 不是普通文件", "\(path) is not a regular file"), at: place,
          hint: wording("请给出一个 YAML 文件的路径", "name a YAML file")))
      return nil
    }
    let size = Int(status.st_size)
    guard size <= byteLimit else {
      problems.add(tooLarge(path, size: size, limit: byteLimit))
      return nil
    }
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: byteLimit + 1) ?? Data()
    else {
      problems.add(
        Diagnostic(
          .error, "file-unreadable", wording("不能读取文件 \(path)", "cannot read the file \(path)"), at: place,
          hint: wording("请检查文件的读取权限", "check that you may read the file")))
      return nil
    }
    return limited(Array(data), path: path, byteLimit: byteLimit, problems: problems)
  }

  /// Checks bytes that are in memory and may be too many.
  static func limited(
    _ bytes: [UInt8], path: String, byteLimit: Int = defaultByteLimit, problems: DiagnosticCollector
  ) -> SourceText? {
    guard bytes.count <= byteLimit else {
      problems.add(tooLarge(path, size: bytes.count, limit: byteLimit))
      return nil
    }
    return checked(bytes, path: path, problems: problems)
  }

  /// Checks bytes that came from a file: kind, encoding, byte order mark, control characters, emptiness.
  ///
  /// A text in another encoding, and one with characters that no input may hold, is an error and is handed on all the
  /// same as far as it can be read, marked as damaged.
  public static func checked(_ bytes: [UInt8], path: String, problems: DiagnosticCollector) -> SourceText? {
    if let kind = FileKind(bytes) {
      problems.add(kind.diagnostic(at: SourceLocation(file: path)))
      return nil
    }
    var content = bytes[...]
    if content.starts(with: [0xEF, 0xBB, 0xBF]) {
      content = content.dropFirst(3)
      problems.add(
        Diagnostic(
          .warning, "byte-order-mark",
          wording("文件以字节顺序标记（BOM）开头，已忽略", "the file begins with a byte order mark, which is ignored"),
          at: SourceLocation(file: path, line: 1, column: 1),
          hint: wording("请用编辑器另存为“UTF-8（无 BOM）”", "save it as UTF-8 without BOM")))
    }
    let decoding = Decoding(content, path: path)
    if let fault = decoding.fault { problems.add(fault) }
    let lines = SourceLines(decoding.text)
    problems.quote(lines, of: path)
    guard decoding.isReadable else { return nil }
    let characters = CharacterCheck(path: path, problems: problems)
    let traits = TextTraits(decoding.text)
    let mending = characters.run(lines, traits)
    guard mending != .unreadable else { return nil }
    guard decoding.text.contains(where: { !$0.isWhitespace }) else {
      problems.add(
        Diagnostic(
          .error, "empty-file", wording("文件是空的", "the file is empty"), at: SourceLocation(file: path),
          hint: wording("用 pingxing new 生成一份带说明的评估文件", "let `pingxing new` write a commented assessment")))
      return nil
    }
    let isDamaged = decoding.fault != nil || mending == .mendable
    guard mending == .mendable else {
      return SourceText(path: path, text: decoding.text, isDamaged: isDamaged, lines: lines, traits: traits)
    }
    return SourceText(path: path, text: CharacterCheck.mended(decoding.text), isDamaged: isDamaged)
  }

  private static func tooLarge(_ path: String, size: Int, limit: Int) -> Diagnostic {
    let mebibytes = limit / (1024 * 1024)
    return Diagnostic(
      .error, "file-too-large",
      wording(
        "文件有 \(size) 字节，超过上限 \(mebibytes) MiB",
        "the file has \(size) bytes, more than the limit of \(mebibytes) MiB"),
      at: SourceLocation(file: path),
      hint: wording(
        "请核对是否给错了文件；完整的评估文件约 100 KiB", "is it the right file? a full assessment has about 100 KiB"))
  }
}
