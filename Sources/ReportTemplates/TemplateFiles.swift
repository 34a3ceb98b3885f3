import Diagnostics

/// A template with the files that it includes, parsed: the one place where includes are followed.
struct TemplateFiles {
  /// One of the files.
  struct File {
    /// The path from the template's folder; empty for the template itself.
    var relativePath: String
    var tree: XMLTree
    var root: SourceElement
    var places: [UnsafeMutableRawPointer: SourceLocation]
    /// The numbers of the files that it includes.
    var includes: [(element: SourceElement, file: Int)] = []
  }

  /// How deep files may include files, and how many there may be, so that none makes a batch stand still.
  private static let deepest = 8
  private static let most = 32

  /// The files, the template first.
  private(set) var files: [File] = []
  /// What is wrong so far.
  private(set) var diagnostics: [Diagnostic] = []
  /// The text of every file that was read, by the path in messages.
  private(set) var sources: [String: SourceLines] = [:]

  private let folder: TemplateFolder?
  private let prefix: String
  private var numbers: [String: Int] = [:]

  /// Parses a template and follows its includes.
  ///
  /// - Parameter folder: Where included files lie; nil where none may be read.
  init(_ bytes: [UInt8], path: String, folder: TemplateFolder?) {
    self.folder = folder
    prefix = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    add(bytes, path: path, relativePath: "", trail: [])
  }

  @discardableResult
  private mutating func add(_ bytes: [UInt8], path: String, relativePath: String, trail: [String]) -> Int? {
    do throws(InputRejected) {
      let source = try XMLSource(bytes, path: path, limit: TemplateFolder.largestFile)
      sources[path] = SourceLines(String(decoding: source.bytes, as: UTF8.self))
      let tree = try XMLTree(source)
      guard let plain = tree.plainRoot() else { throw InputRejected([.emptyFile(path: path)]) }
      let number = files.count
      files.append(File(relativePath: relativePath, tree: tree, root: plain.root, places: plain.places))
      numbers[relativePath] = number
      for element in plain.root.elements where element.name == "include" {
        guard let file = include(element, in: relativePath, trail: trail + [relativePath]) else { continue }
        files[number].includes.append((element, file))
      }
      return number
    } catch {
      diagnostics += error.diagnostics
      return nil
    }
  }

  /// Follows one include; nil after a report. A file that was read already is not read again.
  private mutating func include(_ element: SourceElement, in parent: String, trail: [String]) -> Int? {
    guard let attribute = element.attribute("file") else { return nil }
    let relative = (parent.lastIndex(of: "/").map { String(parent[...$0]) } ?? "") + attribute.value
    func fail(_ diagnostic: Diagnostic) -> Int? {
      diagnostics.append(diagnostic)
      return nil
    }
    guard let folder, TemplateFolder.isConfined(attribute.value) else {
      return fail(.unreadableInclude(attribute, .outside))
    }
    if trail.contains(relative) { return fail(.circularInclude(attribute, trail: trail + [relative])) }
    if let known = numbers[relative] { return known }
    guard trail.count <= Self.deepest else { return fail(.includesTooDeep(attribute, Self.deepest)) }
    guard files.count <= Self.most else { return fail(.tooManyIncludes(attribute, Self.most)) }
    do throws(TemplateFileFault) {
      return add(
        try folder.contents(ofPart: relative), path: prefix + relative, relativePath: relative, trail: trail)
    } catch {
      return fail(.unreadableInclude(attribute, error))
    }
  }
}

/// What can be wrong with includes.
extension Diagnostic {
  fileprivate static func unreadableInclude(
    _ attribute: SourceElement.Attribute, _ fault: TemplateFileFault
  ) -> Diagnostic {
    let file = attribute.value.prefix(100)
    let (code, chinese, english): (String, String, String) =
      switch fault {
      case .missing: ("include-missing", "找不到要引入的文件 \(file)", "there is no file \(file) to include")
      case .outside:
        ("include-outside", "\(file) 不在模板自己的文件夹里", "\(file) does not lie in the template's own folder")
      case .notAFile: ("include-unreadable", "\(file) 不是普通文件", "\(file) is not a regular file")
      case .tooLarge:
        (
          "file-too-large", "\(file) 超过 \(TemplateFolder.largestFile >> 20) MiB 的上限",
          "\(file) is larger than \(TemplateFolder.largestFile >> 20) MiB"
        )
      case .unreadable: ("include-unreadable", "不能读取 \(file)", "\(file) cannot be read")
      }
    let hint: LocalizedText? =
      switch fault {
      case .missing:
        LocalizedText(
          chinese: "路径从写 <include> 的文件算起；复制模板时，把它引入的文件夹（如 parts）一起复制",
          english: "paths start at the file with the <include>; copy the folder that a template includes along with it")
      case .outside:
        LocalizedText(
          chinese: "只能引入模板所在文件夹及其下层的文件：不能写绝对路径、.. 或指向外面的链接；请把文件复制进来",
          english:
            "includes stay in the template's folder: no absolute path, no .., no link out of it; copy the file into it"
        )
      default: nil
      }
    return Diagnostic(
      .error, code, LocalizedText(chinese: chinese, english: english), at: attribute.valueLocation, hint: hint)
  }

  fileprivate static func circularInclude(_ attribute: SourceElement.Attribute, trail: [String]) -> Diagnostic {
    func circle(_ template: String) -> String {
      trail.map { $0.isEmpty ? template : $0 }.joined(separator: " → ")
    }
    return Diagnostic(
      .error, "circular-include",
      LocalizedText(
        chinese: "引入绕成了圈：\(circle("（模板）"))",
        english: "files include each other in a circle: \(circle("(the template)"))"),
      at: attribute.valueLocation)
  }

  fileprivate static func includesTooDeep(_ attribute: SourceElement.Attribute, _ depth: Int) -> Diagnostic {
    Diagnostic(
      .error, "include-limit",
      LocalizedText(chinese: "引入超过 \(depth) 层", english: "files include files deeper than \(depth)"),
      at: attribute.valueLocation)
  }

  fileprivate static func tooManyIncludes(_ attribute: SourceElement.Attribute, _ count: Int) -> Diagnostic {
    Diagnostic(
      .error, "include-limit",
      LocalizedText(chinese: "引入的文件超过 \(count) 个", english: "more than \(count) files are included"),
      at: attribute.valueLocation)
  }
}
