import CShims
import Foundation
import TestSupport
import Testing

/// What Cairo's numbers are written with is byte for byte what the C library writes.
struct DecimalTextTests {
  private func ours(_ value: Double, _ decimals: Int32) -> String? {
    var bytes = [CChar](repeating: 0, count: 64)
    let length = pingxing_fixed(&bytes, bytes.count, value, decimals)
    guard length >= 0 else { return nil }
    let text = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #expect(text.utf8.count == Int(length))
    return text
  }

  private func reference(_ value: Double, _ decimals: Int32) -> String {
    var bytes = [CChar](repeating: 0, count: 512)
    let length = withVaList([decimals, value]) { vsnprintf(&bytes, bytes.count, "%.*f", $0) }
    return String(decoding: bytes.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  @Test func agreesWithTheCLibrary() {
    var generator = SeededGenerator(seed: 71)
    var written = 0
    for round in 0..<120_000 {
      let number = Double(Int64.random(in: -4_000_000_000...4_000_000_000, using: &generator))
      // Places on a page, colours, sums of both, and exact halves of the last digit.
      let divisor: Double = ([1e3, 1e6, 255, 4096, 1e9, 2_000, 1_048_576] as [Double])[round % 7]
      let decimals = Int32.random(in: 1...12, using: &generator)
      guard let text = ours(number / divisor, decimals) else { continue }
      written += 1
      #expect(text == reference(number / divisor, decimals))
    }
    #expect(written > 60_000)
  }

  @Test(arguments: [0.5, 1.5, 2.5, 0.25, 0.125, 0.375, 1.0005, 2.0015, -0.0, -0.04, 0.05, 9.9999996, 99_999.9995])
  func roundsHalfToEven(_ value: Double) {
    for decimals in Int32(1)...6 { #expect(ours(value, decimals) == reference(value, decimals)) }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, 4e12])
  func leavesTheRestToTheCLibrary(_ value: Double) { #expect(ours(value, 3) == nil) }

  @Test func keepsToItsRoom() {
    var bytes: [CChar] = Array(repeating: 0x7F, count: 8)
    #expect(pingxing_fixed(&bytes, 4, 12.345, 3) == 6)
    #expect(bytes.prefix(5) == [0x31, 0x32, 0x2E, 0, 0x7F])
    #expect(pingxing_fixed(&bytes, 0, 12.345, 3) == 6)
    #expect(bytes[0] == 0x31)
  }
}
