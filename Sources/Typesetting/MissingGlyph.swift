public import Fonts

/// A character that no font of its role has.
public struct MissingGlyph: Error, Hashable, Sendable {
  /// The code points that belong together, such as a base and its variation selector.
  public var scalars: [Unicode.Scalar]
  /// The role that was asked.
  public var font: FontRole
  /// The words around it, for the reader of the message.
  public var context: String

  /// Gathers the parts.
  public init(scalars: [Unicode.Scalar], font: FontRole, context: String) {
    self.scalars = scalars
    self.font = font
    self.context = context
  }
}
