/// The characters that simplified Chinese text is likely to use: GB/T 2312-1980, its Han characters and marks, and ASCII.
public enum CommonCharacters {
  /// The characters.
  public static let scalars: [Unicode.Scalar] =
    (0x20...0x7E).compactMap(Unicode.Scalar.init) + Array(marks.unicodeScalars) + Array(han.unicodeScalars)

  private static let marks = "·×÷°±–—‘’“”…‰℃→①②③④⑤⑥⑦⑧⑨⑩●○★☆■□▲△▼▽　、。〈〉《》「」『』【】〔〕！（），：；？～％￥"
}
