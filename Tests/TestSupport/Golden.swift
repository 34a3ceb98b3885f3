internal import Foundation

/// Compares a text with the golden file beside the test.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the golden is written anew; recording always fails the test, so that
/// a recorded golden is read before it is kept.
public enum Golden {
  /// What a comparison found.
  public enum Outcome: Equatable, Sendable {
    /// The text equals the golden.
    case equal
    /// It does not, or was recorded; the reason is for a person.
    case different(String)
  }

  /// Compares `text` with `Goldens/<name>` beside the calling test file.
  public static func compare(_ text: String, with name: String, testFile: String = #filePath) -> Outcome {
    let golden = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Goldens/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      do {
        try FileManager.default.createDirectory(
          at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: golden)
      } catch { return .different("cannot record \(golden.path): \(error)") }
      return .different("recorded \(golden.path): read it, then run again without RECORD_SNAPSHOTS")
    }
    guard let data = try? Data(contentsOf: golden) else {
      return .different("no golden \(golden.path): record it with RECORD_SNAPSHOTS=1 and read it")
    }
    let expected = String(decoding: data, as: UTF8.self)
    return expected == text ? .equal : .different(firstDifference(expected, text))
  }

  private static func firstDifference(_ expected: String, _ found: String) -> String {
    let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let right = found.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(left.count, right.count) {
      let old = index < left.count ? String(left[index]) : "(end)"
      let new = index < right.count ? String(right[index]) : "(end)"
      if old != new { return "line \(index + 1):\n- \(old)\n+ \(new)" }
    }
    return "the texts differ in their line ends"
  }
}
