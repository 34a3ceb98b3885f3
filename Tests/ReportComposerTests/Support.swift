import Diagnostics
import DocumentModel
import Foundation
import ReportComposer
import ReportTemplates
import TestSupport

/// The schema of the repository.
let schema: TemplateSchema = {
  let url = RepositoryFiles.root.appending(path: "Schemas/template.rng")
  // Without the schema no test here means anything.
  // swift-format-ignore: NeverUseForceTry
  return try! TemplateSchema([UInt8](Data(contentsOf: url)), path: "Schemas/template.rng")
}()

/// The result document of most tests: two domains and a few odd values.
let sample = """
  <result label="自评参考" date="2025-12-20">
    <domain id="a" title="客户" score="81.25" claimed="90" level="4" capped="true">
      <item id="a1" title="客户定义"/><item id="a2" title="客户细分"/>
    </domain>
    <domain id="b" title="CRM" score="" level="2" capped="false"/>
    <note>第一行
  第二行
  </note>
    <word>abc</word>
    <empty/>
  </result>
  """

/// Composes a template's text over a result document.
func compose(
  _ text: String, _ result: String = sample, options: CompositionOptions = CompositionOptions()
) throws(InputRejected) -> Document {
  let template = try CompiledTemplate([UInt8](text.utf8), path: "t.xml", schema: schema)
  return try ReportComposer.compose(
    template, with: ResultTree([UInt8](result.utf8), path: "result.xml"), options: options)
}

/// A template around a body, which stands on line 2.
func template(_ body: String, parts: String = "", head: String = "") -> String {
  """
  <template format="pingxing/template/1" id="t" title="试">\(head)<body>
  \(body)
  </body>\(parts)</template>
  """
}

/// The lines of the dump below the properties.
func dump(_ text: String, _ result: String = sample, options: CompositionOptions = CompositionOptions())
  throws
  -> [String]
{
  let lines = try compose(text, result, options: options).dump().split(separator: "\n").map(String.init)
  return Array(lines.drop { !$0.hasPrefix("page-number") }.dropFirst())
}

/// The dump of some blocks inside of one chapter, below its heading.
func blocks(_ content: String, parts: String = "") throws -> [String] {
  Array(try dump(template("<chapter id=\"c\" title=\"章\">\(content)</chapter>", parts: parts)).dropFirst())
}

/// The text of one paragraph with some content.
func line(_ content: String) throws -> String {
  let lines = try blocks("<paragraph keep-empty=\"yes\">\(content)</paragraph>")
  return String(lines[0].dropFirst("paragraph body: ".count))
}

/// What is wrong, each as `line:column code`.
func faults(
  _ text: String, _ result: String = sample, options: CompositionOptions = CompositionOptions()
) -> [String] {
  do {
    _ = try compose(text, result, options: options)
    return []
  } catch {
    return error.diagnostics.map { "\($0.location?.line ?? -1):\($0.location?.column ?? -1) \($0.code)" }
  }
}

/// What is wrong with some content of a chapter, which stands on line 3.
func faults(in content: String, parts: String = "") -> [String] {
  faults(template("<chapter id=\"c\" title=\"章\">\n\(content)</chapter>", parts: parts))
}
