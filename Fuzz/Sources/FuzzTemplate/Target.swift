import Diagnostics
import DocumentModel
import FoundationEssentials
import FuzzInput
import ReportComposer
import ReportTemplates

/// The schema that `FUZZ_SCHEMA` names; without it nothing here means anything.
private let schema: TemplateSchema? = {
  let path = ProcessInfo.processInfo.environment["FUZZ_SCHEMA"] ?? "Schemas/template.rng"
  return FileManager.default.contents(atPath: path).flatMap { try? TemplateSchema(Array($0), path: path) }
}()

private let result = Array(
  """
  <result label="自评参考" date="2025-12-20"><domain id="a" title="客户" score="81.25" capped="true">\
  <item id="a1" title="客户定义"/><item id="a2" title="客户细分"/></domain><domain id="b" title="CRM" score=""/></result>
  """.utf8)

/// Templates of any bytes: a document, or diagnostics with something to say.
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let schema else { preconditionFailure("FUZZ_SCHEMA names no schema") }
  var input = FuzzInput(start, count)
  do throws(InputRejected) {
    let template = try CompiledTemplate(input.rest(), path: "fuzz.xml", schema: schema)
    _ = try ReportComposer.compose(
      template, with: ResultTree(result, path: "result.xml"), options: CompositionOptions())
  } catch {
    precondition(!error.diagnostics.isEmpty)
  }
  return 0
}
