internal import Diagnostics
public import DocumentModel
internal import OperationalAnalysis

extension AnalysisReport {
  /// What stands on the foot of every page.
  public static let label = "自评参考，非官方结论"

  /// The analysis as a document of one or a few pages, in Chinese: conclusions, figures, tables, method.
  ///
  /// - Parameter date: the day of making, `yyyy-mm-dd`; nil for none.
  public func document(date: String? = nil) -> Document {
    Document(
      title: title.chinese, author: "", subject: "呼叫中心运营数据分析", keywords: "CCOM, \(kind)", date: date,
      runningHead: "运营数据分析", footer: Self.label, footerCenter: "", watermark: nil,
      pageNumberForm: "第 {page} 页 / 共 {pages} 页",
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

  private var blocks: [Block] {
    var blocks: [Block] = [
      .heading(
        Heading(
          level: 1, number: nil, title: [.plain(title.chinese)], anchor: Anchor("analysis"), isListed: false,
          runsOn: true
        )),
      .paragraph(
        Paragraph(
          [.plain(facts.map { "\($0.label.chinese)：\($0.value.chinese)" }.joined(separator: "；") + "。")], style: .note)),
    ]
    let refused = refusals.map { Paragraph([.plain("未能计算：\($0.message.chinese)。")], style: .flush) }
    blocks.append(
      .panel(
        [
          .paragraph(Paragraph([.plain("结论")], style: .label)),
          .list(
            List(
              marker: .bullet,
              items: conclusions.map { [.paragraph(Paragraph([.plain(Self.unbroken($0.chinese))], style: .flush))] }
                + refused.map { [.paragraph($0)] })),
        ]))
    var (figures, tables) = (0, 0)
    for part in parts {
      switch part {
      case .figure(let picture):
        figures += 1
        blocks.append(
          .figure(
            Figure(chart: picture.chart, number: "图 \(figures)", caption: [.plain(picture.caption.chinese)])))
      case .table(let table):
        tables += 1
        blocks.append(.table(Self.table(table, number: "表 \(tables)")))
      }
    }
    blocks.append(
      .heading(
        Heading(level: 2, number: nil, title: [.plain("方法与前提")], anchor: Anchor("method"), isListed: false)))
    blocks += notes.map { .paragraph(Paragraph([.plain(Self.unbroken($0.chinese))], style: .note)) }
    return blocks
  }

  private static func table(_ table: Table, number: String) -> DocumentModel.Table {
    DocumentModel.Table(
      number: number, caption: [.plain(table.caption.chinese)],
      columns: table.columns.map { column in
        DocumentModel.Table.Column(
          head: [.plain(column.head.chinese)], alignment: column.isNumber ? .right : .left,
          width: column.isNumber ? .content : .share(1))
      },
      rows: table.rows.map { row in DocumentModel.Table.Row(row.map { [.plain($0.chinese)] }) })
  }
}
