internal import CCairo
internal import CFreeType

/// The versions of the libraries that paint, as the running program has them.
public enum PaintingLibraries {
  /// The version of Cairo, such as `1.16.0`.
  public static var cairo: String { String(cString: cairo_version_string()) }

  /// The version of FreeType, such as `2.12.1`; nil where it cannot be started.
  public static var freeType: String? {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else { return nil }
    defer { FT_Done_FreeType(library) }
    var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
    FT_Library_Version(library, &major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
