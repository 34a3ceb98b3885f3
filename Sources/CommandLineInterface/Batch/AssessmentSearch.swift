internal import Diagnostics
internal import Foundation

/// Finds the assessments under a folder.
struct AssessmentSearch {
  /// The paths of the assessments below the folder, in scalar order.
  private(set) var found: [String] = []
  /// The paths below the folder of folders that cannot be read, in scalar order.
  private(set) var unreadable: [String] = []
  /// The paths of files that look like assessments and do not say that they are, in scalar order.
  private(set) var doubtful: [String] = []

  private let root: String

  /// Looks through a folder and the folders below it; hidden ones and links to folders are passed by.
  ///
  /// - Throws: where there is no such folder.
  init(_ root: String) throws(CommandFailure) {
    self.root = root
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
      throw CommandFailure(
        .inputMissing, "no-folder",
        LocalizedText(chinese: "没有文件夹 \(root)", english: "there is no folder \(root)"),
        hint: LocalizedText(
          chinese: "单份评估请用 pingxing report", english: "for a single assessment use pingxing report"))
    }
    visit("")
    found.sort(by: AssessmentSearch.isOrdered)
    unreadable.sort(by: AssessmentSearch.isOrdered)
    doubtful.sort(by: AssessmentSearch.isOrdered)
  }

  /// Compares by Unicode scalars, the same in every locale.
  private static func isOrdered(_ first: String, _ second: String) -> Bool {
    first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
  }

  private mutating func visit(_ folder: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? root : "\(root)/\(folder)")
    else {
      unreadable.append(folder)
      return
    }
    for name in names where !name.hasPrefix(".") {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      let type = try? FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")[.type] as? FileAttributeType
      if type == .typeDirectory {
        visit(path)
      } else if Self.isYAML(name) {
        switch Self.kind(of: "\(root)/\(path)") {
        case .assessment: found.append(path)
        case .doubtful: doubtful.append(path)
        case .other: break
        }
      }
    }
  }

  /// Whether a name ends as those of YAML files do, in letters of either case.
  private static func isYAML(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".yml") || name.hasSuffix(".yaml")
  }

  private enum Kind {
    case assessment, doubtful, other
  }

  /// Whether a file says of itself that it is an assessment, of whatever version. What cannot be opened is taken for one:
  /// its report then fails with the reason.
  ///
  /// The line is looked for without reading the file as YAML, so that a file with a fault in it is not passed by: another
  /// encoding, a full-width colon. What is no regular file, such as a pipe, is not even opened: that might never end.
  private static func kind(of path: String) -> Kind {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    guard let type = (try? FileManager.default.attributesOfItem(atPath: real))?[.type] as? FileAttributeType else {
      return .assessment
    }
    // A link that leads nowhere is still a link when it has been followed.
    guard type == .typeRegular else { return type == .typeSymbolicLink ? .assessment : .other }
    // The format stands at the top of any file that this program wrote; further down than this it is not looked for.
    guard let handle = FileHandle(forReadingAtPath: real), let head = try? handle.read(upToCount: 1 << 20) ?? Data()
    else { return .assessment }
    // The zero bytes are those of UTF-16.
    var bytes = [UInt8](head)
    bytes.removeAll { $0 == 0 }
    if namesFormat(bytes) { return .assessment }
    return looksLikeAssessment(bytes) ? .doubtful : .other
  }

  /// Whether a file has the keys of an assessment at the beginning of lines, and no format of another kind.
  private static func looksLikeAssessment(_ bytes: [UInt8]) -> Bool {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let hasKeys = lines.contains { line in
      let key = line.prefix { $0 != ":" && $0 != "：" }
      return key.endIndex < line.endIndex && ["answers", "assessment"].contains(key.lowercased())
    }
    guard hasKeys else { return false }
    return !lines.contains { line in otherFormats.contains { line.hasPrefix("format:") && line.contains($0) } }
  }

  private static let otherFormats = [
    "rubric", "items", "crosswalk", "outline", "brand", "indicator-map", "migration", "seal",
  ].map { "pingxing/\($0)/" }

  private static let formatName = "pingxing/assessment/"

  /// Whether a line begins with the key of the format and has its name behind it.
  private static func namesFormat(_ bytes: [UInt8]) -> Bool {
    func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    var rest = bytes[...]
    while let found = rest.firstRange(of: formatName.utf8) {
      let start = rest[..<found.lowerBound].lastIndex(where: endsLine).map { $0 + 1 } ?? rest.startIndex
      let end = rest[found.upperBound...].firstIndex(where: endsLine) ?? rest.endIndex
      let passage = String(decoding: rest[start..<end], as: UTF8.self)
      let isNamed = passage.split(whereSeparator: \.isNewline).contains { line in
        guard let name = line.firstRange(of: "format"), line.contains(formatName) else { return false }
        return line[..<name.lowerBound].allSatisfy { !$0.isLetter && !$0.isNumber && $0 != "#" }
      }
      if isNamed { return true }
      rest = rest[end...]
    }
    return false
  }
}
