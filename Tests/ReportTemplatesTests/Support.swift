import Diagnostics
import Foundation
import ReportTemplates
import TestSupport

/// The schema of the repository.
let schema: TemplateSchema = {
  let url = RepositoryFiles.root.appending(path: "Schemas/template.rng")
  // Without the schema no test here means anything.
  // swift-format-ignore: NeverUseForceTry
  return try! TemplateSchema([UInt8](Data(contentsOf: url)), path: "Schemas/template.rng")
}()

/// Compiles a template from its text.
@discardableResult
func compile(_ text: String) throws(InputRejected) -> CompiledTemplate {
  try CompiledTemplate([UInt8](text.utf8), path: "t.xml", schema: schema)
}

/// A template around a body; the body stands on line 2.
func template(_ body: String, parts: String = "") -> String {
  "<template format=\"pingxing/template/1\" id=\"t\" title=\"试\"><body>\n\(body)\n</body>\(parts)</template>"
}

/// A template around one chapter whose content stands on line 2.
func chapter(_ content: String, parts: String = "") -> String {
  template("<chapter title=\"章\">\(content)</chapter>", parts: parts)
}

/// What is wrong with some bytes, each as `line:column code`.
func faults(_ bytes: [UInt8]) -> [String] {
  do {
    _ = try CompiledTemplate(bytes, path: "t.xml", schema: schema)
    return []
  } catch {
    return error.diagnostics.map { "\($0.location?.line ?? -1):\($0.location?.column ?? -1) \($0.code)" }
  }
}

/// What is wrong with a text, each as `line:column code`.
func faults(_ text: String) -> [String] { faults([UInt8](text.utf8)) }

/// The diagnostics of a text.
func diagnostics(_ text: String) -> [Diagnostic] {
  do {
    try compile(text)
    return []
  } catch { return error.diagnostics }
}
