internal import Diagnostics
internal import Foundation

/// Finds the assessments under a folder.
struct AssessmentSearch {
  /// The paths of the assessments below the folder, in scalar order.
  private(set) var found: [String] = []
  /// The paths below the folder of folders that cannot be read, in scalar order.
  private(set) var unreadable: [String] = []

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
      } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml"), Self.isAssessment("\(root)/\(path)") {
        found.append(path)
      }
    }
  }

  /// Whether a file says of itself that it is an assessment, of whatever version.
  ///
  /// The line is looked for without reading the file as YAML, so that a file with a fault in it is not passed by: another
  /// encoding, a full-width colon. What is no regular file, such as a pipe, is not even opened: that might never end.
  private static func isAssessment(_ path: String) -> Bool {
    // The format stands at the top of any file that this program wrote; further down than this it is not looked for.
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    guard (try? FileManager.default.attributesOfItem(atPath: real))?[.type] as? FileAttributeType == .typeRegular,
      let handle = FileHandle(forReadingAtPath: real), let head = try? handle.read(upToCount: 1 << 20)
    else { return false }
    // The zero bytes are those of UTF-16.
    let bytes = [UInt8](head)
    return namesFormat(bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes)
  }

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

/// The names of the reports of a batch: those of the assessments' paths, joined by hyphens.
enum ReportNames {
  /// The longest name that every file system takes, less room for what tells equal names apart.
  private static let longest = 200

  /// A file name for each path, in the same order, no two alike.
  ///
  /// A name depends on its own path alone, unless two paths would get the same; then both carry a mark made from their
  /// path, whatever their order.
  static func names(for paths: [String]) -> [String] {
    let plain = paths.map(name)
    var counts: [String: Int] = [:]
    for name in plain { counts[name, default: 0] += 1 }
    var taken: Set<String> = []
    return zip(paths, plain).map { path, plain in
      var name = counts[plain] == 1 ? plain : "\(plain)-\(mark(path))"
      // Only a path made for the purpose ends in the mark of another.
      while !taken.insert(name).inserted { name += "-2" }
      return name + ".pdf"
    }
  }

  private static func name(_ path: String) -> String {
    let stem = path.hasSuffix(".yaml") ? path.dropLast(5) : path.dropLast(4)
    let joined = stem.split(separator: "/").joined(separator: "-")
    guard joined.utf8.count > longest else { return joined }
    var short = joined
    while short.utf8.count > longest { short.unicodeScalars.removeLast() }
    return "\(short)-\(mark(path))"
  }

  /// Eight hexadecimal digits from a path (FNV-1a).
  private static func mark(_ path: String) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in path.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
