internal import Glibc

/// Numbers the names in a column in the order in which they are first seen: a name that was seen before costs a look-up,
/// and no string.
struct NameTable {
  private struct Entry {
    var hash: UInt64
    var start: Int
    var count: Int
  }

  private var entries: [Entry] = []
  /// All names, one behind the other.
  private var bytes: [UInt8] = []
  /// For each slot of the hash table the number of a name, or -1.
  private var slots = [Int32](repeating: -1, count: 64)
  private var last = -1
  /// Other in every process, so that no file can be made for which all names fall together.
  private let seed = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  /// How many names there are.
  var count: Int { entries.count }

  /// The number of a name, and whether it is new.
  mutating func number(of name: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    if last >= 0, isEqual(name, to: last) { return (last, false) }
    let hash = hash(name)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if entries[number].hash == hash, isEqual(name, to: number) {
        last = number
        return (number, false)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    last = entries.count
    slots[slot] = Int32(last)
    entries.append(Entry(hash: hash, start: bytes.count, count: name.count))
    bytes.append(contentsOf: name)
    if entries.count * 2 > slots.count { grow() }
    return (last, true)
  }

  private func isEqual(_ name: UnsafeRawBufferPointer, to number: Int) -> Bool {
    let entry = entries[number]
    guard entry.count == name.count, let start = name.baseAddress else { return entry.count == name.count }
    return bytes.withUnsafeBytes { known in
      known.baseAddress.map { memcmp($0 + entry.start, start, entry.count) == 0 } ?? false
    }
  }

  private func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var hash = seed ^ UInt64(name.count)
    var offset = 0
    while offset + 8 <= name.count {
      mix(&hash, name.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < name.count {
      rest = rest << 8 | UInt64(name[offset])
      offset += 1
    }
    mix(&hash, rest)
    return hash
  }

  private func mix(_ hash: inout UInt64, _ word: UInt64) {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    hash = product.high ^ product.low
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}
