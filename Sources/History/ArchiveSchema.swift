internal import GRDB

/// One step from a version of the archive's tables to the next.
struct SchemaStep: Sendable {
  /// The statements, each of which makes one table, index or trigger, or changes rows.
  let statements: [String]
}

/// The tables of an archive, version by version. A step that has been released is never changed.
enum ArchiveSchema {
  /// `PXAR`, which says in the header of the file whose database it is.
  static let applicationID: Int32 = 0x5058_4152

  /// The steps; the archive's version is the number of those that were taken.
  static let steps = [SchemaStep(statements: version1)]

  /// The version that this program writes.
  static var current: Int { steps.count }

  private static let version1 =
    [
      """
      CREATE TABLE content (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
        size INTEGER NOT NULL CHECK (size >= 0),
        base INTEGER REFERENCES content (number) CHECK (base < number),
        packed BLOB NOT NULL
      ) STRICT
      """,
      """
      CREATE TABLE entry (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        previous BLOB NOT NULL CHECK (length(previous) = 32),
        recorded TEXT NOT NULL,
        tool TEXT NOT NULL,
        organisation TEXT NOT NULL,
        period_from TEXT NOT NULL,
        period_to TEXT NOT NULL,
        date TEXT NOT NULL,
        scorer_role TEXT NOT NULL,
        scorer TEXT NOT NULL,
        results TEXT NOT NULL,
        corrects INTEGER UNIQUE REFERENCES entry (number) CHECK (corrects < number),
        reason TEXT,
        report TEXT,
        assessment INTEGER NOT NULL REFERENCES content (number),
        result INTEGER NOT NULL REFERENCES content (number),
        manifest INTEGER NOT NULL REFERENCES content (number),
        checks BLOB NOT NULL,
        hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
      ) STRICT
      """,
      "CREATE INDEX entry_by_organisation ON entry (organisation, number)",
      "CREATE INDEX entry_by_assessment ON entry (assessment)",
    ]
    + ["content", "entry"].flatMap { table in
      [
        """
        CREATE TRIGGER \(table)_is_never_changed BEFORE UPDATE ON \(table)
        BEGIN SELECT RAISE(ABORT, 'an archive is only added to'); END
        """,
        """
        CREATE TRIGGER \(table)_is_never_removed BEFORE DELETE ON \(table)
        BEGIN SELECT RAISE(ABORT, 'an archive is only added to'); END
        """,
      ]
    }

  /// Brings a database to the last step, in one transaction: all of it, or nothing.
  static func migrate(_ database: DatabaseQueue, steps: [SchemaStep] = steps) throws {
    try database.inDatabase { db in
      try db.inTransaction(.immediate) {
        // Another process may have done it while this one waited.
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version < steps.count else { return .commit }
        for step in steps.dropFirst(version) {
          for statement in step.statements { try db.execute(sql: statement) }
        }
        try db.execute(sql: "PRAGMA user_version = \(steps.count)")
        return .commit
      }
    }
  }

  /// What `sqlite_schema` holds after these steps, by name; SQLite keeps the statements as they were written.
  static func statements(after steps: some Sequence<SchemaStep>) throws -> [String: String] {
    let scratch = try DatabaseQueue()
    return try scratch.inDatabase { db in
      for step in steps { for statement in step.statements { try db.execute(sql: statement) } }
      return try objects(db)
    }
  }

  /// The tables, indexes and triggers of a database by name, with the statements that made them.
  static func objects(_ db: Database) throws -> [String: String] {
    var objects: [String: String] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT name, type, tbl_name, sql FROM sqlite_schema")
    while let row = try rows.next() {
      let texts = (0...3).map { EntryRow.text(row, $0) ?? "" }
      objects[texts[0]] = texts.dropFirst().joined(separator: " ")
    }
    return objects
  }
}
