internal import Glibc
internal import InputFiles

/// Parts a file into records and fields (RFC 4180), one record at a time, in a buffer that does not grow with the file.
///
/// Quoted fields may hold separators, line breaks and doubled quotation marks. Lines end in LF, CR LF or CR.
final class CSVRecords {
  /// Why no record comes, with the line and the column in characters.
  struct Fault: Error, Equatable {
    enum Kind: Equatable {
      case file(DecodedFile.Fault)
      /// A quotation mark opens a field and none closes it.
      case unclosedQuote
      /// Behind the closing quotation mark stands something else than a separator.
      case textAfterQuote
      /// A record is longer, or has more fields, than allowed.
      case recordTooLong, tooManyFields
    }
    var kind: Kind
    var line: Int
    var column: Int
  }

  /// Where a field lies in the buffer, its quotation marks left out.
  private struct Field {
    var start: Int
    var end: Int
    var isQuoted: Bool
    var hasDoubledQuotes: Bool
  }

  /// The longest record in bytes, and the most fields. An export has records of a few hundred bytes.
  static let lengthLimit = 1024 * 1024
  static let fieldLimit = 2_000

  private let file: DecodedFile
  private let capacity: Int
  private let buffer: UnsafeMutablePointer<UInt8>
  /// The first byte not yet parted, and the end of what has been read.
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private var lineBreaks = 0
  private var fields: [Field] = []
  private var recordStart = 0

  /// The byte that parts fields.
  var separator: UInt8
  /// The line on which the present record begins, from 1.
  private(set) var line = 0

  /// Opens a file; a separator that is not given is to be set before the second record.
  init(_ path: String, encoding: IndicatorMap.Encoding?, separator: UInt8?) throws(Fault) {
    do throws(DecodedFile.Fault) { file = try DecodedFile(path, encoding: encoding) } catch {
      throw Fault(kind: .file(error), line: 0, column: 0)
    }
    capacity = Self.lengthLimit + DecodedFile.chunk
    buffer = UnsafeMutablePointer.allocate(capacity: capacity)
    self.separator = separator ?? UInt8(ascii: ",")
    fields.reserveCapacity(64)
    if separator == nil { self.separator = try guessedSeparator() }
  }

  deinit { buffer.deallocate() }

  /// How many fields the present record has.
  var count: Int { fields.count }

  /// The bytes of a field, without its quotation marks; doubled ones within are still doubled. Valid until ``next()``.
  func bytes(_ index: Int) -> UnsafeRawBufferPointer {
    let field = fields[index]
    return UnsafeRawBufferPointer(start: buffer + field.start, count: field.end - field.start)
  }

  /// The text of a field.
  func text(_ index: Int) -> String {
    let text = String(decoding: bytes(index), as: UTF8.self)
    return fields[index].hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
  }

  /// Whether every field of the present record is empty.
  var isBlank: Bool { fields.allSatisfy { $0.start == $0.end } }

  /// Where a field begins: its line, and its column in characters from 1.
  func place(_ index: Int) -> (line: Int, column: Int) {
    place(at: index < fields.count ? fields[index].start - (fields[index].isQuoted ? 1 : 0) : start)
  }

