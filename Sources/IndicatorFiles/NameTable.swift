/// Numbers the names in a column: a name that was seen before costs a comparison or a look-up, and no string.
struct NameTable {
  private var numbers: [[UInt8]: Int] = [:]
  private var last: [UInt8] = []
  private var lastNumber = -1

  /// The names in the order in which they were first seen.
  private(set) var count = 0

  /// The number of a name, and whether it is new.
  mutating func number(of bytes: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    if lastNumber >= 0, Self.equal(bytes, last) { return (lastNumber, false) }
    let name = [UInt8](bytes)
    if let known = numbers[name] {
      (last, lastNumber) = (name, known)
      return (known, false)
    }
    numbers[name] = count
    (last, lastNumber) = (name, count)
    count += 1
    return (count - 1, true)
  }

  private static func equal(_ bytes: UnsafeRawBufferPointer, _ name: [UInt8]) -> Bool {
    bytes.count == name.count && name.withUnsafeBytes { $0.elementsEqual(bytes) }
  }
}
