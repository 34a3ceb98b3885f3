internal import CLibXML2

/// The names of a document, each once in the document's dictionary of libxml2, found again by their bytes.
struct InternedNames {
  /// A name as libxml2 keeps it.
  struct Name {
    let text: UnsafePointer<xmlChar>
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
      // FNV-1a.
      var hash: UInt32 = 0x811C_9DC5
      for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let entry = entries[slots[slot] - 1]
        if entry.hash == hash, entry.count == bytes.count, Self.equal(entry.name.text, bytes) { return entry.name }
        slot = (slot + 1) & (slots.count - 1)
      }
      return add(bytes, hash, at: slot)
    }
  }

  private static func equal(_ text: UnsafePointer<xmlChar>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in bytes.indices where text[index] != bytes[index] { return false }
    return true
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt32, at slot: Int) -> Name? {
    guard let text = xmlDictLookup(dictionary, bytes.baseAddress, Int32(bytes.count)) else { return nil }
    let name = Name(text: text, isMentioned: mentioned.contains(String(decoding: bytes, as: UTF8.self)))
    entries.append(Entry(hash: hash, count: bytes.count, name: name))
    slots[slot] = entries.count
    if entries.count * 2 > slots.count { grow() }
    return name
  }

  private mutating func grow() {
    slots = [Int](repeating: 0, count: slots.count * 2)
    for (index, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = index + 1
    }
  }
}
