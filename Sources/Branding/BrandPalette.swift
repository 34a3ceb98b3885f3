import Canvas
import Diagnostics
import DocumentModel
import InputFiles
import PageLayout

/// Puts a brand's colours in place of the usual ones, and says which are hard to read.
struct BrandPalette {
  /// A pair of colours that meet on a page, and what their contrast has to be.
  private struct Pair {
    let key: BrandFile.ColorKey
    let front: ColorRole
    let ground: ColorRole
    /// WCAG 2.2, 1.4.3 (text 4.5, large text 3) and 1.4.11 (graphics 3).
    let least: Double
    let use: LocalizedText
    let groundName: LocalizedText
  }

  private let file: BrandFile
  /// The usual colours with the brand's.
  private(set) var colors: [ColorRole: Color]
  /// Whether the star colour is the brand's.
  private(set) var hasAccent = false
  /// What is hard to read.
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: BrandFile, over standard: [ColorRole: Color]) {
    self.file = file
    colors = standard
    let roles: [(BrandFile.ColorKey, ColorRole)] = [
      (.primary, .primary), (.text, .text), (.muted, .muted), (.hairline, .hairline), (.ground, .ground),
    ]
    for (key, role) in roles {
      if let value = file.colors[key]?.value { colors[role] = Color(rgb: value) }
    }
    if file.colors[.primary] != nil, let primary = colors[.primary] {
      colors[.primaryLight] = primary.mixed(with: .white, share: 0.76)
      if file.colors[.ground] == nil { colors[.ground] = primary.mixed(with: .white, share: 0.945) }
    }
    if let hue = file.colors[.marks] { setMarks(hue: Color(rgb: hue.value), from: standard) }
    setAccent()
    for pair in Self.pairs { check(pair) }
  }

  /// Five steps of one hue, each as light as the usual step: so the order stays in grey print and for every eye.
  private mutating func setMarks(hue: Color, from standard: [ColorRole: Color]) {
    for role in [ColorRole.mark1, .mark2, .mark3, .mark4, .mark5] {
      if let step = standard[role] { colors[role] = hue.shade(ofLuminance: step.relativeLuminance) }
    }
  }

  /// The stars stay gold where the accent would not be seen on white paper.
  private mutating func setAccent() {
    guard let accent = file.colors[.accent] else { return }
    let color = Color(rgb: accent.value)
    let ratio = color.contrast(with: .white)
    guard ratio < 3 else {
      colors[.star] = color
      hasAccent = true
      return
    }
    diagnostics.append(
      warning(
        accent.location, "accent", color, .white, ratio, least: 3,
        use: LocalizedText(chinese: "星级", english: "stars"),
        ground: LocalizedText(chinese: "白纸", english: "white paper"),
        note: LocalizedText(chinese: "星级仍用原来的金色", english: "stars stay gold")))
  }

  private static let paper = LocalizedText(chinese: "白纸", english: "white paper")
  private static let panel = LocalizedText(chinese: "底色 ground", english: "the ground of panels")
  private static let pairs: [Pair] = [
    Pair(
      key: .primary, front: .primary, ground: .paper, least: 4.5,
      use: LocalizedText(chinese: "密级与页眉的小字", english: "small text of marks and running heads"), groundName: paper),
    Pair(
      key: .primary, front: .primary, ground: .ground, least: 3,
      use: LocalizedText(chinese: "大号数字", english: "large figures"), groundName: panel),
    Pair(
      key: .text, front: .text, ground: .paper, least: 4.5,
      use: LocalizedText(chinese: "正文", english: "body text"), groundName: paper),
    Pair(
      key: .text, front: .text, ground: .ground, least: 4.5,
      use: LocalizedText(chinese: "正文", english: "body text"), groundName: panel),
    Pair(
      key: .muted, front: .muted, ground: .paper, least: 4.5,
      use: LocalizedText(chinese: "注释与页脚", english: "notes and feet"), groundName: paper),
    Pair(
      key: .muted, front: .muted, ground: .ground, least: 4.5,
      use: LocalizedText(chinese: "标签", english: "labels"), groundName: panel),
  ]

  private mutating func check(_ pair: Pair) {
    guard let front = colors[pair.front], let ground = colors[pair.ground] else { return }
    // Only what the brand decides is the brand's matter.
    let isGroundOwn = pair.ground == .ground && file.colors[.ground] != nil
    guard let location = file.colors[pair.key]?.location ?? (isGroundOwn ? file.colors[.ground]?.location : nil)
    else { return }
    let ratio = front.contrast(with: ground)
    guard ratio < pair.least else { return }
    // Nobody could read the label that says that the scores are not official, or, in large type, titles and total.
    let isIllegible = pair.least == 4.5 && ratio < (pair.key == .primary ? 1.5 : 3)
    var diagnostic = warning(
      location, pair.key.rawValue, front, ground, ratio, least: pair.least, use: pair.use, ground: pair.groundName)
    if isIllegible {
      diagnostic.severity = .error
      diagnostic.code = "illegible-colour"
    }
    diagnostics.append(diagnostic)
  }

  private func warning(
    _ location: SourceLocation, _ key: String, _ front: Color, _ ground: Color, _ ratio: Double, least: Double,
    use: LocalizedText, ground name: LocalizedText, note: LocalizedText? = nil
  ) -> Diagnostic {
    // Rounded down: 4.49 must not be shown as the 4.5 that it misses.
    let shown = DecimalText.string((ratio * 100).rounded(.down) / 100)
    let goal = DecimalText.string(least)
    let shade = front.nearestShade(withContrast: least, to: ground)
    return Diagnostic(
      .warning, "low-contrast",
      LocalizedText(
        chinese:
          "颜色 \(key)（\(front.hexadecimal)）用于\(use.chinese)，在\(name.chinese)（\(ground.hexadecimal)）上的对比度只有 \(shown)，WCAG AA 要求 \(goal)",
        english:
          "the colour \(key) (\(front.hexadecimal)) for \(use.english) has a contrast of \(shown) on \(name.english) (\(ground.hexadecimal)); WCAG AA asks for \(goal)"
      ),
      at: location, notes: note.map { [Diagnostic.Note($0)] } ?? [],
      hint: shade.map {
        LocalizedText(
          chinese: "最接近的合格颜色是 \($0.hexadecimal)", english: "the nearest shade that passes is \($0.hexadecimal)")
      })
  }
}
