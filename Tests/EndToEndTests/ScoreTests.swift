import Foundation
import TestSupport
import Testing

/// What `score` prints for people and for programs.
@Suite struct ScoreTests {
  typealias Object = [String: Any]

  /// The scores of an example as JSON, computed once.
  private static let documents = Dictionary(
    uniqueKeysWithValues: ExampleReport.names.map { name in
      (name, Task { try await Pingxing.run("score", ExampleReport.assessment(name).path, "--format", "json") })
    })

  private func rubrics(_ name: String) async throws -> [Object] {
    let run = try await #require(Self.documents[name]).value
    #expect(run.status == 0, "\(run.messages)")
    let document = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
    #expect(document["format"] as? String == "pingxing/result/1")
    #expect(document["label"] as? String == "自评参考，非官方评分")
    return try #require(document["rubrics"] as? [Object])
  }

  @Test(arguments: ExampleReport.names)
  func jsonHasWhatEachRubricPromises(name: String) async throws {
    let rubrics = try await rubrics(name)
    #expect(rubrics.count == 2)
    for rubric in rubrics {
      #expect(rubric["id"] is String)
      #expect(rubric["version"] as? String == "1.0.0")
      #expect((rubric["hash"] as? String)?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
      let complete = try #require(rubric["complete"] as? Bool)
      expectScores(try #require(rubric["total"] as? Object), complete: complete, "total")
      if complete {
        let result = try #require(rubric["result"] as? Object)
        #expect(result["id"] is String)
        #expect(result["title"] is String)
      } else {
        #expect(rubric["result"] is NSNull, "no result before the last answer")
      }
      #expect(rubric["warnings"] is [Object])
      try expectGates(try #require(rubric["gates"] as? [Object]), complete: complete)
    }
  }

  @Test(arguments: ExampleReport.names)
  func jsonHasScoresOfEveryDomainAndItem(name: String) async throws {
    for rubric in try await rubrics(name) {
      for domain in try #require(rubric["domains"] as? [Object]) {
        expectScores(domain, complete: try #require(domain["complete"] as? Bool), "\(domain["id"] ?? "")")
        for group in try #require(domain["groups"] as? [Object]) {
          for item in try #require(group["items"] as? [Object]) {
            let status = try #require(item["status"] as? String)
            #expect(["complete", "partial", "unanswered", "not-applicable"].contains(status))
            guard status != "not-applicable" else {
              #expect((item["not-applicable-reason"] as? String)?.isEmpty == false)
              continue
            }
            expectScores(item, complete: status == "complete", "\(item["id"] ?? "")")
          }
        }
      }
    }
  }

  /// `claimed` and `evidenced` as exact and displayed numbers once complete, and an interval in any case.
  private func expectScores(
    _ holder: Object, complete: Bool, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let interval = holder["interval"] as? Object
    for track in ["claimed", "evidenced"] {
      if complete {
        expectNumber(holder[track], "\(name) \(track)", sourceLocation)
      } else {
        #expect(holder[track] is NSNull, "\(name) \(track)", sourceLocation: sourceLocation)
      }
      let range = interval?[track] as? Object
      expectNumber(range?["worst"], "\(name) \(track) worst", sourceLocation)
      expectNumber(range?["best"], "\(name) \(track) best", sourceLocation)
    }
  }

  private func expectNumber(_ value: Any?, _ name: String, _ sourceLocation: SourceLocation) {
    let number = value as? Object
    let exact = (number?["exact"] as? String)?.wholeMatch(of: /-?\d+\/[1-9]\d*/)
    #expect(exact != nil, "\(name)", sourceLocation: sourceLocation)
    let display = (number?["display"] as? String)?.wholeMatch(of: /-?\d+\.\d+%?/)
    #expect(display != nil, "\(name)", sourceLocation: sourceLocation)
  }

