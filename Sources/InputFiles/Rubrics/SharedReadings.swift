internal import AssessmentModel
internal import Synchronization

/// What reading rubric files gave, for editions and libraries that have files in common, as the editions of a family and
/// the entries of an archive do: each file is read once.
///
/// The places in a reading are those of the file that was read first. So only what was read without a finding is kept, and
/// where anything is found later, all is read again from the library's own files.
public final class SharedReadings: Sendable {
  /// An edition with the digests of all files that it was read from, by name.
  private struct Edition {
    let rubric: Rubric
    let files: [String: String]
  }

  private let readings = Mutex<[String: any Sendable]>([:])
  private let editions = Mutex<[RubricID: [Edition]]>([:])

  /// Begins with nothing.
  public init() {}

  func reading<Value: Sendable>(of key: String) -> Value? { readings.withLock { $0[key] } as? Value }

  func keep(_ reading: some Sendable, of key: String) { readings.withLock { $0[key] = reading } }

  /// An edition that was read from files with the same digests.
  func edition(_ id: RubricID, digests: [String: String]) -> Rubric? {
    let known = editions.withLock { $0[id] } ?? []
    return known.first { $0.files.allSatisfy { digests[$0.key] == $0.value } }?.rubric
  }

  func keep(_ rubric: Rubric, from files: [String: String]) {
    editions.withLock { $0[rubric.id, default: []].append(Edition(rubric: rubric, files: files)) }
  }
}
