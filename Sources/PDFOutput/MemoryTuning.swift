internal import CShims

/// Settings of the C library's memory for programs that make reports.
public enum MemoryTuning {
  /// Suits glibc's allocator to reports: trees of many small blocks that are freed together, again and again.
  ///
  /// To be called once, before the first thread.
  public static func suitToReports() { pingxing_tune_allocator() }
}
