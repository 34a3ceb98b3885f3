import Foundation
import TestSupport

/// How one run of a program ended, and what it wrote.
struct ProgramRun: Sendable {
  /// The exit status; nil where a signal ended the program.
  let status: Int32?
  /// Whether the time limit ended the program.
  let timedOut: Bool
  /// The bytes of standard output.
  let outputBytes: Data
  /// The bytes of standard error.
  let messageBytes: Data

  /// Standard output as text.
  var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error as text.
  var messages: String { String(decoding: messageBytes, as: UTF8.self) }
  /// Both, for codes and places that one command reports as its result and another as a message.
  var everything: String { output + messages }
  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

/// Runs programs as a user does, in a folder and an environment that the test controls.
enum Pingxing {
  /// The program of this build, which lies beside the tests.
  static let executable: URL = {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    var folder = tests.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "pingxing")
      if FileManager.default.isExecutableFile(atPath: candidate.path), !isFolder(candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    preconditionFailure("no program pingxing beside or above \(tests.path)")
  }()

  /// No locale, nobody's home, and the data of this checkout.
  static let plainEnvironment = [
    "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "PINGXING_DATA": RepositoryFiles.root.path,
  ]

  /// Runs the program with arguments; `environment` adds to or replaces the plain one.
  static func run(
    _ arguments: String..., in folder: URL = RepositoryFiles.root, environment: [String: String] = [:]
  ) async throws -> ProgramRun {
    try await run(arguments: arguments, in: folder, environment: environment)
  }

  /// Runs the program with a list of arguments.
  static func run(
    arguments: [String], in folder: URL = RepositoryFiles.root, environment: [String: String] = [:]
  ) async throws -> ProgramRun {
    try await execute(
      executable, arguments, in: folder,
      environment: plainEnvironment.merging(environment) { _, new in new })
  }

  /// Runs a line of shell in which `"$PINGXING"` is the program.
  static func shell(_ line: String, in folder: URL) async throws -> ProgramRun {
    try await execute(
      URL(filePath: "/bin/sh"), ["-c", line], in: folder,
      environment: plainEnvironment.merging(["PINGXING": executable.path]) { _, new in new })
  }

  /// Runs a tool of the system, such as `qpdf`.
  static func tool(_ name: String, _ arguments: String...) async throws -> ProgramRun {
    try await tool(name, arguments)
  }

  /// Runs a tool of the system with a list of arguments.
  static func tool(_ name: String, _ arguments: [String]) async throws -> ProgramRun {
    try await execute(
      URL(filePath: "/usr/bin/env"), [name] + arguments, in: RepositoryFiles.root,
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
  }

  /// Runs an executable with exactly this environment.
  static func execute(
    _ executable: URL, _ arguments: [String], in folder: URL, environment: [String: String]
  ) async throws -> ProgramRun {
    try await ProcessSlots.shared.withSlot {
      try await runProcess(executable, arguments, in: folder, environment: environment)
    }
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Long enough for a report on a loaded machine; only a hang takes longer.
  private static let timeLimit = Duration.seconds(300)

  private static func runProcess(
    _ executable: URL, _ arguments: [String], in folder: URL, environment: [String: String]
  ) async throws -> ProgramRun {
    // Files, not pipes: a pipe that nobody empties stops the program.
    let scratch = try TemporaryFolder()
    let output = try scratch.emptyFile("stdout")
    let messages = try scratch.emptyFile("stderr")
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: messages)
    let ended = AsyncStream<Void> { stream in
      process.terminationHandler = { _ in stream.finish() }
    }
    try process.run()
    let identifier = process.processIdentifier
    let watchdog = Task {
      try await Task.sleep(for: timeLimit)
      kill(identifier, SIGKILL)
      return true
    }
    for await _ in ended {}
    watchdog.cancel()
    let timedOut = (try? await watchdog.value) ?? false
    return ProgramRun(
      status: process.terminationReason == .exit ? process.terminationStatus : nil, timedOut: timedOut,
      outputBytes: try Data(contentsOf: output), messageBytes: try Data(contentsOf: messages))
  }
}

/// Lets as many programs run at a time as there are processors, however many tests ask.
actor ProcessSlots {
  /// The slots of this test run.
  static let shared = ProcessSlots(count: max(2, ProcessInfo.processInfo.activeProcessorCount))

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) { free = count }

  /// Runs the body once a slot is free.
  nonisolated func withSlot<Value: Sendable>(_ body: @Sendable () async throws -> Value) async rethrows -> Value {
    await take()
    do {
      let value = try await body()
      await give()
      return value
    } catch {
      await give()
      throw error
    }
  }

  private func take() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
