internal import Crypto

/// A SHA-256 value (FIPS 180-4).
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// How many bytes a digest has.
  public static let size = 32

  /// The 32 bytes.
  public let bytes: [UInt8]

  fileprivate init(checked bytes: [UInt8]) { self.bytes = bytes }

  /// The digest of some bytes.
  public init(of content: some Sequence<UInt8>) { bytes = Array(SHA256.hash(data: Array(content))) }

  /// Takes the 32 bytes of a digest; nil for any other number of them.
  public init?(bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.size else { return nil }
    self.init(checked: bytes)
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else, so that a digest has one spelling.
  public init?(hexadecimal text: String) {
    guard let bytes = Hexadecimal.bytes(of: text.utf8) else { return nil }
    self.init(bytes: bytes)
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String { Hexadecimal.text(bytes) }
}

/// Takes the digest of bytes that come piece by piece.
public struct DigestBuilder: Sendable {
  private var hash = SHA256()

  /// Begins with nothing.
  public init() {}

  /// Adds bytes.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

  /// Adds bytes.
  public mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The digest of all bytes added so far.
  public var digest: Digest { Digest(checked: Array(hash.finalize())) }
}
