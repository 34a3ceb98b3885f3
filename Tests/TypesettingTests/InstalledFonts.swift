import Fonts
import Foundation
import TestSupport
import Typesetting

/// The stack of the repository on the fonts of the package fonts-noto-cjk.
enum InstalledFonts {
  static func typesetter() throws -> Typesetter {
    let json = try Data(contentsOf: RepositoryFiles.root.appending(path: "Fonts/stack.json"))
    return Typesetter(
      library: try FontLibrary(
        stack: FontStack(json: Array(json)), folders: ["/usr/share/fonts/opentype/noto"]))
  }
}
