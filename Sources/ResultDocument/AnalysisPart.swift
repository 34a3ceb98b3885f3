import AnalysisReports
import AssessmentModel
import Diagnostics
import OperationalAnalysis

/// An analysis of the operation's own data, as views print it.
struct AnalysisPart {
  let report: AnalysisReport
  /// Its place among the analyses, from 1.
  let number: Int
  /// The path of its data; nil for a method that needs none.
  let file: String?

  private var id: String { "analysis-\(number)" }

  var node: ResultNode {
    var node = ResultNode("analysis")
    node.value("id", id)
    node.value("kind", report.kind.rawValue)
    node.title(report.title)
    node.value("file", file)
    node.value("refused", report.parts.isEmpty)
    node.list(
      "facts",
      report.facts.map { fact in
        var node = ResultNode("fact")
        node.title("label", fact.label)
        node.title("value", fact.value)
        return node
      })
    node.list("conclusions", report.conclusions.map { Self.sentence("conclusion", $0) })
    node.list(
      "refusals",
      report.refusals.map { refusal in
        var node = ResultNode("refusal")
        node.value("code", refusal.code)
        node.merge(Self.sentence("refusal", refusal.message))
        return node
      })
    node.list("figures", report.figures.enumerated().map { figure($1, $0 + 1) })
    node.list("tables", report.tables.enumerated().map { table($1, $0 + 1) })
    node.list("notes", report.notes.map { Self.sentence("note", $0) })
    return node
  }

  /// A sentence in both languages; a line of the Chinese one never ends beside the sign of an equation.
  private static func sentence(_ name: String, _ text: LocalizedText) -> ResultNode {
    var node = ResultNode(name)
    node.text("message", AnalysisReport.unbrokenForLines(text.chinese))
    node.text("message-en", text.english)
    return node
  }

  private func figure(_ figure: AnalysisReport.Picture, _ place: Int) -> ResultNode {
    var node = ResultNode("figure")
    node.value("id", "\(id)-figure-\(place)")
    node.title("caption", figure.caption)
    node.merge(ChartPart.members(figure.chart))
    return node
  }

  private func table(_ table: AnalysisReport.Table, _ place: Int) -> ResultNode {
    var node = ResultNode("table")
    node.value("id", "\(id)-table-\(place)")
    node.title("caption", table.caption)
    node.value("detail", table.isDetail)
    node.list(
      "columns",
      table.columns.map { column in
        var node = ResultNode("column")
        node.title("head", column.head)
        node.value("number", column.isNumber)
        return node
      })
    node.list(
      "rows",
      table.rows.map { cells in
        var node = ResultNode("row")
        node.list(
          "cells",
          cells.map { cell in
            var node = ResultNode("cell")
            node.title("text", cell)
            return node
          })
        return node
      })
    return node
  }
}
