import Foundation
import TestSupport
import Testing

/// Rubrics, templates, schemas and fonts are found in the documented order.
@Suite struct DataFolderTests {
  /// The places in their order; each gets a rubric of its own, so that it shows which was asked.
  private static let places = ["option", "environment", "user", "installation"]

  private let folder: TemporaryFolder
  private var program: URL { folder["prefix/bin/pingxing"] }

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("prefix/bin")
    try folder.makeFolder("empty")
    try FileManager.default.copyItem(at: Pingxing.executable, to: program)
  }

  /// Installs data below a folder, with a version that names it.
  private func install(_ place: String, at path: String) throws {
    try folder.makeFolder(path)
    for kind in ["Rubrics", "Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(
        at: RepositoryFiles.root.appending(path: kind).resolvingSymlinksInPath(), to: folder["\(path)/\(kind)"])
    }
    let number = (Self.places.firstIndex(of: place) ?? 0) + 1
    let file = "\(path)/Rubrics/cccs-op-2008.yml"
    let text = try folder.text(file)
    let version = try #require(text.firstMatch(of: /(?m)^version: .*$/))
    try folder.write(text.replacingCharacters(in: version.range, with: "version: \(number).0.0"), to: file)
  }

  /// Runs the installed program from a folder that has nothing to do with it.
  private func run(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> ProgramRun {
    try await Pingxing.execute(
      program, arguments, in: folder["empty"],
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder["home"].path].merging(environment) { _, new in new })
  }

  private func version(_ arguments: [String] = [], _ environment: [String: String] = [:]) async throws -> String? {
    let run = try await run(["rubric", "list"] + arguments, environment)
    #expect(run.status == 0, "\(run.messages)")
    return run.lines.first { $0.hasPrefix("cccs-op-2008") }?.split(separator: " ").dropFirst().first.map(String.init)
  }

  @Test func theFirstPlaceThatHasThemWins() async throws {
    try install("option", at: "option")
    try install("environment", at: "environment")
    try install("user", at: "xdg/pingxing")
    try install("installation", at: "prefix/share/pingxing")
    let option = ["--data", folder["option"].path]
    let environment = ["PINGXING_DATA": folder["environment"].path]
    let user = ["XDG_DATA_HOME": folder["xdg"].path]

    #expect(try await version() == "4.0.0")
    #expect(try await version([], user) == "3.0.0")
    #expect(try await version([], user.merging(environment) { old, _ in old }) == "2.0.0")
    #expect(try await version(option, user.merging(environment) { old, _ in old }) == "1.0.0")
    #expect(
      try await run(["rubric", "list", "--data", folder["empty"].path]).status == 66,
      "a mistyped folder must not let another one step in")
    #expect(try await version([], ["PINGXING_DATA": ""]) == "4.0.0", "an empty variable names nothing")
    #expect(try await version([], ["XDG_DATA_HOME": "xdg"]) == "4.0.0", "a relative XDG folder is to be ignored")
  }

  @Test func theUsersFolderIsBelowHome() async throws {
    try install("user", at: "home/.local/share/pingxing")
    try install("installation", at: "prefix/share/pingxing")
    #expect(try await version() == "3.0.0")
  }

  @Test func anInstalledProgramMakesAReportAnywhere() async throws {
    try install("option", at: "prefix/share/pingxing")
    try folder.write(SampleAssessment.text, to: "empty/centre.yml")
    let run = try await run(["report", "centre.yml", "-o", "out.pdf"])
    #expect(run.status == 0, "\(run.messages)")
    let check = try await Pingxing.tool("qpdf", "--check", folder["empty/out.pdf"].path)
    #expect(check.status == 0)
  }

  @Test func aLinkToTheProgramFindsItsData() async throws {
    try install("installation", at: "prefix/share/pingxing")
    try folder.link("elsewhere/px", to: program.path)
    let run = try await Pingxing.execute(
      folder["elsewhere/px"], ["rubric", "list"], in: folder["empty"], environment: ["HOME": "/nonexistent"])
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("4.0.0"))
  }

  /// A user's folder with only a template adds that template and leaves the rest as installed.
  @Test func eachFileIsFoundOnItsOwn() async throws {
    try install("option", at: "prefix/share/pingxing")
    let full = try String(contentsOf: RepositoryFiles.root.appending(path: "Templates/full.xml"), encoding: .utf8)
    try folder.write(full.replacing("title=\"管理层摘要\"", with: "title=\"一页看懂\""), to: "own/Templates/full.xml")
    let parts = RepositoryFiles.root.appending(path: "Templates/parts")
    for part in try FileManager.default.contentsOfDirectory(at: parts, includingPropertiesForKeys: nil) {
      try folder.write(try Data(contentsOf: part), to: "own/Templates/parts/\(part.lastPathComponent)")
    }
    try folder.write(SampleAssessment.text, to: "empty/centre.yml")
    let run = try await run([
      "report", "centre.yml", "-o", "out.pdf", "--sections", "board", "--data", folder["own"].path,
    ])
    #expect(run.status == 0, "\(run.messages)")
    #expect(try await PDFText.pages(of: folder["empty/out.pdf"]).joined().contains("一页看懂"))
  }

  @Test(arguments: [
    ["rubric", "list"], ["rubric", "check"], ["score", "centre.yml"], ["check", "centre.yml"], ["new"],
    ["report", "centre.yml", "-o", "out.pdf"],
  ])
  func withoutRubricsThePlacesAreNamed(arguments: [String]) async throws {
    try folder.write(SampleAssessment.text, to: "empty/centre.yml")
    let run = try await run(arguments)
    #expect(run.status == 66, "\(run.everything)")
    #expect(run.messages.contains("[no-rubrics]"))
    #expect(run.messages.contains(folder["prefix/share/pingxing/Rubrics"].path))
    #expect(run.messages.contains("PINGXING_DATA"))
  }

  // MARK: - The schema that a scaffold names

  private func schema(_ arguments: [String], output: String) async throws -> String {
    let run = try await run(["new", "--rubric", "ccom-2019", "-o", output] + arguments)
    #expect(run.status == 0, "\(run.messages)")
    let text = output == "-" ? run.output : try folder.text("empty/\(output)")
    return String(text.prefix { $0 != "\n" }.trimmingPrefix("# yaml-language-server: $schema="))
  }

  /// A project with its data goes on working where it is moved or checked out.
  @Test func aProjectsSchemaIsNamedFromTheFile() async throws {
    try install("option", at: "empty/data")
    try folder.makeFolder("empty/clients/north")
    let data = ["--data", "data"]
    #expect(try await schema(data, output: "centre.yml") == "data/Schemas/assessment.schema.json")
    #expect(
      try await schema(data, output: "clients/north/centre.yml") == "../../data/Schemas/assessment.schema.json")
    #expect(try await schema(data, output: "-") == "data/Schemas/assessment.schema.json")
    try folder.makeFolder("elsewhere")
    let absolute = folder["empty/data/Schemas/assessment.schema.json"].path
    #expect(try await schema(data, output: "../elsewhere/centre.yml") == absolute)
  }

  @Test func theInstalledSchemaIsNamedByItsPath() async throws {
    try install("installation", at: "prefix/share/pingxing")
    let path = folder["prefix/share/pingxing/Schemas/assessment.schema.json"].path
    #expect(try await schema([], output: "centre.yml") == path)
    #expect(try await schema([], output: "-") == path)
  }

  /// An editor reads the path up to the first blank.
  @Test func aPathWithABlankIsAURI() async throws {
    try install("option", at: "my data")
    let written = try await schema(["--data", folder["my data"].path], output: "-")
    #expect(written.hasPrefix("file:///") && written.hasSuffix("/my%20data/Schemas/assessment.schema.json"))
  }

  @Test func theDoctorSeesThatDataAreMissing() async throws {
    let run = try await run(["doctor"])
    #expect(run.status == 1)
    #expect(run.output.contains("Rubrics/roles.yml"))
    #expect(run.output.contains("make install"))
  }
}
