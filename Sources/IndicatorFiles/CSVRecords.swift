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
      /// A quotation mark opens, and none closes it within as much as a record may have.
      case quotedTooLong
      /// Behind the closing quotation mark stands something else than a separator.
      case textAfterQuote
      /// A record is longer, or has more fields, than allowed.
      case recordTooLong, tooManyFields
    }
    var kind: Kind
    var line: Int
    var column: Int
  }

  /// The longest record in bytes, and the most fields. An export has records of a few hundred bytes.
  static let lengthLimit = 1024 * 1024
  static let fieldLimit = 2_000

  private let file: DecodedFile
  private let capacity: Int
  /// The memory of the buffer, with room before and behind it that is read together with it.
  private let memory: UnsafeMutablePointer<UInt8>
  private static let margin = 64
  private let buffer: UnsafeMutablePointer<UInt8>
  /// The first byte not yet parted, and the end of what has been read.
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private var lineBreaks = 0
  private let fields: UnsafeMutablePointer<CSVField>
  private var recordStart = 0
  /// The marks from `marksStart` on that have not been passed; none are known where it is nil.
  private var marks: UInt64 = 0
  private var marksStart: Int?

  /// The byte that parts fields.
  private(set) var separator: UInt8
  /// How many fields the present record has.
  private(set) var count = 0
  /// The line on which the present record begins, from 1.
  private(set) var line = 0

  /// The state of the file at this moment.
  var stamp: FileStamp? { file.stamp }

  /// Whether the file was taken for GB 18030 as it is no UTF-8 and says nothing of its encoding.
  var isGuessedEncoding: Bool { file.isGuessed }

  /// Opens a file; a separator that is not given is guessed from the first line.
  init(_ path: String, encoding: IndicatorMap.Encoding?, separator: UInt8?) throws(Fault) {
    do throws(DecodedFile.Fault) { file = try DecodedFile(path, encoding: encoding) } catch {
      throw Fault(kind: .file(error), line: 0, column: 0)
    }
    capacity = Self.lengthLimit + DecodedFile.chunk
    // Zeroed by the system, page by page as they are used: most files are much smaller than the longest record.
    guard let zeroed = calloc(capacity + 2 * Self.margin, 1) else { preconditionFailure("no memory for a record") }
    memory = zeroed.bindMemory(to: UInt8.self, capacity: capacity + 2 * Self.margin)
    buffer = memory + Self.margin
    fields = UnsafeMutablePointer.allocate(capacity: Self.fieldLimit)
    self.separator = separator ?? UInt8(ascii: ",")
    if separator == nil { self.separator = try guessedSeparator() }
  }

  deinit {
    free(memory)
    fields.deallocate()
  }

  /// The present record.
  var row: CSVRow { CSVRow(base: buffer, fields: fields, count: count) }

  /// The bytes of a field, without its quotation marks; doubled ones within are still doubled. Valid until ``next()``.
  func bytes(_ index: Int) -> UnsafeRawBufferPointer { row.bytes(index) }

  /// The text of a field.
  func text(_ index: Int) -> String { row.text(index) }

  /// Whether every field of the present record is empty.
  var isBlank: Bool { row.isBlank }

  /// Where a field begins: its line, and its column in characters from 1.
  func place(_ index: Int) -> (line: Int, column: Int) {
    place(at: index < count ? Int(fields[index].start) - (fields[index].isQuoted ? 1 : 0) : start)
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
          throw fault(isInQuotes ? .quotedTooLong : .recordTooLong, at: recordStart)
        }
        guard isInQuotes else { return false }
        throw fault(.unclosedQuote, at: count > 0 ? Int(fields[count - 1].start) - 1 : recordStart)
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
    marksStart = nil
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
    count = 0
    lineBreaks = 0
    if start >= end { return .needsMore(isInQuotes: false) }
    let scanner = CSVMarks(separator: separator)
    let (base, fields, end, separator) = (UnsafePointer(buffer), fields, end, separator)
    var field = CSVField(start: Int32(start), end: 0)
    var found = 0
    var (from, marks) = (marksStart ?? start, marksStart == nil ? scanner.marks(base + start) : self.marks)
    while true {
      while marks == 0 {
        from += Self.margin
        guard from < end else { break }
        marks = scanner.marks(base + from)
      }
      let position = marks == 0 ? end : from + marks.trailingZeroBitCount
      guard position < end else {
        marksStart = nil
        count = found
        return endOfBytes(field)
      }
      marks &= marks &- 1
      let byte = base[position]
      if byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if !field.isQuoted { field.end = Int32(position) }
        fields[found] = field
        found += 1
        guard byte == separator else {
          (marksStart, self.marks, count) = (from, marks, found)
          return lineEnd(at: position)
        }
        guard found < Self.fieldLimit else { return .tooManyFields }
        field = CSVField(start: Int32(position + 1), end: 0)
      } else if byte == UInt8(ascii: "\""), position == Int(field.start) {
        field.start += 1
        field.isQuoted = true
        count = found
        switch quoted(&field) {
        case .failure(let scan): return scan
        case .success(let after): (from, marks) = (after, scanner.marks(base + after))
        }
      }
    }
  }

  /// What to do where the bytes that have been read end within a field.
  private func endOfBytes(_ field: CSVField) -> Scan {
    guard isAtEnd else { return .needsMore(isInQuotes: false) }
    fields[count] = field
    if !field.isQuoted { fields[count].end = Int32(end) }
    count += 1
    return .record(after: end)
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private func lineEnd(at position: Int) -> Scan {
    var after = position + 1
    if buffer[position] == UInt8(ascii: "\r") {
      // The LF of a CR LF may still have to be read.
      if after >= end, !isAtEnd { return .needsMore(isInQuotes: false) }
      if after < end, buffer[after] == UInt8(ascii: "\n") {
        after += 1
        passMark(before: after)
      }
    }
    if count == 1, fields[0].start == fields[0].end, !fields[0].isQuoted { return .blankLine(after: after) }
    lineBreaks += 1
    return .record(after: after)
  }

  /// Passes over the mark of the LF behind a CR.
  private func passMark(before after: Int) {
    guard let from = marksStart, after - from <= Self.margin else {
      marksStart = nil
      return
    }
    marks &= marks &- 1
  }

  private enum Quoted { case success(after: Int), failure(Scan) }

  /// Goes behind the closing quotation mark of a field.
  private func quoted(_ field: inout CSVField) -> Quoted {
    var position = Int(field.start)
    while position < end {
      if buffer[position] == UInt8(ascii: "\n") { lineBreaks += 1 }
      guard buffer[position] == UInt8(ascii: "\"") else {
        position += 1
        continue
      }
      if position + 1 >= end, !isAtEnd { break }
      if position + 1 < end, buffer[position + 1] == UInt8(ascii: "\"") {
        field.hasDoubledQuotes = true
        position += 2
        continue
      }
      field.end = Int32(position)
      let after = position + 1
      guard after >= end || buffer[after] == separator || Self.endsLine(buffer[after]) else {
        return .failure(.textAfterQuote(at: after))
      }
      return .success(after: after)
    }
    fields[count] = field
    count += 1
    return .failure(.needsMore(isInQuotes: true))
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
