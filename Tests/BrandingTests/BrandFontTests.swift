import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Branding

/// What a font says of itself that no report can use, or may not.
@Suite struct BrandFontTests {
  /// The findings about a font with some bytes of a table changed.
  private func codes(_ table: String, _ offset: Int, _ bytes: UInt8...) throws -> [String] {
    let folder = try BrandFolder()
    var font = try HouseFont.bytes(with: (0x20...0x7E).map { String(UnicodeScalar(UInt8($0))) }.joined() + "“”…—·")
    let place = try #require(HouseFont.table(table, of: font)).lowerBound + offset
    font.replaceSubrange(place..<place + bytes.count, with: bytes)
    try folder.write(HouseFont.withChecksums(font), "House.otf")
    return try folder.reading("fonts: {sans-bold: House.otf}").report.diagnostics
      .filter { $0.severity != .note }.map { "\($0.severity) \($0.code)" }
  }

  @Test func absurdSizesAreRefused() throws {
    #expect(try codes("head", 18, 0x03, 0xE8) == [])
    for units in [[0, 0], [0, 15], [0x40, 0x01], [0xFF, 0xFF]] as [[UInt8]] {
      #expect(try codes("head", 18, units[0], units[1]) == ["error font-damaged"], "\(units)")
    }
    // 16 units to an em, and outlines of a thousand.
    #expect(try codes("head", 18, 0, 16) == ["error font-damaged"])
    // The left edge to the right of the right one.
    #expect(try codes("head", 36, 0x7F, 0xFF) == ["error font-damaged"])
  }

  @Test(arguments: [
    (0x0000, false), (0x0002, true), (0x0004, false), (0x0006, false), (0x0008, false), (0x0100, true), (0x0108, true),
    (0x0200, true),
  ])
  func aLicenceAgainstEmbeddingIsWarnedOf(type: Int, isWarned: Bool) throws {
    let found = try codes("OS/2", 8, UInt8(type >> 8), UInt8(type & 0xFF))
    #expect(found == (isWarned ? ["warning font-licence"] : []))
  }

  /// The remedy that is named for a logo is one.
  @Test(arguments: [(40.0, 400.0, "高不超过宽 3 倍", 133.0, 400.0), (400.0, 20.0, "宽不超过高 10 倍", 400.0, 40.0)])
  func theHintForALongLogoHelps(width: Double, height: Double, hint: String, better: Double, high: Double) throws {
    func findings(_ width: Double, _ height: Double) throws -> [Diagnostic] {
      let folder = try BrandFolder()
      try folder.write(
        Data(
          "<svg viewBox=\"0 0 \(width) \(height)\"><rect width=\"\(width)\" height=\"\(height)\" fill=\"#123456\"/></svg>"
            .utf8), "logo.svg")
      return try folder.reading("logo: logo.svg").report.diagnostics
    }
    let found = try findings(width, height)
    #expect(found.map(\.code) == ["logo-small"])
    #expect(found.first?.hint?.chinese.contains(hint) == true)
    // 133 by 400 is a hair taller than three to one and passes all the same.
    #expect(try findings(better, high).isEmpty)
  }
}
