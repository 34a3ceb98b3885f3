internal import AssessmentModel
internal import Crypto
internal import Diagnostics
internal import Foundation

/// Finds a file that an assessment or a brand names and sees to it that it lies in the folder of the one that names it.
///
/// Both may come from elsewhere, so a path must not make this tool read, hash or print anything outside:
/// neither by an absolute path, nor by `..`, nor by a link.
struct FileBeside {
  /// The largest file that is hashed, in bytes: 64 MiB.
  static let byteLimit = 64 * 1024 * 1024
  private static let chunk = 1024 * 1024

  /// What the file is, as the codes of diagnostics name it.
  enum Kind: String {
    case evidence, indicators, analyses, logo, font

    /// The file whose folder counts.
    fileprivate var owner: LocalizedText {
      switch self {
      case .evidence, .indicators, .analyses: wording("评估文件", "assessment")
      case .logo, .font: wording("品牌文件", "brand file")
      }
    }

    /// A path as it should be written.
    fileprivate var example: String {
      switch self {
      case .evidence, .indicators: "evidence/strategy.pdf"
      case .analyses: "kpi/quality-checks.csv"
      case .logo: "logo.svg"
      case .font: "fonts/Song.otf"
      }
    }
  }

  let kind: Kind
  let folder: String
  /// What was recorded of the files, by path, where they are not at hand; nil where they lie in the folder.
  var recorded: [String: RecordedFile]?
  let problems: DiagnosticCollector

  /// The real path of a regular file within the limit, or nil after a report.
  func find(_ path: Located<String>) -> String? {
    guard !WrittenPath.isAbsolute(path.value) else {
      let isWindows = !path.value.hasPrefix("/")
      report(
        path, "path-absolute",
        isWindows
          ? wording("这里不能写 Windows 的绝对路径", "the path must not be an absolute one of Windows")
          : wording("这里不能写绝对路径", "the path must not be absolute"),
        wording(
          "请把文件放进\(kind.owner.chinese)的文件夹，写相对路径，例如 \(example(for: path.value))",
          "put the file into the \(kind.owner.english)'s folder and write a relative path, such as \(example(for: path.value))"
        ))
      return nil
    }
    guard staysInside(path.value) else {
      report(
        path, "path-outside",
        wording("路径离开了\(kind.owner.chinese)所在的文件夹", "the path leaves the \(kind.owner.english)'s folder"),
        copyHint)
      return nil
    }
    let full = folder + "/" + path.value
    guard let root = Self.realPath(folder), let real = Self.realPath(full) else {
      report(
        path, "\(kind.rawValue)-missing",
        wording("找不到文件 \(excerpt(path.value))", "there is no file \(excerpt(path.value))"),
        missingHint(path.value))
      return nil
    }
    guard real.hasPrefix(root == "/" ? "/" : root + "/") else {
      report(
        path, "path-outside",
        wording("这个链接指向\(kind.owner.chinese)的文件夹之外", "the link leads out of the \(kind.owner.english)'s folder"),
        copyHint)
      return nil
    }
    return checkedFile(real, path)
  }

  /// What became of the file of a piece of evidence.
  func state(_ path: Located<String>, expected: Located<String>?) -> Evidence.FileState {
    if let recorded {
      guard let file = recorded[path.value] else {
        report(
          path, "\(kind.rawValue)-missing",
          wording("没有文件 \(excerpt(path.value)) 的记录", "nothing was recorded of the file \(excerpt(path.value))"), nil)
        return .unusable
      }
      return .present(sha256: file.sha256, bytes: file.bytes)
    }
    guard let real = find(path) else { return .unusable }
    guard let (hash, bytes) = Self.hash(real) else {
      report(
        path, "\(kind.rawValue)-unreadable",
        wording("不能读取文件 \(excerpt(path.value))", "cannot read the file \(excerpt(path.value))"), nil)
      return .unusable
    }
    guard bytes <= Self.byteLimit else {
      reportSize(path)
      return .unusable
    }
    if let expected, expected.value != hash {
      problems.add(
        Diagnostic(
          .error, "\(kind.rawValue)-changed",
          wording(
            "文件 \(excerpt(path.value)) 与所记的 SHA-256 不符",
            "the file \(excerpt(path.value)) does not have the recorded SHA-256"),
          at: expected.location, notes: [Diagnostic.Note(wording("现在是 \(hash)", "it is \(hash) now"))],
          hint: wording(
            "文件被改动过或换过；请找回原件，或核对后改写 sha256",
            "the file was changed or exchanged; restore it, or review it and change sha256")))
      return .unusable
    }
    return .present(sha256: hash, bytes: bytes)
  }

