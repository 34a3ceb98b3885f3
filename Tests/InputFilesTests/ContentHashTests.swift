import Foundation
import TestSupport
import Testing

@testable import InputFiles

@Suite struct ContentHashTests {
  private func hashes(_ change: (RubricCopy) throws -> Void) throws -> (before: String, after: String) {
    try TemporaryFolder.use { temporary in
      let copy = try RubricCopy(in: temporary)
      let before = try copy.hash(of: "cccs-op-2008")
      try change(copy)
      return (before, try copy.hash(of: "cccs-op-2008"))
    }
  }

  @Test func commentsOrderAndLayoutLeaveItAlone() throws {
    let (before, after) = try hashes { copy in
      try copy.change("cccs-op-2008.yml") {
        "# 说明\n" + $0.replacing("total-points: 1000\n", with: "") + "total-points: 1000 # 总分\n"
      }
      try copy.change("roles.yml") {
        $0.replacing(
          "  head: {zh: 中心负责人, en: Head of centre}", with: "  head:\n    en: 'Head of centre'\n    zh: 中心负责人")
      }
      try copy.change("retired.yml") { $0.replacing("\n", with: "\r\n") }
    }
    #expect(before == after)
  }

  @Test func thePartsMayStandInTheRubricItself() throws {
    let (before, after) = try hashes { copy in
      let scale = try String(contentsOf: copy.folder.appending(path: "parts/five-marks.yml"), encoding: .utf8)
      let body = scale.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("format") }
      try copy.replace(
        "scale: parts/five-marks.yml", by: "scale:\n" + body.map { "  " + $0 }.joined(separator: "\n"),
        in: "cccs-op-2008.yml")
    }
    #expect(before == after)
  }

  @Test func theVersionAndWhatTheEditionDoesNotNameStayOut() throws {
    let (before, after) = try hashes { copy in
      try copy.replace("version: 1.0.0", by: "version: 1.0.1", in: "cccs-op-2008.yml")
      try copy.change("roles.yml") { $0 + "  pilot: {zh: 试点负责人, en: Pilot}\n" }
      try copy.replace("weight: 260", by: "weight: 261", in: "cccs-op-2010.yml")
    }
    #expect(before == after)
  }

  @Test(arguments: [
    ("items/cccs/positioning.yml", "层级、汇报线", "层级与汇报线"), ("cccs-op-2008.yml", "weight: 130", "weight: 131"),
    ("parts/cccs-thresholds.yml", "periods-met: 75%", "periods-met: 70%"),
    (
      "indicators.yml",
      "numerator: {zh: Y秒内接听量, en: answered within Y s}\n        denominator: {zh: 接听总量＋放弃总量",
      "numerator: {zh: 接听量, en: answered within Y s}\n        denominator: {zh: 接听总量＋放弃总量"
    ),
    ("items/cccs/positioning.yml", "        lacking: ", "        lacking: 另外，"),
    ("parts/cccs-results.yml", "share: 20%", "share: 21%"), ("roles.yml", "中心负责人", "中心主任"),
    ("parts/five-marks.yml", "credit: 40", "credit: 41"),
    ("cccs-op-2008.yml", "number: \"1\"", "number: \"1.0\""),
    ("indicators.yml", "{zh: 服务水平, en: Service level}", "{zh: 服务水平率, en: Service level}"),
  ])
  func whatTheRubricSaysChangesIt(file: String, text: String, other: String) throws {
    let (before, after) = try hashes { try $0.replace(text, by: other, in: file) }
    #expect(before != after)
  }
}
