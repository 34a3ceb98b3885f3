internal import Diagnostics
internal import Foundation

/// Which files one run of `report` writes: one for each template.
///
/// `-o` names a file, or a folder where it ends in `/`, or a pattern where `{template}` stands in it.
struct ReportOutputs {
  /// A template and the file that its report goes to.
  struct Target {
    /// The template's name or path, as the user gave it.
    let template: String
    /// The file; `-` for standard output.
    let path: String
  }

  /// The files, in the order of the templates.
  let targets: [Target]
  /// The folder to make where it is not there yet; nil where `-o` names none.
  let folder: String?

  private static let placeholder = "{template}"

  /// Reads the two options.
  ///
  /// - Parameters:
  ///   - templates: The names or paths, comma between.
  ///   - output: The value of `-o`.
  ///   - assessment: The path of the assessment, after which files in a folder are named.
  init(templates: String, output: String, assessment: String) throws(CommandFailure) {
    if let half = Self.halfWidthList(templates) {
      throw Self.refusal(
        "template-list", "--template 的各个名称要以半角逗号分隔，不留空格：\(templates)",
        "the names of --template take a comma between them and no blank: \(templates)",
        "写成 --template \(half)", "write --template \(half)")
    }
    let names = templates.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard !names.contains("") else {
      throw Self.refusal(
        "template-list", "--template 里有空的名称：\(templates)", "--template holds an empty name: \(templates)",
        "写成 full,board 的样子，以半角逗号分隔", "write it like full,board")
    }
    let labels = names.map(Self.label)
    for (index, label) in labels.enumerated() where labels[..<index].contains(label) {
      throw Self.refusal(
        "template-twice", "模板 \(label) 写了两次，两份报告会用同一个文件名", "the template \(label) is named twice",
        "每个模板只写一次；两个文件同名时给其中一个改名", "name each template once")
    }
    let isFolder = output.hasSuffix("/")
    var isDirectory: ObjCBool = false
    if !isFolder, FileManager.default.fileExists(atPath: output, isDirectory: &isDirectory), isDirectory.boolValue {
      let file = "\(Self.stem(assessment))-\(labels[0]).pdf"
      throw CommandFailure(
        .outputFailed, "output-is-folder",
        LocalizedText(chinese: "-o \(output) 是一个文件夹", english: "-o \(output) is a folder"),
        hint: LocalizedText(
          chinese: "写成 -o \(output)/（文件名取为 \(file)），或写明文件名：-o \(output)/报告.pdf",
          english: "write -o \(output)/ for \(file) in it, or name a file: -o \(output)/report.pdf"))
    }
    if names.count > 1, !isFolder, !output.contains(Self.placeholder) {
      throw Self.refusal(
        "one-output", "\(names.count) 个模板要写 \(names.count) 个文件，而 -o \(output) 只是一个",
        "\(names.count) templates make \(names.count) files, but -o \(output) names one",
        "写成 -o \(output == "-" ? "报告" : Self.stem(output))/（文件夹）或 -o \(output == "-" ? "报告" : Self.stem(output))-{template}.pdf",
        "write -o \(output == "-" ? "reports" : Self.stem(output))/ for a folder, or -o \(output == "-" ? "report" : Self.stem(output))-{template}.pdf"
      )
    }
    targets = zip(names, labels).map { name, label in
      let path =
        isFolder ? output + "\(Self.stem(assessment))-\(label).pdf" : output.replacing(Self.placeholder, with: label)
      return Target(template: name, path: path)
    }
    folder = isFolder ? output : nil
  }

  /// Writes the reports, all or none.
  func write(_ reports: [[UInt8]]) throws(AtomicFile.Failure) {
    guard let folder else { return try write(zip(reports, targets)) }
    let isNew = mkdir(folder, 0o755) == 0
    if !isNew, errno != EEXIST { throw AtomicFile.Failure(path: folder, errorNumber: errno) }
    do throws(AtomicFile.Failure) { try write(zip(reports, targets)) } catch {
      if isNew { rmdir(folder) }
      throw error
    }
  }

  private func write(_ files: Zip2Sequence<[[UInt8]], [Target]>) throws(AtomicFile.Failure) {
    // A device, a pipe or standard output can only be written to on its own.
    if targets.count == 1 {
      for (bytes, target) in files { try AtomicFile.write(bytes, to: target.path) }
    } else {
      try AtomicFile.write(files.map { ($0, $1.path) })
    }
  }

  /// The list with half-width commas, where it was written with other marks between names; nil where it was not, or
  /// where a file has such a name.
  static func halfWidthList(_ list: String) -> String? {
    let marks: Set<Character> = ["，", "、", "；", ";", "\u{3000}"]
    guard list.contains(where: marks.contains), !FileManager.default.fileExists(atPath: list) else { return nil }
    return list.split { marks.contains($0) || $0 == "," || $0 == " " }.joined(separator: ",")
  }

  /// What stands for a template in a file name: its name, or that of its file.
  static func label(_ template: String) -> String { stem(template) }

  /// The last part of a path without its ending.
  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func refusal(
    _ code: String, _ chinese: String, _ english: String, _ chineseHint: String, _ englishHint: String
  ) -> CommandFailure {
    CommandFailure(
      .usage, code, LocalizedText(chinese: chinese, english: english),
      hint: LocalizedText(chinese: chineseHint, english: englishHint))
  }
}
