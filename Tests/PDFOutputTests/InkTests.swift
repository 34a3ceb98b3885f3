import Canvas
import Fonts
import Foundation
import TestSupport
import Testing

@testable import PDFOutput

/// Where the punctuation of the installed fonts has ink, seen on the painted page.
@Suite struct InkTests {
  private static let size = 100.0
  private static let pitch = 120.0

  /// Which of the pixel columns of each mark are dark, 100 to an em.
  private func ink(of marks: [String], _ role: FontRole) async throws -> [[Bool]] {
    var items: [Placed] = []
    for (index, mark) in marks.enumerated() {
      let run = try Installed.run(mark, role, size: Self.size)
      items.append(Placed(.text(run), at: Point(x: Self.pitch * Double(index), y: 120)))
    }
    let width = Self.pitch * Double(marks.count)
    let page = Page(size: Size(width: width, height: 160), label: "1", items: items)
    let pdf = try PDFPainter().render(Sample.document([page]), fonts: try Installed.library.get())
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try Reader.run(
      "pdftoppm", ["-r", "72", "-gray", "-singlefile", "{}", folder.appending(path: "page").path], on: pdf)
    // A PGM picture (P5): width and height on the second line, then a byte a pixel.
    let picture = [UInt8](try Data(contentsOf: folder.appending(path: "page.pgm")))
    let columns = Int(width)
    let rows = 160
    let pixels = picture.suffix(columns * rows)
    try #require(pixels.count == columns * rows)
    let isDark = (0..<columns).map { column in
      (0..<rows).contains { pixels[pixels.startIndex + $0 * columns + column] < 200 }
    }
    return marks.indices.map { index in
      let left = Int(Self.pitch) * index
      return Array(isDark[left..<left + Int(Self.size)])
    }
  }

  // CLREQ #punctuation_width_adjustment: the layout takes half an em off these marks, which must not cut their ink.
  @Test(arguments: FontRole.allCases)
  func theHalvesThatTheLayoutTakesOffAreBlank(_ role: FontRole) async throws {
    let closing = ["、", "，", "：", "；", "。", "！", "？", "”", "’", "）", "》", "」", "】"]
    for (mark, ink) in zip(closing, try await ink(of: closing, role)) {
      #expect(ink[..<50].contains(true) && !ink[51...].contains(true), "\(mark) in \(role)")
    }
    let opening = ["“", "‘", "（", "《", "「", "【"]
    for (mark, ink) in zip(opening, try await ink(of: opening, role)) {
      #expect(!ink[..<49].contains(true) && ink[50...].contains(true), "\(mark) in \(role)")
    }
  }
}
