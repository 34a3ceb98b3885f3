internal import Diagnostics
internal import Foundation
internal import History
internal import Sealing

/// What the `entry.json` of an export says of its entry, read back to be checked.
struct ExportedRecord: Decodable {
  private struct Period: Decodable { let from: String, to: String }
  private struct Scorer: Decodable { let role: String, name: String }
  private struct Line: Decodable {
    let rubric: String, version: String, result: String, english: String, score: String

    enum CodingKeys: String, CodingKey {
      case rubric, version
      case result = "result-display"
      case english = "result-display-en"
      case score = "score-display"
    }
  }

  private let number: Int, hash: String, previous: String, recorded: String, tool: String, organisation: String
  private let period: Period, date: String, scorer: Scorer, results: [Line]
  private let corrects: Int?, correctedBy: Int?, reason: String?, report: ReportRecord?
  private let assessment: String, result: String, manifest: String

  enum CodingKeys: String, CodingKey {
    case number, hash, previous, recorded, tool, organisation, period, date, scorer, results, corrects, reason, report
    case correctedBy = "corrected-by"
    case assessment = "assessment-sha256"
    case result = "result-sha256"
    case manifest = "manifest-sha256"
  }

  /// The entry that it tells of; nil where a digest is none.
  private var entry: ArchiveEntry? {
    guard let hash = Digest(hexadecimal: hash), let previous = Digest(hexadecimal: previous),
      let assessment = Digest(hexadecimal: assessment), let result = Digest(hexadecimal: result),
      let manifest = Digest(hexadecimal: manifest)
    else { return nil }
    let lines = results.map {
      EntryResults.Line(
        rubric: $0.rubric, version: $0.version, result: $0.result, resultEnglish: $0.english, score: $0.score)
    }
    return ArchiveEntry(
      number: number, previous: previous, recorded: recorded, tool: tool, organisation: organisation,
      periodFrom: period.from, periodTo: period.to, date: date, scorerRole: scorer.role, scorer: scorer.name,
      results: EntryResults.text(of: lines), corrects: corrects, reason: reason, report: report?.text,
      assessment: assessment, result: result, manifest: manifest, hash: hash, correctedBy: correctedBy)
  }

  /// What is wrong with a record; nil where nothing is.
  ///
  /// The hash covers all members but `corrected-by`, which tells of a later entry. Whoever writes another hash too is found
  /// out by the result document as far as that goes, and beyond by the hash itself, which stands in the archive.
  ///
  /// - Parameters:
  ///   - text: the record's bytes.
  ///   - result: those of the result document beside it.
  ///   - seal: the manifest beside it.
  static func fault(in text: [UInt8], result: [UInt8]?, seal: Seal) -> LocalizedText? {
    guard let record = try? JSONDecoder().decode(Self.self, from: Data(text)), let entry = record.entry else {
      return LocalizedText(chinese: "读不出", english: "cannot be read")
    }
    let forms = EntryText(entry: entry)
    // The first version wrote no format. What is added beside the members, or written twice, is told by the bytes alone.
    guard [forms.record, forms.json].contains(where: { Array(($0.indented + "\n").utf8) == text }) else {
      return LocalizedText(chinese: "不是导出时的样子", english: "is not as it was exported")
    }
    guard entry.fitsHash else {
      return LocalizedText(chinese: "所写的与本条哈希不符", english: "says what does not fit the entry's hash")
    }
    guard seal.files.contains(where: { $0.role == .assessment && $0.digest == entry.assessment }) else {
      return LocalizedText(chinese: "说的是另一份评估", english: "tells of another assessment")
    }
    let other = result.map { ResultInShort.differences(of: entry, from: $0) } ?? []
    guard !other.isEmpty else { return nil }
    return LocalizedText(
      chinese: "与 \(EntryFiles.result) 不符：" + other.joined(separator: "、"),
      english: "differs from \(EntryFiles.result) in \(other.joined(separator: ", "))")
  }
}
