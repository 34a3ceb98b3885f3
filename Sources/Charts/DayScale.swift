import Canvas
import DocumentModel

/// Days along a line, with the weeks, months, quarters or years that divide it.
struct DayScale {
  /// A week, month, quarter or year.
  struct Span {
    var label: String
    var from: Points
    var to: Points
  }

  private let first: Int
  private let last: Int
  let left: Points
  let right: Points
  private(set) var inner: [Span] = []
  private(set) var outer: [Span] = []

  /// A scale that holds all tasks and marked days of a plan.
  init(_ chart: GanttChart, area: Rect) {
    let days =
      chart.tasks.flatMap { [$0.from, $0.to] }.compactMap { $0?.day } + chart.lines.map(\.date.day)
      + chart.reach.map(\.day)
    let (low, high) = (days.min() ?? 0, days.max() ?? 0)
    (left, right) = (area.origin.x, area.origin.x + area.size.width)
    let unit = Unit(days: high - low + 1)
    let begin = unit.start(of: PlanDate(day: low))
    var starts = [begin]
    while let start = starts.last, start.day <= high {
      let next = unit.next(after: start)
      guard next > start else { break }
      starts.append(next)
    }
    first = begin.day
    last = max(starts.last?.day ?? first + 1, first + 1)
    for (start, end) in zip(starts, starts.dropFirst()) {
      inner.append(Span(label: unit.label(start), from: x(start.day), to: x(end.day)))
      let name = unit.outerLabel(start)
      if name.isEmpty { continue }
      if let last = outer.last, last.label == name {
        outer[outer.count - 1].to = x(end.day)
      } else {
        outer.append(Span(label: name, from: x(start.day), to: x(end.day)))
      }
    }
  }

  /// The place of the beginning of a day.
  func x(_ day: Int) -> Points {
    left + (right - left) * Double(min(max(day, first), last) - first) / Double(last - first)
  }

  /// What divides the scale.
  private enum Unit {
    case week, month, quarter, year, decade, century

    init(days: Int) {
      self =
        switch days {
        case ...77: .week
        case ...550: .month
        case ...1830: .quarter
        case ...5500: .year
        case ...73_000: .decade
        default: .century
        }
    }

    func start(of date: PlanDate) -> PlanDate {
      let (year, month, _) = date.civil
      return switch self {
      case .week: PlanDate(day: date.day - date.weekday)
      case .month: PlanDate(year: year, month: month, day: 1)
      case .quarter: PlanDate(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
      case .year: PlanDate(year: year, month: 1, day: 1)
      case .decade: PlanDate(year: year / 10 * 10, month: 1, day: 1)
      case .century: PlanDate(year: year / 100 * 100, month: 1, day: 1)
      }
    }

    func next(after date: PlanDate) -> PlanDate {
      let (year, month, _) = date.civil
      return switch self {
      case .week: PlanDate(day: date.day + 7)
      case .month: PlanDate(year: year, month: month + 1, day: 1)
      case .quarter: PlanDate(year: year, month: month + 3, day: 1)
      case .year: PlanDate(year: year + 1, month: 1, day: 1)
      case .decade: PlanDate(year: year / 10 * 10 + 10, month: 1, day: 1)
      case .century: PlanDate(year: year / 100 * 100 + 100, month: 1, day: 1)
      }
    }

    func label(_ date: PlanDate) -> String {
      let (year, month, day) = date.civil
      return switch self {
      case .week: "\(day)日"
      case .month: "\(month)月"
      case .quarter: "\((month - 1) / 3 + 1)季度"
      case .year, .decade, .century: "\(year)年"
      }
    }

    func outerLabel(_ date: PlanDate) -> String {
      let (year, month, _) = date.civil
      return switch self {
      case .week: "\(year)年\(month)月"
      case .month, .quarter: "\(year)年"
      case .year, .decade, .century: ""
      }
    }
  }
}
