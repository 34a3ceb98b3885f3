import Canvas
import LineBreaking

/// A user-perceived character of a paragraph with its glyphs, as the line maker sees it.
struct Cluster: Sendable {
  /// Its bytes in the paragraph's text.
  var bytes: Range<Int>
  /// Its glyphs in the paragraph's list of glyphs.
  var glyphs: Range<Int>
  /// The index of its style; the one before for what is not text.
  var style: Int
  /// The index of its face in the role's list.
  var face: Int
  /// What it is to the rules of Chinese typesetting.
  var kind: ClusterKind
  /// The size of an em.
  var em: Points
  /// The advance that the font gives.
  var advance: Points
  /// What is taken off at the left; negative where space is added to centre a narrow glyph.
  var leftTrim: Points = 0
  /// What is taken off at the right.
  var rightTrim: Points = 0
  /// Space after it that is not in the text: the Han-Latin gap, and what justification adds.
  var gapAfter: Points = 0
  /// What may happen before it.
  var breakBefore: LineBreak = .prohibited
  /// Whether a line that begins here needs its edge shaped anew.
  var isUnsafeToBreak = false
  /// Whether it and the next belong to one number with its sign or unit, so that nothing comes between.
  var isBoundToNext = false
  /// Whether it is ？ or ！.
  var isExclamation = false
  /// The index of the inline object.
  var object: Int?

  /// The room that it takes with the gap after it.
  var width: Points { advance - leftTrim - rightTrim }

  /// Whether it fills the em box, as decided by its measured advance, never by its code point.
  var isFullWidth: Bool { advance >= 0.9 * em }
}

/// What a cluster is to the rules of Chinese typesetting.
enum ClusterKind: UInt8, Sendable {
  /// A Han character or kana.
  case han
  /// An opening quotation mark or bracket of full width; its left half is blank.
  case opening
  /// A closing quotation mark or bracket of full width; its right half is blank.
  case closing
  /// 、，：； of full width; the right half is blank.
  case pause
  /// 。．！？ of full width; the right half is blank.
  case stop
  /// An interpunct.
  case middle
  /// Part of a two-em dash or of an ellipsis.
  case dash
  /// A hyphen, range mark or solidus.
  case connector
  /// A Latin, Greek or Cyrillic letter.
  case letter
  /// A digit.
  case digit
  /// A sign that belongs to the number or word after it, such as $ or ≥.
  case prefix
  /// A sign that belongs to the number or word before it, such as % or ℃.
  case suffix
  /// A sign that may belong to either side, such as + or #.
  case sign
  /// Any other narrow character.
  case western
  /// A soft hyphen (U+00AD), which takes room and is seen only where a line ends at it.
  case softHyphen
  /// Any other wide character, and an inline object.
  case symbol
  /// A space between Western words, or typed by the author.
  case space
  /// A single space that the author typed between Han and Latin: it is set as the Han-Latin gap.
  case gapSpace
  /// U+3000.
  case ideographicSpace
  /// Space that fills the line.
  case fill
  /// A forced end of line.
  case forcedBreak

  /// Whether it vanishes at the end of a line.
  var vanishesAtLineEnd: Bool {
    self == .space || self == .gapSpace || self == .ideographicSpace || self == .forcedBreak
  }

  /// Whether its right half is blank when it has full width (CLREQ #punctuation_width_adjustment).
  var hasBlankRight: Bool { self == .closing || self == .pause || self == .stop }

  /// Whether it belongs to text that is never spaced out letter by letter.
  var isWestern: Bool {
    switch self {
    case .letter, .digit, .prefix, .suffix, .sign, .western, .connector, .softHyphen: true
    default: false
    }
  }

  /// Whether a gap stands between it and Han before it (CLREQ, mixed text composition).
  var takesGapBefore: Bool { self == .letter || self == .digit || self == .prefix || self == .sign }

  /// Whether a gap stands between it and Han after it.
  var takesGapAfter: Bool { self == .letter || self == .digit || self == .suffix || self == .sign }
}
