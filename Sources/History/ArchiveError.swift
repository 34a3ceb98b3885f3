public import Diagnostics
internal import Foundation
internal import GRDB

/// Why an archive cannot be used, or why something was not done to it.
public enum ArchiveError: Error, Sendable {
  /// There is no such file.
  case missing(path: String)
  /// There is a file already, where a new archive was to be made.
  case exists(path: String)
  /// The folder that a new archive is to lie in is none.
  case noFolder(path: String, folder: String)
  /// The file is a database of something else, or no database.
  case notAnArchive(path: String)
  /// The archive was written by a later version of the program.
  case newerVersion(path: String, found: Int, known: Int)
  /// The manifest of an entry is of a later format; the chain vouches for it.
  case newerEntry(Int, format: String)
  /// SQLite cannot make sense of the file.
  case damaged(path: String, detail: String)
  /// The file or its folder may not be written to.
  case readOnly(path: String)
  /// The file may not be read.
  case unreadable(path: String)
  /// A run that was cut off left a log, and where it lies nobody may write to take it over.
  case unmergedLog(path: String, log: String)
  /// Another process kept the archive to itself for too long.
  case locked(path: String)
  /// The disk, or the size that files may have, is at its end.
  case full(path: String)
  /// The same where nothing was to be added: there is no room for what SQLite keeps beside the file while it reads.
  case noRoom(path: String)
  /// The system refused in another way.
  case system(path: String, detail: String)
  /// There is no entry of that number.
  case noEntry(Int, count: Int)
  /// The same files are in the archive already.
  case alreadyArchived(entry: Int)
  /// The entry has been corrected before, by another entry.
  case alreadyCorrected(entry: Int, by: Int)
  /// The entry to be corrected is that of another organisation.
  case otherOrganisation(entry: Int, organisation: String, correction: String)
  /// A content that a new entry shares with earlier ones is not what was put in.
  case contentChanged(Int, use: LocalizedText?)
  /// A page that an addition would write anew is not as it was written; its table or index, where that can be told.
  case pageChanged(path: String, page: Int, owner: String?)
  /// An input is larger than the archive takes.
  case tooLarge(name: String, limit: Int)
  /// What the archive holds of an entry is not what was put in.
  case changed(entry: Int)

  /// What is wrong.
  public var message: LocalizedText {
    switch self {
    case .missing(let path): text("找不到历史档案 \(path)", "there is no archive \(path)")
    case .noFolder(let path, let folder):
      text("没有文件夹 \(folder)，没有建立 \(path)", "there is no folder \(folder); \(path) was not made")
    case .exists(let path):
      text("\(path) 已经存在，没有改动它", "\(path) exists already and was left alone")
    case .notAnArchive(let path): text("\(path) 不是评星的历史档案", "\(path) is no archive of Pingxing")
    case .newerVersion(let path, let found, let known):
      text(
        "\(path) 由更新的版本写成（格式 \(found)，本程序只认到 \(known)）",
        "\(path) was written by a later version (format \(found); this program knows up to \(known))")
    case .newerEntry(let entry, let format):
      text(
        "第 \(entry) 号记录由更新的版本存入（清单格式 \(format)），本程序读不了",
        "entry \(entry) was added by a later version (the format of its manifest is \(format)), and this program cannot read it"
      )
    case .damaged(let path, let detail):
      text("历史档案 \(path) 已损坏或不完整（\(detail)）", "the archive \(path) is damaged or cut short (\(detail))")
    case .readOnly(let path): text("没有权限写入历史档案 \(path)", "the archive \(path) may not be written to")
    case .unreadable(let path): text("没有权限读取历史档案 \(path)", "the archive \(path) may not be read")
    case .unmergedLog(let path, let log):
      text(
        "上次写入历史档案 \(path) 被中断，留下日志 \(log)；这里没有写权限，不能把它并入",
        "a run that was cut off left the log \(log) of the archive \(path); without the right to write it cannot be taken over"
      )
    case .locked(let path):
      text(
        "历史档案 \(path) 一直被另一个程序占用，等了 \(Int(Archive.patience)) 秒",
        "another program keeps the archive \(path) to itself, for the \(Int(Archive.patience)) seconds waited")
    case .full(let path):
      text(
        "磁盘空间不足或文件大小受限，没有写入 \(path)；档案保持原样",
        "no space left, or files may not grow further; nothing was added to \(path)")
    case .noRoom(let path):
      text(
        "磁盘空间不足或文件大小受限，\(path) 旁放不下要写的文件；档案保持原样",
        "no space left, or files may not grow further, for what is written beside \(path); the archive is as it was")
    case .system(let path, let detail):
      text("不能使用历史档案 \(path)（\(detail)）", "cannot use the archive \(path) (\(detail))")
    case .noEntry(let number, let count):
      count == 0
        ? text("档案还是空的，一条记录也没有", "the archive is empty: there is no entry yet")
        : text("没有第 \(number) 号记录", "there is no entry \(number)")
    case .alreadyArchived(let entry):
      text(
        "同样的内容已经存为第 \(entry) 号记录，没有重复存入", "the same is in the archive already as entry \(entry); it was not added again"
      )
    case .alreadyCorrected(let entry, let by):
      text("第 \(entry) 号记录已由第 \(by) 号更正", "entry \(entry) has been corrected by entry \(by)")
    case .otherOrganisation(let entry, let organisation, let correction):
      text(
        "第 \(entry) 号记录是另一机构的（\(organisation)），这份评估是 \(correction) 的；没有存入",
        "entry \(entry) is that of another organisation, \(organisation), and this assessment is of \(correction); nothing was added"
      )
    case .contentChanged(let number, let use):
      text(
        "档案里的内容 \(number)\(use.map { "（\($0.chinese)）" } ?? "")被改动过，而新记录也要用它；没有存入",
        "the archive's content \(number)\(use.map { " (\($0.english))" } ?? "") was changed, and a new entry needs it too; nothing was added"
      )
    case .pageChanged(let path, let page, let owner):
      text(
        "历史档案 \(path) 的第 \(page) 页\(owner.map { "（属于 \($0)）" } ?? "")被改动过，而存入要重写它；没有存入",
        "page \(page) of the archive \(path)\(owner.map { " (of \($0))" } ?? "") was changed, and to add means to write it anew; nothing was added"
      )
    case .tooLarge(let name, let limit):
      text("\(name) 超过档案的上限 \(limit >> 20) MiB", "\(name) is larger than the \(limit >> 20) MiB that the archive takes")
    case .changed(let entry):
      text("第 \(entry) 号记录在档案里被改动过", "what the archive holds of entry \(entry) was changed")
    }
  }

