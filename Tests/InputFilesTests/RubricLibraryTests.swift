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

  @Test func theShippedRubricsHaveNoFindings() {
    #expect(RubricChecker.check(folders: [rubricFolder]).diagnostics == [])
  }
}
