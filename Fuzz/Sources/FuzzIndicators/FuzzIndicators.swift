import AssessmentModel
import Diagnostics
import FoundationEssentials
import FuzzInput
import IndicatorFiles
import InputFiles

private let catalogue = RubricLibrary(folders: [ProcessInfo.processInfo.environment["FUZZ_RUBRICS"] ?? "Rubrics"])
  .catalogue().catalogue

private let folder: String = {
  let path = "/dev/shm/pingxing-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
  try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  return path
}()

private func write(_ bytes: some Sequence<UInt8>, _ name: String) -> String {
  let path = folder + "/" + name
  precondition(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
  return path
}

/// Data files of any bytes, with a mapping before a line `====` where there is one: read, or reported. What was read is
/// written in the plain form and read again as it was.
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let bytes = input.rest()
  let mark = Array("\n====\n".utf8)
  var map: IndicatorMap?
  var table = bytes[...]
  if let end = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) {
    let load = IndicatorMap.load(write(bytes[..<end], "map.yml"), catalogue: catalogue)
    precondition(load.map != nil || load.report.hasErrors)
    map = load.map
    table = bytes[(end + mark.count)...]
  }
  let file = write(table, "data.csv")
  let load = IndicatorFile.load(file, map: map, catalogue: catalogue)
  precondition((load.data == nil) == load.report.hasErrors)
  precondition(load.data == nil || load.summary.isComplete)
  if let data = load.data { readAgain(data, file, map) }
  sumUp(file, map)
  return 0
}

private func readAgain(_ data: IndicatorData, _ file: String, _ map: IndicatorMap?) {
  var written: [UInt8] = []
  var writer = PlainFormWriter(catalogue: catalogue) { written += $0 }
  _ = IndicatorFile.distinct(file, map: map, catalogue: catalogue, problems: DiagnosticCollector()) {
    written = []
    writer = PlainFormWriter(catalogue: catalogue) { written += $0 }
    return writer
  }
  writer.finish()
  let again = IndicatorFile.load(write(written, "plain.csv"), catalogue: catalogue)
  let keys = again.data?.series.map { "\($0.key.subject.name) \($0.key.group) \($0.points.map(\.period))" }
  precondition(keys == data.series.map { "\($0.key.subject.name) \($0.key.group) \($0.points.map(\.period))" })
}

private func sumUp(_ file: String, _ map: IndicatorMap?) {
  let (totals, _) = IndicatorFile.totals(
    of: file, by: .month, map: map, catalogue: catalogue, problems: DiagnosticCollector())
  totals.handOn(to: PlainFormWriter(catalogue: catalogue) { _ in })
}
