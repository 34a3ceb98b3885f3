/// Names under which reports write sums and means beside what they are made of.
public enum TotalName {
  private static let names: Set = [
    "合计", "小计", "总计", "共计", "总和", "总数", "汇总", "累计", "全部", "全体", "整体", "全中心", "平均", "均值", "平均值", "平均数", "平均分",
    "总平均", "总平均分", "总平均值", "总均值", "总体", "总体平均", "整体平均", "全中心平均", "全员平均", "加权平均", "算术平均",
    "total", "totals", "subtotal", "sub-total", "sub total", "grand total", "sum", "average", "avg", "mean", "all",
    "overall", "grand mean", "grand average", "overall mean", "overall average", "weighted average",
  ]
  private static let endings = ["合计", "小计", "总计"]

  /// Whether a row of this name tells no cause, team or period of its own, but several together: 合计, 小计, 一季度小计, total.
  public static func isName(_ text: String) -> Bool {
    let plain = text.trimmingSpaces.lowercased().filter { $0 != "：" && $0 != ":" }
    if names.contains(plain) || names.contains(plain.filter { $0 != " " && $0 != "\u{3000}" }) { return true }
    return endings.contains { plain.hasSuffix($0) } && !plain.hasPrefix("其他") && !plain.hasPrefix("其它")
  }
}
