import Foundation
import TestSupport
import Testing

/// Tests in a folder with assessments and their archive.
protocol ArchiveSuite {
  var folder: TemporaryFolder { get }
}

extension ArchiveSuite {
  /// Runs the program in the folder, on a day of its own.
  func run(_ arguments: String..., epoch: String = "1767600000") async throws -> ProgramRun {
    try await Pingxing.run(arguments: arguments, in: folder.url, environment: ["SOURCE_DATE_EPOCH": epoch])
  }

  /// What the program printed as JSON.
  func json(_ run: ProgramRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any])
  }

  /// Makes `history.sqlite` of some assessments; most tests begin with the same ones, which are added once for all.
  func start(_ files: String...) async throws {
    let archive = try await MadeArchives.shared.archive(of: try files.map { ($0, try folder.text($0)) })
    try folder.write(archive, to: "history.sqlite")
  }
}

extension TemporaryFolder {
  /// A folder with an assessment that has evidence, and one of another centre.
  static func withAssessments() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("strategy", to: "evidence/strategy.txt")
    try folder.write(SampleAssessment.withEvidence, to: "centre.yml")
    try folder.write(SampleAssessment.text.replacing("华东", with: "西南"), to: "west.yml")
    return folder
  }
}

/// The archives that tests begin with, each made once.
private actor MadeArchives {
  static let shared = MadeArchives()

  private var made: [String: Task<Data, any Error>] = [:]

  /// An archive of assessments, by name and text, in their order.
  func archive(of files: [(name: String, text: String)]) async throws -> Data {
    let key = files.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n")
    if let task = made[key] { return try await task.value }
    let task = Task {
      let folder = try TemporaryFolder()
      try folder.write("strategy", to: "evidence/strategy.txt")
      for file in files { try folder.write(file.text, to: file.name) }
      for arguments in [["init"]] + files.map({ ["add", $0.name] }) {
        let run = try await Pingxing.run(
          arguments: ["archive", arguments[0], "history.sqlite"] + arguments.dropFirst(), in: folder.url,
          environment: ["SOURCE_DATE_EPOCH": "1767600000"])
        #expect(run.status == 0, "\(run.everything)")
      }
      return try folder.data("history.sqlite")
    }
    made[key] = task
    return try await task.value
  }
}
