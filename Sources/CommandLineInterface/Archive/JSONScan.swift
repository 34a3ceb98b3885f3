internal import Foundation

/// A JSON text in which single members are looked up in one pass, without building what is passed over: result documents are
/// long, and an archive has one for each entry.
struct JSONScan {
  /// What is looked for in a value.
  indirect enum Wanted: Sendable {
    /// The value itself, where it is a text.
    case text
    /// Members of an object, by name.
    case members([(name: String, wanted: Wanted)])
    /// The same in each element of an array.
    case elements(Wanted)
  }

  /// What was found in a value; nothing of what is no text, no object or no array, and of what is not whole.
  enum Found {
    case text(String)
    case members([String: Found])
    case elements([Found])
    case nothing

    /// A member of an object.
    subscript(name: String) -> Found {
      if case .members(let members) = self { members[name] ?? .nothing } else { .nothing }
    }

    /// The text that it is.
    var text: String? { if case .text(let text) = self { text } else { nil } }
  }

  /// Looks through a text once.
  static func find(_ wanted: Wanted, in text: [UInt8]) -> Found {
    text.withUnsafeBufferPointer { bytes in
      var scan = JSONScan(bytes: bytes)
      scan.skipSpace()
      return scan.value(wanted) ?? .nothing
    }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() { while let byte, byte <= 0x20 { place += 1 } }

  /// What is wanted of the value at hand, behind which the place is afterwards; nil where the text ends before.
  private mutating func value(_ wanted: Wanted) -> Found? {
    switch (wanted, byte) {
    case (.text, UInt8(ascii: "\"")): string().map { Found.text($0) }
    case (.members(let members), UInt8(ascii: "{")): object(members)
    case (.elements(let wanted), UInt8(ascii: "[")): array(wanted)
    default: skip() ? .nothing : nil
    }
  }

  private mutating func object(_ wanted: [(name: String, wanted: Wanted)]) -> Found? {
    var found: [String: Found] = [:]
    let isWhole = parts(closing: UInt8(ascii: "}")) { scan in
      guard let name = scan.string() else { return false }
      scan.skipSpace()
      guard scan.byte == UInt8(ascii: ":") else { return false }
      scan.place += 1
      scan.skipSpace()
      guard let member = wanted.first(where: { $0.name == name }) else { return scan.skip() }
      guard let value = scan.value(member.wanted) else { return false }
      found[name] = value
      return true
    }
    return isWhole ? .members(found) : nil
  }

  private mutating func array(_ wanted: Wanted) -> Found? {
    var found: [Found] = []
    let isWhole = parts(closing: UInt8(ascii: "]")) { scan in
      guard let value = scan.value(wanted) else { return false }
      found.append(value)
      return true
    }
    return isWhole ? .elements(found) : nil
  }

  /// Goes through the parts of an object or an array, with commas between; whether it comes to the end.
  private mutating func parts(closing: UInt8, _ part: (inout JSONScan) -> Bool) -> Bool {
    place += 1
    skipSpace()
    if byte == closing {
      place += 1
      return true
    }
    while part(&self) {
      skipSpace()
      guard let byte else { return false }
      place += 1
      if byte == closing { return true }
      guard byte == UInt8(ascii: ",") else { return false }
      skipSpace()
    }
    return false
  }

  /// The text at hand; nil where there is none.
  private mutating func string() -> String? {
    let start = place
    guard byte == UInt8(ascii: "\""), let isPlain = skipString() else { return nil }
    if isPlain { return String(validating: bytes[start + 1..<place - 1], as: UTF8.self) }
    let escaped = Data(bytes[start..<place])
    return try? JSONSerialization.jsonObject(with: escaped, options: .fragmentsAllowed) as? String
  }

  /// Passes over the text at hand; whether it has no escapes, nil where it does not end.
  private mutating func skipString() -> Bool? {
    var isPlain = true
    place += 1
    while let byte {
      if byte == UInt8(ascii: "\"") {
        place += 1
        return isPlain
      }
      if byte == UInt8(ascii: "\\") {
        isPlain = false
        place += 1
      }
      place += 1
    }
    return nil
  }

  /// Passes over the value at hand; false where the text ends before.
  private mutating func skip() -> Bool {
    switch byte {
    case UInt8(ascii: "\""): return skipString() != nil
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
    default:
      let start = place
      while let byte, !Self.ends(byte) { place += 1 }
      return place > start
    }
  }

  /// Passes over the object or array at hand, which may be nearly all of the text: with a place of its own, which is kept in a
  /// register.
  private mutating func skipNested() -> Bool {
    var at = place
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        guard at < bytes.count else { return false }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      at += 1
      if depth == 0 {
        place = at
        return true
      }
    }
    return false
  }

  /// Whether a byte ends a number or a word.
  private static func ends(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }
}
