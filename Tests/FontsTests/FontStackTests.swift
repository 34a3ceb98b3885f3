import Fonts
import Foundation
import TestSupport
import Testing

struct FontStackTests {
  private func reason(_ change: (inout String) -> Void) throws -> String? {
    var json = try String(
      contentsOf: RepositoryFiles.root.appending(path: "Fonts/stack.json"), encoding: .utf8)
    change(&json)
    do {
      _ = try FontStack(json: Array(json.utf8))
      return nil
    } catch FontError.stack(let reason) { return reason }
  }

  @Test func acceptsTheFileOfTheRepository() throws {
    #expect(try reason { _ in } == nil)
  }

  @Test func saysWhereAFileIsWrong() throws {
    #expect(try reason { $0 = "{" } == "not JSON")
    #expect(
      try reason { $0 = $0.replacing("stack/1", with: "stack/9") }
        == "format: pingxing/font-stack/9, expected pingxing/font-stack/1")
    #expect(try reason { $0 = $0.replacing("sans-bold", with: "mono") } == "roles.sans-bold: no font")
    #expect(try reason { $0 = $0.replacing("\"roles\"", with: "\"rôles\"") } == "rôles: unknown key")
    #expect(
      try reason { $0 = $0.replacing("\"face\": 2", with: "\"face\": -1") }
        == "roles.serif-regular.face: -1 is out of range")
    #expect(
      try reason { $0 = $0.replacing("NotoSerifCJK-Regular.ttc", with: "../x.ttc") }
        == "roles.serif-regular.file: ../x.ttc is not a file name")
    #expect(
      try #require(reason { $0 = $0.replacing("\"name\": ", with: "\"names\": ") }).hasSuffix(
        "names: unknown key"))
    #expect(
      try #require(reason { $0 = $0.replacing("\"face\": 2", with: "\"face\": null") }).hasSuffix(": null"))
  }
}
