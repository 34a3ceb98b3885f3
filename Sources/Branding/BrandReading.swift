public import Diagnostics
import DocumentModel
import Fonts
public import InputFiles
import LineBreaking
import PageLayout

/// What reading a brand with all its files gave.
public struct BrandReading: Sendable {
  /// The brand; nil where one of the findings of reading is an error.
  public let brand: Brand?
  /// The brand as far as it could be read, to try out its logo and fonts; never for a report.
  public let draft: Brand?
  /// The texts of the brand that reports print, with their places.
  public let texts: UserTexts
  /// What was found, with the texts; whoever tries the brand out may add to it.
  public var report: DiagnosticReport
  /// Whether the brand file itself could not be found or opened.
  public let isMissing: Bool
  /// Whether it could be read as YAML, so that what was found is about its content.
  public let isReadable: Bool

  /// Reads a brand file, its logo and its fonts, and reports everything that is wrong with them at once.
  ///
  /// - Parameter fontFolders: where a font is looked for that does not lie beside the brand, in order.
  public init(_ path: String, fontFolders: [String]) {
    let load = BrandFile.load(path, fontFolders: fontFolders)
    isMissing = load.isMissing
    isReadable = load.isReadable
    texts = load.texts
    guard let file = load.draft else {
      brand = nil
      draft = nil
      report = load.report
      return
    }
    var report = load.report
    var theme = Theme()
    let palette = BrandPalette(file, over: theme.colors)
    let logo = file.logo.map { LogoFile($0, brandPath: path) }
    let fonts = BrandFonts(file)
    let found = palette.diagnostics + (logo?.diagnostics ?? []) + fonts.diagnostics
    report.add(found)
    report.sources.merge(logo?.sources ?? [:]) { first, _ in first }
    theme.colors = palette.colors
    // A mark that stands on every page for good must not get between the reader and the words.
    if file.watermark != nil { theme.watermarkOpacity *= 0.4 }
    if file.headings?.value == "serif" { theme.setHeadingsInSerif() }
    if let level = file.lineBreaks.flatMap({ ProhibitionLevel(rawValue: $0.value) }) { theme.prohibition = level }
    theme.brand = PageBrand(
      logo: logo?.logo, name: file.consultancy?.value ?? "",
      shortName: file.shortName?.value ?? "", line: file.line?.value ?? "",
      confidentiality: file.confidentiality?.value ?? "", hasAccent: palette.hasAccent)
    draft = Brand(file, theme: theme, logo: logo, fonts: fonts)
    brand = report.hasErrors ? nil : draft
    self.report = report
  }
}

extension Theme {
  /// Sets the words of the cover, headings and large statements in 宋体 instead of 黑体.
  fileprivate mutating func setHeadingsInSerif() {
    for index in headings.indices { headings[index].font.family = .serif }
    for index in contents.indices { contents[index].font.family = .serif }
    display.font.family = .serif
    coverTitle.font.family = .serif
    coverOrganisation.font.family = .serif
  }
}
