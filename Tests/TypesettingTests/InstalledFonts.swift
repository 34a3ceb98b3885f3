import Fonts
import Foundation
import TestSupport
import Typesetting

/// The stack of the repository on the fonts of the package fonts-noto-cjk.
enum InstalledFonts {
  static func library() throws -> FontLibrary {
    let json = try Data(contentsOf: RepositoryFiles.root.appending(path: "Fonts/stack.json"))
    return try FontLibrary(stack: FontStack(json: Array(json)), folders: ["/usr/share/fonts/opentype/noto"])
  }

  static func typesetter() throws -> Typesetter { Typesetter(library: try library()) }
}
