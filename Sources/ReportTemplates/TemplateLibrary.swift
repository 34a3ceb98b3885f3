internal import CLibXML2

/// The library that reads templates.
public enum TemplateLibrary {
  /// The version of libxml2 that the program was built with, such as `2.9.14`.
  public static var version: String { LIBXML_DOTTED_VERSION }
}
