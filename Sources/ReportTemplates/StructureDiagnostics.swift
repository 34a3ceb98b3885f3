import Diagnostics

/// What can be wrong with the names and places of elements and attributes.
extension Diagnostic {
  static func wrongRoot(_ root: SourceElement, expected: String) -> Diagnostic {
    let isParts = root.name == "parts"
    return Diagnostic(
      .error, "wrong-root",
      LocalizedText(
        chinese: "最外层的元素是 <\(quoted(root.name))>，应为 <\(expected)>",
        english: "the outermost element is <\(quoted(root.name))>, expected <\(expected)>"),
      at: root.location,
      hint: isParts || expected == "parts"
        ? LocalizedText(
          chinese: "<parts> 是供模板用 <include> 引入的文件，<template> 是模板本身",
          english: "<parts> is a file that templates include, <template> is a template")
        : nil)
  }

  static func namespaceUsed(_ namespace: String, at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "namespace",
      LocalizedText(
        chinese: "模板不用命名空间，这里却声明了 \(quoted(namespace))",
        english: "templates use no namespace, but \(quoted(namespace)) is declared here"),
      at: place, hint: LocalizedText(chinese: "删去 xmlns 属性", english: "delete the xmlns attribute"))
  }

  static func unknownElement(
    _ element: SourceElement, in parent: String, allowed: [String], all: [String]
  ) -> Diagnostic {
    let near =
      SuggestedName.nearest(to: element.name, among: allowed)
      ?? SuggestedName.nearest(to: element.name, among: all)
    return Diagnostic(
      .error, "unknown-element",
      LocalizedText(
        chinese: "没有 <\(quoted(element.name))> 这个元素", english: "there is no element <\(quoted(element.name))>"),
      at: element.location, hint: near.map(Self.didYouMean) ?? Self.allowedChildren(allowed, of: parent))
  }

  static func misplacedElement(
    _ element: SourceElement, in parent: String, allowed: [String], note: Note?
  ) -> Diagnostic {
    Diagnostic(
      .error, "misplaced-element",
      LocalizedText(
        chinese: "<\(quoted(element.name))> 不能放在 <\(parent)> 里",
        english: "<\(quoted(element.name))> cannot stand in <\(parent)>"),
      at: element.location, notes: note.map { [$0] } ?? [], hint: Self.allowedChildren(allowed, of: parent))
  }

  static func missingElement(_ name: String, in parent: SourceElement) -> Diagnostic {
    Diagnostic(
      .error, "missing-element",
      LocalizedText(
        chinese: "<\(quoted(parent.name))> 里缺少 <\(name)>", english: "<\(quoted(parent.name))> lacks <\(name)>"),
      at: parent.location)
  }

  static func repeatedElement(_ element: SourceElement, in parent: SourceElement) -> Diagnostic {
    Diagnostic(
      .error, "repeated-element",
      LocalizedText(
        chinese: "<\(quoted(parent.name))> 里只能有一个 <\(quoted(element.name))>",
        english: "<\(quoted(parent.name))> holds one <\(quoted(element.name))> only"),
      at: element.location)
  }

  static func misplacedText(in parent: String, at place: SourceLocation, note: Note?) -> Diagnostic {
    Diagnostic(
      .error, "misplaced-text",
      LocalizedText(
        chinese: "<\(parent)> 里不能直接写文字", english: "text cannot stand directly in <\(parent)>"),
      at: place, notes: note.map { [$0] } ?? [],
      hint: LocalizedText(
        chinese: "正文放进 <paragraph>，单元格放进 <cell>", english: "put text into <paragraph>, cells into <cell>"))
  }

  static func unknownAttribute(
    _ attribute: SourceElement.Attribute, element: String, allowed: [String]
  ) -> Diagnostic {
    let names = allowed.joined(separator: "、")
    let list =
      allowed.isEmpty
      ? LocalizedText(chinese: "<\(element)> 没有属性", english: "<\(element)> has no attributes")
      : LocalizedText(
        chinese: "<\(element)> 的属性有：\(names)",
        english: "<\(element)> has the attributes \(allowed.joined(separator: ", "))")
    return Diagnostic(
      .error, "unknown-attribute",
      LocalizedText(
        chinese: "<\(element)> 没有属性 \(quoted(attribute.name))",
        english: "<\(element)> has no attribute \(quoted(attribute.name))"),
      at: attribute.nameLocation,
      hint: SuggestedName.nearest(to: attribute.name, among: allowed).map(Self.didYouMean) ?? list)
  }

  static func missingAttribute(
    _ attribute: SchemaVocabulary.Attribute, of element: SourceElement
  ) -> Diagnostic {
    Diagnostic(
      .error, "missing-attribute",
      LocalizedText(
        chinese: "<\(quoted(element.name))> 缺少属性 \(quoted(attribute.name))",
        english: "<\(quoted(element.name))> lacks the attribute \(quoted(attribute.name))"),
      at: element.location)
  }

  static func wrongValue(
    of attribute: SourceElement.Attribute, element: String, allowed: SchemaVocabulary.Attribute
  ) -> Diagnostic {
    let chinese = (allowed.values + allowed.forms.map(\.wording.chinese)).joined(separator: "、")
    let english = (allowed.values + allowed.forms.map(\.wording.english)).joined(separator: ", ")
    return Diagnostic(
      .error, "wrong-attribute-value",
      LocalizedText(
        chinese: "<\(element)> 的属性 \(quoted(attribute.name)) 不能是“\(quoted(attribute.value))”，可以是：\(chinese)",
        english:
          "the attribute \(quoted(attribute.name)) of <\(element)> cannot be \"\(quoted(attribute.value))\"; it can be: \(english)"
      ),
      at: attribute.valueLocation,
      hint: SuggestedName.nearest(to: attribute.value, among: allowed.values).map(Self.didYouMean))
  }

  static func unknownPart(_ name: SourceElement.Attribute, known: [String]) -> Diagnostic {
    let list = LocalizedText(
      chinese: known.isEmpty ? "模板里没有 <part>" : "已有的 <part>：\(listed(known, "、"))",
      english: known.isEmpty ? "the template has no <part>" : "known parts: \(listed(known, ", "))")
    return Diagnostic(
      .error, "unknown-part",
      LocalizedText(chinese: "没有名为 \(quoted(name.value)) 的 <part>", english: "there is no part \(quoted(name.value))"),
      at: name.valueLocation,
      hint: SuggestedName.nearest(to: name.value, among: known).map(Self.didYouMean) ?? list)
  }

  static func duplicatePart(_ name: String, at place: SourceLocation, first: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-part",
      LocalizedText(chinese: "名为 \(quoted(name)) 的 <part> 写了两次", english: "the part \(quoted(name)) is defined twice"),
      at: place, notes: [Note(LocalizedText(chinese: "第一次在这里", english: "first defined here"), at: first)])
  }

  /// The first of many names.
  private static func listed(_ names: [String], _ separator: String) -> String {
    names.prefix(20).map { quoted($0) }.joined(separator: separator) + (names.count > 20 ? " …" : "")
  }

  /// Names the likely meaning of a slip.
  static func didYouMean(_ name: String) -> LocalizedText {
    LocalizedText(chinese: "是不是 \(name)？", english: "did you mean \(name)?")
  }

  private static func allowedChildren(_ names: [String], of parent: String) -> LocalizedText {
    guard !names.isEmpty else {
      return LocalizedText(chinese: "<\(parent)> 里不能放元素", english: "<\(parent)> holds no elements")
    }
    return LocalizedText(
      chinese: "<\(parent)> 里可以放：\(names.joined(separator: "、"))",
      english: "<\(parent)> can hold \(names.joined(separator: ", "))")
  }
}

extension Diagnostic.Note {
  /// Says which use of a part asks for the content.
  static func usedHere(_ place: SourceLocation, in parent: String) -> Self {
    Self(
      LocalizedText(
        chinese: "这一段在此处用于 <\(parent)> 之内", english: "the part is used here, inside of <\(parent)>"),
      at: place)
  }
}
