internal import Diagnostics
internal import Foundation
internal import OperationalAnalysis

/// Bands of the day from options.
enum DayBands {
  /// Those of the public case, or peak and valley as given with everything else flat.
  static func read(peak: String?, valley: String?) throws(CommandFailure) -> [TimeBand] {
    guard peak != nil || valley != nil else { return TimeBand.hotline }
    let (high, low) = (try hours(peak, "--peak"), try hours(valley, "--valley"))
    if high.contains(where: { stretch in low.contains { $0.overlaps(stretch) } }) {
      throw CommandFailure(
        .usage, "bands-overlap", LocalizedText(chinese: "高峰与低谷的钟点重叠", english: "peak and valley overlap"))
    }
    return [TimeBand(name: "高峰", stretches: high), TimeBand(name: "低谷", stretches: low)].filter {
      !$0.stretches.isEmpty
    }
      + [TimeBand(name: "平段", stretches: [0..<1_440])]
  }

  private static func hours(_ text: String?, _ option: String) throws(CommandFailure) -> [Range<Int>] {
    guard let text else { return [] }
    var stretches: [Range<Int>] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { minute($0.trimmed) }
      guard ends.count == 2, let from = ends[0], let to = ends[1], from < 1_440, to > 0, from != to else {
        throw CommandFailure(
          .usage, "hours",
          LocalizedText(
            chinese: "\(option) 要写成 9-12,15-19 或 9:30-11:30 的样子（0 至 24 点）",
            english: "\(option) takes hours like 9-12,15-19 or 9:30-11:30 (0 to 24)"))
      }
      // A stretch over midnight is two.
      stretches += from < to ? [from..<to] : [from..<1_440, 0..<to]
    }
    return stretches.filter { !$0.isEmpty }
  }

  /// An hour such as 9, or a time such as 9:30, in minutes from midnight; nil for what is neither.
  private static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { part in
      part.allSatisfy { ("0"..."9").contains($0) } ? Int(part) : nil
    }
    guard (1...2).contains(parts.count), let hour = parts[0], (0...24).contains(hour) else { return nil }
    guard parts.count == 2 else { return hour * 60 }
    guard let minute = parts[1], (0..<60).contains(minute), hour < 24 || minute == 0 else { return nil }
    return hour * 60 + minute
  }

  /// Refuses bands that begin or end inside the intervals of the data, which belong to one band only.
  ///
  /// - Parameter starts: the minutes of the day at which the intervals of the data begin.
  static func refuseInside(_ bands: [TimeBand], starts: [Int]) throws(CommandFailure) {
    let minutes = Set(starts.map { $0 % 60 })
    let ends = bands.flatMap(\.stretches).flatMap { [$0.lowerBound, $0.upperBound] }
    guard let inside = ends.first(where: { $0 % 60 != 0 && !minutes.contains($0 % 60) }) else { return }
    let clock = ForecastCheck.clock(inside)
    throw CommandFailure(
      .usage, "hours",
      LocalizedText(
        chinese: "数据里没有从 \(clock) 那样的分钟开始的时段，时段带不能在 \(clock) 分界",
        english: "no interval of the data begins at minutes like those of \(clock), so no band can end there"),
      hint: LocalizedText(chinese: "写整点，或写数据里时段开始的时刻", english: "write whole hours, or times at which intervals begin"))
  }
}

extension Substring {
  /// Without blanks at its ends.
  var trimmed: String { String(self).trimmingCharacters(in: .whitespaces) }
}