  private func expectGates(_ gates: [Object], complete: Bool) throws {
    #expect(!gates.isEmpty)
    for gate in gates {
      let id = try #require(gate["id"] as? String)
      #expect(gate["kind"] is String)
      expectNumber(gate["needs"], "\(id) needs", #_sourceLocation)
      let obstacles = try #require(gate["holds-back"] as? [Object])
      if let passed = gate["passed"] as? Bool {
        #expect(passed == obstacles.isEmpty, "\(id)")
        if complete {
          expectNumber(gate["found"], "\(id) found", #_sourceLocation)
          expectNumber(gate["margin"], "\(id) margin", #_sourceLocation)
          #expect(passed == !(((gate["margin"] as? Object)?["exact"] as? String) ?? "-").hasPrefix("-"), "\(id)")
        }
      } else {
        #expect(!complete, "\(id) is open although all is answered")
      }
    }
  }

  @Test(arguments: ExampleReport.names)
  func xmlIsValid(name: String) async throws {
    let run = try await Pingxing.run("score", ExampleReport.assessment(name).path, "--format", "xml")
    #expect(run.status == 0)
    let folder = try TemporaryFolder()
    try folder.write(run.outputBytes, to: "result.xml")
    let schema = RepositoryFiles.root.appending(path: "Schemas/result.rng").path
    let check = try await Pingxing.tool("xmllint", "--noout", "--nonet", "--relaxng", schema, folder["result.xml"].path)
    #expect(check.status == 0, "\(check.messages)")
  }

  /// An assessment with the same mark everywhere and no evidence: what is evidenced stops at 3, which is 60 points.
  @Test func marksWithoutEvidenceAreCapped() async throws {
    let folder = try TemporaryFolder()
    try await Self.writeComplete(mark: 5, to: folder)
    let run = try await Pingxing.run("score", "centre.yml", "--format", "json", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    let document = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
    let rubric = try #require((document["rubrics"] as? [Object])?.first)
    #expect(rubric["complete"] as? Bool == true)
    let total = try #require(rubric["total"] as? Object)
    #expect(total["claimed"] as? [String: String] == ["exact": "100/1", "display": "100.00"])
    #expect(total["evidenced"] as? [String: String] == ["exact": "60/1", "display": "60.00"])
    #expect((rubric["result"] as? Object)?["id"] as? String == "passed")
  }

  @Test func aRequirementDecidesTheExitStatus() async throws {
    let folder = try TemporaryFolder()
    try await Self.writeComplete(mark: 3, to: folder)
    let expected: [(result: String, status: Int32)] = [
      ("passed", 0), ("four-star", 1), ("five-star", 1), ("six-star", 64),
    ]
    for (result, status) in expected {
      let run = try await Pingxing.run("score", "centre.yml", "--format", "json", "--require", result, in: folder.url)
      #expect(run.status == status, "\(result): \(run.messages)")
      #expect(run.output.isEmpty == (status == 64), "the scores are printed even where they do not suffice")
      #expect(run.messages.contains(result) == (status != 0))
    }
    let run = try await Pingxing.run("score", "centre.yml", "--require", "four-star", in: folder.url)
    #expect(run.messages.contains("没有达到要求的结果 四星（four-star）。\n  cccs-op-2008：现为通过\n"), "\(run.messages)")
    #expect(run.messages.contains("    ○ 四星 每个范畴 (four-star.every-domain)：要求 70.00，现状 60.00\n"), "\(run.messages)")
  }

  @Test func aRequirementIsNotMetBeforeTheLastAnswer() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    let run = try await Pingxing.run("score", "centre.yml", "--require", "passed", in: folder.url)
    #expect(run.status == 1)
  }

  /// Writes an assessment in which every item of one edition has the same mark.
  private static func writeComplete(mark: Int, to folder: TemporaryFolder) async throws {
    let scaffold = try await Pingxing.run("new", "--rubric", "cccs-op-2008", "--date", "2025-12-20")
    try folder.write(SampleAssessment.complete(scaffold: scaffold.output, mark: mark), to: "centre.yml")
  }

  // MARK: - explain

  @Test func withoutAPathAllAreListed() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    let run = try await Pingxing.run("explain", "centre.yml", in: folder.url)
    #expect(run.status == 0)
    for path in ["cccs-op-2008/positioning.vision", "cccs-op-2008/gate/four-star.total", "cccs-op-2008/facet/approach"]
    {
      #expect(run.lines.contains { $0.hasPrefix(path + " ") }, "\(path)")
    }
  }

  @Test func aNumberIsExplained() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    for path in [
      "cccs-op-2008", "cccs-op-2008/positioning", "cccs-op-2008/gate/four-star.total", "cccs-op-2008/not-applicable",
      "cccs-op-2008/positioning/mean-mark", "cccs-op-2008/performance/level",
    ] {
      let run = try await Pingxing.run("explain", "centre.yml", path, in: folder.url)
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.lines.count > 2)
    }
  }

  @Test(arguments: [
    ("cccs-op-2008/positioning.visoin", "是不是 cccs-op-2008/positioning.vision？"),
    ("cccs-op-2009", "是不是 cccs-op-2008？"), ("远景", "是不是 cccs-op-2008/positioning.vision？"),
    ("cccs-op-2008/vision", "是不是 cccs-op-2008/positioning.vision？"),
    ("cccs-op-2008/gate/four-star.totl", "是不是 cccs-op-2008/gate/four-star.total？"),
    ("", "这里可以写 cccs-op-2008；用 pingxing explain centre.yml 列出全部路径"),
  ])
  func aPathThatLeadsNowhereIsWrongUsage(path: String, hint: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    let run = try await Pingxing.run("explain", "centre.yml", path, in: folder.url)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.messages.contains(hint), "\(run.messages)")
  }
}
