/// Reads the lines of a seal or a proof, strictly: each has one spelling, and what differs from it is named by its place.
///
/// Bytes are compared, never characters, since texts that are equal as characters may differ in bytes.
struct SealReader {
  private let lines: [ArraySlice<UInt8>]
  private var next = 0
  /// Which of the formats the text has.
  let format: Int

  /// Takes the text and its first line, which names one of the formats, the current one last.
  init(_ text: String, formats: [String], mostLines: Int) throws(SealError) {
    var lines = Array(text.utf8).split(
      separator: 0x0A, maxSplits: mostLines, omittingEmptySubsequences: false)
    let first = lines.first ?? []
    guard
      let format = formats.firstIndex(where: { first.elementsEqual($0.utf8) || first.elementsEqual(($0 + "\r").utf8) })
    else {
      let (name, known) = (String(decoding: first, as: UTF8.self), formats.last ?? "")
      throw .malformed(
        SealFault(
          line: 1, column: 1,
          reason: SealVersion.isLater(name, than: formats)
            ? .laterVersion(found: name, known: known) : .otherFormat(expected: known)))
    }
    self.format = format
    guard lines.count <= mostLines else {
      throw .malformed(SealFault(line: mostLines + 1, column: 1, reason: .tooManyLines))
    }
    if let index = lines.firstIndex(where: { $0.last == 0x0D }) {
      throw SealLine(bytes: lines[index], number: index + 1).fault(.lineEnd, atEnd: true)
    }
    if let last = lines.last, !last.isEmpty || lines.count == 1 {
      throw SealLine(bytes: last, number: lines.count).fault(.lineEnd, atEnd: true)
    }
    lines.removeLast()
    self.lines = lines
    next = 1
  }

  /// Whether all lines were taken.
  var isAtEnd: Bool { next == lines.count }

  /// Whether the next line begins with a word.
  func isNext(_ word: String) -> Bool { !isAtEnd && SealLine(bytes: lines[next], number: next + 1).word == word }

  /// Takes a line; `expected` says what it should be, for where there is none.
  mutating func line(_ expected: String) throws(SealError) -> SealLine {
    guard !isAtEnd else {
      throw .malformed(SealFault(line: next + 1, column: 1, reason: .cutShort(expected: expected)))
    }
    next += 1
    return SealLine(bytes: lines[next - 1], number: next)
  }

  /// Takes a line that begins with a word and has so many fields in all.
  mutating func line(_ word: String, fields: Int) throws(SealError) -> SealLine {
    let line = try line(word)
    guard line.word == word else { throw line.fault(.otherLine(expected: word)) }
    try line.require(fields: fields)
    return line
  }

  /// Takes the root, which has to be this one where it is known.
  mutating func root(_ expected: Digest?) throws(SealError) -> Digest {
    let line = try line("root", fields: 2)
    let root = try line.digest(1)
    guard expected == nil || root == expected else { throw line.fault(.root, field: 1) }
    return root
  }

  /// Takes key and signature, where there are any, and sees to it that nothing follows.
  mutating func signature() throws(SealError) -> Signature? {
    guard !isAtEnd else { return nil }
    let key = try line("key", fields: 2).digits(1, bytes: 32)
    let signature = try line("signature", fields: 2).digits(1, bytes: 64)
    guard isAtEnd else { throw try line("").fault(.otherLine(expected: "")) }
    return Signature(key: key, bytes: signature)
  }
}

/// A line of a seal or a proof: fields with a tab between.
struct SealLine {
  private let bytes: ArraySlice<UInt8>
  private let number: Int
  private let fields: [ArraySlice<UInt8>]

  init(bytes: ArraySlice<UInt8>, number: Int) {
    self.bytes = bytes
    self.number = number
    fields = bytes.split(separator: 0x09, omittingEmptySubsequences: false)
  }

  /// The first field.
  var word: String { text(0) }

  /// A field as text.
  func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }

  /// Sees to the number of fields.
  func require(fields count: Int) throws(SealError) {
    guard fields.count == count else { throw fault(.fields(expected: count)) }
  }

  /// A field of 64 hexadecimal digits.
  func digest(_ index: Int) throws(SealError) -> Digest {
    guard let digest = Digest(bytes: try digits(index, bytes: Digest.size)) else {
      throw fault(.digits(expected: 2 * Digest.size), field: index)
    }
    return digest
  }

  /// A field of hexadecimal digits, two for each byte.
  func digits(_ index: Int, bytes count: Int) throws(SealError) -> [UInt8] {
    guard let bytes = Hexadecimal.bytes(of: fields[index]), bytes.count == count else {
      throw fault(.digits(expected: 2 * count), field: index)
    }
    return bytes
  }

  /// A field with a decimal number of at most a limit, without signs and leading zeros.
  func number(_ index: Int, most: Int = .max) throws(SealError) -> Int {
    guard let value = Int(text(index)), fields[index].elementsEqual(String(value).utf8), (0...most).contains(value)
    else { throw fault(.number, field: index) }
    return value
  }

  /// The line as that of a file.
  func file() throws(SealError) -> SealedFile {
    guard let role = SealedFile.Role(rawValue: word) else { throw fault(.role) }
    try require(fields: 4)
    let (size, digest) = (try number(2), try digest(3))
    do throws(SealError) { return try SealedFile(role: role, path: text(1), size: size, digest: digest) } catch {
      throw fault(.path, field: 1)
    }
  }

  /// What is wrong with the line, at the beginning of a field or at its end.
  func fault(_ reason: SealFault.Reason, field: Int = 0, atEnd: Bool = false) -> SealError {
    let before = atEnd ? bytes : bytes[..<fields[field].startIndex]
    return .malformed(
      SealFault(
        line: number, column: String(decoding: before, as: UTF8.self).unicodeScalars.count + 1, reason: reason))
  }
}
