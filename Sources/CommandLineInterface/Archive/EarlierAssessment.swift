internal import Diagnostics
internal import Foundation
internal import History
internal import InputFiles

/// An assessment to compare, as a user names it: a file, or an entry of an archive as `history.sqlite#3` or
/// `history.sqlite#latest`.
struct EarlierAssessment {
  /// Where it is.
  enum Place: Equatable {
    case file(String)
    case entry(String, archive: String)
  }

  /// Where it is.
  let place: Place

  /// Whether it is an entry, which has its own rubrics.
  var isEntry: Bool { if case .entry = place { true } else { false } }

  /// Reads a name. A file that is there under the whole name is meant, whatever marks it has.
  init(_ name: String) {
    guard !FileManager.default.fileExists(atPath: name), let mark = name.lastIndex(of: "#"), mark != name.startIndex
    else {
      place = .file(name)
      return
    }
    place = .entry(String(name[name.index(after: mark)...]), archive: String(name[..<mark]))
  }

  /// The file that is read: the assessment or the archive.
  var path: String {
    switch place {
    case .file(let path): path
    case .entry(_, let archive): archive
    }
  }

  /// Loads it: a file with the rubrics of the library, an entry with its own.
  func load(library: RubricLibrary) throws -> AssessmentSource {
    switch place {
    case .file(let path):
      if Archive.isArchive(path) { throw try Self.entryIsMissing(in: path) }
      return try AssessmentSource.load(path, library: library)
    case .entry(let name, let archive):
      let files = try ArchiveSource.with(archive) { opened in
        try EntryFiles(ArchiveSource.entry(name, in: opened), in: opened, for: .scoring)
      }
      ArchiveSource.remindOfCorrections([files.entry], in: archive)
      return try files.source(of: archive, beside: library)
    }
  }

  /// How many entries are named where one is missing.
  private static let shownEntries = 5

  /// An archive was named without one of its entries.
  private static func entryIsMissing(in archive: String) throws -> CommandFailure {
    let entries = try ArchiveSource.with(archive) { opened in
      try opened.entries(Archive.Selection(limit: Self.shownEntries))
    }
    let example = "\(archive)#\(entries.first?.number ?? 1)"
    let names = entries.map { entry in "#\(entry.number) \(entry.date) \(entry.organisation)" }
    return CommandFailure(
      .usage, "entry-missing-in-name",
      LocalizedText(
        chinese: "\(archive) 是历史档案，没有写明是其中哪一条记录",
        english: "\(archive) is an archive; which of its entries is meant is not said"),
      hint: names.isEmpty
        ? LocalizedText(
          chinese: "它还没有记录；先用 pingxing archive add 存入评估",
          english: "it has no entry yet; add one with `pingxing archive add`")
        : LocalizedText(
          chinese: "写成 \(example)；最近的记录：\(names.joined(separator: "；"))",
          english: "write \(example); the latest entries are \(names.joined(separator: "; "))"))
  }
}

extension EntryFiles {
  /// Scores the entry again, and says where its rubrics are not the installed ones.
  func source(of archive: String, beside library: RubricLibrary) throws -> AssessmentSource {
    let source = try source(of: archive, sharing: library.readings)
    InstalledRubrics(library: library).remind(of: self, scoredAs: source)
    return source
  }

  /// Scores the entry again; its places are said as those of the archive, not of a folder that is gone.
  func source(of archive: String, sharing readings: SharedReadings) throws -> AssessmentSource {
    try withFolder(withRubrics: false) { folder in
      var source = try source(in: folder, sharing: readings).relocated { path in
        path.hasPrefix(folder + "/") ? "\(archive)#\(entry.number):" + path.dropFirst(folder.count + 1) : path
      }
      source.name = "\(archive)#\(entry.number)"
      return source
    }
  }
}

extension AssessmentSource {
  /// The same with other names for its files in what is said of them.
  fileprivate func relocated(_ name: (String) -> String) -> AssessmentSource {
    var copy = self
    copy.findings = findings.mapValues { place in
      var place = place
      place.file = name(place.file)
      return place
    }
    copy.texts = texts.relocated(name)
    copy.report.sources = Dictionary(
      report.sources.map { (name($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    copy.figures = figures.map {
      IndicatorFigures(data: $0.data, path: name($0.path), catalogue: $0.catalogue)
    }
    return copy
  }
}
