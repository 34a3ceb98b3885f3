internal import CArchiveFile
internal import GRDB

/// The file beneath a database, which GRDB does not show.
extension Database {
  private var handle: UnsafeMutableRawPointer? { sqliteConnection.map { UnsafeMutableRawPointer($0) } }

  /// Whether the database can only be read.
  var isReadOnly: Bool { pingxing_is_read_only(handle) != 0 }

  /// How many bytes the file has; -1 where that cannot be told.
  var fileSize: Int { Int(pingxing_file_size(handle)) }

  /// Keeps room for digests in a database that is still empty; whether that could be done.
  func reserveDigests() -> Bool { pingxing_reserve_digests(handle) == PINGXING_DONE }

  /// Fills a buffer with bytes of the file; whether there were so many.
  func readFile(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    pingxing_read_file(handle, Int64(offset), buffer.baseAddress, Int32(buffer.count)) == PINGXING_DONE
  }
}
