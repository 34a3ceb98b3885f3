/// A piece of a line of text.
public indirect enum Inline: Hashable, Sendable {
  /// Text in one character style.
  case text(String, CharacterStyle)
  /// A mark as a small square with its number.
  case mark(MarkSquare)
  /// A small empty square to tick or ring by hand, with its label in it, such as a mark; drawn, never a character.
  case tickBox(label: String)
  /// A ruled blank to write on by hand, in ems of the text.
  case blank(ems: Double)
  /// A forced end of line.
  case lineBreak
  /// Text that leads to another place of the document.
  case reference(to: Anchor, String, CharacterStyle)
  /// The printed number of the page on which an anchor stands; layout fills it in.
  case pageNumber(of: Anchor, CharacterStyle)
  /// Text that leads out of the document.
  case link(url: String, String, CharacterStyle)
  /// Space up to the right edge, so that what follows stands flush right.
  case fill
  /// Pieces among which no line ends, unless the column is too narrow for them.
  case together([Inline])

  /// Plain text in the style of its paragraph.
  public static func plain(_ text: String) -> Inline { .text(text, .plain) }
}

/// A place that others refer to, by a name out of `a`–`z`, `0`–`9` and `-`.
public struct Anchor: Hashable, Sendable {
  /// The name.
  public let name: String

  /// Names an anchor.
  public init(_ name: String) { self.name = name }
}

/// How a run differs from its paragraph.
public struct CharacterStyle: Hashable, Sendable {
  /// Bold face of the paragraph's family; never synthetic.
  public var isBold = false
  /// Set in the sans family (黑体) whatever the paragraph's.
  public var isSans = false
  /// Digits of equal width, ligatures off: for figures and codes.
  public var isTabular = false
  /// The colour's role, nil for the paragraph's.
  public var color: ColorRole?
  /// The size relative to the paragraph's, such as 0.85.
  public var scale: Double = 1

  /// Names a style.
  public init(
    isBold: Bool = false, isSans: Bool = false, isTabular: Bool = false, color: ColorRole? = nil,
    scale: Double = 1
  ) {
    self.isBold = isBold
    self.isSans = isSans
    self.isTabular = isTabular
    self.color = color
    self.scale = scale
  }

  /// As the paragraph is.
  public static let plain = CharacterStyle()
  /// Bold.
  public static let bold = CharacterStyle(isBold: true)
}

/// A colour by its part in the design; the theme says which it is.
public enum ColorRole: String, Hashable, Sendable, CaseIterable {
  /// Body text.
  case text
  /// Second-rank text: captions, labels, running heads.
  case muted
  /// Structure: headings, rules, bars.
  case primary
  /// A quiet form of the structure colour: earlier years, backgrounds of bars.
  case primaryLight
  /// Stars, and nothing else.
  case star
  /// A shaded ground.
  case ground
  /// Hairlines.
  case hairline
  /// Paper.
  case paper
  /// The ordered scale of marks, 1 to 5.
  case mark1, mark2, mark3, mark4, mark5
}

/// A mark shown as a small square with its number.
public struct MarkSquare: Hashable, Sendable {
  /// The mark, 1 to 5; nil where it was not given.
  public var mark: Int?
  /// Whether the mark counts less for want of evidence; shown by a frame.
  public var isCapped: Bool

  /// Names a square.
  public init(mark: Int?, isCapped: Bool = false) {
    self.mark = mark
    self.isCapped = isCapped
  }
}
