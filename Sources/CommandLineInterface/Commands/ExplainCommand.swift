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
        路径的写法：
          cccs-op-2008                          总分与结果
          cccs-op-2008/performance              一个范畴
          cccs-op-2008/positioning.vision       一个评审项
          cccs-op-2008/gate/four-star.total     一个门槛
        """,
        """
        Paths:
          cccs-op-2008                          the total and the result
          cccs-op-2008/performance              a domain
          cccs-op-2008/positioning.vision       an item
          cccs-op-2008/gate/four-star.total     a gate
        """))
  }

  @Argument(help: ArgumentHelp(localized("评估文件。", "The assessment."), valueName: "file"))
  var file: String

  @Argument(help: ArgumentHelp(localized("数字的路径。", "The path of the number."), valueName: "path"))
  var path: String

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let source = try AssessmentSource.load(file, data: shared.folders)
    do throws(UnknownPath) {
      let derivation = try source.scorecard.derivation(at: path)
      StandardStreams.print(derivation.text(InterfaceLanguage.current))
    } catch {
      let nearest = SuggestedName.nearest(to: error.component, among: error.candidates)
      throw CommandFailure(
        .usage, "unknown-path",
        LocalizedText(
          chinese: "路径 \(error.path) 里的 \(error.component) 不存在",
          english: "\(error.component) in the path \(error.path) does not exist"),
        hint: nearest.map { LocalizedText(chinese: "是不是 \($0)？", english: "did you mean \($0)?") }
          ?? Self.possibilities(error.candidates))
    }
  }

  private static func possibilities(_ names: [String]) -> LocalizedText? {
    guard !names.isEmpty else { return nil }
    let shown = names.prefix(12)
    let more = names.count > shown.count
    return LocalizedText(
      chinese: "这里可以写 \(shown.joined(separator: "、"))\(more ? " 等" : "")",
      english: "possible here: \(shown.joined(separator: ", "))\(more ? ", …" : "")")
  }
}
