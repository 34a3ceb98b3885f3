public import Canvas
public import Charts
public import DocumentModel
public import Fonts
public import Typesetting

/// The measures, type and colours of the report, as plain data: no rule of layout stands here.
public struct Theme: Sendable {
  /// How a kind of text looks.
  public struct TextLook: Hashable, Sendable {
    /// The family and weight.
    public var font: FontRole
    /// The size of an em.
    public var size: Points
    /// The distance from baseline to baseline.
    public var leading: Points
    /// The colour.
    public var color: ColorRole
    /// How lines stand between the edges.
    public var alignment: LineStyle.Alignment
    /// The indent of the first line in ems.
    public var indent: Double
    /// The indent of turned lines.
    public var hangingIndent: Points = 0
    /// The least space above, dropped at the top of a page; the larger of two neighbours' counts.
    public var spaceBefore: Points
    /// The least space below.
    public var spaceAfter: Points
    /// Digits of equal width.
    public var isTabular: Bool
    /// Ligatures.
    public var hasLigatures: Bool
    /// Whether first lines move down to the next half line of the grid.
    public var snapsToGrid: Bool

    /// Names a look; the leading is a multiple of the size.
    public init(
      _ family: FontRole.Family, _ weight: FontRole.Weight = .regular, size: Points, leading: Double,
      color: ColorRole = .text, alignment: LineStyle.Alignment = .left, indent: Double = 0,
      spaceBefore: Points = 0, spaceAfter: Points = 0, isTabular: Bool = false, hasLigatures: Bool = true,
      snapsToGrid: Bool = false
    ) {
      self.font = FontRole(family, weight)
      self.size = size
      self.leading = size * leading
      self.color = color
      self.alignment = alignment
      self.indent = indent
      self.spaceBefore = spaceBefore
      self.spaceAfter = spaceAfter
      self.isTabular = isTabular
      self.hasLigatures = hasLigatures
      self.snapsToGrid = snapsToGrid
    }
  }

  /// Points in a millimetre.
  public static let millimetre: Points = 72 / 25.4

  /// The sheet: A4 (ISO 216).
  public var pageSize = Size(width: 210 * millimetre, height: 297 * millimetre)
  /// Paper left and right of the text block, which is 160 mm wide.
  public var sideMargin = 25 * millimetre
  /// Paper above the text block.
  public var topMargin = 28 * millimetre
  /// Paper below the text block.
  public var bottomMargin = 25 * millimetre
  /// The distance from the top of the page to the baseline of the running head.
  public var headBaseline = 17.5 * millimetre
  /// The distance from the bottom of the page to the baseline of the foot.
  public var footBaseline = 14 * millimetre

  /// Which marks may not begin or end a line: CLREQ's levels none, basic, gb and strict.
  public var prohibition = LineStyle.standardProhibition

