internal import Branding
internal import Canvas
internal import Comparison
internal import Diagnostics
internal import DocumentModel
internal import Fonts
internal import Foundation
internal import InputFiles
internal import PDFOutput
internal import PageLayout
internal import ReportComposer
internal import ReportTemplates
internal import ResultDocument
internal import Scoring
internal import Typesetting

/// From a scorecard to the bytes of a PDF: what is the same for every report is prepared once, and shared by the tasks
/// of a batch.
struct ReportPipeline: Sendable {
  /// A finished report.
  struct Report {
    /// The PDF.
    let bytes: [UInt8]
    /// How many pages it has.
    let pageCount: Int
    /// What it says.
    let result: ResultDocument
    /// What deserves a look though the report could be made.
    let warnings: [Diagnostic]
    /// Whether a comparison was given and nothing in the report comes of it.
    let ignoresComparison: Bool
  }

  private let template: CompiledTemplate
  private let fonts: FontLibrary
  private let paintingFonts: PaintingFonts
  private let brand: Brand?

  /// Prepares a template, by name or by path, the fonts and the brand.
  init(template: String, brand: Brand? = nil, data: DataFolders) throws(CommandFailure) {
    let fonts = try ReportFonts.library(data, preferring: brand?.faces ?? [:])
    self.init(
      template: try TemplateSource.load(template, data: data), fonts: fonts, paintingFonts: PaintingFonts(fonts),
      brand: brand)
  }

  /// Takes a template and fonts that are ready, those of the brand among them, to share them among several templates.
  init(template: CompiledTemplate, fonts: FontLibrary, paintingFonts: PaintingFonts, brand: Brand? = nil) {
    self.template = template
    self.fonts = fonts
    self.paintingFonts = paintingFonts
    self.brand = brand
  }

  /// A typesetter for the reports of one task, which remembers the paragraphs that they share.
  func typesetter() -> Typesetter { Typesetter(library: fonts) }

  /// What a report shows that stands neither in the assessment nor in the template.
  struct Particulars {
    /// Where its date comes from.
    enum Day {
      /// `SOURCE_DATE_EPOCH` where it is set, else the day of the assessment.
      case usual
      /// What was recorded of an earlier report: the day that `SOURCE_DATE_EPOCH` named then, if it did.
      case recorded(String?)
    }

    /// Where its date comes from.
    var day = Day.usual
    /// The first digits of the root of a seal, for the foot.
    var seal: String?
  }

  /// Makes one report, with a typesetter of its own or one that made others before.
  func report(
    _ scorecard: Scorecard, comparedIn series: AssessmentSeries? = nil, options: CompositionOptions,
    typesetter: Typesetter? = nil, particulars: Particulars = Particulars()
  ) throws -> Report {
    let result = ResultDocument(scorecard, comparedIn: series)
    var options = options
    options.label = result.root["label"] ?? ""
    let composition = try ReportComposer.composition(
      of: template, with: result.tree(for: template), options: options, watching: series.map { _ in "comparison" })
    var document = composition.document
    let day =
      switch particulars.day {
      case .usual: try ReportDate.fromEnvironment()
      case .recorded(let day): day
      }
    document.date = day ?? document.date
    let warnings = ReportComposer.emptiness(of: document, from: template).map { [$0] } ?? []
    brand?.dress(&document)
    if let seal = particulars.seal {
      document.footerCenter = [document.footerCenter, "封存 \(seal)"].filter { !$0.isEmpty }.joined(separator: " · ")
    }
    let layouter = PageLayouter(theme: brand?.theme ?? Theme(), setter: typesetter ?? self.typesetter())
    let pages = try layouter.layout(document)
    let bytes = try PDFPainter().render(pages, fonts: paintingFonts, images: brand?.images ?? [:])
    return Report(
      bytes: bytes, pageCount: pages.pages.count, result: result, warnings: warnings,
      ignoresComparison: series != nil && !composition.showsWatched)
  }
}

extension ResultDocument {
  /// The document as a template queries it.
  func tree(for template: CompiledTemplate) throws(InputRejected) -> ResultTree {
    let builder = try ResultTreeBuilder(for: template)
    root.walk { step in
      switch step {
      case .begin(let name): builder.begin(name)
      case .value(let name, let value): builder.attribute(name, value)
      case .text(let name, let text): builder.element(name, text: text)
      case .end: builder.end()
      }
    }
    return try builder.finish()
  }
}

