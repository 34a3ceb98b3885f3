public import Canvas
public import Diagnostics
public import DocumentModel
public import Fonts
import InputFiles
public import PageLayout

/// A consultancy's brand, ready for any number of reports.
public struct Brand: Sendable {
  /// The design with the brand's colours, headings, logo and names.
  public let theme: Theme
  /// The pictures that pages refer to, as PNG files that have been looked through.
  public let images: [ImageID: [UInt8]]
  /// The faces that come first in their roles.
  public let faces: [FontRole: FontFace]
  /// Where the brand file names each picture and each face, by the name of the picture or of the face.
  public let places: [String: SourceLocation]

  /// Where the logo and the fonts lie, which a report must not be written over.
  public var files: [String] {
    (file.logo.map { [$0.path] } ?? []) + file.fonts.values.map(\.file.path).sorted()
  }

  private let file: BrandFile

  init(_ file: BrandFile, theme: Theme, logo: LogoFile?, fonts: BrandFonts) {
    self.file = file
    self.theme = theme
    images = logo?.image.map { [$0.id: $0.bytes] } ?? [:]
    faces = fonts.faces
    var places = fonts.places
    if let image = logo?.image, let place = file.logo?.location { places[image.id.name] = place }
    self.places = places
  }

  /// Puts the brand's words into a report.
  ///
  /// Words are added, or take the place of the template's own choice of words beside the document's label; the label
  /// itself, which says that the scores are not official, always stays.
  public func dress(_ document: inout Document) {
    if let mark = file.confidentiality?.value {
      let kept =
        document.footer.firstRange(of: document.label).map { document.footer[$0.lowerBound...] } ?? document.footer[...]
      document.footer = kept.isEmpty ? mark : "\(mark) · \(kept)"
    }
    if let footer = file.footer?.value {
      document.footerCenter = document.footerCenter.isEmpty ? footer : "\(document.footerCenter) · \(footer)"
    }
    // `--draft` says more than any mark.
    if document.watermark == nil { document.watermark = file.watermark?.value }
    document.blocks = document.blocks.map { block in
      guard case .cover(var cover) = block else { return block }
      if let overline = file.overline?.value { cover.overline = overline }
      if let statement = file.statement?.value { cover.statement += statement }
      return .cover(cover)
    }
  }
}
