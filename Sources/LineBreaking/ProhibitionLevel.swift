/// A level of CLREQ's prohibition rules (#prohibition_rules_for_line_start_end).
public enum ProhibitionLevel: String, Hashable, Sendable, CaseIterable {
  /// Marks may stand anywhere.
  case none
  /// What CLREQ recommends.
  case basic
  /// The national standard: a solidus may not end a line either.
  case gb
  /// Also no dash or ellipsis at a line start.
  case strict

  /// Whether a scalar may not begin a line.
  public func forbidsAtLineStart(_ scalar: Unicode.Scalar) -> Bool {
    guard Marks.mayBeMark(scalar) else { return false }
    return switch self {
    case .none: false
    case .basic, .gb: Marks.notAtLineStart.contains(scalar) || Marks.annotations.contains(scalar)
    case .strict:
      Marks.notAtLineStart.contains(scalar) || Marks.annotations.contains(scalar)
        || Marks.dashesAndEllipses.contains(scalar)
    }
  }

  /// Whether a scalar may not end a line.
  public func forbidsAtLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    guard Marks.mayBeMark(scalar) else { return false }
    return switch self {
    case .none: false
    case .basic: Marks.notAtLineEnd.contains(scalar)
    case .gb, .strict: Marks.notAtLineEnd.contains(scalar) || Marks.solidi.contains(scalar)
    }
  }
}

/// The marks of CLREQ #prohibition_rules_for_line_start_end, as one table.
enum Marks {
  /// Whether a scalar can be in a table at all: Han, letters and digits, nearly all of a text, need no
  /// look-up.
  @inline(__always)
  static func mayBeMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x9FFF, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: false
    default: true
    }
  }

  /// Pauses, stops, closing quotation marks and brackets, connectors, interpuncts, solidi: not at a line
  /// start.
  static let notAtLineStart: Set<Unicode.Scalar> = [
    "、", "，", "。", "．", "：", "；", "！", "？", "‼", "⁇", "⁈", "⁉",
    "”", "’", "」", "』", "﹂", "﹄", "）", "】", "〗", "〕", "］", "｝", "》", "〉", "〙", "〛",
    "–", "～", "〜", "-", "－", "‐", "·", "・", "‧", "/", "／",
  ]
  /// Marks of a note, which stay with what they annotate; beyond CLREQ.
  static let annotations: Set<Unicode.Scalar> = ["†", "‡"]
  /// Opening quotation marks and brackets: not at a line end.
  static let notAtLineEnd: Set<Unicode.Scalar> = [
    "“", "‘", "「", "『", "﹁", "﹃", "（", "【", "〖", "〔", "［", "｛", "《", "〈", "〘", "〚",
  ]
  /// Not at a line start at any level, and not at a line end from level `gb` on.
  static let solidi: Set<Unicode.Scalar> = ["/", "／"]
  /// Two-em dashes and ellipses, each written with two characters that never part.
  static let dashesAndEllipses: Set<Unicode.Scalar> = ["—", "⸺", "…", "⋯"]
  /// The characters of which two make a dash or an ellipsis.
  static let halvesOfTwoEmMarks: Set<Unicode.Scalar> = ["—", "…", "⋯"]
  /// The marks of a range, which GB/T 15834—2011 calls 短横线, 一字线 and 浪纹线, and their look-alikes.
  static let rangeMarks: Set<Unicode.Scalar> = ["–", "—", "～", "〜", "~"]
  /// Signs of the number after them, at the second end of a range too.
  static let minusSigns: Set<Unicode.Scalar> = ["−", "-"]
  /// Signs that belong to the number after them, also across a space.
  static let relations: Set<Unicode.Scalar> = ["≥", "≤", "≈", "≠", "<", ">", "=", "＜", "＞", "＝", "~", "§", "第"]
}