/// The only date in a report: `SOURCE_DATE_EPOCH` where it is set, else the day of the assessment.
enum ReportDate {
  /// The day that `SOURCE_DATE_EPOCH` names, in UTC; nil where it is not set.
  static func fromEnvironment(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(CommandFailure) -> String? {
    guard let text = environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return nil }
    // The largest is 9999-12-31; a date of five figures has no place in a PDF.
    guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
      throw CommandFailure(
        .usage, "source-date-epoch",
        LocalizedText(
          chinese: "SOURCE_DATE_EPOCH 应是 1970 年以来的秒数，这里是 \(text)",
          english: "SOURCE_DATE_EPOCH has to be seconds since 1970, and is \(text)"))
    }
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    return String(format: "%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
  }
}

extension ReportPipeline {
  /// What layout refused, with its places in the assessments.
  func missingCharacters(_ refused: [MisplacedGlyph], in texts: [UserTexts]) -> [Diagnostic] {
    MissingCharacters(fonts: fonts).findings(for: refused, in: texts)
  }
}

/// Finds fonts.
enum ReportFonts {
  /// Where font files are looked for after the data folders: Debian's places.
  static let systemFolders = [
    "/usr/share/fonts/opentype/noto", "/usr/local/share/fonts", "/usr/share/fonts/truetype",
  ]

  /// The folders, the user's own first.
  static func folders(_ data: DataFolders) -> [String] { data.folders(.fonts) + systemFolders }

  /// The folders in which a brand's font is looked for by its bare name: those of fonts, and all below them.
  static func searchFolders(_ data: DataFolders) -> [String] {
    let known = folders(data)
    let below = (data.folders(.fonts) + ["/usr/share/fonts", "/usr/local/share/fonts"]).flatMap {
      subfolders(of: $0, depth: deepestFolder)
    }
    return known + below.prefix(mostFolders).filter { !known.contains($0) }
  }

  /// How deep below the folders of fonts they are looked for, and in how many folders.
  private static let deepestFolder = 3
  private static let mostFolders = 500

  /// The folders below one, in scalar order; links are not followed.
  private static func subfolders(of folder: String, depth: Int) -> [String] {
    guard depth > 0, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }.flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      return type == .typeDirectory ? [path] + subfolders(of: path, depth: depth - 1) : []
    }
  }

  /// The stack, from the first data folder that has one.
  static func stack(_ data: DataFolders) throws(CommandFailure) -> FontStack {
    guard let path = data.file(.fonts, "stack.json"), let bytes = FileManager.default.contents(atPath: path)
    else {
      throw TemplateSource.missing("Fonts/stack.json")
    }
    do throws(FontError) { return try FontStack(json: Array(bytes)) } catch {
      throw failure(error, at: SourceLocation(file: path))
    }
  }

  /// The files that the fonts come from, the stack among them, each with the name that it is looked for by.
  static func files(_ data: DataFolders) throws(CommandFailure) -> [(name: String, path: String)] {
    guard let stackPath = data.file(.fonts, "stack.json") else { throw TemplateSource.missing("Fonts/stack.json") }
    let names = Set(try stack(data).sources.values.joined().map(\.fileName)).sorted()
    let folders = folders(data)
    return [("stack.json", stackPath)]
      + names.compactMap { name in
        folders.lazy.map { FilePath.joined($0, name) }.first { FileManager.default.fileExists(atPath: $0) }
          .map { (name, $0) }
      }
  }

  /// Opens the fonts, and puts those of a brand before the others of their roles.
  static func library(
    _ data: DataFolders, preferring faces: [FontRole: FontFace] = [:]
  ) throws(CommandFailure) -> FontLibrary {
    let stack = try stack(data)
    do throws(FontError) {
      return try FontLibrary(stack: stack, folders: folders(data)).preferring(faces)
    } catch {
      throw failure(error, at: nil)
    }
  }

  /// A fault of fonts in the words of the program.
  static func failure(_ error: FontError, at location: SourceLocation?) -> CommandFailure {
    let isMissing = if case .missingFile = error { true } else { false }
    return CommandFailure(
      isMissing ? .inputMissing : .inputWrong, "font",
      LocalizedText(chinese: error.chinese, english: error.description), at: location,
      hint: isMissing
        ? LocalizedText(
          chinese: "安装字体：apt-get install fonts-noto-cjk；或在 Fonts/stack.json 里改用别的字体",
          english: "install the fonts: apt-get install fonts-noto-cjk; or name others in Fonts/stack.json")
        : nil)
  }
}
