internal import Diagnostics
internal import Foundation
internal import Sealing

/// Reads seals from files.
enum SealFile {
  /// The largest seal or proof that is read, in bytes: 64 MiB.
  private static let largest = 64 << 20

  /// The text of a file that may be a seal or a proof.
  static func text(_ path: String) throws(CommandFailure) -> String {
    let bytes: [UInt8]
    do throws(BoundedFile.Fault) { bytes = try BoundedFile.contents(of: path, limit: largest) } catch {
      throw CommandFailure(error, path: path)
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    guard InclusionProof.isProof(bytes) || Seal.isSeal(bytes),
      let offset = WellFormedUTF8.firstInvalidOffset(in: bytes)
    else {
      throw CommandFailure(
        .malformed(SealFault(line: 1, column: 1, reason: .otherFormat(expected: Seal.format))), path: path)
    }
    let before = bytes[..<offset].split(separator: 0x0A, omittingEmptySubsequences: false)
    throw CommandFailure(
      .malformed(
        SealFault(
          line: before.count,
          column: String(decoding: before.last ?? [], as: UTF8.self).unicodeScalars.count + 1, reason: .encoding)),
      path: path)
  }

  /// Whether a file begins as a seal does.
  static func isSeal(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path), let start = try? handle.read(upToCount: 32) else {
      return false
    }
    return Seal.isSeal(start)
  }

  /// A seal.
  static func read(_ path: String) throws(CommandFailure) -> Seal {
    let text = try text(path)
    do throws(SealError) { return try Seal(text: text) } catch { throw CommandFailure(error, path: path) }
  }
}

/// Reads and writes key files, which only their owner may read.
enum KeyFile {
  private static let largest = 64 << 10

  /// The public key that an option gives, by its digits or by a PEM file, as digits.
  static func publicKey(_ option: String) throws(CommandFailure) -> String {
    let isDigits = option.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    if isDigits, option.utf8.count == 64 { return option }
    guard FileManager.default.fileExists(atPath: option) else {
      throw CommandFailure(
        .usage, "bad-key",
        LocalizedText(
          chinese: "--key 是 64 位小写十六进制数，或 PEM 公钥文件；没有文件 \(option)",
          english: "--key takes 64 small hexadecimal digits or the PEM file of a public key; there is no file \(option)"
        ))
    }
    let bytes: [UInt8]
    do throws(BoundedFile.Fault) { bytes = try BoundedFile.contents(of: option, limit: largest) } catch {
      throw CommandFailure(error, path: option)
    }
    do throws(SealError) {
      return try Signature.publicKey(of: String(decoding: bytes, as: UTF8.self))
    } catch { throw CommandFailure(error, path: option) }
  }

  /// A key to sign with. A file that others can read is refused: they could sign in its owner's name.
  static func read(_ path: String) throws(CommandFailure) -> SigningKey {
    let bytes: [UInt8]
    do throws(BoundedFile.Fault) { bytes = try BoundedFile.contents(of: path, limit: largest) } catch {
      throw CommandFailure(error, path: path)
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw CommandFailure(
        .inputWrong, "key-open",
        LocalizedText(
          chinese: "别人也能读密钥文件 \(path)，没有用它", english: "others can read the key file \(path), so it was not used"),
        hint: LocalizedText(
          chinese: "chmod 600 \(path)；若已被别人读过，请换新的密钥",
          english: "chmod 600 \(path); make a new key if others may have read it"))
    }
    do throws(SealError) { return try SigningKey(text: String(decoding: bytes, as: UTF8.self)) } catch {
      throw CommandFailure(error, path: path)
    }
  }

  /// Writes a key to a new file, readable by its owner alone from the first moment.
  static func write(_ key: SigningKey, to path: String) throws(AtomicFile.Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw AtomicFile.Failure(path: path, errorNumber: errno) }
    var problem = DescriptorOutput.writeAll(key.text.utf8, to: descriptor)
    if problem == nil, fsync(descriptor) != 0 { problem = errno }
    if close(descriptor) != 0, problem == nil { problem = errno }
    guard let problem else { return }
    unlink(path)
    throw AtomicFile.Failure(path: path, errorNumber: problem)
  }
}
