extension ClusterKind {
  /// What a cluster is by its first scalar; `isFullWidth` is measured, since the same code point is wide in
  /// one font and narrow in another.
  init(_ scalar: Unicode.Scalar, isFullWidth: Bool) {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x3FFFF: self = .han
    case 0x30...0x39: self = .digit
    case 0x41...0x5A, 0x61...0x7A: self = .letter
    case 0x09, 0x20, 0xA0, 0x202F: self = .space
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: self = .forcedBreak
    case 0xAD: self = .softHyphen
    case ..<0x2000: self = Self.western(scalar)
    case 0x3000: self = .ideographicSpace
    case 0x3005...0x3007, 0x3021...0x3029, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x312F,
      0x31A0...0x31FF, 0x2E80...0x2FDF, 0xF900...0xFAFF:
      self = .han
    default: self = Self.mark(scalar, isFullWidth: isFullWidth)
    }
  }

  private static func western(_ scalar: Unicode.Scalar) -> ClusterKind {
    switch scalar {
    case "·": .middle
    case "-", "/": .connector
    case "%", "°": .suffix
    case "$", "£", "¥", "<", ">", "=", "~": .prefix
    case "+", "#", "&", "±", "×": .sign
    case "ª", "µ", "º": .letter
    default: scalar.value >= 0xC0 && scalar != "÷" ? .letter : .western
    }
  }

  /// The marks from U+2000 on (CLREQ, punctuation marks, table of punctuation marks).
  private static func mark(_ scalar: Unicode.Scalar, isFullWidth: Bool) -> ClusterKind {
    switch scalar {
    case "—", "⸺", "…", "⋯": return .dash
    case "–", "～", "〜", "－", "‐", "／": return .connector
    case "‧", "・": return .middle
    case "†", "‡": return .western
    case "‰", "℃", "℉", "′", "″": return .suffix
    case "€", "№", "−", "≥", "≤", "≈", "≠": return isFullWidth ? .symbol : .prefix
    default: break
    }
    guard isFullWidth else { return .western }
    switch scalar {
    case "、", "，", "：", "；": return .pause
    case "。", "．", "！", "？": return .stop
    case "“", "‘", "（", "《", "〈", "「", "『", "【", "〔", "〖", "〘", "〚", "［", "｛", "｟", "〝": return .opening
    case "”", "’", "）", "》", "〉", "」", "』", "】", "〕", "〗", "〙", "〛", "］", "｝", "｠", "〞", "〟": return .closing
    default: return .symbol
    }
  }
}
