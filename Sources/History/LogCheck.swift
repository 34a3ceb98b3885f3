internal import Foundation

/// Looks at the log beside an archive (SQLite's write-ahead log) before SQLite takes it over.
///
/// SQLite reads a log up to the first frame whose checksum does not fit and drops the rest without a word, because a run
/// that was cut off ends like that. But such a run did not get to confirm anything behind that frame: where a commit
/// stands there, the log was damaged afterwards. The format is that of the SQLite file format, section 4.
enum LogCheck {
  /// Where the log of an archive lies: beside the file itself, where a link leads to it.
  static func place(_ path: String) -> String { companion(of: path, "-wal") }

  /// Where SQLite keeps a file of its own for an archive.
  static func companion(of path: String, _ ending: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path + ending
  }

  /// The offset of the first byte that can be wrong, where a log was damaged after it was written; nil where it is whole,
  /// or ends as that of a run that was cut off.
  ///
  /// Another process may be writing, and what is read in that moment may be torn; so it counts only when it stays.
  static func damage(in path: String) -> Int? {
    guard let first = firstDamage(in: path) else { return nil }
    for _ in 0..<3 {
      usleep(50_000)
      guard firstDamage(in: path) == first else { return nil }
    }
    return first
  }

  private static func firstDamage(in path: String) -> Int? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return damage(in: Array(data))
  }

  private static let headerSize = 32
  private static let frameHeaderSize = 24

  /// The same for the bytes of a log.
  static func damage(in log: [UInt8]) -> Int? {
    // A header without frames has nothing to lose, and may be the last that was written.
    guard log.count > headerSize else { return nil }
    guard let whole = wholeFrames(of: log) else { return 0 }
    let all = frames(of: log)
    guard let frame = all.first(where: { $0 > (whole.last ?? 0) }) else { return nil }
    // A log that was never begun again holds no frames but its own, which else are told by their salts.
    let isFresh = word(log, 12) == 0
    return all.contains {
      $0 >= frame && word(log, $0 + 4) != 0 && (hasSalts(log, $0) || isFresh && !awaitsChecksum(log, $0))
    } ? frame : nil
  }

  /// The numbers of the pages that SQLite takes from a log: those of its complete transactions.
  static func pages(in log: [UInt8]) -> Set<Int> {
    let whole = wholeFrames(of: log) ?? []
    // The last frame of a transaction tells how many pages the file has then.
    guard let last = whole.lastIndex(where: { word(log, $0 + 4) != 0 }) else { return [] }
    return Set(whole[...last].map { Int(word(log, $0)) })
  }

  /// The offsets of the frames up to the first whose checksum does not fit; nil where the header is none.
  private static func wholeFrames(of log: [UInt8]) -> [Int]? {
    guard log.count >= headerSize, word(log, 0) & ~1 == 0x377F_0682, word(log, 4) == 3_007_000,
      word(log, 8) == UInt32(ArchiveFile.pageSize)
    else { return nil }
    var sum = Checksum(isBigEndian: word(log, 0) & 1 == 1)
    sum.add(log[..<24])
    guard sum.first == word(log, 24), sum.second == word(log, 28) else { return nil }
    return Array(
      frames(of: log).prefix { frame in
        sum.add(log[frame..<frame + 8])
        sum.add(log[frame + frameHeaderSize..<frame + frameSize])
        return hasSalts(log, frame) && sum.first == word(log, frame + 16) && sum.second == word(log, frame + 20)
      })
  }

  private static var frameSize: Int { frameHeaderSize + ArchiveFile.pageSize }

  /// Where the frames of a log begin, whole or not.
  private static func frames(of log: [UInt8]) -> StrideThrough<Int> {
    stride(from: headerSize, through: log.count - frameSize, by: frameSize)
  }

  private static func word(_ log: [UInt8], _ offset: Int) -> UInt32 {
    log[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Whether a frame belongs to the log as it was last begun.
  private static func hasSalts(_ log: [UInt8], _ frame: Int) -> Bool {
    log[frame + 8..<frame + 16] == log[16..<24]
  }

  /// Whether SQLite was still to give a frame its salts and its checksum. Where a transaction writes a page again, it leaves
  /// those of all later frames for the end, which a run that is cut off does not come to (`walEncodeFrame`).
  private static func awaitsChecksum(_ log: [UInt8], _ frame: Int) -> Bool {
    log[frame + 8..<frame + frameHeaderSize].allSatisfy { $0 == 0 }
  }

  /// The running checksum of a log.
  private struct Checksum {
    let isBigEndian: Bool
    private(set) var first: UInt32 = 0, second: UInt32 = 0

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Adds bytes, eight at a time.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBytes { bytes in
        for offset in stride(from: 0, to: bytes.count, by: 8) {
          first &+= word(bytes, offset) &+ second
          second &+= word(bytes, offset + 4) &+ first
        }
      }
    }

    private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
    }
  }

  // MARK: - Keeping a damaged log

  /// What the name of a log gets in that of its copy.
  static let copyEnding = ".damaged"

  /// The most copies that are kept.
  private static let mostCopies = 9

  private static func copies(of log: String) -> [String] {
    (1...mostCopies).map { log + copyEnding + ($0 == 1 ? "" : "-\($0)") }
  }

  /// The copies of damaged logs that lie beside an archive.
  static func keptCopies(_ path: String) -> [String] { copies(of: place(path)).filter { ArchiveFile.size($0) > 0 } }

  /// Copies a damaged log beside itself, where that has not been done, before SQLite drops what it cannot read of it.
  static func keep(_ log: String) throws {
    guard let bytes = FileManager.default.contents(atPath: log) else {
      throw ArchiveError.system(path: log, detail: String(cString: strerror(errno)))
    }
    for copy in copies(of: log) {
      if ArchiveFile.size(copy) > 0 {
        if FileManager.default.contents(atPath: copy) == bytes { return }
        continue
      }
      // An empty copy is what a crash left before it held anything.
      let descriptor = open(copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw ArchiveError.system(path: copy, detail: String(cString: strerror(errno))) }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      do {
        try handle.write(contentsOf: bytes)
        try handle.synchronize()
      } catch {
        unlink(copy)
        throw ArchiveError.full(path: copy)
      }
      return
    }
    throw ArchiveError.system(path: log, detail: "\(mostCopies) copies of damaged logs lie beside it")
  }
}
