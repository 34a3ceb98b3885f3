public import Fonts

/// A character that no font of its role has.
public struct MissingGlyph: Hashable, Sendable {
  /// The code points that belong together, such as a base and its variation selector.
  public var scalars: [Unicode.Scalar]
  /// The role that was asked.
  public var font: FontRole
  /// How many user-perceived characters of the paragraph stand before it, and 1.
  public var position: Int
  /// The words around it, for the reader of the message.
  public var context: String

  /// Gathers the parts.
  public init(scalars: [Unicode.Scalar], font: FontRole, position: Int, context: String) {
    self.scalars = scalars
    self.font = font
    self.position = position
    self.context = context
  }
}

/// All characters of a paragraph that no font has, each named once, where it stands first.
public struct MissingGlyphs: Error, Hashable, Sendable {
  /// How many are named at most: a text in a script without a font has no use for a longer list.
  public static let mostNamed = 100

  /// The characters, in the order of the text; never empty.
  public var glyphs: [MissingGlyph]

  /// Gathers the characters.
  public init(glyphs: [MissingGlyph]) { self.glyphs = glyphs }
}
