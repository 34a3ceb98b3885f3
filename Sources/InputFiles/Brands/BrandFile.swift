public import Diagnostics

/// What a `brand.yml` says, with the place of everything that later stages may have something to say about.
///
/// Every part may be missing. Texts stand on one line and within their limits; files lie in the brand's folder, or are
/// fonts of the font folders. What is in those files has not been looked at.
public struct BrandFile: Sendable {
  /// A file that the brand names.
  public struct NamedFile: Sendable {
    /// The path as written.
    public let name: String
    /// Where the file lies, links resolved.
    public let path: String
    /// Where the name stands.
    public let location: SourceLocation
  }

  /// A font file for a role.
  public struct Font: Sendable {
    /// The file.
    public let file: NamedFile
    /// The number of the face in the file, from 0.
    public let face: Int
  }

  /// A colour that a brand may set.
  public enum ColorKey: String, Sendable, CaseIterable {
    /// Structure: headings, the band of the cover, charts.
    case primary
    /// Stars and small accents.
    case accent
    /// Body text.
    case text
    /// Notes, labels, running heads.
    case muted
    /// Hairlines.
    case hairline
    /// The ground of panels.
    case ground
    /// The hue of the five steps of marks.
    case marks
  }

  /// The path as the user gave it.
  public let path: String
  /// The consultancy's full name.
  public internal(set) var consultancy: Located<String>?
  /// Its short name, for running heads.
  public internal(set) var shortName: Located<String>?
  /// A line for the client below the full name.
  public internal(set) var line: Located<String>?
  /// The logo.
  public internal(set) var logo: NamedFile?
  /// Colours as 0xRRGGBB.
  public internal(set) var colors: [ColorKey: Located<UInt32>] = [:]
  /// Fonts by the name of the role, such as `sans-bold`.
  public internal(set) var fonts: [String: Font] = [:]
  /// The family of headings, `serif` or `sans`.
  public internal(set) var headings: Located<String>?
  /// The line above the title of the cover.
  public internal(set) var overline: Located<String>?
  /// What follows the statement of the cover.
  public internal(set) var statement: Located<String>?
  /// The middle of the foot.
  public internal(set) var footer: Located<String>?
  /// The confidentiality mark.
  public internal(set) var confidentiality: Located<String>?
  /// The words across every page.
  public internal(set) var watermark: Located<String>?
  /// How strictly marks are kept from line starts and ends: `none`, `basic`, `gb` or `strict`.
  public internal(set) var lineBreaks: Located<String>?

  init(path: String) { self.path = path }
}

/// What loading a brand file gave.
public struct BrandFileLoad: Sendable {
  /// What the file says; nil where one of the findings is an error.
  public let file: BrandFile?
  /// What could be read of the file, errors or not, so that its logo and fonts are looked at in the same run; never for use.
  public var draft: BrandFile?
  /// The texts that reports print, with their places.
  public var texts = UserTexts()
  /// What was found, with the text.
  public let report: DiagnosticReport
  /// Whether the file could not be found or opened, as opposed to being wrong.
  public let isMissing: Bool
  /// Whether the file could be read as YAML, so that what was found is about its content.
  public let isReadable: Bool
}
