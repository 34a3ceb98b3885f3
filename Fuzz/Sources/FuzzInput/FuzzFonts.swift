public import Fonts
import FoundationEssentials

/// The fonts of a run: boxes, or the installed ones where `FUZZ_FONT_STACK` names a stack file.
public enum FuzzFonts {
  /// Boxes for every character but the private ones and controls.
  public static let boxes = BoxFace.library(of: [
    BoxFace("First") { $0.value < 0x20000 && $0.value != 0x4DAE }, BoxFace("Second"),
  ])

  /// The fonts of the stack file, or boxes.
  public static let installed: FontLibrary = {
    guard let path = ProcessInfo.processInfo.environment["FUZZ_FONT_STACK"],
      let data = FileManager.default.contents(atPath: path),
      let stack = try? FontStack(json: Array(data)),
      let library = try? FontLibrary(stack: stack, folders: ["/usr/share/fonts/opentype/noto"])
    else { return boxes }
    return library
  }()
}
