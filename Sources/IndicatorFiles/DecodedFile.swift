internal import Glibc
internal import InputFiles

/// Reads a file piece by piece and hands on UTF-8, whatever encoding it was written in.
///
/// The encoding is told by the mapping or a byte order mark; else it is UTF-16 where every other byte of many is 0, UTF-8 if the
/// first characters that are not ASCII are, and GB 18030 otherwise, which systems on Chinese Windows write. Memory does not grow with the file.
final class DecodedFile {
  /// Why no more bytes come.
  enum Fault: Error, Equatable {
    /// The file cannot be opened, or reading it failed; the system's error number.
    case system(Int32)
    /// It is a folder or a device.
    case notAFile
    /// It is a file of an office program, an archive or an OLE document.
    case officeDocument
    /// The bytes that follow are no characters of the encoding named.
    case malformed(encoding: String)
  }

  private enum Encoding { case open, utf8, converted(Conversion, name: String) }

  /// How many bytes are read at a time.
  static let chunk = 256 * 1024

  private let descriptor: Int32
  private var encoding: Encoding
  private let raw = UnsafeMutableRawPointer.allocate(byteCount: chunk, alignment: 16)
  /// What of `raw` has been read and not been handed on.
  private var pending = 0..<0
  private var isAtEnd = false
  private var isAtStart = true
  /// Whether the file was taken for GB 18030 as it is no UTF-8 and says nothing of its encoding.
  private(set) var isGuessed = false

  /// Opens a regular file.
  init(_ path: String, encoding: IndicatorMap.Encoding?) throws(Fault) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      raw.deallocate()
      throw .system(errno)
    }
    self.descriptor = descriptor
    switch encoding {
    case nil: self.encoding = .open
    case .utf8?: self.encoding = .utf8
    case .gb18030?: self.encoding = .converted(Conversion(from: "GB18030"), name: "GB 18030")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
  }

  deinit {
    close(descriptor)
    raw.deallocate()
  }

  /// Puts further characters into `room`, which holds at least 8 bytes, and says how many bytes they are; 0 at the end.
  func read(into room: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    while true {
      if !isAtEnd, pending.count < 8 { try fill() }
      if isAtStart { try skipMark() }
      if pending.isEmpty { return 0 }
      let written = try handOn(into: room)
      if written > 0 { return written }
      if isAtEnd { throw .malformed(encoding: encodingName) }
    }
  }

  /// The state of the file at this moment.
  var stamp: FileStamp? { FileStamp(descriptor) }

  private var encodingName: String {
    if case .converted(_, let name) = encoding { name } else { "UTF-8" }
  }

  private func fill() throws(Fault) {
    if pending.lowerBound > 0 {
      memmove(raw, raw + pending.lowerBound, pending.count)
      pending = 0..<pending.count
    }
    let count = Glibc.read(descriptor, raw + pending.count, Self.chunk - pending.count)
    guard count >= 0 else {
      if errno == EINTR { return }
      throw .system(errno)
    }
    isAtEnd = count == 0
    pending = 0..<(pending.count + count)
  }

  /// Excel and many systems begin a file with a byte order mark.
  private func skipMark() throws(Fault) {
    isAtStart = false
    let bytes = UnsafeRawBufferPointer(start: raw, count: pending.count)
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw .officeDocument
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      pending = 3..<pending.upperBound
      if case .open = encoding { encoding = .utf8 }
    } else if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      let isLittle = bytes[0] == 0xFF
      pending = 4..<pending.upperBound
      encoding = .converted(Conversion(from: isLittle ? "UTF-32LE" : "UTF-32BE"), name: "UTF-32")
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let isLittle = bytes[0] == 0xFF
      pending = 2..<pending.upperBound
      encoding = .converted(Conversion(from: isLittle ? "UTF-16LE" : "UTF-16BE"), name: "UTF-16")
    } else if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) {
      pending = 4..<pending.upperBound
      encoding = .converted(Conversion(from: "GB18030"), name: "GB 18030")
    } else if case .open = encoding, let name = Self.unmarkedUTF16(bytes.prefix(1_024)) {
      encoding = .converted(Conversion(from: name), name: "UTF-16")
    }
  }

  /// Digits, separators and line ends of UTF-16 have a byte that is 0, nearly always on the same side.
  private static func unmarkedUTF16(_ bytes: Slice<UnsafeRawBufferPointer>) -> String? {
    var zeros = [0, 0]
    for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    // The other byte is 0 in few characters, 一 (U+4E00) among them.
    guard zeros.reduce(0, +) * 16 > bytes.count, (zeros.min() ?? 0) * 8 < (zeros.max() ?? 0) else { return nil }
    return zeros[0] < zeros[1] ? "UTF-16LE" : "UTF-16BE"
  }

  /// Whether well-formed UTF-8 holds two Han characters or more.
  private static func hasHan(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    bytes.lazy.filter { (0xE3...0xE9).contains($0) }.prefix(2).count == 2
  }

  private func handOn(into room: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    let bytes = UnsafeRawBufferPointer(start: raw + pending.lowerBound, count: pending.count)
    switch encoding {
    case .converted(let conversion, let name):
      guard let (taken, written) = conversion.convert(bytes, into: room) else { throw .malformed(encoding: name) }
      pending = (pending.lowerBound + taken)..<pending.upperBound
      return written
    case .open, .utf8:
      let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(room.count))
      let sound = UTF8Prefix(part)
      if case .open = encoding {
        if !sound.isSoundThroughout, Self.hasHan(part.prefix(sound.count)) {
          // Text of GB 18030 does not happen to be two Han characters of UTF-8 and nothing else: a byte is damaged.
          encoding = .utf8
        } else if !sound.isSoundThroughout {
          encoding = .converted(Conversion(from: "GB18030"), name: "GB 18030")
          isGuessed = true
          return try handOn(into: room)
        }
        if sound.isSoundThroughout, !sound.isASCII { encoding = .utf8 }
      }
      guard sound.count > 0 || sound.isSoundThroughout else { throw .malformed(encoding: "UTF-8") }
      if sound.count > 0 { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: part.prefix(sound.count))) }
      pending = (pending.lowerBound + sound.count)..<pending.upperBound
      return sound.count
    }
  }
}

