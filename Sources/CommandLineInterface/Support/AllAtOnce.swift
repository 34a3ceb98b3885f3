/// Reads several inputs of a command, so that what is wrong with each of them is said in one run.
enum AllAtOnce {
  /// Reads inputs of different kinds, all of them whatever becomes of the others.
  ///
  /// - Returns: what was read, where nothing failed.
  static func read<each Input>(
    _ reading: repeat () throws -> each Input
  ) throws(CommandFailure) -> (repeat each Input) {
    var failures: [CommandFailure] = []
    let results = (repeat attempt(each reading, &failures))
    try say(failures)
    return (repeat try (each results).get())
  }

  /// Reads inputs of one kind, all of them whatever becomes of the others.
  ///
  /// - Returns: what was read, in the order given, where nothing failed.
  static func read<Name, Input>(
    _ names: [Name], _ reading: (Name) throws -> Input
  ) throws(CommandFailure) -> [Input] {
    var failures: [CommandFailure] = []
    let results = names.map { name in attempt({ try reading(name) }, &failures) }
    try say(failures)
    return try results.map { result throws(CommandFailure) in try result.get() }
  }

  private static func attempt<Input>(
    _ reading: () throws -> Input, _ failures: inout [CommandFailure]
  ) -> Result<Input, CommandFailure> {
    do { return .success(try reading()) } catch {
      let failure = CommandFailure(reporting: error)
      failures.append(failure)
      return .failure(failure)
    }
  }

  /// Says all failures, and ends the program with the status of the first.
  private static func say(_ failures: [CommandFailure]) throws(CommandFailure) {
    guard let first = failures.first else { return }
    for failure in failures { failure.report() }
    throw CommandFailure(first.status)
  }
}
