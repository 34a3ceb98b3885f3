import Diagnostics
import Foundation
import ResultDocument
import Scoring
import Testing

@Suite struct ResultDocumentTests {
  @Test func dump() throws {
    var t = ""
    for p in ["test", "test/first", "test/second/second-results", "test/first/results", "test/first.vision", "test/first.goals/results", "test/first.duty", "test/gate/five-star.1", "test/gate/four-star.5", "test/result", "test/facet/level"] {
      t += "== \(p)\n" + (try Sample.complete().derivation(at: p)).text(.chinese) + (try Sample.incomplete().derivation(at: p)).text(.english)
    }
    try t.write(toFile: "/tmp/derive.txt", atomically: true, encoding: .utf8)
    try ResultDocument(Sample.complete()).xml.write(toFile: "/tmp/score.xml", atomically: true, encoding: .utf8)
    try ResultDocument(Sample.incomplete()).xml.write(toFile: "/tmp/score2.xml", atomically: true, encoding: .utf8)
    try ResultDocument(Sample.complete()).json.write(toFile: "/tmp/score.json", atomically: true, encoding: .utf8)
  }
}
