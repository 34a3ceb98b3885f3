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

  @Test func theShippedRubricsHaveNoFindings() {
    #expect(RubricChecker.check(folders: [rubricFolder]).diagnostics == [])
  }
}
