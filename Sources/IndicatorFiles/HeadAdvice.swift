internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// What to do about a head in which a column is missing, where no mapping is given, by what the file looks like.
struct HeadAdvice {
  let head: [String]
  let catalogue: IndicatorCatalogue
  /// The records below the head with their lines.
  let below: [(line: Int, cells: [String])]

  /// Of how many records below the head one may be the head.
  static let longestTitle = 20

  /// What a head without a time column is: a title above the head, or a table with a column a period; nil where it looks
  /// like neither.
  func withoutTime(_ isTimeHead: (String) -> Bool) -> LocalizedText? {
    if let line = below.first(where: { $0.cells.contains(where: isTimeHead) })?.line {
      return LocalizedText(
        chinese: "表头像是在第 \(line) 行：删去它上面的行，或在映射文件里写明 file: {head: \(line)}",
        english:
          "the head seems to be line \(line): remove the lines above it, or say file: {head: \(line)} in a mapping file"
      )
    }
    let periods = head.filter(ObservationTable.isTime)
    guard periods.count > 1, periods.count * 2 >= head.count else { return nil }
    let (first, last) = (shown(periods[0]), shown(periods[1]))
    return LocalizedText(
      chinese: "\(first)、\(last) 等各期写成了列，映射文件不能转置：请改成每期一行，如在 Excel 里复制后“选择性粘贴 → 转置”，再把第一列的表头写成“月份”",
      english:
        "\(first), \(last) and others are periods as columns, which no mapping can turn: make them rows, in Excel by “Paste Special → Transpose”, and call the first column period"
    )
  }

  /// What a head without quantities is: a table with a column a team; nil where it does not look so.
  func withoutQuantities() -> LocalizedText? {
    var columns: [String: [String]] = [:]
    for name in head {
      for place in name.indices.dropFirst() {
        let ending = String(name[place...]).trimmingSpaces
        guard catalogue.resolve(ending) != .unknown else { continue }
        columns[ending, default: []].append(name)
        break
      }
    }
    guard let found = columns.filter({ $0.value.count > 1 }).min(by: { $0.key < $1.key }) else { return nil }
    let (names, title) = (found.value.prefix(2).map { shown($0) }, shown(found.key))
    return LocalizedText(
      chinese: "\(names.joined(separator: "、")) 像是每组一列，映射文件不能从列名里拆出班组：请改成每组一行，列为 日期、班组、\(title)",
      english:
        "\(names.joined(separator: ", ")) seem to be columns of teams, which no mapping can part: make them rows, with the columns period, group, \(title)"
    )
  }
}
