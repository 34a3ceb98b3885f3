import AssessmentModel
import Diagnostics
import InputFiles
import Testing

@Suite struct CatalogueNameTests {
  /// Columns of call centres go by other names too; each means one indicator.
  @Test func otherNamesMeanTheirIndicator() {
    var seen: Set<String> = []
    for indicator in catalogue.indicators {
      let names = indicator.otherNames + [indicator.id.rawValue, indicator.title.chinese]
      for name in names { #expect(seen.insert(name).inserted, "\(name)") }
      for (name, variant) in names.flatMap({ name in indicator.variants.map { (name, $0.id) } }) {
        #expect(
          catalogue.resolve(name, variant: variant) == .found(.indicator(indicator.id, variant: variant)), "\(name)")
      }
    }
    #expect(seen.isSuperset(of: ["弃呼率", "首次解决率", "离职率", "座席利用率", "排班契合度", "人工接通率"]))
  }
}