/// The part at the beginning of some bytes that is well-formed UTF-8 (Unicode 15.0, table 3-7).
struct UTF8Prefix {
  /// How many bytes it has; whole characters only.
  private(set) var count = 0
  /// Whether what follows is nothing, or the beginning of a character that the bytes cut off.
  private(set) var isSoundThroughout = true
  /// Whether it is ASCII only.
  private(set) var isASCII = true

  init(_ bytes: UnsafeRawBufferPointer) {
    let end = bytes.count
    while count < end {
      if count + 8 <= end,
        bytes.loadUnaligned(fromByteOffset: count, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        count += 8
        continue
      }
      let first = bytes[count]
      if first < 0x80 {
        count += 1
        continue
      }
      isASCII = false
      // Han characters, but for a few hundred: any two bytes of continuation may follow.
      if (0xE1...0xEC).contains(first), count + 3 <= end,
        bytes[count + 1] & 0xC0 == 0x80, bytes[count + 2] & 0xC0 == 0x80
      {
        count += 3
        continue
      }
      guard let length = Self.length(first) else {
        isSoundThroughout = false
        return
      }
      for index in 1..<length {
        guard count + index < end else { return }
        guard Self.follows(bytes[count + index], at: index, after: first) else {
          isSoundThroughout = false
          return
        }
      }
      count += length
    }
  }

  private static func length(_ first: UInt8) -> Int? {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }

  private static func follows(_ byte: UInt8, at index: Int, after first: UInt8) -> Bool {
    guard index == 1 else { return byte & 0xC0 == 0x80 }
    switch first {
    case 0xE0: return (0xA0...0xBF).contains(byte)
    case 0xED: return (0x80...0x9F).contains(byte)
    case 0xF0: return (0x90...0xBF).contains(byte)
    case 0xF4: return (0x80...0x8F).contains(byte)
    default: return byte & 0xC0 == 0x80
    }
  }
}

/// A conversion to UTF-8 by the C library.
private final class Conversion {
  private let handle: iconv_t?

  init(from encoding: String) { handle = iconv_open("UTF-8", encoding) }

  deinit { if isOpen { iconv_close(handle) } }

  /// `iconv_open` gives -1 where the C library lacks a table.
  private var isOpen: Bool { handle != nil && handle != iconv_t(bitPattern: -1) }

  /// How many bytes were taken and written; nil where the next ones are no character. Whole characters only.
  func convert(
    _ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) -> (taken: Int, written: Int)? {
    guard isOpen else { return nil }
    var source = UnsafeMutablePointer<CChar>(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
    var target = room.baseAddress?.assumingMemoryBound(to: CChar.self)
    var (left, free) = (bytes.count, room.count)
    let result = iconv(handle, &source, &left, &target, &free)
    let problem = errno
    let (taken, written) = (bytes.count - left, room.count - free)
    if result == -1, problem == EILSEQ, written == 0 { return nil }
    return (taken, written)
  }
}