  /// What to do about it.
  public var hint: LocalizedText? {
    switch self {
    case .missing: text("用 pingxing archive init 建立", "`pingxing archive init` makes one")
    case .noFolder: text("先建立这个文件夹", "make the folder first")
    case .exists: text("另起一个文件名", "choose another name")
    case .notAnArchive: text("请核对文件名", "is it the right file?")
    case .newerVersion, .newerEntry:
      text("请换用新版本的 pingxing；档案没有改动", "use a later pingxing; the archive was left alone")
    case .damaged, .changed, .contentChanged, .pageChanged:
      text("用 pingxing archive verify 查看何处，从备份恢复", "`pingxing archive verify` says where; restore it from a backup")
    case .unmergedLog:
      text("把两个文件一起复制到可写的文件夹再用", "copy both files to a folder that may be written to, and use the copy")
    case .readOnly, .unreadable: text("请检查文件与文件夹的权限", "check the permissions of the file and of its folder")
    case .locked: text("等它结束后再试", "try again when it has ended")
    case .full: text("腾出空间后再存一次", "make room and add it again")
    case .noRoom: text("腾出空间后再试", "make room and try again")
    case .otherOrganisation:
      text(
        "请核对 --corrects 的编号；机构名称改过的，加 --force",
        "is the number right? where the organisation has another name now, add --force")
    case .noEntry(_, let count) where count > 0:
      text("编号从 1 到 \(count)；latest 是最后一条", "numbers go from 1 to \(count); latest is the last")
    case .alreadyArchived: text("要更正旧记录，请写 --corrects 编号", "to correct an earlier entry, name it with --corrects")
    case .alreadyCorrected(_, let by): text("请改为更正第 \(by) 号", "correct entry \(by) instead")
    case .system, .noEntry, .tooLarge: nil
    }
  }

  /// The stable name of the kind.
  public var code: String {
    switch self {
    case .missing: "archive-missing"
    case .exists: "archive-exists"
    case .noFolder: "archive-no-folder"
    case .notAnArchive: "not-an-archive"
    case .newerVersion: "archive-newer"
    case .newerEntry: "entry-newer"
    case .damaged: "archive-damaged"
    case .readOnly: "archive-read-only"
    case .unreadable: "archive-no-access"
    case .unmergedLog: "archive-log"
    case .locked: "archive-locked"
    case .full, .noRoom: "archive-full"
    case .system: "archive-unusable"
    case .noEntry: "unknown-entry"
    case .alreadyArchived: "already-archived"
    case .alreadyCorrected: "already-corrected"
    case .otherOrganisation: "other-organisation"
    case .contentChanged: "content-changed"
    case .pageChanged: "page-changed"
    case .tooLarge: "too-large"
    case .changed: "entry-changed"
    }
  }

  private func text(_ chinese: String, _ english: String) -> LocalizedText {
    LocalizedText(chinese: chinese, english: english)
  }
}

extension ArchiveError {
  /// What SQLite reports, in the terms of the archive and of what it was opened for.
  init(_ error: any Error, path: String, for purpose: Archive.Purpose) {
    let error = ArchiveError(error, path: path)
    if purpose == .reading, case .full(let path) = error { self = .noRoom(path: path) } else { self = error }
  }

  /// Whether it tells of the machine and of other processes, and nothing of the file.
  var isOfTheSystem: Bool {
    switch self {
    case .locked, .full, .noRoom, .readOnly, .unreadable: true
    default: false
    }
  }

  /// Whether another process is in the way.
  var isLocked: Bool { if case .locked = self { true } else { false } }

  /// What SQLite reports, in the terms of the archive.
  init(_ error: any Error, path: String) {
    if let error = error as? ArchiveError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .system(path: path, detail: "\(error)")
      return
    }
    let detail = "\(error.message ?? "SQLite") (\(error.extendedResultCode.rawValue))"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .locked(path: path)
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_IOERR
    where [.SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_FSYNC]
      .contains(error.extendedResultCode):
      self = .full(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path: path)
    case .SQLITE_NOTADB: self = .notAnArchive(path: path)
    case .SQLITE_IOERR
    where [.SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_DATA].contains(error.extendedResultCode):
      self = .damaged(path: path, detail: detail)
    case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: self = .damaged(path: path, detail: detail)
    default: self = .system(path: path, detail: detail)
    }
  }
}
