import Diagnostics
import TestSupport
import Testing

@Suite struct WellFormedUTF8Tests {
  @Test func whatStandsBeforeTheFaultIsSound() {
    var generator = SeededGenerator(seed: 7)
    let alphabet: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4, 0xED, 0xEF, 0xF0,
      0xF1, 0xF4,
      0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator)!
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let offset = WellFormedUTF8.firstInvalidOffset(in: bytes[...])
      #expect((offset == nil) == isValid, "\(bytes)")
      guard let offset else { continue }
      #expect(String(validating: bytes.prefix(offset), as: UTF8.self) != nil)
      // Nothing that begins at the fault is well-formed, however long.
      for length in 1...4 where offset + length <= bytes.count {
        #expect(String(validating: bytes[offset..<offset + length], as: UTF8.self) == nil, "\(bytes)")
      }
    }
  }
}
