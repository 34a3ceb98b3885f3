internal import Diagnostics
internal import Foundation
internal import ReportTemplates

/// Finds templates.
enum TemplateSource {
  /// A template that can be asked for by its name.
  struct Entry {
    /// The name, which is that of the file without `.xml`.
    let name: String
    /// The path.
    let path: String
  }

  /// A template by name (`full`) or, where the name has a slash or ends in `.xml`, by path; without faults.
  static func load(_ name: String, data: DataFolders) throws(CommandFailure) -> CompiledTemplate {
    let reading = try read(name, data: data)
    guard let template = reading.template else { throw CommandFailure(.inputWrong, reading.report.diagnostics) }
    return template
  }

  /// Several templates, with the faults of all of them at once.
  static func load(_ names: [String], data: DataFolders) throws(CommandFailure) -> [CompiledTemplate] {
    var templates: [CompiledTemplate] = []
    var faults: [Diagnostic] = []
    for name in names {
      let reading = try read(name, data: data)
      if let template = reading.template { templates.append(template) } else { faults += reading.report.diagnostics }
    }
    guard faults.isEmpty else { throw CommandFailure(.inputWrong, faults) }
    return templates
  }

  /// A template by name or by path, with everything that is wrong with it.
  static func read(_ name: String, data: DataFolders) throws(CommandFailure) -> TemplateReading {
    let path = try path(of: name, data: data)
    let schema = try schema(data)
    let bytes: [UInt8]
    do throws(TemplateFileFault) { bytes = try TemplateFolder.contents(of: path) } catch {
      throw failure(error, path: path)
    }
    return CompiledTemplate.read(bytes, path: path, folder: TemplateFolder(ofTemplate: path), schema: schema)
  }

  /// The templates of the data folders by name, each the first of its name.
  static func entries(_ data: DataFolders) -> [Entry] {
    var found: [String: String] = [:]
    for folder in data.folders(.templates) {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files where file.hasSuffix(".xml") && !file.hasPrefix(".") {
        let name = String(file.dropLast(4))
        if found[name] == nil { found[name] = folder + "/" + file }
      }
    }
    return found.sorted { $0.key < $1.key }.map { Entry(name: $0.key, path: $0.value) }
  }

  /// The schema of templates.
  static func schema(_ data: DataFolders) throws(CommandFailure) -> TemplateSchema {
    do throws(InputRejected) {
      return try TemplateSchema(schemaFile("template.rng", data: data), path: "template.rng")
    } catch { throw CommandFailure(.inputWrong, error.diagnostics) }
  }

  /// The schema of result documents, to check paths against.
  static func resultSchema(_ data: DataFolders) throws(CommandFailure) -> ResultSchema {
    do throws(InputRejected) {
      return try ResultSchema(schemaFile("result.rng", data: data), path: "result.rng")
    } catch { throw CommandFailure(.inputWrong, error.diagnostics) }
  }

  private static func schemaFile(_ name: String, data: DataFolders) throws(InputRejected) -> [UInt8] {
    guard let path = data.file(.schemas, name), let bytes = try? TemplateFolder.contents(of: path) else {
      throw InputRejected(missing("Schemas/" + name).diagnostics)
    }
    return bytes
  }

  /// Whether a template is asked for by its path, and not by its name.
  static func isPath(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".xml") }

  /// Where a template lies: a path as it is, a name in the first data folder that has it.
  static func path(of name: String, data: DataFolders) throws(CommandFailure) -> String {
    if isPath(name) { return name }
    let entries = entries(data)
    if let entry = entries.first(where: { $0.name == name }) { return entry.path }
    let names = entries.map(\.name)
    let hint = LocalizedText(
      chinese: "可用的有 \(names.joined(separator: "、"))；自己的模板请写路径",
      english: "there are \(names.joined(separator: ", ")); give the path of your own")
    let near = SuggestedName.nearest(to: name, among: names)
    throw CommandFailure(
      .usage, "unknown-template",
      LocalizedText(chinese: "没有模板 \(name)", english: "there is no template \(name)"),
      hint: near.map {
        LocalizedText(
          chinese: "是不是 \($0)？\(hint.chinese)", english: "did you mean \($0)? \(hint.english)")
      } ?? hint)
  }

  private static func failure(_ fault: TemplateFileFault, path: String) -> CommandFailure {
    switch fault {
    case .missing, .unreadable, .outside:
      CommandFailure(
        .inputMissing, "file-missing",
        LocalizedText(chinese: "不能读取文件 \(path)", english: "cannot read the file \(path)"))
    case .notAFile:
      CommandFailure(
        .inputWrong, "not-a-file",
        LocalizedText(chinese: "\(path) 不是普通文件", english: "\(path) is not a regular file"))
    case .tooLarge:
      CommandFailure(
        .inputWrong, "file-too-large",
        LocalizedText(chinese: "\(path) 超过 4 MiB 的上限", english: "\(path) is larger than 4 MiB"))
    }
  }

  /// A file that the data folders lack.
  static func missing(_ name: String) -> CommandFailure {
    CommandFailure(
      .inputMissing, "data-missing",
      LocalizedText(chinese: "数据文件夹里找不到 \(name)", english: "the data folders have no \(name)"),
      hint: LocalizedText(
        chinese: "用 pingxing doctor 查看数据文件夹，用 --data 指明",
        english: "`pingxing doctor` shows them; --data names one"))
  }
}

extension String {
  /// The templates of an option that takes several, comma between.
  var templateNames: [String] {
    split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
