internal import Foundation

/// Writes bytes to an open file descriptor.
enum DescriptorOutput {
  /// Writes all bytes; the system's error number where it cannot.
  static func writeAll(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Int32? {
    let contiguous = ContiguousArray(bytes)
    return contiguous.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        offset += written
      }
      return nil
    }
  }
}
