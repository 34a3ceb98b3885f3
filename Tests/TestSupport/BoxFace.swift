public import Canvas
public import Fonts

/// A face whose glyphs are boxes, so that layouts can be reckoned by hand: Han, kana, full-width marks,
/// dashes, ellipses, interpuncts and curly quotation marks are one em wide, everything else half an em.
///
/// The glyph index is the scalar value. Marks that combine with the character before them have no width.
public final class BoxFace: Face {
  /// The name.
  public let id: FontID
  /// Ascent 0.88 and descent 0.12, the em box of Han.
  public let metrics = FontMetrics(
    ascent: 0.88, descent: 0.12, capHeight: 0.7, xHeight: 0.5, emBoxTop: 0.88, emBoxBottom: -0.12)
  /// Half an em, as every digit.
  public let widestDigit = 0.5
  private let covers: @Sendable (Unicode.Scalar) -> Bool

  /// Makes a face that has the characters that `covers` says, but no controls.
  public init(_ name: String = "Box", covers: @escaping @Sendable (Unicode.Scalar) -> Bool = { _ in true }) {
    id = FontID(name)
    self.covers = covers
  }

  /// A library that serves every role with one box face.
  public static func library() -> FontLibrary { library(of: [BoxFace()]) }

  /// A library that serves every role with the same faces.
  public static func library(of faces: [any Face]) -> FontLibrary {
    let roles = Dictionary(uniqueKeysWithValues: FontRole.allCases.map { ($0, faces) })
    guard let library = try? FontLibrary(faces: roles) else { preconditionFailure("a test gave no face") }
    return library
  }

  /// The scalar value of a covered character.
  public func glyph(for scalar: Unicode.Scalar, variation: Unicode.Scalar?) -> UInt32? {
    variation == nil && scalar.properties.generalCategory != .control && covers(scalar) ? scalar.value : nil
  }

  /// One box a scalar; a line may break before any of them.
  public func shape(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, features: ShapingFeatures,
    with buffer: ShapingBuffer,
    into glyphs: inout [ShapedGlyph]
  ) {
    var offset = range.lowerBound
    var cluster = offset
    for scalar in String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self).unicodeScalars {
      let joins = scalar.properties.isGraphemeExtend || scalar == "\u{200D}"
      if !joins { cluster = offset }
      let isHidden = joins || scalar.properties.isDefaultIgnorableCodePoint
      glyphs.append(
        ShapedGlyph(
          index: isHidden ? 0x20 : glyph(for: scalar, variation: nil) ?? 0, cluster: cluster,
          advance: isHidden ? 0 : Self.width(of: scalar, features)))
      offset += UTF8.width(scalar)
    }
  }

  private static func width(of scalar: Unicode.Scalar, _ features: ShapingFeatures) -> Double {
    switch scalar.value {
    case 0x2018, 0x2019, 0x201C, 0x201D: features.proportionalWidths ? 0.5 : 1
    case 0xB7, 0x2014, 0x2026, 0x2236, 0x22EF, 0x2E3A: 1
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x20000...0x3FFFF:
      1
    default: 0.5
    }
  }
}
