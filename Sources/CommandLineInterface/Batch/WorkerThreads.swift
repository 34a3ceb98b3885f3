internal import Foundation
internal import Synchronization

/// Runs the items of a batch on threads of their own, each taking the next item when it has finished one.
///
/// Threads rather than tasks: a report is long, blocking work, and reading deep files needs the stack of a main thread.
enum WorkerThreads {
  /// As much as the main thread of a Linux program has.
  private static let stackSize = 8 << 20

  /// Runs `work` for the numbers below `count` on at most `jobs` threads, and returns when all are done.
  ///
  /// - Parameter tool: makes what a thread uses for all its items and shares with no other.
  static func run<Tool>(
    count: Int, jobs: Int, tool: @escaping @Sendable () -> Tool, _ work: @escaping @Sendable (Int, Tool) -> Void
  ) {
    let next = Counter()
    let group = DispatchGroup()
    for _ in 0..<min(max(jobs, 1), count) {
      group.enter()
      let thread = Thread {
        let tool = tool()
        while let index = next.take(below: count) { work(index, tool) }
        group.leave()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    group.wait()
  }

  private final class Counter: Sendable {
    private let value = Atomic(0)

    /// The next number; nil where all are taken.
    func take(below count: Int) -> Int? {
      let taken = value.add(1, ordering: .relaxed).oldValue
      return taken < count ? taken : nil
    }
  }
}
