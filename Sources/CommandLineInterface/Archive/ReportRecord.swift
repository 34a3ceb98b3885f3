internal import Comparison
internal import Diagnostics
internal import Foundation
internal import ReportComposer

/// How a report was made and what its bytes were, as an archive keeps it.
struct ReportRecord: Codable, Equatable {
  /// The SHA-256 of the PDF.
  var sha256: String
  /// How many bytes it has.
  var bytes: Int
  /// The template's file, below its folder.
  var template: String
  /// The brand's file, below its folder.
  var brand: String?
  /// The chapters that were kept.
  var sections: [String]?
  /// Whether it is marked as a draft.
  var draft: Bool
  /// The day of `SOURCE_DATE_EPOCH`.
  var date: String?
  /// The root of a seal that is printed in it.
  var seal: String?
  /// The number of the entry that it was compared with.
  var compare: Int?
  /// Whether that was under another name of the organisation; nil where it was not.
  var renamed: Bool?

  /// Reads the text that ``text`` gives; nil for anything else.
  init?(text: String) {
    guard let record = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
    self = record
  }

  init(
    sha256: String, bytes: Int, template: String, brand: String?, sections: [String]?, draft: Bool, date: String?,
    seal: String?, compare: Int?, renamed: Bool?
  ) {
    self.sha256 = sha256
    self.bytes = bytes
    self.template = template
    self.brand = brand
    self.sections = sections
    self.draft = draft
    self.date = date
    self.seal = seal
    self.compare = compare
    self.renamed = renamed
  }

  /// The record as JSON.
  var json: JSONText {
    func text(_ value: String?) -> JSONText { value.map { .string($0) } ?? .null }
    let comparison =
      (compare.map { [("compare", JSONText.integer($0))] } ?? [])
      + (renamed.map { [("renamed", JSONText.bool($0))] } ?? [])
    return .object(
      [
        ("sha256", .string(sha256)), ("bytes", .integer(bytes)), ("template", .string(template)),
        ("brand", text(brand)),
        ("sections", sections.map { .array($0.map { .string($0) }) } ?? .null), ("draft", .bool(draft)),
        ("date", text(date)), ("seal", text(seal)),
        // The first records had no such members, and their texts are part of their entries' hashes.
      ] + comparison)
  }

  /// The record as an archive keeps it.
  var text: String { json.compact }
}

extension ReportRecord {
  /// What was asked of the report beyond its template.
  var options: CompositionOptions {
    CompositionOptions(sections: sections, watermark: draft ? ReportWording.draft : nil)
  }

  /// What is made of the names of organisations where it compares.
  var organisations: OrganisationPolicy { renamed == true ? .renamed : .one }

  /// Its date and its seal.
  var particulars: ReportPipeline.Particulars { ReportPipeline.Particulars(day: .recorded(date), seal: seal) }
}

/// Words that reports get from the command line.
enum ReportWording {
  /// The watermark of a draft.
  static let draft = "草稿"
}
