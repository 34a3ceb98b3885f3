internal import CHarfBuzz

/// The library that shapes and cuts fonts.
public enum ShapingLibrary {
  /// The version of HarfBuzz as the running program has it, such as `6.0.0`.
  public static var version: String { String(cString: hb_version_string()) }
}
