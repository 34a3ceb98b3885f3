/// Why fonts cannot be used.
public enum FontError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file is in none of the folders.
  case missingFile(name: String, folders: [String])
  /// A file cannot be read as a font, or lacks what a font needs.
  case unreadable(path: String)
  /// The file has fewer faces.
  case missingFace(path: String, index: Int, count: Int)
  /// The face has another name than the stack says.
  case wrongName(path: String, index: Int, expected: String, found: String)
  /// Two files have a face of one name, under which glyph runs could not tell them apart.
  case sameName(name: String, path: String, other: String)
  /// The font stack file is wrong.
  case stack(reason: String)
  /// A role has no face at all.
  case emptyRole(String)
  /// HarfBuzz could not cut the face.
  case subsetFailed(name: String)

  /// What to tell a Chinese reader.
  public var chinese: String {
    switch self {
    case .missingFile(let name, let folders):
      """
      找不到字体文件 \(name)。已查找：\(folders.isEmpty ? "（没有字体文件夹）" : folders.joined(separator: "、"))。\
      请安装软件包 fonts-noto-cjk，或把该文件放进其中一个文件夹。
      """
    case .unreadable(let path): "无法读取字体 \(path)：文件损坏或不是字体。请重新安装或换一个文件。"
    case .missingFace(let path, let index, let count):
      "字体 \(path) 只有 \(count) 个字面，没有第 \(index) 个（从 0 数起）。请改正 stack.json 中的 face。"
    case .wrongName(let path, let index, let expected, let found):
      "字体 \(path) 的第 \(index) 个字面名为 \(found)，而 stack.json 要求 \(expected)。请改正其一。"
    case .sameName(let name, let path, let other):
      "字体 \(path) 与 \(other) 的名称都是 \(name)，但不是同一个文件。请只用其中一个。"
    case .stack(let reason): "字体表 stack.json 有误：\(reason)。"
    case .emptyRole(let role): "字体角色 \(role) 没有可用的字体。请在 stack.json 中至少为它列出一个已安装的字体。"
    case .subsetFailed(let name): "无法从字体 \(name) 中取出所用的字形；字体文件可能已损坏。"
    }
  }

  /// What to tell an English reader.
  public var english: String {
    switch self {
    case .missingFile(let name, let folders):
      """
      font file \(name) not found; looked in \(folders.isEmpty ? "(no font folder)" : folders.joined(separator: ", ")). \
      Install the package fonts-noto-cjk, or put the file into one of these folders.
      """
    case .unreadable(let path):
      "cannot read font \(path): damaged, or not a font. Install it again or use another file."
    case .missingFace(let path, let index, let count):
      "font \(path) has \(count) faces, and none with index \(index). Correct \"face\" in stack.json."
    case .wrongName(let path, let index, let expected, let found):
      "face \(index) of \(path) is named \(found), but stack.json asks for \(expected). Correct one of them."
    case .sameName(let name, let path, let other):
      "fonts \(path) and \(other) are both named \(name), but are not the same file. Use only one of them."
    case .stack(let reason): "stack.json is wrong: \(reason)."
    case .emptyRole(let role):
      "no usable font for \(role). List at least one installed font for it in stack.json."
    case .subsetFailed(let name): "cannot cut the glyphs in use out of font \(name); the file may be damaged."
    }
  }

  /// The English wording.
  public var description: String { english }
}
