internal import Glibc

/// How the C library hands out memory.
enum MemoryAllocator {
  /// Suits the allocator to reports: trees of many small blocks that are freed together, again and again.
  ///
  /// Fast bins make glibc merge all small blocks whenever a larger one is freed, which took a tenth of a report's time;
  /// and memory that goes back to the system between two reports is cleared and handed out again page by page.
  static func tune() {
    mallopt(M_MXFAST, 0)
    mallopt(M_TRIM_THRESHOLD, 256 << 20)
    mallopt(M_MMAP_THRESHOLD, 16 << 20)
  }
}
