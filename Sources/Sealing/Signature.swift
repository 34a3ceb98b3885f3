internal import Crypto
internal import Foundation

/// An Ed25519 signature (RFC 8032) of a seal's root, with the key that checks it.
public struct Signature: Hashable, Sendable {
  /// The 32 bytes of the public key, and the 64 of the signature.
  let key: [UInt8], bytes: [UInt8]

  /// The public key as 64 hexadecimal digits: what a reader compares with the key that its owner has published.
  public var publicKey: String { hexadecimal(key) }

  /// Whether the signature is that of this root.
  func isValid(for root: Digest) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
    return key.isValidSignature(bytes, for: signedMessage(root))
  }

  var lines: [String] { ["key\t\(hexadecimal(key))", "signature\t\(hexadecimal(bytes))"] }

  /// Takes key and signature from the end of a seal's lines; nil where there is none.
  init?(takingFrom lines: inout [String]) throws(SealError) {
    guard let last = lines.last, last.hasPrefix("signature\t") else { return nil }
    lines.removeLast()
    guard let keyLine = lines.popLast(), keyLine.hasPrefix("key\t"),
      let key = Self.bytes(keyLine.dropFirst(4), count: 32), let bytes = Self.bytes(last.dropFirst(10), count: 64)
    else { throw .malformed }
    self.init(key: key, bytes: bytes)
  }

  init(key: [UInt8], bytes: [UInt8]) {
    self.key = key
    self.bytes = bytes
  }

  static func bytes(_ text: Substring, count: Int) -> [UInt8]? {
    guard text.utf8.count == 2 * count else { return nil }
    var bytes: [UInt8] = []
    var rest = text
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}

/// A private Ed25519 key. It is never printed but by ``text``, for the file that its owner keeps.
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey
  private static let header = "pingxing/key/1"

  /// A new key from the system's random numbers.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// Reads a key file; throws where it is anything else.
  public init(text: String) throws(SealError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 3, lines[0] == Self.header, lines[2].isEmpty,
      let bytes = Signature.bytes(lines[1], count: 32),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else { throw .badKey }
    self.key = key
  }

  /// The key as a file of two lines.
  public var text: String { "\(Self.header)\n\(hexadecimal(Array(key.rawRepresentation)))\n" }

  /// The public key as 64 hexadecimal digits.
  public var publicKey: String { hexadecimal(Array(key.publicKey.rawRepresentation)) }

  func sign(_ root: Digest) throws(SealError) -> Signature {
    guard let bytes = try? key.signature(for: signedMessage(root)) else { throw .badKey }
    return Signature(key: Array(key.publicKey.rawRepresentation), bytes: Array(bytes))
  }
}

/// What is signed: the format and the root, so that a signature cannot be used for anything else.
private func signedMessage(_ root: Digest) -> [UInt8] { Array("\(Seal.format)\troot\t\(root)".utf8) }

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
