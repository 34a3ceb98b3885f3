import Foundation
import PDFOutput

/// `bench` measures the library stage by stage, and writes the same reports for other typesetters; `Benchmarks/run.py`
/// drives it. It is never installed.
///
/// - `bench stages DATA FOLDER…`: where the processor time of a report goes, as JSON.
/// - `bench export DATA OUT FOLDER…`: each folder's report as Typst and as HTML, charts as SVG.
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "stages" where arguments.count > 2:
  let maker = try ReportMaker(data: arguments[1])
  print(try StageReport(maker: maker, assessments: Array(arguments[2...])).json)
case "export" where arguments.count > 3:
  let maker = try ReportMaker(data: arguments[1])
  for path in arguments[3...] {
    try PeerExport(maker: maker).write(assessment: path, to: URL(filePath: arguments[2]))
  }
default:
  FileHandle.standardError.write(Data("bench stages DATA FILE… | bench export DATA OUT FILE…\n".utf8))
  exit(64)
}
