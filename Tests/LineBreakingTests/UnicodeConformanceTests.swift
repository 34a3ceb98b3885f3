import Foundation
import Testing

@testable import LineBreaking

/// The Unicode test file of the version that the tables come from (package unicode-data).
struct UnicodeConformanceTests {
  private static let testFile = URL(filePath: "/usr/share/unicode/auxiliary/LineBreakTest.txt")

  @Test func passesEveryCaseOfTheUnicodeTestFile() throws {
    let text = try String(contentsOf: Self.testFile, encoding: .utf8)
    #expect(text.hasPrefix("# LineBreakTest-\(LineBreaker.unicodeVersion).txt"))
    let breaker = LineBreaker(.none)
    var count = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "#")[0].split(whereSeparator: \.isWhitespace)
      let expected = fields.filter { $0 == "×" || $0 == "÷" }.map { $0 == "÷" }
      let scalars = fields.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      let found = breaker.breaks(in: scalars).map { $0 != .prohibited }
      #expect(found == expected, "\(line)")
      count += 1
    }
    print("LineBreakTest.txt: \(count) cases")
    #expect(count == 7654)
  }

  @Test func packedTableAgreesWithTheSourceFile() throws {
    let text = try String(contentsOf: URL(filePath: "/usr/share/unicode/LineBreak.txt"), encoding: .utf8)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "#")[0].split(separator: ";")
      let range = fields[0].components(separatedBy: "..")
      let name = fields[1].trimmingCharacters(in: .whitespaces).lowercased()
      guard name != "sa", name != "sg" else { continue }
      for bound in [range[0], range[range.count - 1]] {
        let scalar = Unicode.Scalar(UInt32(bound, radix: 16)!)!
        #expect("\(LineBreakTable.shared[scalar].lineClass)" == name, "U+\(bound)")
      }
    }
  }
}
