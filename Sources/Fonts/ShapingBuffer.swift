internal import CHarfBuzz

/// The scratch memory of one task's shaping, used again for every run.
///
/// It must not be shared between tasks, and is not Sendable for that reason.
public final class ShapingBuffer {
  /// A language tag such as `zh-Hans`, which chooses the regional forms and full-width quotation marks.
  public let language: String

  let buffer: OpaquePointer
  private let languageHandle: OpaquePointer?

  /// Allocates a buffer for text in a language (BCP 47).
  public init(language: String = "zh-Hans") {
    self.language = language
    buffer = hb_buffer_create()
    languageHandle = hb_language_from_string(language, -1)
    // One cluster is a user-perceived character, in text order: what copying and line breaking need.
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES)
  }

  deinit { hb_buffer_destroy(buffer) }

  /// Loads a slice of a text with its context.
  ///
  /// Default ignorables (joiners, variation selectors without a glyph) keep an invisible glyph of no advance
  /// instead of being removed, so that each byte of the text stays in a cluster that has a glyph.
  func load(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    hb_buffer_clear_contents(buffer)
    text.withMemoryRebound(to: CChar.self) { bytes in
      hb_buffer_add_utf8(
        buffer, bytes.baseAddress, Int32(clamping: bytes.count), UInt32(range.lowerBound), Int32(range.count))
    }
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN)
    hb_buffer_set_language(buffer, languageHandle)
  }
}
