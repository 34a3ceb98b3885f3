import Foundation
import TestSupport
import Testing

@testable import Branding

@Suite struct PNGFileTests {
  private let sound: [UInt8]

  init() throws {
    sound = try [UInt8](Data(contentsOf: RepositoryFiles.root.appending(path: "Examples/brands/nuanhe/logo.png")))
  }

  private func fault(_ bytes: [UInt8]) -> PNGFile.Fault? {
    do {
      _ = try PNGFile(bytes)
      return nil
    } catch {
      return error
    }
  }

  /// A chunk with its length and checksum.
  private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    return Self.bigEndian(UInt32(content.count)) + body + Self.bigEndian(CyclicRedundancyCheck.value(of: body))
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private func file(width: UInt32 = 1, height: UInt32 = 1, tail: [UInt8] = [8, 6, 0, 0, 0], _ chunks: [UInt8]...)
    -> [UInt8]
  {
    let header = chunk("IHDR", Self.bigEndian(width) + Self.bigEndian(height) + tail)
    return Array(sound[0..<8]) + header + chunks.flatMap(\.self)
  }

  @Test func theChecksumIsThatOfTheStandard() {
    // ITU-T V.42 and ISO/IEC 15948 share the check value of “123456789”.
    #expect(CyclicRedundancyCheck.value(of: "123456789".utf8) == 0xCBF4_3926)
  }

  @Test func aSoundFileTellsItsSize() throws {
    let png = try PNGFile(sound)
    #expect((png.width, png.height) == (400, 400))
    #expect(png.bytes == sound)
  }

  @Test func whatNoPictureNeedsIsLeftOut() throws {
    let noise = chunk("tEXt", Array("Comment\0x".utf8)) + chunk("iCCP", Array("p\0\0damaged".utf8))
    let png = try PNGFile(Array(sound[0..<33]) + noise + sound[33...])
    #expect(png.bytes == sound)
  }

  @Test func everyTruncationIsFound() {
    for length in 8..<min(sound.count, 200) { #expect(fault(Array(sound[..<length])) == .truncated, "\(length)") }
    #expect(fault(Array(sound.dropLast())) == .truncated)
    #expect(fault(Array(sound.dropLast(12))) == .truncated)
  }

  @Test func everyChangedByteOfTheFirstChunksIsFound() {
    for offset in 0..<64 {
      var bytes = sound
      bytes[offset] ^= 0x10
      #expect(fault(bytes) != nil, "\(offset)")
    }
    var bytes = sound
    bytes[100] ^= 1
    #expect(fault(bytes) == .checksum(chunk: "IDAT"))
  }

  @Test(arguments: [(0, 5), (5, 0), (4097, 1), (10_000, 10_000), (UInt32.max, UInt32.max)])
  func sizesAreRefusedBeforeAnythingIsDecoded(width: UInt32, height: UInt32) {
    // Nothing follows the header, and its checksum is wrong as well: the size alone decides.
    var bytes = file(width: width, height: height)
    bytes[bytes.count - 1] ^= 1
    #expect(fault(bytes) == .size(width: Int(width), height: Int(height)))
  }

  @Test func otherFilesAreNoPNG() {
    #expect(fault(Array("GIF89a".utf8)) == .notPNG)
    #expect(fault([]) == .notPNG)
    #expect(fault([UInt8](repeating: 0, count: PNGFile.byteLimit + 1)) == .tooManyBytes)
  }

  @Test func chunksAreInOrder() {
    let (data, end) = (chunk("IDAT", [0]), chunk("IEND", []))
    #expect(fault(file(data, end)) == nil)
    #expect(fault(file(end)) == .chunk("IDAT"))
    #expect(fault(file(data, chunk("tEXt", []), data, end)) == .chunk("IDAT"))
    #expect(fault(file(tail: [8, 3, 0, 0, 0], data, end)) == .chunk("PLTE"))
    #expect(fault(file(tail: [7, 6, 0, 0, 0], data, end)) == .chunk("IHDR"))
    #expect(fault(file(tail: [8, 6, 0, 0, 9], data, end)) == .chunk("IHDR"))
    #expect(fault(Array(sound[0..<8]) + data + end) == .chunk("IHDR"))
    #expect(fault(Array(sound[0..<8]) + Self.bigEndian(.max) + Array("IHDR".utf8) + [0, 0, 0, 0]) == .chunk("IHDR"))
  }

  @Test func palettesGoOnToAllThatAnIndexCanName() throws {
    let (data, end) = (chunk("IDAT", [0]), chunk("IEND", []))
    let three: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    for (depth, count) in [(2, 4), (4, 16), (8, 256)] as [(UInt8, Int)] {
      let bytes = try PNGFile(file(tail: [depth, 3, 0, 0, 0], chunk("PLTE", three), chunk("tRNS", [0]), data, end))
        .bytes
      let trials = try #require(PNGFile.withWholePalettes(bytes))
      for (trial, level) in [(trials.dark, UInt8(0)), (trials.light, 255)] {
        let whole = three + [UInt8](repeating: level, count: 3 * count - 9)
        #expect(trial == file(tail: [depth, 3, 0, 0, 0], chunk("PLTE", whole), chunk("tRNS", [0]), data, end))
        #expect(fault(trial) == nil)
      }
    }
    #expect(PNGFile.withWholePalettes(sound) == nil)
    #expect(PNGFile.withWholePalettes(file(tail: [1, 3, 0, 0, 0], chunk("PLTE", three + three), data, end)) == nil)
  }
}
