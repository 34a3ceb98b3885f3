internal import Foundation
internal import GRDB

/// Opens the database file of an archive.
enum ArchiveFile {
  /// How a file is opened.
  enum Mode { case new, adding, reading }

  /// The size of a page, which every archive has.
  static let pageSize = 4_096

  /// The fields of the header that tell an archive, in the SQLite file format's terms.
  struct Header {
    let isArchive: Bool, version: Int

    init(_ bytes: [UInt8]) {
      func number(_ offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
      isArchive =
        bytes.count >= 100 && bytes.starts(with: Array("SQLite format 3\0".utf8))
        && Int(bytes[16]) << 8 | Int(bytes[17]) == ArchiveFile.pageSize && Int(bytes[20]) == PageDigests.size
        && number(68) == Int(ArchiveSchema.applicationID)
      version = isArchive ? number(60) : 0
    }
  }

  /// Opens the file, after a look at whether it is an archive of a version that is known.
  ///
  /// - Parameter patience: how many seconds to wait for other processes.
  static func open(
    _ path: String, _ mode: Mode, known: Int = ArchiveSchema.current, patience: TimeInterval = Archive.patience
  ) throws -> DatabaseQueue {
    guard PageDigests.register() else { throw ArchiveError.system(path: path, detail: "vfs") }
    if mode != .new { try look(path) }
    let folder = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
    let isWritable = access(path, W_OK) == 0 && access(folder, W_OK) == 0
    guard mode != .adding || isWritable else { throw ArchiveError.readOnly(path: path) }
    // Nobody else writes to a file that may not be written to, as long as there is no log with more.
    let isFixed = mode == .reading && !isWritable
    let log = LogCheck.place(path)
    if isFixed, size(log) > 0 { throw ArchiveError.unmergedLog(path: path, log: log) }
    if mode != .new, isWritable, size(log) > 0, LogCheck.damage(in: log) != nil { try LogCheck.keep(log) }
    let uri = uri(path, isFixed: isFixed)
    let usual = configuration(path, mode, known, patience)
    do { return try DatabaseQueue(path: uri, configuration: usual) } catch {
      guard mode == .reading, !isFixed, case .full = ArchiveError(error, path: path) else { throw error }
      // There is no room for the file by which processes share what they know of the log; who is alone needs none.
      let queue = try DatabaseQueue(path: uri, configuration: configuration(path, mode, known, patience, isAlone: true))
      unlink(LogCheck.companion(of: path, "-shm"))
      return queue
    }
  }

  private static func configuration(
    _ path: String, _ mode: Mode, _ known: Int, _ patience: TimeInterval, isAlone: Bool = false
  ) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    // A damaged file may keep even a rollback from succeeding, which must not end the program.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { db in
      if isAlone { try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
      if mode == .new {
        guard db.reserveDigests() else { throw ArchiveError.system(path: path, detail: "reserve") }
        try db.execute(
          sql: """
            PRAGMA page_size = \(pageSize);
            PRAGMA auto_vacuum = NONE;
            PRAGMA application_id = \(ArchiveSchema.applicationID);
            PRAGMA journal_mode = WAL;
            """)
      } else {
        try check(db, path: path, known: known)
      }
      // What is taken out of a page leaves zeros; what is confirmed is on the disk; statements of the schema call nothing.
      try db.execute(
        sql:
          "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY"
      )
    }
    return configuration
  }

  /// Refuses what is no archive before anything is read from its tables or written to it.
  private static func check(_ db: Database, path: String, known: Int) throws {
    var bytes = [UInt8](repeating: 0, count: 100)
    guard bytes.withUnsafeMutableBytes({ db.readFile(at: 0, into: $0) }) else {
      throw ArchiveError.damaged(path: path, detail: "header")
    }
    let header = Header(bytes)
    guard header.isArchive else { throw ArchiveError.notAnArchive(path: path) }
    // The log may hold a later version than the file.
    let version = try max(header.version, Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
    guard version <= known else {
      // Only a number that was written as all others are is that of a later version.
      guard header.version <= known || hasDigest(1, of: db) else {
        throw ArchiveError.damaged(path: path, detail: "user_version \(version)")
      }
      throw ArchiveError.newerVersion(path: path, found: version, known: known)
    }
    guard version > 0 else { throw ArchiveError.damaged(path: path, detail: "user_version 0") }
  }

  /// Whether a page of the file has the digest that it should have.
  private static func hasDigest(_ number: Int, of db: Database) -> Bool {
    var page = [UInt8](repeating: 0, count: pageSize)
    return page.withUnsafeMutableBytes { buffer in
      db.readFile(at: (number - 1) * pageSize, into: buffer)
        && PageDigests.fits(UnsafeRawBufferPointer(buffer), number: UInt32(number))
    }
  }

  private static func look(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw ArchiveError.missing(path: path) }
      if errno == EACCES { throw ArchiveError.unreadable(path: path) }
      throw ArchiveError.system(path: path, detail: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ArchiveError.notAnArchive(path: path) }
    guard access(path, R_OK) == 0 else { throw ArchiveError.unreadable(path: path) }
    guard status.st_size < 100 else { return }
    let start = FileManager.default.contents(atPath: path) ?? Data()
    guard start.starts(with: "SQLite format 3\0".utf8) else {
      throw ArchiveError.notAnArchive(path: path)
    }
    throw ArchiveError.damaged(path: path, detail: "\(status.st_size) B")
  }

  /// The file as SQLite takes it with options; every byte that is not plain is escaped, so that no name adds an option.
  private static func uri(_ path: String, isFixed: Bool) -> String {
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let escaped = absolute.utf8.map { byte in
      switch byte {
      case 0x2D...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
    return "file:\(escaped)?vfs=\(PageDigests.layer)" + (isFixed ? "&immutable=1" : "")
  }

  /// How many bytes a file has; 0 where there is none.
  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Has a file's bytes written to the disk.
  static func synchronise(_ path: String) -> Bool {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}
