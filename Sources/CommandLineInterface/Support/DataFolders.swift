internal import Foundation

/// Where rubrics, templates, schemas and fonts are looked for.
///
/// The first folder that has what is asked for wins: the option `--data`, the variable `PINGXING_DATA`, the user's
/// folder (`$XDG_DATA_HOME/pingxing`, else `~/.local/share/pingxing`), the installation (`../share/pingxing` beside the
/// program), and last a source checkout around the program.
struct DataFolders: Sendable {
  /// A folder with the rule that named it.
  struct Candidate: Sendable {
    /// Which rule.
    enum Origin: String, Sendable {
      case option, environment, user, installation, checkout
    }

    /// Which rule.
    let origin: Origin
    /// The folder.
    let path: String

    /// Whether it holds data of any kind.
    var hasData: Bool {
      Kind.allCases.contains { FileManager.default.fileExists(atPath: path + "/" + $0.rawValue) }
    }
  }

  /// The kinds of data, each in a folder of its own.
  enum Kind: String, Sendable, CaseIterable {
    case rubrics = "Rubrics"
    case templates = "Templates"
    case schemas = "Schemas"
    case fonts = "Fonts"
  }

  /// The candidates, in the order in which they are asked.
  let candidates: [Candidate]

  /// Gathers the candidates.
  init(option: String?, environment: [String: String], executable: String) {
    var candidates: [Candidate] = []
    if let option { candidates.append(Candidate(origin: .option, path: option)) }
    if let path = environment["PINGXING_DATA"], !path.isEmpty {
      candidates.append(Candidate(origin: .environment, path: path))
    }
    if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") {
      candidates.append(Candidate(origin: .user, path: path + "/pingxing"))
    } else if let home = environment["HOME"], !home.isEmpty {
      candidates.append(Candidate(origin: .user, path: home + "/.local/share/pingxing"))
    }
    let program = URL(filePath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
    candidates.append(
      Candidate(
        origin: .installation,
        path: program.deletingLastPathComponent().appending(path: "share/pingxing").path))
    if let checkout = Self.checkout(around: program) {
      candidates.append(Candidate(origin: .checkout, path: checkout))
    }
    self.candidates = candidates
  }

  /// The candidates for this process.
  static func current(option: String?) -> DataFolders {
    DataFolders(
      option: option, environment: ProcessInfo.processInfo.environment, executable: runningExecutable())
  }

  /// The existing folders of a kind, in order.
  func folders(_ kind: Kind) -> [String] {
    candidates.map { $0.path + "/" + kind.rawValue }.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
  }

  /// The first existing file of a name in the folders of a kind.
  func file(_ kind: Kind, _ name: String) -> String? {
    folders(kind).map { $0 + "/" + name }.first { FileManager.default.isReadableFile(atPath: $0) }
  }

  private static func runningExecutable() -> String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }

  /// The nearest folder above the program that holds a package and its rubrics.
  private static func checkout(around program: URL) -> String? {
    var folder = program
    for _ in 0..<6 {
      folder = folder.deletingLastPathComponent()
      let path = folder.path
      if FileManager.default.fileExists(atPath: path + "/Package.swift"),
        FileManager.default.fileExists(atPath: path + "/Rubrics")
      {
        return path
      }
    }
    return nil
  }
}