  /// What a path that leads nowhere may have meant.
  private func missingHint(_ path: String) -> LocalizedText {
    if let address = WrittenPath.scheme(path) {
      return kind == .evidence
        ? wording("网上的记录写成 location: \(excerpt(path))", "a record on the net is written location: \(excerpt(path))")
        : wording("请先下载，\(address) 网址不能用在这里", "download it first: \(address) addresses cannot be used here")
    }
    if path.hasPrefix("~") {
      return wording(
        "~ 不会展开；请把文件放进\(kind.owner.chinese)的文件夹，例如 \(example(for: path))",
        "~ is not expanded; put the file into the \(kind.owner.english)'s folder, such as \(example(for: path))")
    }
    if path.contains("\\") {
      let slashed = path.replacing("\\", with: "/")
      return wording("路径用正斜杠 / 分隔：\(excerpt(slashed))", "separate folders by /: \(excerpt(slashed))")
    }
    if (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + path)) != nil {
      return wording(
        "这是一个链接，它所指的文件不存在；请把文件本身放在这里", "it is a link that leads nowhere; put the file itself here")
    }
    if let near = nearName(path) { return wording("是不是 \(excerpt(near))？", "did you mean \(excerpt(near))?") }
    return wording(
      "路径从\(kind.owner.chinese)所在的文件夹算起，大小写要一致",
      "paths start at the \(kind.owner.english)'s folder; mind upper and lower case")
  }

  /// A file of nearly the same name in the folder that a path names, where there is one.
  private func nearName(_ path: String) -> String? {
    guard let root = Self.realPath(folder), staysInside(path) else { return nil }
    let parts = path.split(separator: "/").map(String.init)
    guard let last = parts.last else { return nil }
    let place = parts.dropLast().joined(separator: "/")
    guard let real = Self.realPath(folder + "/" + place), real == root || real.hasPrefix(root + "/"),
      let names = try? FileManager.default.contentsOfDirectory(atPath: real), names.count <= Self.mostNames
    else { return nil }
    // A link that leads nowhere has the very name that was looked for.
    let files = names.sorted().filter { $0 != last }.map { SuggestedName.Candidate($0) }
    let near = SuggestedName.likely(to: last, among: files, limit: 1).first
    return near.map { place.isEmpty ? $0 : place + "/" + $0 }
  }

  /// How many files of a folder are compared with a name.
  private static let mostNames = 2_000

  /// A path as it should be written, with the file's own name.
  private func example(for path: String) -> String {
    let folder = kind.example.split(separator: "/").dropLast().joined(separator: "/")
    guard let name = WrittenPath.lastPart(path), name.count <= 40 else { return kind.example }
    return folder.isEmpty ? name : folder + "/" + name
  }

  private var copyHint: LocalizedText {
    wording("请把文件复制到\(kind.owner.chinese)的文件夹里", "copy the file into the \(kind.owner.english)'s folder")
  }

  private func checkedFile(_ real: String, _ path: Located<String>) -> String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: real),
      attributes[.type] as? FileAttributeType == .typeRegular
    else {
      report(
        path, "not-a-file",
        wording("\(excerpt(path.value)) 不是普通文件", "\(excerpt(path.value)) is not a regular file"), nil)
      return nil
    }
    guard (attributes[.size] as? NSNumber)?.intValue ?? 0 <= Self.byteLimit else {
      reportSize(path)
      return nil
    }
    return real
  }

  /// Whether a path stays inside by its spelling, at each step.
  private func staysInside(_ path: String) -> Bool {
    var depth = 0
    for part in path.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return true
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Reads a file piece by piece; stops soon after the limit, should the file grow meanwhile.
  private static func hash(_ path: String) -> (hash: String, bytes: Int)? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    var digest = SHA256()
    var bytes = 0
    while bytes <= byteLimit {
      guard let data = try? handle.read(upToCount: chunk) ?? Data() else { return nil }
      if data.isEmpty { break }
      digest.update(data: data)
      bytes += data.count
    }
    return (CanonicalForm.hexadecimal(digest.finalize()), bytes)
  }

  private func reportSize(_ path: Located<String>) {
    report(
      path, "\(kind.rawValue)-too-large",
      wording("文件 \(excerpt(path.value)) 超过 64 MiB", "the file \(excerpt(path.value)) is larger than 64 MiB"),
      wording("请换成节选，或用 location 写明存放处", "use an extract, or say with location where it is kept"))
  }

  private func report(
    _ path: Located<String>, _ code: String, _ message: LocalizedText, _ hint: LocalizedText?
  ) {
    problems.add(Diagnostic(.error, code, message, at: path.location, hint: hint))
  }
}
