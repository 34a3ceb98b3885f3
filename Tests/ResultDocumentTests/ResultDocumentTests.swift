import AssessmentModel
import Foundation
import ResultDocument
import Scoring
import TestSupport
import Testing

@Suite struct ResultDocumentTests {
  static let cards = [Sample.complete(), Sample.incomplete(), Sample.notApplicable(), Sample.hostile()]

  @Test(arguments: 0..<4)
  func isValidAgainstTheSchema(_ index: Int) throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "pingxing-result-\(UUID().uuidString).xml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(ResultDocument(Self.cards[index]).xml.utf8).write(to: file)
    let schema = RepositoryFiles.root.appending(path: "Schemas/result.rng")
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/xmllint")
    process.arguments = ["--noout", "--nonet", "--relaxng", schema.path, file.path]
    process.standardError = output
    try process.run()
    let messages = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(messages)")
  }

  @Test func writesTheSameBytesEveryTime() {
    #expect(ResultDocument(Sample.complete()).xml == ResultDocument(Sample.complete()).xml)
    #expect(ResultDocument(Sample.complete()).json == ResultDocument(Sample.complete()).json)
  }

  // MARK: - JSON

  private func rubric(_ card: Scorecard) throws -> [String: Any] {
    let document = try JSONSerialization.jsonObject(with: Data(ResultDocument(card).json.utf8))
    let root = try #require(document as? [String: Any])
    return try #require((root["rubrics"] as? [[String: Any]])?.first)
  }

  @Test func hasTheKeysThatOthersRelyOn() throws {
    let rubric = try rubric(Sample.complete())
    for key in ["id", "version", "hash", "complete", "total", "result", "gates", "warnings"] {
      #expect(rubric[key] != nil && !(rubric[key] is NSNull), "\(key)")
    }
    var scored = [try #require(rubric["total"] as? [String: Any])]
    for domain in try #require(rubric["domains"] as? [[String: Any]]) {
      scored.append(domain)
      for group in try #require(domain["groups"] as? [[String: Any]]) {
        let items = try #require(group["items"] as? [[String: Any]])
        scored += items.filter { $0["status"] as? String == "complete" }
      }
    }
    #expect(scored.count == 1 + 2 + 4)
    for part in scored {
      for track in ["claimed", "evidenced"] {
        let number = try #require(part[track] as? [String: String])
        #expect(number["exact"]?.contains("/") == true && number["display"]?.contains(".") == true)
      }
      #expect(part["interval"] is [String: Any])
    }
    let total = try #require(rubric["total"] as? [String: Any])
    #expect(total["claimed"] as? [String: String] == ["exact": "214/3", "display": "71.33"])
    #expect((rubric["result"] as? [String: Any])?["id"] as? String == "passed")
    for gate in try #require(rubric["gates"] as? [[String: Any]]) {
      for key in ["id", "kind", "needs", "found", "margin", "passed", "holds-back"] {
        #expect(gate[key] != nil && !(gate[key] is NSNull), "\(key)")
      }
    }
  }

  @Test func leavesOutWhatIsNotKnown() throws {
    let open = try rubric(Sample.incomplete())
    #expect(open["complete"] as? Bool == false)
    #expect(open["result"] is NSNull)
    #expect((open["best-result"] as? [String: Any])?["id"] as? String == "four-star")
    let total = try #require(open["total"] as? [String: Any])
    #expect(total["claimed"] is NSNull && total["interval"] is [String: Any])
    #expect((open["missing"] as? [Any])?.count == 2)
    let nothing = try rubric(Sample.notApplicable())
    #expect(nothing["total"] is NSNull && nothing["result"] is NSNull && nothing["worst-result"] is NSNull)
    #expect(nothing["scorable"] as? Bool == false)
  }

  /// Flags and counts compare the full values, also where a display would round a shortfall away.
  @Test func flagsCompareTheFullValue() throws {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("hair"), Build.item("meets"), Build.item("strong"), Build.item("open")])],
      facetSets: [Build.facetSet("process", [("approach", 99_999), ("results", 1)])])
    let answers = [
      "hair": Build.answer(["approach": 3, "results": 2]), "meets": Build.answer(["approach": 3, "results": 3]),
      "strong": Build.answer(["approach": 4, "results": 4], evidence: ["E"]), "open": Build.answer(["approach": 1]),
    ]
    let card = Scorecard(
      assessment: Build.assessment(answers, evidence: [Build.evidence("E")]), rubrics: [rubric])
    let root = ResultDocument(card).root.list("rubrics")[0]
    let domain = root.list("domains")[0]
    let items = domain.list("groups")[0].list("items")
    #expect(items[0].part("evidenced")?["display"] == "60.00")
    #expect(items.map { $0["below-meeting"] } == ["true", "false", "false", "false"])
    #expect(items.map { $0["strong"] } == ["false", "false", "true", "false"])
    #expect(domain["below-meeting-items"] == "1" && domain["strong-items"] == "1")
    #expect(root.part("cut-offs")?.part("meeting")?["brief"] == "60")
  }

  /// A changed rubric changes the sentences that speak of it.
  @Test func sentencesFollowTheRubric() throws {
    var rubric = Sample.rubric()
    rubric.processProfile?.conformingItemCredit = Rational(125, 2)
    rubric.processProfile?.maturityItemTolerance = Rational(1, 2)
    rubric.scale = Build.scale([0, 30, 55, 75, 100])
    let card = Scorecard(assessment: Build.assessment(Sample.answers, evidence: Sample.evidence), rubrics: [rubric])
    let root = ResultDocument(card).root.list("rubrics")[0]
    #expect(root.part("profile-rule")?["conformity-text"]?.hasPrefix("每个适用评审项的得分率都达到 62.5、") == true)
    #expect(root.part("profile-rule")?["level-text"]?.contains("不低于该级减 0.5 ") == true)
    #expect(root.part("cut-offs")?.part("strong")?["brief"] == "75")
  }

  @Test func aGroupNamesItsFacetSetsInOrder() throws {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("i", facets: "result"), Build.item("j"), Build.item("k", facets: "result")])],
      facetSets: [
        Build.facetSet("process", [("approach", 1), ("deployment", 1)]), Build.facetSet("result", [("trend", 1)]),
      ])
    let card = Scorecard(assessment: Build.assessment([:]), rubrics: [rubric])
    let group = ResultDocument(card).root.list("rubrics")[0].list("domains")[0].list("groups")[0]
    let parts = group.list("parts")
    #expect(parts.map { $0["facet-set"] } == ["result", "process"])
    #expect(parts.map { $0["items"] } == ["2", "1"] && parts.allSatisfy { $0["only"] == "false" })
    #expect(parts.map { $0.list("columns").map { $0["facet"] } } == [["trend"], ["approach", "deployment"]])
  }

  @Test func gatesNameTheItemsInsideAndHowTheyWereCompared() throws {
    let gates = ResultDocument(Sample.complete()).root.list("rubrics")[0].list("gates")
    let facets = try #require(gates.first { $0["kind"] == "every-facet" })
    let obstacle = try #require(facets.list("holds-back").first)
    #expect(obstacle["kind"] == "facet" && obstacle["id"] == "trend" && obstacle["domain"] == "second")
    #expect(obstacle.part("margin")?["display"] == "-20.00")
    #expect(obstacle.list("items").map { $0["id"] } == ["second.quality"])
    #expect(obstacle.list("items")[0]["found"] == "40.00" && obstacle.list("items")[0]["margin"] == "-20.00")
    let lines = facets.list("derivation")
    #expect(lines.filter { $0["depth"] == "1" }.map { $0["track"] } == ["claimed", "evidenced"])
    let trend = try #require(lines.last { $0["id"] == "second/trend" })
    #expect(trend.part("value")?["exact"] == "40/1" && trend.part("value")?["display"] == "40.00")
  }

  /// The missing items narrow the total's interval by all of its width together.
  @Test func missingItemsSayHowFarTheIntervalNarrows() throws {
    let card = Sample.incomplete()
    let total = try #require(card.rubrics[0].total)
    for track in Track.allCases {
      let sum = card.rubrics[0].items.compactMap { $0.narrowing(track) }.reduce(Rational(0), +)
      #expect(sum == total[track].interval.best - total[track].interval.worst)
    }
    let missing = ResultDocument(card).root.list("rubrics")[0].list("missing")
    #expect(missing.map { $0["item"] } == ["first.goals", "second.plan"])
    #expect(missing[0].part("narrowing")?.part("evidenced")?["display"] == "266.7")
    #expect(missing[0].part("available")?["display"] == "266.7")
  }

  @Test func showsMoreDecimalsWhereAGateMissesByAHair() throws {
    let rubric = try rubric(Sample.byAHair())
    let gate = try #require((rubric["gates"] as? [[String: Any]])?.first)
    #expect((gate["needs"] as? [String: Any])?["display"] as? String == "80.000")
    #expect((gate["found"] as? [String: Any])?["display"] as? String == "79.996")
    #expect((gate["margin"] as? [String: Any])?["display"] as? String == "-0.004")
    #expect(gate["passed"] as? Bool == false)
  }

  // MARK: - One tree, two spellings

  /// Walks both spellings with the tree: every value of one is found in the other.
  @Test(arguments: 0..<3)
  func spellsTheSameValuesInJSONAndXML(_ index: Int) throws {
    let document = ResultDocument(Self.cards[index])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(document.json.utf8)) as? [String: Any])
    let xml = try XMLReading.read(document.xml)
    var compared = 0
    compare(document.root, json, xml, &compared)
    #expect(compared > 500)
  }

  private func compare(_ node: ResultNode, _ json: [String: Any], _ xml: XMLReading, _ compared: inout Int) {
    #expect(node.members.count == json.count, "\(node.name)")
    for member in node.members {
      compared += 1
      switch member {
      case .value(let name, .text(let text)):
        #expect(json[name] as? String == text && xml.attributes[name] == text, "\(name)")
      case .value(let name, .integer(let number)):
        #expect(json[name] as? Int == number && xml.attributes[name] == String(number), "\(name)")
      case .value(let name, .flag(let flag)):
        #expect(json[name] as? Bool == flag && xml.attributes[name] == String(flag), "\(name)")
      case .text(let name, let text):
        #expect(json[name] as? String == text && xml.child(name)?.text == text, "\(name)")
      case .part(let name, let part):
        guard let object = json[name] as? [String: Any], let child = xml.child(name) else {
          Issue.record("\(name) is missing")
          continue
        }
        compare(part, object, child, &compared)
      case .list(let name, let parts):
        let objects = json[name] as? [[String: Any]] ?? []
        let children = xml.child(name)?.children ?? []
        #expect(objects.count == parts.count && children.count == parts.count, "\(name)")
        for (part, (object, child)) in zip(parts, zip(objects, children)) {
          #expect(child.name == part.name)
          compare(part, object, child, &compared)
        }
      case .texts(let name, _, let texts):
        #expect(json[name] as? [String] == texts && xml.child(name)?.children.map(\.text) == texts, "\(name)")
      case .absent(let name):
        #expect(json[name] is NSNull && xml.attributes[name] == nil && xml.child(name) == nil, "\(name)")
      }
    }
  }

  @Test func escapesWhatUsersWrite() throws {
    let document = ResultDocument(Sample.hostile())
    let xml = try XMLReading.read(document.xml)
    #expect(xml.child("organisation")?.attributes["name"] == Sample.hostileName.cleaned)
    #expect(document.xml.contains("&lt;b&gt;"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(document.json.utf8)) as? [String: Any])
    #expect((json["organisation"] as? [String: Any])?["name"] as? String == Sample.hostileName)
  }

  /// Nobody is asked to reach a deficiency: the aim is what is in place at the next mark.
  @Test func tellsWhatIsInPlaceAtTheNextMarkAndWhatIsLackingNow() throws {
    let xml = try XMLReading.read(ResultDocument(Sample.complete()).xml)
    let items = Dictionary(
      uniqueKeysWithValues: xml.descendants("item").compactMap { item in item.attributes["id"].map { ($0, item) } })
    let quality = try #require(items["second.quality"])
    #expect(quality.child("current")?.attributes["mark"] == "2" && quality.child("next")?.attributes["mark"] == "3")
    #expect(quality.child("current")?.child("lacking") == nil)
    #expect(quality.child("next")?.child("wording")?.text == "second.quality 的第 3 级")
    let plan = try #require(items["second.plan"])
    #expect(plan.child("current")?.child("wording")?.text == "second.plan 的第 3 级；second.plan 在第 3 级还缺的")
    #expect(plan.child("current")?.child("lacking")?.text == "second.plan 在第 3 级还缺的")
    #expect(plan.child("next")?.child("wording")?.text == "second.plan 的第 4 级")
  }

  @Test func printsDatesAndSizesAsReportsDo() throws {
    let xml = try XMLReading.read(ResultDocument(Sample.complete()).xml)
    #expect(xml.child("assessment")?.attributes["date-display"] == "2025年12月20日")
    #expect(xml.child("assessment")?.attributes["period-display"] == "2025年1月1日至2025年12月31日")
    #expect(xml.child("evidence-list")?.children.first?.attributes["size-display"] == "12.3 kB")
    #expect(xml.attributes["label"] == "自评参考，非官方评分")
  }
}

extension String {
  /// What XML 1.0 can carry of the text.
  fileprivate var cleaned: String {
    String(
      String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{1}" || $0 == "\u{FFFF}" ? "\u{FFFD}" : $0 }))
  }
}