  /// Body text, 五号.
  public var body = TextLook(
    .serif, size: 10.5, leading: 1.7, alignment: .justified, indent: 2, snapsToGrid: true)
  /// Body text in columns and panels, where lines are short.
  public var compactBody = TextLook(
    .serif, size: 9.5, leading: 1.5, alignment: .justified, indent: 0, spaceBefore: 1.5)
  /// Lead sentences.
  public var lead = TextLook(
    .serif, size: 12, leading: 1.7, alignment: .justified, spaceBefore: 2, spaceAfter: 6, snapsToGrid: true)
  /// Notes below tables and figures, 小五.
  public var note = TextLook(.sans, size: 9, leading: 1.5, color: .muted, spaceBefore: 3, spaceAfter: 10)
  /// Labels above something.
  public var label = TextLook(.sans, size: 9, leading: 1.5, color: .muted)
  /// Large statements.
  public var display = TextLook(.sans, .bold, size: 24, leading: 1.35, spaceAfter: 4)
  /// Table cells.
  public var cell = TextLook(.sans, size: 9, leading: 1.4, isTabular: true)
  /// Heads of table columns.
  public var cellHead = TextLook(.sans, .bold, size: 9, leading: 1.4)
  /// Hashes and other fixed facts.
  public var code = TextLook(.sans, size: 8.5, leading: 1.5, isTabular: true, hasLigatures: false)
  /// Captions of tables and figures.
  public var caption = TextLook(.sans, size: 9, leading: 1.5, color: .muted)
  /// Headings by depth, from 1.
  public var headings = [
    TextLook(.sans, .bold, size: 22, leading: 1.3, color: .primary, spaceBefore: 24, spaceAfter: 12),
    TextLook(.sans, .bold, size: 16, leading: 1.35, color: .primary, spaceBefore: 20, spaceAfter: 7),
    TextLook(.sans, .bold, size: 12, leading: 1.4, color: .text, spaceBefore: 14, spaceAfter: 5),
    TextLook(.sans, .bold, size: 10.5, leading: 1.5, color: .text, spaceBefore: 10, spaceAfter: 3),
  ]
  /// Entries of the contents by depth, from 1.
  public var contents = [
    TextLook(.sans, .bold, size: 10.5, leading: 1.5, spaceBefore: 9, isTabular: true),
    TextLook(.serif, size: 10.5, leading: 1.5, spaceBefore: 3, isTabular: true),
    TextLook(.serif, size: 9.5, leading: 1.5, color: .muted, spaceBefore: 2, isTabular: true),
  ]
  /// The running head and the foot.
  public var furniture = TextLook(.sans, size: 8.5, leading: 1.4, color: .muted, isTabular: true)
  /// The words across the page.
  public var watermark = TextLook(.sans, .bold, size: 100, leading: 1.2)
  /// How visible the words across the page are.
  public var watermarkOpacity = 0.07
  /// The number of a key figure, and of the headline among them.
  public var keyFigure = TextLook(.sans, .bold, size: 20, leading: 1.25, isTabular: true)
  /// The headline among key figures.
  public var headlineFigure = TextLook(.sans, .bold, size: 30, leading: 1.2, color: .primary, isTabular: true)
  /// The line above the title of the cover.
  public var coverOverline = TextLook(.sans, size: 11, leading: 1.6, color: .muted)
  /// The title of the cover.
  public var coverTitle = TextLook(.sans, .bold, size: 32, leading: 1.45, color: .primary)
  /// The organisation on the cover.
  public var coverOrganisation = TextLook(.sans, size: 17, leading: 1.5)
  /// The line below it.
  public var coverSubtitle = TextLook(.serif, size: 11.5, leading: 1.6, color: .muted)

  /// The share of a page that must be left for a chapter to run on below the one before.
  public var chapterRoom = 0.2
  /// The share of a page that may stay empty so that what opens a chapter or a section stands with what follows it.
  public var mostEmptyBelowOpening = 0.15
  /// How much of a page may stay empty so that a heading with a line or two below it goes on together with what they
  /// lead to.
  public var mostEmptyBelowHeading = 0.195
  /// The share of a page that may stay empty so that figures that open a chapter stand with its first words.
  public var mostEmptyBelowFigures = 0.3
  /// The share of a page below which the last page of contents, or of a report that ends with a table, looks left over.
  public var shortLastPage = 0.2
  /// The share of a page that may stay empty so that a form is not parted above the room to write on.
  public var mostEmptyAboveWritingRoom = 0.42
  /// The share of a page that may stay empty so that a table or the end of a text is not divided.
  public var mostEmpty = 0.1
  /// The fewest lines of text between the top of a page and a heading.
  public var fewestEndLines = 4
  /// The fewest lines on both sides of a page that ends inside a table row.
  public var fewestRowLines = 2
  /// The space above a chapter that runs on.
  public var chapterSpace: Points = 34

