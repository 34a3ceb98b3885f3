/// Which font files serve each role, in order: the first face that has a character shows it.
public struct FontStack: Hashable, Sendable {
  /// The sources of each role; every role has at least one.
  public let sources: [FontRole: [FontSource]]

  /// Gathers the sources of each role.
  public init(sources: [FontRole: [FontSource]]) { self.sources = sources }
}

/// One face of one font file.
public struct FontSource: Hashable, Sendable {
  /// The name of the file, without a folder: folders are searched in the order that the caller gives.
  public let fileName: String
  /// The number of the face in the file, from 0; a collection (`.ttc`) has several.
  public let faceIndex: Int
  /// The PostScript name that the face must have, so that a changed file is noticed.
  public let postScriptName: String
  /// Whether the stack works without this file.
  public let isOptional: Bool

  /// Names a face.
  public init(fileName: String, faceIndex: Int, postScriptName: String, isOptional: Bool = false) {
    self.fileName = fileName
    self.faceIndex = faceIndex
    self.postScriptName = postScriptName
    self.isOptional = isOptional
  }
}
