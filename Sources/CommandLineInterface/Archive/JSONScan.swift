internal import Foundation

/// A JSON text in which single members are looked up, without building what is passed over: result documents are long, and
/// an archive has one for each entry.
struct JSONScan {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A value of the text, by the places of its bytes.
  typealias Value = Range<Int>

  /// The value that the text consists of.
  var root: Value { skippingSpace(from: 0)..<bytes.count }

  /// The members of an object by name; none where the value is no object, or is not whole.
  func members(of value: Value?) -> [String: Value] {
    var found: [String: Value] = [:]
    forEachPart(of: value, opening: UInt8(ascii: "{")) { start in
      guard let nameEnd = end(ofValueAt: start), let name = text(start..<nameEnd) else { return nil }
      let colon = skippingSpace(from: nameEnd)
      guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":") else { return nil }
      let first = skippingSpace(from: colon + 1)
      guard let end = end(ofValueAt: first) else { return nil }
      found[name] = first..<end
      return end
    }
    return found
  }

  /// The elements of an array; none where the value is no array.
  func elements(of value: Value?) -> [Value] {
    var found: [Value] = []
    forEachPart(of: value, opening: UInt8(ascii: "[")) { start in
      guard let end = end(ofValueAt: start) else { return nil }
      found.append(start..<end)
      return end
    }
    return found
  }

  /// The text that a value is; nil where it is none.
  func text(_ value: Value?) -> String? {
    guard let value, !value.isEmpty, bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
    return try? JSONSerialization.jsonObject(with: Data(bytes[value]), options: .fragmentsAllowed) as? String
  }

  // MARK: - Scanning

  /// Calls for the place of each part of an object or array with commas between; the body gives the end of the part, or
  /// nil to stop.
  private func forEachPart(of value: Value?, opening: UInt8, _ body: (Int) -> Int?) {
    guard let value, !value.isEmpty, bytes[value.lowerBound] == opening else { return }
    var place = skippingSpace(from: value.lowerBound + 1)
    while place < value.upperBound - 1 {
      guard let end = body(place) else { return }
      place = skippingSpace(from: end)
      guard place < value.upperBound, bytes[place] == UInt8(ascii: ",") else { return }
      place = skippingSpace(from: place + 1)
    }
  }

  private func skippingSpace(from start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    return place
  }

  /// Behind the last byte of the value that begins at a place; nil where the text ends before.
  private func end(ofValueAt start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      switch bytes[start] {
      case UInt8(ascii: "\""): return Self.end(ofTextAt: start, in: bytes)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        var depth = 0
        var place = start
        while place < bytes.count {
          switch bytes[place] {
          case UInt8(ascii: "\""):
            guard let end = Self.end(ofTextAt: place, in: bytes) else { return nil }
            place = end
            continue
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            if depth == 0 { return place + 1 }
          default: break
          }
          place += 1
        }
        return nil
      default:
        var place = start
        while place < bytes.count, !Self.ends(bytes[place]) { place += 1 }
        return place > start ? place : nil
      }
    }
  }

  /// Whether a byte ends a number or a word.
  private static func ends(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }

  private static func end(ofTextAt start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = start + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") { return place + 1 }
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
