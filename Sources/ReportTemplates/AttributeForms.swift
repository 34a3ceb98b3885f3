internal import CLibXML2

extension SchemaVocabulary.Attribute {
  /// Whether a value has one of the allowed forms.
  func accepts(_ value: String) -> Bool {
    if values.isEmpty, forms.isEmpty { return true }
    return values.contains(value) || forms.contains { $0.matches(value) }
  }
}

extension SchemaVocabulary.Form {
  /// Whether a value has this form, by libxml2's own XML Schema expressions, so that it says what the schema says.
  func matches(_ value: String) -> Bool {
    guard let pattern else { return true }
    guard let expression = xmlRegexpCompile(pattern) else { return false }
    defer { xmlRegFreeRegexp(expression) }
    return xmlRegexpExec(expression, value) == 1
  }
}
