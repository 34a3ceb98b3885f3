/// What keeps a text from being a seal or a proof, and where.
public struct SealFault: Hashable, Sendable {
  /// What is wrong with a line.
  public enum Reason: Hashable, Sendable {
    /// The first line does not name this format.
    case otherFormat(expected: String)
    /// The first line names a later version of this format than the last one known here.
    case laterVersion(found: String, known: String)
    /// The first line names a later version, but all else is as this version has it: that line was changed.
    case changedVersion(expected: String)
    /// The text is not UTF-8.
    case encoding
    /// The text ends where a line of this kind has to stand.
    case cutShort(expected: String)
    /// A line of another kind stands where one of this kind has to.
    case otherLine(expected: String)
    /// The last line does not end, or a carriage return stands before the end of a line.
    case lineEnd
    /// There are more lines than such a text can have.
    case tooManyLines
    /// The line has another number of fields than this, tab between.
    case fields(expected: Int)
    /// The scope is neither of the two that there are.
    case scope
    /// There is no such role.
    case role
    /// The path is empty, too long, or holds a control character.
    case path
    /// The number is not in its one spelling, or out of range.
    case number
    /// These are not so many hexadecimal digits, small ones.
    case digits(expected: Int)
    /// The line has to stand before the one above it.
    case order
    /// The file stands in the line above too.
    case repeated
    /// The root is not that of the lines above it: one of them was changed, or the root itself.
    case root
  }

  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// What is wrong there.
  public let reason: Reason

  /// Names a place and what is wrong there.
  public init(line: Int, column: Int, reason: Reason) {
    self.line = line
    self.column = column
    self.reason = reason
  }
}

/// Why a seal, a proof or a key cannot be used.
public enum SealError: Error, Hashable, Sendable {
  /// The text is not a seal or a proof of this format, or not in its one canonical spelling.
  case malformed(SealFault)
  /// The path of a file is empty, too long, or holds a control character, or its size is negative.
  case unusableFile(String)
  /// The same file is named twice.
  case repeatedFile(String)
  /// There are more files than a seal holds.
  case tooManyFiles
  /// The key cannot be used.
  case badKey(KeyFault)
  /// The seal holds no such file.
  case noSuchFile(String)
}

/// Why a text is not the key that is wanted.
public enum KeyFault: Hashable, Sendable {
  /// It is no key that this program knows.
  case unknown
  /// It is a key file of a later version than this one.
  case laterVersion(found: String)
  /// It is a key file of this program whose second line is not 64 hexadecimal digits.
  case digits
  /// A PEM block is not closed, or holds anything but Base64.
  case damaged
  /// The private key is encrypted.
  case encrypted
  /// The private key is in the form of OpenSSH.
  case openSSH
  /// The key is for another algorithm than Ed25519, or carries more than the key.
  case otherAlgorithm
  /// It is a public key, where a private one is needed.
  case isPublic
  /// It is a private key, where a public one is needed: this one, as 64 hexadecimal digits, where the private one can be
  /// read.
  case isPrivate(publicKey: String?)
}
