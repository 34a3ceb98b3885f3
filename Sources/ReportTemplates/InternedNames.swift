internal import CLibXML2
internal import Glibc

/// The names of a document, each once in the document's dictionary of libxml2, found again by their bytes.
struct InternedNames {
  /// A name as libxml2 keeps it.
  struct Name {
    let text: UnsafePointer<xmlChar>
    /// Its place among the names.
    let number: Int
    /// Whether the template mentions it.
    let isMentioned: Bool
  }

  private struct Entry {
    let hash: UInt32
    let count: Int
    let name: Name
  }

  private let dictionary: xmlDictPtr
  private let mentioned: MentionedNames
  private var entries: [Entry] = []
  /// Open addressing: the number of an entry plus 1, or 0; at most half of the slots are taken.
  private var slots = [Int](repeating: 0, count: 1024)

  init(in dictionary: xmlDictPtr, mentioned: MentionedNames) {
    self.dictionary = dictionary
    self.mentioned = mentioned
  }

  /// A name; nil where memory is short.
  mutating func name(_ text: String) -> Name? {
    var text = text
    return text.withUTF8 { bytes in
      let hash = Self.hash(of: bytes)
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let entry = entries[slots[slot] - 1]
        if entry.hash == hash, entry.count == bytes.count, Self.equal(entry.name.text, bytes) { return entry.name }
        slot = (slot + 1) & (slots.count - 1)
      }
      return add(bytes, hash, at: slot)
    }
  }

  /// A hash of FNV's kind over eight bytes at a time; a document asks for names four hundred thousand times.
  private static func hash(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(bytes)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var offset = 0
    while offset + 8 <= bytes.count {
      hash = (hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x0000_0100_0000_01B3
      hash ^= hash >> 29
      offset += 8
    }
    while offset < bytes.count {
      hash = (hash ^ UInt64(bytes[offset])) &* 0x0000_0100_0000_01B3
      offset += 1
    }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  private static func equal(_ text: UnsafePointer<xmlChar>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    return memcmp(text, start, bytes.count) == 0
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt32, at slot: Int) -> Name? {
    guard let text = xmlDictLookup(dictionary, bytes.baseAddress, Int32(bytes.count)) else { return nil }
    let name = Name(
      text: text, number: entries.count, isMentioned: mentioned.contains(String(decoding: bytes, as: UTF8.self)))
    entries.append(Entry(hash: hash, count: bytes.count, name: name))
    slots[slot] = entries.count
    if entries.count * 2 > slots.count { grow() }
    return name
  }

  /// The names, in the order of their numbers.
  var all: [String] { entries.map { String(xml: $0.name.text) } }

  private mutating func grow() {
    slots = [Int](repeating: 0, count: slots.count * 2)
    for (index, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = index + 1
    }
  }
}