  /// The thickness of the first and last rule of a table.
  public var tableRule: Points = 1
  /// The thickness of the rule under the head of a table.
  public var tableHeadRule: Points = 0.6
  /// The thickness of hairlines.
  public var hairline: Points = 0.4
  /// The space between two columns of a table.
  public var columnGap: Points = 10
  /// The space between the ends of a table's rules and its text.
  public var tableInset: Points = 5
  /// How many columns of a table have the wide space between them; in tables of more it is the narrow one.
  public var mostWideGaps = 7
  /// The space between two columns of a table that has many, or that stands in a column or a panel.
  public var compactColumnGap: Points = 7
  /// The width in ems from which on a column's text is justified; a narrower one would be spaced out.
  public var leastJustified = 20.0
  /// The space above and below the text of a table row.
  public var rowPadding: Points = 2
  /// The share of a page up to which the rows of a table stay together, unless too much would stay empty.
  public var wholeTable = 0.25
  /// The most rows of a short table.
  public var mostRowsOfShortTable = 10
  /// The largest share of a page that a short table takes.
  public var shortTable = 1.0 / 3
  /// How much of a page may stay empty so that a short table is not divided.
  public var mostEmptyAboveShortTable = 0.19
  /// The height from which a row with its details may be the only one of its table on a page.
  public var tallRow: Points = 28
  /// How far the details of a row are set in.
  public var detailIndent: Points = 9
  /// The space below the details of a row.
  public var detailSpace: Points = 4.5
  /// The space above and below a table, figure or panel.
  public var blockSpace: Points = 11
  /// The distance between lines to write on by hand.
  public var writingPitch = 7.5 * millimetre
  /// The space between the edge of a panel and its text.
  public var panelPadding: Points = 10

  /// The colours by their part in the design.
  public var colors: [ColorRole: Color] = [
    .text: Color(rgb: 0x1C2530), .muted: Color(rgb: 0x5A6673), .primary: Color(rgb: 0x1B3F6B),
    .primaryLight: Color(rgb: 0xC8D5E5), .star: Color(rgb: 0xC08A1E), .ground: Color(rgb: 0xF2F5F9),
    .hairline: Color(rgb: 0xB9C3CE), .paper: .white, .mark1: Color(rgb: 0xE3ECF5),
    .mark2: Color(rgb: 0xB5CBE2), .mark3: Color(rgb: 0x7FA3CB), .mark4: Color(rgb: 0x3C6EA8),
    .mark5: Color(rgb: 0x173A66),
  ]

  /// What a consultancy adds to the pages; nil for none.
  public var brand: PageBrand?

  /// The look of the reports.
  public init() {}
}

extension Theme {
  /// The room for text on a page.
  public var textBlock: Rect {
    Rect(
      x: sideMargin, y: topMargin, width: pageSize.width - 2 * sideMargin,
      height: pageSize.height - topMargin - bottomMargin)
  }

  /// The distance between lines of the grid.
  public var grid: Points { body.leading }

  /// The colour of a role; black where a theme forgets it.
  public func color(_ role: ColorRole) -> Color { colors[role] ?? .black }

  /// The colour of a mark, 1 to 5.
  public func color(ofMark mark: Int) -> Color? {
    let roles: [ColorRole] = [.mark1, .mark2, .mark3, .mark4, .mark5]
    return roles.indices.contains(mark - 1) ? color(roles[mark - 1]) : nil
  }

  /// The look of a paragraph style.
  public func look(of style: ParagraphStyleName) -> TextLook {
    switch style {
    case .body: return body
    case .flush:
      var look = body
      look.indent = 0
      return look
    case .lead: return lead
    case .note: return note
    case .label: return label
    case .display: return display
    case .cell: return cell
    case .cellHead: return cellHead
    case .code: return code
    }
  }

  /// The look of a heading or contents entry of a depth, the deepest one for what lies deeper.
  static func look(_ looks: [TextLook], level: Int) -> TextLook {
    guard let last = looks.last else { return TextLook(.sans, .bold, size: 10.5, leading: 1.5) }
    return looks.indices.contains(level - 1) ? looks[level - 1] : level < 1 ? looks[0] : last
  }

  /// The colours for charts.
  public var chartColors: ChartColors {
    ChartColors(
      text: color(.text), muted: color(.muted), primary: color(.primary), primaryLight: color(.primaryLight),
      star: color(.star), ground: color(.ground), hairline: color(.hairline), paper: color(.paper),
      marks: (1...5).compactMap { color(ofMark: $0) })
  }
}
