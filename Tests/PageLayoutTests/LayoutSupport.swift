import Canvas
import DocumentModel
import PageLayout
import TestSupport

/// Documents and questions for the tests of the layout; text is set in boxes, so places can be reckoned by hand.
enum Layout {
  static func document(_ blocks: [Block], watermark: String? = nil) -> Document {
    Document(
      title: "题", author: "", subject: "", keywords: "", date: nil, runningHead: "机构", footer: "脚",
      footerCenter: "",
      watermark: watermark, pageNumberForm: "{page}/{pages}", blocks: blocks)
  }

  static func pages(_ blocks: [Block], watermark: String? = nil, theme: Theme = Theme()) throws
    -> PagedDocument
  {
    let setter = PlainSetter(library: BoxFace.library())
    return try PageLayouter(theme: theme, setter: setter).layout(document(blocks, watermark: watermark))
  }

  /// A page of few lines, so that small documents have breaks: 200 by 178.5 points of text, ten lines of body text.
  static var smallTheme: Theme {
    var theme = Theme()
    theme.pageSize = Size(width: 240, height: 250)
    theme.sideMargin = 20
    theme.topMargin = 40
    theme.bottomMargin = 31.5
    theme.headBaseline = 20
    theme.footBaseline = 12
    return theme
  }

  static func paragraph(_ text: String, _ style: ParagraphStyleName = .body) -> Block {
    .paragraph(Paragraph([.plain(text)], style: style))
  }

  static func heading(_ level: Int, _ title: String, _ anchor: String) -> Block {
    .heading(Heading(level: level, number: nil, title: [.plain(title)], anchor: Anchor(anchor)))
  }

  /// The texts of the text block, without head and foot.
  static func bodyTexts(_ page: Page, _ theme: Theme) -> [PlacedText] {
    let block = theme.textBlock
    return page.texts.filter { $0.y > block.origin.y && $0.y < block.origin.y + block.size.height + 4 }
  }

  /// All items of a kind, however deep.
  static func links(_ page: Page) -> [(target: LinkTarget, area: Rect)] {
    var found: [(target: LinkTarget, area: Rect)] = []
    func walk(_ items: [Placed], _ base: Point) {
      for placed in items {
        let origin = Point(x: base.x + placed.origin.x, y: base.y + placed.origin.y)
        switch placed.item {
        case .link(let target, let size): found.append((target, Rect(origin: origin, size: size)))
        case .group(let items), .structure(_, let items), .rotated(_, let items): walk(items, origin)
        case .shape, .image, .text, .destination: break
        }
      }
    }
    walk(page.items, .zero)
    return found
  }
}

/// Numbers that are the same in every run.
struct FixedRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var value = state
    value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return value ^ (value >> 29)
  }
}
