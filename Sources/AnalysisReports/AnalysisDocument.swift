internal import AssessmentModel
public import Diagnostics
public import DocumentModel
internal import OperationalAnalysis

extension AnalysisReport {
  /// What stands on the foot of every page.
  public static let label = both("分析为自评参考，非官方结论", "Self-assessment, not an official result")

  /// How an analysis is put on its pages. Type has one size in all forms: they differ in the height of figures and in
  /// where pages end.
  public enum PageForm: Sendable, CaseIterable {
    /// Figures as high as in a report.
    case usual
    /// Lower figures.
    case low
    /// Figures lower still, and what is narrow side by side.
    case lower
    /// The same with figures of half their height.
    case lowest
    /// The first figure, higher, with the conclusions; all else on the pages that follow.
    case parted

    /// How high the area of a figure is against its usual height.
    var proportion: Double {
      switch self {
      case .usual: 1
      case .low: 0.8
      case .lower: 0.6
      case .lowest: 0.48
      case .parted: 1.25
      }
    }
  }

  /// The analysis as a document of one or a few pages: conclusions, figures, tables, method.
  ///
  /// - Parameters:
  ///   - source: the data as a reader knows them, such as the name of their file; nil for a method without data.
  ///   - form: how it is put on pages.
  ///   - date: the day of making, `yyyy-mm-dd`; nil for none.
  ///   - language: the language of its words; names from the data stay as they are.
  public func document(
    of source: String? = nil, as form: PageForm = .usual, date: String? = nil, in language: Language = .chinese
  ) -> Document {
    Document(
      title: title[language], author: "",
      subject: both("呼叫中心运营数据分析", "Analysis of a contact centre's data")[language],
      keywords: "CCOM, \(kind.rawValue)", date: date,
      runningHead: both("运营数据分析", "Analysis of operational data")[language],
      footer: Self.label[language], footerCenter: "", watermark: nil,
      pageNumberForm: both("第 {page} 页 / 共 {pages} 页", "page {page} of {pages}")[language],
      label: Self.label[language], blocks: opening(source, language) + shown(form, language) + method(language))
  }

  // MARK: - Words

  /// Title, facts, conclusions, and where their numbers stand.
  private func opening(_ source: String?, _ language: Language) -> [Block] {
    let (colon, semicolon, stop) = language == .chinese ? ("：", "；", "。") : (": ", "; ", ".")
    let facts =
      (source.map { [both("数据", "data")[language] + colon + $0] } ?? [])
      + facts.map { $0.label[language] + colon + $0.value[language] }
    let refused = refusals.map {
      Paragraph([.plain(both("未能计算", "not computed")[language] + colon + $0.message[language] + stop)], style: .flush)
    }
    return [
      .heading(
        Heading(
          level: 1, number: nil, title: [.plain(title[language])], anchor: Anchor("analysis"), isListed: false,
          runsOn: true)),
      .paragraph(Paragraph([.plain(facts.joined(separator: semicolon) + stop)] + references(language), style: .note)),
      .panel([
        .paragraph(Paragraph([.plain(both("结论", "Conclusions")[language])], style: .label)),
        .list(
          List(
            marker: .bullet,
            items: conclusions.map {
              [.paragraph(Paragraph([.plain(Self.unbrokenForLines($0[language]))], style: .flush))]
            }
              + refused.map { [.paragraph($0)] })),
      ]),
    ]
  }

  /// The sentence that names the figures and tables; none where there are none.
  private func references(_ language: Language) -> [Inline] {
    func list(_ count: Int, _ name: (Int) -> String, _ anchor: (Int) -> Anchor) -> [Inline] {
      (1...max(count, 1)).prefix(count).flatMap { place -> [Inline] in
        let separator: [Inline] = place > 1 ? [.plain(language == .chinese ? "、" : ", ")] : []
        return separator + [.reference(to: anchor(place), name(place), .plain)]
      }
    }
    let figures = list(figures.count, { Self.figureName($0, language) }, Self.figureAnchor)
    let tables = list(tables.count, { Self.tableName($0, language) }, Self.tableAnchor)
    guard !figures.isEmpty || !tables.isEmpty else { return [] }
    let (see, numbers, stop) =
      language == .chinese ? ("见", "数值见", "。") : (" See ", " The numbers stand in ", ".")
    var words: [Inline] = []
    if !figures.isEmpty { words += [.plain(see)] + figures }
    if !figures.isEmpty, !tables.isEmpty { words.append(.plain(language == .chinese ? "，" : ".")) }
    if !tables.isEmpty { words += [.plain(numbers)] + tables }
    return words + [.plain(stop)]
  }

  private func method(_ language: Language) -> [Block] {
    [
      .heading(
        Heading(
          level: 3, number: nil, title: [.plain(both("方法与前提", "Method")[language])], anchor: Anchor("method"),
          isListed: false))
    ] + notes.map { .paragraph(Paragraph([.plain(Self.unbrokenForLines($0[language]))], style: .note)) }
  }

  // MARK: - Figures and tables

  private static func figureName(_ place: Int, _ language: Language) -> String {
    both("图", "Figure")[language] + " \(place)"
  }

  private static func tableName(_ place: Int, _ language: Language) -> String {
    both("表", "Table")[language] + " \(place)"
  }

