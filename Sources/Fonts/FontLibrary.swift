public import Canvas
import FoundationEssentials

/// The faces that serve each role, opened once and shared by all tasks.
public final class FontLibrary: Sendable {
  private let facesByRole: [FontRole: [any Face]]
  private let facesByID: [FontID: any Face]

  /// Opens every file of a stack, each face once.
  ///
  /// - Parameter folders: where to look for the files, first the user's own folder.
  /// - Throws: the first `FontError`; an optional source that no folder has is left out.
  public convenience init(stack: FontStack, folders: [String]) throws(FontError) {
    var opened: [FontSource: FontFace] = [:]
    var roles: [FontRole: [any Face]] = [:]
    for role in FontRole.allCases {
      var faces: [any Face] = []
      for source in stack.sources[role] ?? [] {
        if let face = opened[source] {
          faces.append(face)
          continue
        }
        guard let path = Self.path(of: source, in: folders) else {
          if source.isOptional { continue }
          throw .missingFile(name: source.fileName, folders: folders)
        }
        let face = try FontFace(
          path: path, faceIndex: source.faceIndex, postScriptName: source.postScriptName)
        opened[source] = face
        faces.append(face)
      }
      roles[role] = faces
    }
    try self.init(faces: roles)
  }

  /// Serves roles by given faces, such as the box faces of tests; every role needs at least one.
  ///
  /// - Throws: `FontError.emptyRole`.
  public init(faces: [FontRole: [any Face]]) throws(FontError) {
    var byID: [FontID: any Face] = [:]
    for role in FontRole.allCases {
      guard let list = faces[role], !list.isEmpty else { throw .emptyRole(role.description) }
      for face in list { byID[face.id] = face }
    }
    facesByRole = faces
    facesByID = byID
  }

  /// Where a source's file lies: in the first folder that has it; nil if none does.
  public static func path(of source: FontSource, in folders: [String]) -> String? {
    folders.lazy.map { $0.hasSuffix("/") ? $0 + source.fileName : "\($0)/\(source.fileName)" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }

  /// The faces of a role, in order of preference; never empty.
  public func faces(for role: FontRole) -> [any Face] { facesByRole[role] ?? [] }

  /// The face that glyph runs call by an id.
  public func face(_ id: FontID) -> (any Face)? { facesByID[id] }

  /// The lines of a role's first face, in ems.
  public func metrics(of role: FontRole) -> FontMetrics {
    guard let face = facesByRole[role]?.first else { preconditionFailure("checked by the initialiser") }
    return face.metrics
  }
}
