import Canvas

extension FontLibrary {
  /// The library with a face of its own before the others of some roles, for all that it has; what it lacks comes from
  /// the others as before.
  ///
  /// - Throws: `FontError.sameName` where another file has a face of the same name.
  public func preferring(_ preferred: [FontRole: FontFace]) throws(FontError) -> FontLibrary {
    var roles: [FontRole: [any Face]] = [:]
    var paths: [String: String] = [:]
    for role in FontRole.allCases {
      let own = preferred[role].map { [$0 as any Face] } ?? []
      let list = own + faces(for: role)
      for case let face as FontFace in list {
        let place = "\(face.path)#\(face.faceIndex)"
        if let other = paths[face.id.name], other != place {
          throw .sameName(name: face.id.name, path: face.path, other: String(other.prefix { $0 != "#" }))
        }
        paths[face.id.name] = place
      }
      roles[role] = list
    }
    return try FontLibrary(faces: roles)
  }
}
