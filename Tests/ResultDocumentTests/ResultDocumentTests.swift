import Foundation
import ResultDocument
import Testing

@Suite struct ResultDocumentTests {
  @Test func dump() throws {
    try ResultDocument(Sample.complete()).xml.write(toFile: "/tmp/score.xml", atomically: true, encoding: .utf8)
    try ResultDocument(Sample.incomplete()).xml.write(toFile: "/tmp/score2.xml", atomically: true, encoding: .utf8)
    try ResultDocument(Sample.notApplicable()).xml.write(toFile: "/tmp/score3.xml", atomically: true, encoding: .utf8)
    try ResultDocument(Sample.complete()).json.write(toFile: "/tmp/score.json", atomically: true, encoding: .utf8)
  }
}
