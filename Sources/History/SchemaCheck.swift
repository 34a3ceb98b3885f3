internal import GRDB

/// Compares the tables, indexes and triggers of an archive with those that its version has, and has SQLite check how they
/// hang together.
enum SchemaCheck {
  static func check(_ db: Database, _ report: inout ArchiveVerification) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let expected = try ArchiveSchema.statements(after: ArchiveSchema.steps.prefix(max(0, version)))
    let found = try ArchiveSchema.objects(db)
    for name in Set(expected.keys).union(found.keys).sorted() where expected[name] != found[name] {
      let (chinese, english) =
        found[name] == nil
        ? ("被删去", "was removed") : expected[name] == nil ? ("是后加的", "was added") : ("被改动过", "was changed")
      report.add("schema-changed", "表结构：\(name) \(chinese)", "the tables: \(name) \(english)")
    }
    // One message may have several lines, of which the first of some only names the database.
    let messages = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").flatMap { $0.split(separator: "\n") }
    for message in messages where message != "ok" && !message.hasPrefix("*** in database") {
      report.add("integrity", "SQLite 完整性检查：\(message)", "SQLite's integrity check: \(message)")
    }
    for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
      let table = EntryRow.text(row, 0) ?? "", number = EntryRow.integer(row, 1) ?? 0
      let parent = EntryRow.text(row, 2) ?? ""
      report.add(
        "dangling-reference", "表 \(table) 第 \(number) 行所指的 \(parent) 不存在",
        "row \(number) of \(table) refers to a \(parent) that is not there")
    }
  }
}
