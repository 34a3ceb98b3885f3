public import Diagnostics

/// The schema of templates, read from `Schemas/template.rng`: plain data, used for any number of templates.
public struct TemplateSchema: Sendable {
  let source: XMLSource
  let vocabulary: SchemaVocabulary
  private static let largest = 4 << 20

  /// Reads the schema.
  ///
  /// - Parameters:
  ///   - bytes: The RELAX NG schema in XML syntax.
  ///   - path: Its path, for messages.
  /// - Throws: `InputRejected` if it is not well-formed, or uses a part of RELAX NG that templates do not need.
  public init(_ bytes: [UInt8], path: String) throws(InputRejected) {
    source = try XMLSource(bytes, path: path, limit: Self.largest)
    guard let plain = try XMLTree(source).plainRoot() else {
      throw InputRejected([.emptyFile(path: path)])
    }
    vocabulary = try SchemaVocabulary(schema: plain.root)
  }
}
