internal import Glibc

/// What tells one state of a file from another: where it lies, how long it is, when it was written and changed.
struct FileStamp: Equatable {
  private let device: UInt64, inode: UInt64, size: Int
  private let written: SIMD2<Int>, changed: SIMD2<Int>

  /// That of an open file; nil where the system does not tell.
  init?(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    (device, inode, size) = (UInt64(status.st_dev), UInt64(status.st_ino), Int(status.st_size))
    written = SIMD2(status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    changed = SIMD2(status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
  }
}
