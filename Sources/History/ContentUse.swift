internal import Diagnostics
internal import GRDB
internal import Sealing

/// What a content is to an entry: a file, the result or the manifest.
struct ContentUse {
  let entry: Int
  let organisation: String
  /// The file's path, or what else it is.
  let name: LocalizedText

  /// Content and entry in words.
  var text: LocalizedText {
    LocalizedText(
      chinese: "第 \(entry) 号记录（\(organisation)）的 \(name.chinese)",
      english: "\(name.english) of entry \(entry), \(organisation)")
  }
}

extension ContentStore {
  /// What the contents of an entry are to it, by digest.
  func uses(by entry: ArchiveEntry) throws -> [Digest: ContentUse] {
    func use(_ chinese: String, _ english: String) -> ContentUse {
      ContentUse(
        entry: entry.number, organisation: entry.organisation, name: LocalizedText(chinese: chinese, english: english))
    }
    var uses = [
      entry.assessment: use("评估文件", "the assessment"), entry.result: use("评分结果", "the result document"),
      entry.manifest: use("清单", "the manifest"),
    ]
    guard let number = try number(of: entry.manifest), let bytes = try stored(number)?.bytes,
      let text = String(validating: bytes, as: UTF8.self), let seal = try? Seal(text: text)
    else { return uses }
    for file in seal.files where file.role.isArchived { uses[file.digest] = use(file.path, file.path) }
    return uses
  }

  /// What a content is to the first entry that has it; nil where that cannot be told.
  func firstUse(of number: Int, _ digest: Digest) throws -> ContentUse? {
    // Of the entry that a content came with, the last of these three was kept no sooner.
    let rows = try Row.fetchCursor(
      db, sql: EntryRow.select + " WHERE max(e.assessment, e.result, e.manifest) >= ? ORDER BY e.number",
      arguments: [number])
    while let row = try rows.next() {
      guard let entry = EntryRow.entry(row) else { continue }
      if let use = try uses(by: entry)[digest] { return use }
    }
    return nil
  }
}

/// The entries that use contents which were changed.
struct ChangedContents {
  /// The contents by number, with the digests that they should have, where these can be read.
  private var contents: [(number: Int, digest: Digest?)] = []
  private var uses: [Digest: [ContentUse]] = [:]
  private var numbers: Set<Int> = []

  /// Whether a content is one of them.
  func holds(_ number: Int) -> Bool { numbers.contains(number) }

  /// Notes a content that is not as it was put in.
  mutating func add(_ number: Int, _ digest: Digest?) {
    contents.append((number, digest))
    numbers.insert(number)
    if let digest { uses[digest] = [] }
  }

  /// Notes what the contents are to an entry.
  mutating func look(at entry: ArchiveEntry, in store: ContentStore) throws {
    guard !uses.isEmpty else { return }
    for (digest, use) in try store.uses(by: entry) { uses[digest]?.append(use) }
  }

  /// Names all of them, each by the first entry that has it.
  func report(to report: inout ArchiveVerification) {
    for (number, digest) in contents {
      let uses = digest.flatMap { self.uses[$0] } ?? []
      let chinese = "内容 \(number)（表 content，列 packed、size、base 或 sha256）"
      let english = "the content \(number) (table content; column packed, size, base or sha256)"
      guard let first = uses.first else {
        report.add("content-changed", "\(chinese)被改动过", "\(english) was changed")
        continue
      }
      let more = uses.count - 1
      report.add(
        "content-changed",
        "\(first.text.chinese)被改动过：\(chinese)" + (more == 0 ? "" : "；另有 \(more) 条记录也用它"),
        "\(first.text.english), was changed: \(english)"
          + (more == 0 ? "" : more == 1 ? "; 1 more entry has it" : "; \(more) more entries have it"))
    }
  }
}
