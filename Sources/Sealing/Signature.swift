internal import Crypto
internal import Foundation

/// An Ed25519 signature (RFC 8032) of a seal's root, with the key that checks it.
public struct Signature: Hashable, Sendable {
  /// The 32 bytes of the public key, and the 64 of the signature.
  let key: [UInt8], bytes: [UInt8]

  /// The public key as 64 hexadecimal digits: what a reader compares with the key that its owner has published.
  public var publicKey: String { Hexadecimal.text(key) }

  /// Whether the signature is that of this root.
  func isValid(for root: Digest, _ version: SealVersion) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
    return key.isValidSignature(bytes, for: signedMessage(root, version))
  }

  var lines: [String] { ["key\t\(Hexadecimal.text(key))", "signature\t\(Hexadecimal.text(bytes))"] }

  init(key: [UInt8], bytes: [UInt8]) {
    self.key = key
    self.bytes = bytes
  }
}

/// A private Ed25519 key. It is never printed but by ``text``, for the file that its owner keeps.
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey
  fileprivate static let header = "pingxing/key/1"

  /// A new key from the system's random numbers.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// Reads a key file: the two lines of ``text``, or an Ed25519 key in PEM as OpenSSL writes it (PKCS #8, RFC 8410).
  public init(text: String) throws(SealError) {
    let bytes: [UInt8]
    if Self.isOwn(text) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      if let first = lines.first, SealVersion.isLater(String(first), than: [Self.header]) {
        throw .badKey(.laterVersion(found: String(first)))
      }
      guard lines.count == 3, lines[0] == Self.header, lines[2].isEmpty,
        let digits = Hexadecimal.bytes(of: lines[1].utf8), digits.count == 32
      else { throw .badKey(.digits) }
      bytes = digits
    } else {
      bytes = try PEMKey.privateKey(text)
    }
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else { throw .badKey(.unknown) }
    self.key = key
  }

  /// Whether a text begins as a key file of this program does, of whatever version.
  fileprivate static func isOwn(_ text: String) -> Bool { text.hasPrefix("pingxing/key/") }

  /// The key as a file of two lines.
  public var text: String { "\(Self.header)\n\(Hexadecimal.text(Array(key.rawRepresentation)))\n" }

  /// The public key as 64 hexadecimal digits.
  public var publicKey: String { Hexadecimal.text(Array(key.publicKey.rawRepresentation)) }

  func sign(_ root: Digest, _ version: SealVersion) throws(SealError) -> Signature {
    guard let bytes = try? key.signature(for: signedMessage(root, version)) else {
      throw .badKey(.unknown)
    }
    return Signature(key: Array(key.publicKey.rawRepresentation), bytes: Array(bytes))
  }
}

/// What is signed: the format and the root, so that a signature cannot be used for anything else.
private func signedMessage(_ root: Digest, _ version: SealVersion) -> [UInt8] {
  Array("\(version.seal)\troot\t\(root)".utf8)
}

extension Signature {
  /// The public key of a PEM file, as 64 hexadecimal digits. Of a private key, also one of this program, it says which
  /// public one goes with it.
  public static func publicKey(of text: String) throws(SealError) -> String {
    if !SigningKey.isOwn(text) {
      do throws(SealError) { return Hexadecimal.text(try PEMKey.publicKey(text)) } catch {
        guard case .badKey(.isPrivate) = error else { throw error }
      }
    }
    do throws(SealError) {
      throw SealError.badKey(.isPrivate(publicKey: try SigningKey(text: text).publicKey))
    } catch {
      if case .badKey(.isPrivate) = error { throw error }
      if case .badKey(.laterVersion) = error { throw error }
      throw .badKey(.isPrivate(publicKey: nil))
    }
  }
}
