import AssessmentModel
import Diagnostics
import Foundation
import Glibc
import InputFiles
import TestSupport

@testable import IndicatorFiles

let catalogue = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path]).catalogue().catalogue

/// Writes files into a folder of their own, loads them, and takes the folder away.
enum DataFiles {
  static func load(_ bytes: [UInt8], map: String? = nil) throws -> (load: IndicatorFile.Load, mapFindings: [String]) {
    try use { folder in
      let file = folder.appending(path: "data.csv")
      try Data(bytes).write(to: file)
      guard let map else { return (IndicatorFile.load(file.path, catalogue: catalogue), []) }
      let mapFile = folder.appending(path: "map.yml")
      try Data(("format: pingxing/indicator-map/1\n" + map).utf8).write(to: mapFile)
      let read = IndicatorMap.load(mapFile.path, catalogue: catalogue)
      return (
        IndicatorFile.load(file.path, map: read.map, catalogue: catalogue), read.report.diagnostics.map(\.summary)
      )
    }
  }

  static func load(_ text: String, map: String? = nil) throws -> IndicatorFile.Load {
    try load(Array(text.utf8), map: map).load
  }

  static func use<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pingxing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}

extension Diagnostic {
  /// `severity line:column code`.
  var summary: String { "\(severity) \(location?.line ?? 0):\(location?.column ?? 0) \(code)" }
}

extension IndicatorFile.Load {
  /// The findings, or the values as `name group period value`.
  var findings: [String] { report.diagnostics.map(\.summary) }
  var values: [String] {
    (data?.series ?? []).flatMap { series in
      series.points.map { point in
        [series.key.subject.name, series.key.group, point.period.description, point.value.display(decimals: 3)]
          .filter { !$0.isEmpty }.joined(separator: " ")
      }
    }
  }
}

extension String {
  /// The text in another encoding, by the C library.
  func encoded(as encoding: String) -> [UInt8] {
    guard let handle = iconv_open(encoding, "UTF-8") else { return [] }
    defer { iconv_close(handle) }
    var source = Array(utf8CString.dropLast())
    var target = [CChar](repeating: 0, count: source.count * 4 + 16)
    let written = source.withUnsafeMutableBufferPointer { from in
      target.withUnsafeMutableBufferPointer { to in
        var (start, end) = (from.baseAddress, to.baseAddress)
        var (left, free) = (from.count, to.count)
        iconv(handle, &start, &left, &end, &free)
        return to.count - free
      }
    }
    return target.prefix(written).map { UInt8(bitPattern: $0) }
  }
}
