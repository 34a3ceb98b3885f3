internal import Diagnostics
internal import Scoring

/// The paths that `explain` knows, rubric by rubric, each with what it leads to.
struct PathList {
  let paths: [DerivationPath]

  /// The lines. Facets of items and other numbers of the same thing are not listed one by one but said how to reach.
  func lines() -> [String] {
    var table = TextTable([(localized("路径", "path"), .left), (localized("内容", "what it leads to"), .left)])
    for path in paths where path.kind != .itemFacet && path.kind != .aspect {
      table.add([path.path, path.title[InterfaceLanguage.current]])
    }
    return table.lines(indent: 0, width: 80) + [
      "",
      localized(
        "评审项之后可以接 /维度 或 /mean-mark；总分之后可以接 /without-respread；",
        "Behind an item there may stand /FACET or /mean-mark; behind total /without-respread;"),
      localized(
        "范畴、分组与维度之后可以接 /mean-mark、/level、/conformity（CCOM）、/without-respread。",
        "behind a domain, group or facet /mean-mark, /level, /conformity (CCOM), /without-respread."),
    ]
  }
}
