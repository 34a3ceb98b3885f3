import Diagnostics

/// Finds the parts and includes of a template that nothing uses.
struct PartUse {
  private let template: CompiledTemplate
  private let files: TemplateFiles
  private var used: Set<String> = []

  init(_ template: CompiledTemplate, _ files: TemplateFiles) {
    self.template = template
    self.files = files
    follow(template.body.content)
  }

  private mutating func follow(_ content: [TemplateNode]) {
    for case .element(let element) in content {
      if element.name == .use, let name = element.attribute("part")?.literal, used.insert(name).inserted {
        follow(template.parts[name]?.content ?? [])
      }
      follow(element.content)
    }
  }

  /// A warning for each part of the template itself that is not used, and for each include that gives nothing that is;
  /// the parts of an included file are a stock from which templates take what they need.
  var diagnostics: [Diagnostic] {
    guard let main = files.files.first else { return [] }
    let parts = main.root.elements.compactMap { element -> Diagnostic? in
      guard element.name == "part", let name = element.attribute("name"), !used.contains(name.value) else { return nil }
      return .unusedPart(name)
    }
    let includes = main.includes.compactMap { include, file in
      isUsed(file, seen: []) ? nil : include.attribute("file").map(Diagnostic.unusedInclude)
    }
    return parts + includes
  }

  private func isUsed(_ number: Int, seen: Set<Int>) -> Bool {
    guard !seen.contains(number) else { return false }
    let file = files.files[number]
    return file.root.elements.contains { $0.name == "part" && used.contains($0.attribute("name")?.value ?? "") }
      || file.includes.contains { isUsed($0.file, seen: seen.union([number])) }
  }
}

extension Diagnostic {
  fileprivate static func unusedPart(_ part: SourceElement.Attribute) -> Diagnostic {
    let name = quoted(part.value)
    return Diagnostic(
      .warning, "unused-part",
      LocalizedText(chinese: "没有 <use> 用到 <part> \(name)", english: "no <use> takes the part \(name)"),
      at: part.valueLocation,
      hint: LocalizedText(chinese: "用 <use part=\"\(name)\"/> 放进正文，或者删去", english: "use it, or delete it"))
  }

  fileprivate static func unusedInclude(_ file: SourceElement.Attribute) -> Diagnostic {
    Diagnostic(
      .warning, "unused-include",
      LocalizedText(
        chinese: "引入的 \(quoted(file.value)) 里没有一个 <part> 被用到",
        english: "no part of the included \(quoted(file.value)) is used"),
      at: file.valueLocation, hint: LocalizedText(chinese: "删去这个 <include>", english: "delete the include"))
  }
}
