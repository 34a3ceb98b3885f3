internal import AssessmentModel
public import Diagnostics
public import DocumentModel
internal import OperationalAnalysis

extension AnalysisReport {
  /// What stands on the foot of every page.
  public static let label = both("自评参考，非官方结论", "Self-assessment, not an official result")

  /// The analysis as a document of one or a few pages: conclusions, figures, tables, method.
  ///
  /// - Parameters:
  ///   - date: the day of making, `yyyy-mm-dd`; nil for none.
  ///   - language: the language of its words; names from the data stay as they are.
  public func document(date: String? = nil, in language: Language = .chinese) -> Document {
    let blocks = blocks(language)
    return Document(
      title: title[language], author: "",
      subject: both("呼叫中心运营数据分析", "Analysis of a contact centre's data")[language],
      keywords: "CCOM, \(kind.rawValue)", date: date,
      runningHead: both("运营数据分析", "Analysis of operational data")[language],
      footer: Self.label[language], footerCenter: "", watermark: nil,
      pageNumberForm: both("第 {page} 页 / 共 {pages} 页", "page {page} of {pages}")[language],
      blocks: isShort ? [.onePage(blocks)] : blocks)
  }

  /// Whether it is so little that it should stand on one page, in slightly smaller type where need be, rather than leave
  /// a line or two for a second one.
  private var isShort: Bool {
    var (figures, rows) = (0, 0)
    for part in parts {
      switch part {
      case .figure: figures += 1
      case .table(let table): rows += table.rows.count + 3
      }
    }
    return figures <= 1 && rows <= 24
  }

  private func blocks(_ language: Language) -> [Block] {
    let (colon, semicolon, stop) = language == .chinese ? ("：", "；", "。") : (": ", "; ", ".")
    var blocks: [Block] = [
      .heading(
        Heading(
          level: 1, number: nil, title: [.plain(title[language])], anchor: Anchor("analysis"), isListed: false,
          runsOn: true
        )),
      .paragraph(
        Paragraph(
          [
            .plain(
              facts.map { $0.label[language] + colon + $0.value[language] }.joined(separator: semicolon) + stop)
          ], style: .note)),
    ]
    let refused = refusals.map {
      Paragraph([.plain(both("未能计算", "not computed")[language] + colon + $0.message[language] + stop)], style: .flush)
    }
    blocks.append(
      .panel(
        [
          .paragraph(Paragraph([.plain(both("结论", "Conclusions")[language])], style: .label)),
          .list(
            List(
              marker: .bullet,
              items: conclusions.map { [.paragraph(Paragraph([.plain(Self.unbroken($0[language]))], style: .flush))] }
                + refused.map { [.paragraph($0)] })),
        ]))
    var (figures, tables) = (0, 0)
    for part in parts {
      switch part {
      case .figure(let picture):
        figures += 1
        blocks.append(
          .figure(
            Figure(
              chart: picture.chart(in: language), number: both("图", "Figure")[language] + " \(figures)",
              caption: [.plain(picture.caption[language])])))
      case .table(let table):
        tables += 1
        blocks.append(
          .table(Self.table(table, number: both("表", "Table")[language] + " \(tables)", language)))
      }
    }
    blocks.append(
      .heading(
        Heading(
          level: 2, number: nil, title: [.plain(both("方法与前提", "Method")[language])], anchor: Anchor("method"),
          isListed: false)))
    blocks += notes.map { .paragraph(Paragraph([.plain(Self.unbroken($0[language]))], style: .note)) }
    return blocks
  }

  private static func table(_ table: Table, number: String, _ language: Language) -> DocumentModel.Table {
    DocumentModel.Table(
      number: number, caption: [.plain(table.caption[language])],
      columns: table.columns.map { column in
        DocumentModel.Table.Column(
          head: [.plain(column.head[language])], alignment: column.isNumber ? .right : .left,
          width: column.isNumber ? .content : .share(1))
      },
      rows: table.rows.map { row in DocumentModel.Table.Row(row.map { [.plain($0[language])] }) })
  }
}