  private static func figureAnchor(_ place: Int) -> Anchor { Anchor("figure-\(place)") }

  private static func tableAnchor(_ place: Int) -> Anchor { Anchor("table-\(place)") }

  /// A figure or table, and the ems that it takes at least where something may stand beside it.
  private typealias Shown = (block: Block, width: Double?)

  /// Figures and tables in their order.
  private func shown(_ form: PageForm, _ language: Language) -> [Block] {
    var blocks: [Shown] = []
    var (figures, tables) = (0, 0)
    for (place, part) in parts.enumerated() {
      if form == .parted, place == 1, figures == 1 { blocks.append((.pageBreak, nil)) }
      switch part {
      case .figure(let picture):
        figures += 1
        let figure = Figure(
          chart: picture.chart(in: language), number: Self.figureName(figures, language),
          caption: [.plain(picture.caption[language])], anchor: Self.figureAnchor(figures),
          proportion: form.proportion * picture.proportion, numerals: language == .chinese ? .chinese : .english)
        // Bars are as wide as they are given room.
        let width: Double? = if case .bar = picture.chart { Table.room / 2 } else { nil }
        blocks.append((.figure(figure), width))
      case .table(let table):
        tables += 1
        let set = table.set(number: Self.tableName(tables, language), anchor: Self.tableAnchor(tables), language)
        blocks.append((.table(set), table.isShort ? table.width(language) : nil))
      }
    }
    return form == .lower || form == .lowest ? Self.paired(blocks) : blocks.map(\.block)
  }

  /// Neighbours side by side where both have room.
  private static func paired(_ blocks: [Shown]) -> [Block] {
    var paired: [Block] = []
    var index = 0
    while index < blocks.count {
      let first = blocks[index]
      if index + 1 < blocks.count, let width = first.width, let other = blocks[index + 1].width,
        width + other + Table.gutter <= Table.room
      {
        let second = blocks[index + 1]
        let columns = [(width, first), (other, second)].map { share, shown in
          Columns.Column(share: share, blocks: [filling(shown.block)])
        }
        paired.append(.columns(Columns(columns, gap: 1.2)))
        index += 2
      } else {
        paired.append(first.block)
        index += 1
      }
    }
    return paired
  }

  /// A table as wide as the column that it stands in.
  private static func filling(_ block: Block) -> Block {
    guard case .table(var table) = block else { return block }
    table.isFitted = false
    return .table(table)
  }
}

extension AnalysisReport.Table {
  /// The ems of a cell's type across the text block, between two tables, and between two columns of one.
  fileprivate static var room: Double { 50.3 }
  fileprivate static var gutter: Double { 1.4 }
  private static var gap: Double { 0.78 }
  /// What the rules of a table reach beyond its text.
  private static var inset: Double { 1.1 }
  /// Between rows of a list that stand side by side.
  private static var fold: Double { 0.5 }
  /// Lists of fewer rows stand in one column.
  private static var fewestRowsToFold: Int { 12 }

  /// Whether it may stand beside something, as no page has to end in it.
  fileprivate var isShort: Bool { !isDetail && rows.count <= 12 }

  /// The table as documents hold it.
  fileprivate func set(number: String, anchor: Anchor, _ language: Language) -> DocumentModel.Table {
    let folds = folds(language)
    let columns = zip(columns, widths(language)).map { column, width in
      DocumentModel.Table.Column(
        head: [.plain(column.head[language])], alignment: column.isNumber ? .right : .left,
        width: column.isNumber ? .content : .share(width))
    }
    let cells = rows.map { row in row.map { [Inline.plain($0[language])] } }
    let between = DocumentModel.Table.Column(head: [], width: .ems(Self.fold))
    return DocumentModel.Table(
      number: number, caption: [.plain(caption[language])],
      columns: (0..<folds).flatMap { $0 == 0 ? columns : [between] + columns },
      rows: stride(from: 0, to: cells.count, by: folds).map { start in
        let line = cells[start..<min(start + folds, cells.count)]
        return DocumentModel.Table.Row(Array(line.joined(separator: [[]])))
      }, continuation: language == .chinese ? .chinese : .english, isFitted: true, anchor: anchor)
  }

  /// How many rows of a long list stand side by side; they are read from left to right, so that a page may end anywhere.
  private func folds(_ language: Language) -> Int {
    guard isDetail, rows.count >= Self.fewestRowsToFold else { return 1 }
    let between = Self.fold + 2 * Self.gap
    return min(max(Int((Self.room - Self.inset + between) / (width(language) - Self.inset + between)), 1), 3)
  }

  /// About how many ems it takes.
  fileprivate func width(_ language: Language) -> Double {
    widths(language).reduce(0, +) + Self.gap * Double(max(columns.count - 1, 0)) + Self.inset
  }

  /// About how many ems the widest cell of each column takes.
  private func widths(_ language: Language) -> [Double] {
    columns.enumerated().map { index, column in
      let texts = [column.head[language]] + rows.compactMap { $0.indices.contains(index) ? $0[index][language] : nil }
      return texts.map(Self.ems).max() ?? 0
    }
  }

  /// Letters and digits are a little wider than half an em.
  private static func ems(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + [0, 0.57, 1][DisplayWidth.of($1)] }
  }
}
