import Testing

@testable import ReportTemplates

@Suite struct VocabularyTests {
  @Test func theSchemaAndTheProgramKnowTheSameElements() {
    #expect(schema.vocabulary.names == Set(TemplateElementName.allCases.map(\.rawValue)))
  }

  @Test func steeringHoldsWhatItsParentHolds() throws {
    for element in schema.vocabulary.elements where element.name == "if" {
      let nested = try #require(element.child("for-each"))
      #expect(schema.vocabulary.elements[nested.definition].childNames == element.childNames)
    }
  }

  @Test func attributesSayWhetherTheyAreNeeded() throws {
    let column = try #require(schema.vocabulary.elements.first { $0.name == "column" })
    #expect(column.attributes.map(\.name) == ["head", "align", "width"])
    #expect(column.attributes.allSatisfy { !$0.isRequired })
    let axis = try #require(schema.vocabulary.elements.first { $0.name == "axis" })
    #expect(axis.attributes.filter(\.isRequired).map(\.name) == ["label", "value"])
  }
}
