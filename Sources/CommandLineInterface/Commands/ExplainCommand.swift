internal import ArgumentParser
internal import Diagnostics
internal import Scoring

/// `pingxing explain`: how a number came about.
struct ExplainCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "explain",
      abstract: localized("说明一个数字怎样由等级和权重算出来。", "Tells how a number came about, down to marks and weights."),
      discussion: localized(
        """
        路径的写法（不给路径则列出全部）：
          cccs-op-2008                          总分与结果
          cccs-op-2008/not-applicable           不适用的占比
          cccs-op-2008/gate/four-star.total     一个门槛
          cccs-op-2008/performance              一个范畴
          cccs-op-2008/positioning.vision       一个评审项
          ccom-2019/operations/collect          一个过程的一个步骤
        范畴、分组与维度之后还可以接
          /mean-mark 平均等级  /level 参考星级  /conformity 符合程度（CCOM）
          /without-respread 不适用的权重不重新分摊时的得分率
        """,
        """
        Paths (without one they are all listed):
          cccs-op-2008                          the total and the result
          cccs-op-2008/not-applicable           the share that is not applicable
          cccs-op-2008/gate/four-star.total     a gate
          cccs-op-2008/performance              a domain
          cccs-op-2008/positioning.vision       an item
          ccom-2019/operations/collect          a step of a process
        Behind a domain, group or facet there may stand
          /mean-mark, /level, /conformity (CCOM), and /without-respread: the
          credit if the weight of what is not applicable were not re-spread
        """))
  }

  @Argument(help: ArgumentHelp(localized("评估文件。", "The assessment."), valueName: "file"))
  var file: String

  @Argument(
    help: ArgumentHelp(
      localized("数字的路径；不给则列出全部。", "The path of the number; without it all are listed."), valueName: "path"))
  var path: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let source = try AssessmentSource.load(file, data: shared.folders)
    guard let path else {
      StandardStreams.print(PathList(paths: source.scorecard.derivationPaths).lines().joined(separator: "\n"))
      return
    }
    do throws(UnknownPath) {
      let derivation = try source.scorecard.derivation(at: path)
      StandardStreams.printRaw(derivation.text(InterfaceLanguage.current))
    } catch {
      throw CommandFailure(
        .usage, "unknown-path",
        error.component.isEmpty
          ? LocalizedText(
            chinese: "路径 \(error.path) 没有写完", english: "the path \(error.path) is not complete")
          : LocalizedText(
            chinese: "路径 \(error.path) 里的 \(error.component) 不存在",
            english: "\(error.component) in the path \(error.path) does not exist"),
        hint: SuggestedName.question(error.suggestions) ?? possibilities(error.candidates))
    }
  }

  private func possibilities(_ names: [String]) -> LocalizedText {
    let list = LocalizedText(
      chinese: "用 pingxing explain \(file) 列出全部路径", english: "`pingxing explain \(file)` lists all paths")
    guard !names.isEmpty else { return list }
    let shown = names.prefix(12)
    let more = names.count > shown.count
    return LocalizedText(
      chinese: "这里可以写 \(shown.joined(separator: "、"))\(more ? " 等" : "")；\(list.chinese)",
      english: "possible here: \(shown.joined(separator: ", "))\(more ? ", …" : ""); \(list.english)")
  }
}