  private func place(at offset: Int) -> (line: Int, column: Int) {
    var (line, column) = (max(1, line), 1)
    for position in recordStart..<max(recordStart, min(offset, end)) {
      if buffer[position] == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if buffer[position] & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  /// Goes to the next record; false at the end. Lines without a character are passed over.
  func next() throws(Fault) -> Bool {
    line += lineBreaks
    lineBreaks = 0
    if line == 0 { line = 1 }
    recordStart = start
    while true {
      switch scan() {
      case .record(let after):
        start = after
        return true
      case .blankLine(let after):
        start = after
        recordStart = after
        line += 1
      case .textAfterQuote(let offset): throw fault(.textAfterQuote, at: offset)
      case .tooManyFields: throw fault(.tooManyFields, at: recordStart)
      case .needsMore(let isInQuotes):
        if try refill() { continue }
        if end - recordStart > Self.lengthLimit {
          throw fault(isInQuotes ? .unclosedQuote : .recordTooLong, at: recordStart)
        }
        guard isInQuotes else { return false }
        throw fault(.unclosedQuote, at: fields.last.map { $0.start - 1 } ?? recordStart)
      }
    }
  }

  private func fault(_ kind: Fault.Kind, at offset: Int) -> Fault {
    let place = place(at: offset)
    return Fault(kind: kind, line: place.line, column: place.column)
  }

  /// Reads on, behind the beginning of the present record; false where there is no more, or no room.
  private func refill() throws(Fault) -> Bool {
    guard !isAtEnd, end - recordStart <= Self.lengthLimit else { return false }
    if recordStart > 0 {
      memmove(buffer, buffer + recordStart, end - recordStart)
      (start, end, recordStart) = (start - recordStart, end - recordStart, 0)
    }
    do throws(DecodedFile.Fault) {
      let count = try file.read(into: UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end))
      end += count
      isAtEnd = count == 0
    } catch {
      throw fault(.file(error), at: end)
    }
    return true
  }

  // MARK: - Scanning

  private enum Scan {
    case record(after: Int), blankLine(after: Int), needsMore(isInQuotes: Bool), textAfterQuote(at: Int), tooManyFields
  }

  /// Parts the record at `start`. At the end of the file a record may end without a line break.
  private func scan() -> Scan {
    fields.removeAll(keepingCapacity: true)
    lineBreaks = 0
    var position = start
    if position >= end { return .needsMore(isInQuotes: false) }
    while true {
      guard fields.count < Self.fieldLimit else { return .tooManyFields }
      var field = Field(start: position, end: position, isQuoted: false, hasDoubledQuotes: false)
      if position < end, buffer[position] == UInt8(ascii: "\"") {
        field.start += 1
        field.isQuoted = true
        guard let after = quoted(&field, from: position + 1) else {
          fields.append(field)
          return .needsMore(isInQuotes: true)
        }
        position = after
        if position < end, buffer[position] != separator, !Self.endsLine(buffer[position]) {
          return .textAfterQuote(at: position)
        }
      } else {
        while position < end, buffer[position] != separator, !Self.endsLine(buffer[position]) { position += 1 }
        field.end = position
      }
      if position >= end {
        guard isAtEnd else { return .needsMore(isInQuotes: false) }
        fields.append(field)
        return .record(after: position)
      }
      fields.append(field)
      if buffer[position] == separator {
        position += 1
        continue
      }
      return lineEnd(at: position)
    }
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private func lineEnd(at position: Int) -> Scan {
    var after = position + 1
    if buffer[position] == UInt8(ascii: "\r") {
      // The LF of a CR LF may still have to be read.
      if after >= end, !isAtEnd { return .needsMore(isInQuotes: false) }
      if after < end, buffer[after] == UInt8(ascii: "\n") { after += 1 }
    }
    if fields.count == 1, fields[0].start == fields[0].end, !fields[0].isQuoted { return .blankLine(after: after) }
    lineBreaks += 1
    return .record(after: after)
  }

  /// Goes behind the closing quotation mark; nil where there is none in what has been read.
  private func quoted(_ field: inout Field, from first: Int) -> Int? {
    var position = first
    while position < end {
      if buffer[position] == UInt8(ascii: "\n") { lineBreaks += 1 }
      guard buffer[position] == UInt8(ascii: "\"") else {
        position += 1
        continue
      }
      if position + 1 >= end, !isAtEnd { return nil }
      if position + 1 < end, buffer[position + 1] == UInt8(ascii: "\"") {
        field.hasDoubledQuotes = true
        position += 2
        continue
      }
      field.end = position
      return position + 1
    }
    return nil
  }

  /// The separator that stands most often in the first line; `sep=;` of Excel says it, and is passed over.
  private func guessedSeparator() throws(Fault) -> UInt8 {
    while end < 4_096, try refill() {}
    var counts: [UInt8: Int] = [:]
    var isInQuotes = false
    var position = start
    while position < end, isInQuotes || !Self.endsLine(buffer[position]) || position == start {
      if buffer[position] == UInt8(ascii: "\"") { isInQuotes.toggle() }
      if !isInQuotes { counts[buffer[position], default: 0] += 1 }
      position += 1
    }
    let first = UnsafeRawBufferPointer(start: buffer + start, count: position - start)
    if first.count == 5, first.starts(with: Array("sep=".utf8)) {
      while position < end, Self.endsLine(buffer[position]) { position += 1 }
      (start, line) = (position, 2)
      return first[4]
    }
    let candidates = IndicatorMap.Separator.allCases.map(\.byte)
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? UInt8(ascii: ",")
  }
}
