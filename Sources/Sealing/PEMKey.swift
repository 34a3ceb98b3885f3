internal import Foundation

/// Ed25519 keys in PEM (RFC 7468) as RFC 8410 has them and OpenSSL writes them.
///
/// Both structures have a fixed beginning and nothing behind the key, so they are compared byte by byte; a general reader
/// of ASN.1 would take more than is needed.
enum PEMKey {
  /// OneAsymmetricKey of version 1 with the algorithm 1.3.101.112, before the 32 bytes of the private key.
  private static let privatePrefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  /// SubjectPublicKeyInfo with the same algorithm, before the 32 bytes of the public key.
  private static let publicPrefix: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  /// The 32 bytes of a private key.
  static func privateKey(_ text: String) throws(SealError) -> [UInt8] {
    let block = try block(text)
    switch block.label {
    case "PRIVATE KEY": return try key(block.bytes, after: privatePrefix)
    case "PUBLIC KEY": throw .badKey(.isPublic)
    default: throw .badKey(fault(block.label))
    }
  }

  /// The 32 bytes of a public key.
  static func publicKey(_ text: String) throws(SealError) -> [UInt8] {
    let block = try block(text)
    switch block.label {
    case "PUBLIC KEY": return try key(block.bytes, after: publicPrefix)
    case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY": throw .badKey(.isPrivate(publicKey: nil))
    default: throw .badKey(fault(block.label))
    }
  }

  private static func key(_ bytes: [UInt8], after prefix: [UInt8]) throws(SealError) -> [UInt8] {
    guard bytes.starts(with: prefix), bytes.count == prefix.count + 32 else { throw .badKey(.otherAlgorithm) }
    return Array(bytes.suffix(32))
  }

  private static func fault(_ label: String) -> KeyFault {
    switch label {
    case "ENCRYPTED PRIVATE KEY": .encrypted
    case "OPENSSH PRIVATE KEY": .openSSH
    default: label.hasSuffix("KEY") ? .otherAlgorithm : .unknown
    }
  }

  /// The only block of a text, with its label.
  private static func block(_ text: String) throws(SealError) -> (label: String, bytes: [UInt8]) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let first = lines.first, first.hasPrefix("-----BEGIN "), first.hasSuffix("-----"), first.utf8.count > 16
    else { throw .badKey(.unknown) }
    let label = String(first.dropFirst(11).dropLast(5))
    guard lines.count > 2, lines.last == "-----END \(label)-----",
      let data = Data(base64Encoded: lines.dropFirst().dropLast().joined())
    else { throw .badKey(.damaged) }
    return (label, Array(data))
  }
}
