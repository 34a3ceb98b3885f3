import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@Suite struct RubricLibraryTests {
  let library = RubricLibrary(folders: [rubricFolder])

  @Test func listsTheEditions() {
    #expect(library.ids().map(\.rawValue) == ["cccs-op-2008", "cccs-op-2010", "ccom-2019"])
  }

  @Test(arguments: [("ccom-2019", 64), ("cccs-op-2008", 68), ("cccs-op-2010", 75)])
  func loadsAnEdition(id: String, items: Int) throws {
    let loaded = library.load(RubricID(id))
    #expect(loaded.report.diagnostics == [])
    let rubric = try #require(loaded.rubric)
    #expect(rubric.items.count == items)
    #expect(rubric.contentHash.utf8.count == 64)
    #expect(rubric.items.allSatisfy { $0.markWordings.count == 5 && $0.effortInPersonDays.count == 4 })
  }

  /// Whoever is at mark 1 or 2 is told what to reach and not what is lacking there.
  @Test(arguments: ["ccom-2019", "cccs-op-2008", "cccs-op-2010"])
  func marksTwoAndThreeSayWhatIsInPlaceAndWhatIsLacking(id: String) throws {
    let rubric = try #require(library.load(RubricID(id)).rubric)
    for item in rubric.items {
      for mark in [Mark.begun, .mostly] {
        let wording = item[mark]
        let lacking = try #require(wording.lacking, "\(item.id) \(mark.rawValue)")
        #expect(wording.inPlace.hasSuffix("。") && lacking.hasSuffix("。"), "\(item.id) \(mark.rawValue)")
        #expect(wording.text == "\(wording.inPlace.dropLast())；\(lacking)")
        for word in ["没有", "不足", "仍", "从不", "说不出"] {
          #expect(!wording.inPlace.contains(word), "\(item.id): \(wording.inPlace)")
        }
      }
      #expect(item[.beyond].lacking == nil)
    }
  }

  @Test(arguments: ["ccom-2019", "cccs-op-2008", "cccs-op-2010"])
  func aHigherMarkNeverTakesLessEffort(id: String) throws {
    let rubric = try #require(library.load(RubricID(id)).rubric)
    for item in rubric.items {
      #expect(item.effortInPersonDays == item.effortInPersonDays.sorted(), "\(item.id)")
      #expect(item.effortInPersonDays.allSatisfy { (1...200).contains($0) }, "\(item.id)")
    }
  }

  /// Only these numbers are demanded by a standard that was found; everything else is custom.
  @Test func onlyTheGovernmentHotlineStandardDemandsValues() {
    let (catalogue, report) = library.catalogue()
    let indicators = catalogue.indicators
    #expect(report.diagnostics.isEmpty)
    let demanded = indicators.flatMap { indicator in
      indicator.typical.filter { $0.kind == .standard }.map {
        "\(indicator.id) \($0.value.chinese) \($0.source.chinese)"
      }
    }
    #expect(
      demanded == [
        "connection-rate ≥95% gbt-33358-2016", "speed-of-answer 15秒内接听 gbt-33358-2016",
        "media-response ≤3分钟 gbt-33358-2016",
      ])
    #expect(indicators.count == 35)
    #expect(indicators.first { $0.id == IndicatorID("service-level") }?.variants.count == 4)
    #expect(indicators.first { $0.id == IndicatorID("first-contact-resolution") }?.variants.count == 2)
  }

  /// What the catalogue and the editions tell a reader stands in both languages, each in its own script.
  @Test func everyTextIsInBothLanguages() throws {
    let catalogue = library.catalogue().0
    let indicators = catalogue.indicators.flatMap { indicator in
      [indicator.title, indicator.note].compactMap(\.self)
        + indicator.variants.flatMap { [$0.title, $0.numerator, $0.denominator] }
        + indicator.typical.flatMap { [$0.value, $0.context, $0.source] }
    }
    let measures = catalogue.measures.flatMap { [$0.title, $0.note].compactMap(\.self) }
    let notes: [LocalizedText] = try ["ccom-2019", "cccs-op-2008", "cccs-op-2010"].flatMap { id in
      try #require(library.load(RubricID(id)).rubric).notes
    }
    #expect(indicators.count > 300 && measures.count > 15 && notes.count == 13)
    for text in indicators + measures + notes {
      // What the sources call a part in Chinese is named so, with its meaning beside it.
      let english = text.english.replacing(/\p{Han}+ \([a-z ]+\)/, with: "")
      #expect(!english.contains(/[\p{Han}，。；：、（）＋－～]/), "\(text)")
      #expect(text.english.contains(/[a-z]/) || !text.chinese.contains(/[一-鿿]/), "\(text)")
    }
    // Figures are the same in both.
    func figures(_ text: String) -> [String] { text.matches(of: /[0-9]+(?:\.[0-9]+)?/).map { String($0.output) } }
    for value in catalogue.indicators.flatMap(\.typical).map(\.value) {
      #expect(figures(value.chinese) == figures(value.english), "\(value)")
    }
  }

  /// A catalogue of one's own, and that of an old archive, may be in one language.
  @Test func aTextInOneLanguageStandsInBoth() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "catalogue-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = try String(
      contentsOf: RepositoryFiles.root.appending(path: "Rubrics/indicators.yml"), encoding: .utf8)
    let plain = source.replacing("numerator: {zh: 接通量, en: calls connected}", with: "numerator: 接通量")
    #expect(plain != source)
    try plain.write(to: folder.appending(path: "indicators.yml"), atomically: true, encoding: .utf8)
    let sources = RepositoryFiles.root.appending(path: "Rubrics/sources.yml")
    try FileManager.default.copyItem(at: sources, to: folder.appending(path: "sources.yml"))
    let catalogue = RubricLibrary(folders: [folder.path]).catalogue().0
    let outbound = catalogue[IndicatorID("connection-rate")]?.variants.first { $0.id == "outbound" }
    #expect(outbound?.numerator == .same("接通量"))
  }

  /// Every result item has thresholds, and they are never called published.
  @Test(arguments: ["cccs-op-2008", "cccs-op-2010"])
  func resultItemsHaveThresholds(id: String) throws {
    let rubric = try #require(library.load(RubricID(id)).rubric)
    let results = rubric.items.filter { $0.facetSet == FacetSetID("result") }.map(\.id)
    #expect(Set(rubric.thresholds.map(\.item)) == Set(results))
    #expect(rubric.thresholds.allSatisfy { $0.provenance.kind == .interpretation && $0.facet == FacetID("level") })
    let occupancy = rubric.thresholds.first { $0.indicator == IndicatorID("occupancy") }
    #expect(occupancy?.target == .band(75, 85) && occupancy?.variant.id == "of-active-states")
    #expect(occupancy?.conditions[.mostly]?.periodsMet == Rational(3, 4))
  }

  @Test func theShippedRubricsHaveNoFindings() {
    #expect(RubricChecker.check(folders: [rubricFolder]).diagnostics == [])
  }
}
