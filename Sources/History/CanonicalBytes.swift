internal import Sealing

/// A value of a column as it goes into a digest.
///
/// Each value begins with a byte that tells its kind, and texts and blobs with their length, so that no two lists of
/// values have the same bytes.
enum CanonicalValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  static func optional(_ text: String?) -> CanonicalValue { text.map { .text($0) } ?? .null }
  static func optional(_ number: Int64?) -> CanonicalValue { number.map { .integer($0) } ?? .null }
}

/// Writes values as bytes, each list in exactly one way.
enum CanonicalBytes {
  /// The bytes of one value: the kind (0 null, 1 integer, 2 text, 3 blob), then nothing; eight bytes of the integer; or
  /// eight bytes of the length and the bytes. Numbers stand with the highest byte first.
  static func of(_ value: CanonicalValue) -> [UInt8] {
    switch value {
    case .null: [0]
    case .integer(let number): [1] + bigEndian(UInt64(bitPattern: number))
    case .text(let text): [2] + counted(Array(text.utf8))
    case .blob(let bytes): [3] + counted(bytes)
    }
  }

  private static func counted(_ bytes: [UInt8]) -> [UInt8] { bigEndian(UInt64(bytes.count)) + bytes }

  /// A number with the highest byte first.
  static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
