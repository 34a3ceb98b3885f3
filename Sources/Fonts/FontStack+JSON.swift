import FoundationEssentials

extension FontStack {
  /// The format that `stack.json` names in its first line.
  public static let format = "pingxing/font-stack/1"

  /// Reads a stack from the text of `stack.json`, strictly: an unknown key, role or empty list is an error.
  public init(json: [UInt8]) throws(FontError) {
    let file: StackFile
    do { file = try JSONDecoder().decode(StackFile.self, from: Data(json)) } catch let problem as StackProblem {
      throw .stack(reason: problem.reason)
    } catch let error as DecodingError {
      throw .stack(reason: Self.describe(error))
    } catch {
      throw .stack(reason: "\(error)")
    }
    guard file.format == Self.format else {
      throw .stack(reason: "format: \(file.format), expected \(Self.format)")
    }
    var sources: [FontRole: [FontSource]] = [:]
    for role in FontRole.allCases {
      guard let entries = file.roles[role.description], !entries.isEmpty else {
        throw .stack(reason: "roles.\(role): no font")
      }
      sources[role] = try entries.map { entry throws(FontError) in try Self.source(entry, of: role) }
    }
    let known = Set(FontRole.allCases.map(\.description))
    if let unknown = file.roles.keys.sorted().first(where: { !known.contains($0) }) {
      throw .stack(reason: "roles.\(unknown): unknown role")
    }
    self.init(sources: sources)
  }

  private static func source(_ entry: StackEntry, of role: FontRole) throws(FontError) -> FontSource {
    guard !entry.file.isEmpty, !entry.file.contains("/"), entry.file != ".." else {
      throw .stack(reason: "roles.\(role).file: \(entry.file) is not a file name")
    }
    guard (0..<256).contains(entry.face) else {
      throw .stack(reason: "roles.\(role).face: \(entry.face) is out of range")
    }
    return FontSource(
      fileName: entry.file, faceIndex: entry.face, postScriptName: entry.name,
      isOptional: entry.optional ?? false)
  }

  private static func describe(_ error: DecodingError) -> String {
    let (context, what): (DecodingError.Context, String) =
      switch error {
      case .keyNotFound(let key, let context): (context, "\(key.stringValue) is missing")
      case .typeMismatch(_, let context): (context, "wrong type")
      case .valueNotFound(_, let context): (context, "null")
      case .dataCorrupted(let context): (context, "not JSON")
      @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "\(error)")
      }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? what : "\(path): \(what)"
  }
}

private struct StackProblem: Error {
  let reason: String
}

/// The file as it is written.
private struct StackFile: Decodable {
  let format: String
  let roles: [String: [StackEntry]]

  private enum CodingKeys: String, CodingKey, CaseIterable { case format, roles }

  init(from decoder: any Decoder) throws {
    try rejectUnknownKeys(of: decoder, known: CodingKeys.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(String.self, forKey: .format)
    roles = try container.decode([String: [StackEntry]].self, forKey: .roles)
  }
}

private struct StackEntry: Decodable {
  let file: String
  let face: Int
  let name: String
  let optional: Bool?

  private enum CodingKeys: String, CodingKey, CaseIterable { case file, face, name, optional }

  init(from decoder: any Decoder) throws {
    try rejectUnknownKeys(of: decoder, known: CodingKeys.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: CodingKeys.self)
    file = try container.decode(String.self, forKey: .file)
    face = try container.decode(Int.self, forKey: .face)
    name = try container.decode(String.self, forKey: .name)
    optional = try container.decodeIfPresent(Bool.self, forKey: .optional)
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

private func rejectUnknownKeys(of decoder: any Decoder, known: [String]) throws {
  let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted()
  guard let unknown = keys.first(where: { !known.contains($0) }) else { return }
  let path = (decoder.codingPath.map(\.stringValue) + [unknown]).joined(separator: ".")
  throw StackProblem(reason: "\(path): unknown key")
}
