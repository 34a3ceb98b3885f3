internal import AssessmentModel
internal import Canvas
internal import Diagnostics
internal import Fonts
internal import Foundation
internal import InputFiles
internal import PDFOutput
internal import ReportTemplates

/// What `doctor` finds out: libraries, data folders, rubrics, fonts, and the characters that rubrics need.
struct Examination {
  private let sections: [(title: String, findings: [Finding])]

  /// One line of the examination.
  private struct Finding {
    let isSound: Bool
    let text: String
    var remedy: String?
  }

  /// Whether something is missing that a report needs.
  var hasFaults: Bool { sections.contains { $0.findings.contains { !$0.isSound } } }

  init(data: DataFolders) {
    sections = [
      (localized("函数库", "Libraries"), Self.libraries()),
      (localized("数据文件夹", "Data folders"), Self.folders(data)),
      (localized("评审准则", "Rubrics"), Self.rubrics(data)),
      (localized("字体", "Fonts"), Self.fonts(data)),
    ]
  }

  /// The examination as it is printed.
  func lines() -> [String] {
    var lines = ["pingxing \(ProgramVersion.text)"]
    for section in sections {
      lines += ["", section.title]
      for finding in section.findings {
        lines.append("  \(finding.isSound ? "●" : "○") \(finding.text)")
        if let remedy = finding.remedy { lines.append("    " + remedy) }
      }
    }
    lines += [
      "",
      hasFaults
        ? localized("有缺失，请按上面的提示补齐。", "Something is missing; see above for what to do.")
        : localized("一切就绪。", "All is well."),
    ]
    return lines
  }

  private static func libraries() -> [Finding] {
    [
      Finding(isSound: true, text: "cairo \(PaintingLibraries.cairo)"),
      PaintingLibraries.freeType.map { Finding(isSound: true, text: "FreeType \($0)") }
        ?? Finding(isSound: false, text: localized("FreeType 无法启动", "FreeType cannot be started")),
      Finding(isSound: true, text: "HarfBuzz \(ShapingLibrary.version)"),
      Finding(isSound: true, text: "libxml2 \(TemplateLibrary.version)"),
    ]
  }

  private static func folders(_ data: DataFolders) -> [Finding] {
    let origins: [DataFolders.Candidate.Origin: String] = [
      .option: "--data", .environment: "PINGXING_DATA", .user: localized("用户文件夹", "user folder"),
      .installation: localized("安装位置", "installation"), .checkout: localized("源代码目录", "source checkout"),
    ]
    let existing = data.candidates.filter { FileManager.default.fileExists(atPath: $0.path) }
    var findings = existing.map {
      Finding(isSound: true, text: "\($0.path)（\(origins[$0.origin] ?? $0.origin.rawValue)）")
    }
    for (kind, name) in [
      (DataFolders.Kind.rubrics, "roles.yml"), (.templates, "full.xml"), (.schemas, "template.rng"),
      (.fonts, "stack.json"),
    ] where data.file(kind, name) == nil {
      findings.append(
        Finding(
          isSound: false,
          text: localized("找不到 \(kind.rawValue)/\(name)", "\(kind.rawValue)/\(name) is nowhere"),
          remedy: localized(
            "重新安装（make install），或用 --data、PINGXING_DATA 指明数据文件夹",
            "install again (make install), or name the data folder with --data or PINGXING_DATA")))
    }
    return findings
  }

  private static func rubrics(_ data: DataFolders) -> [Finding] {
    let library = RubricLibrary(folders: data.folders(.rubrics))
    return library.ids().map { id in
      let loaded = library.load(id)
      guard let rubric = loaded.rubric else {
        return Finding(
          isSound: false, text: localized("\(id) 有错误", "\(id) has errors"),
          remedy: localized("用 pingxing rubric check 查看", "`pingxing rubric check` shows them"))
      }
      return Finding(isSound: true, text: "\(id) \(rubric.version)")
    }
  }

  private static func fonts(_ data: DataFolders) -> [Finding] {
    let stack: FontStack
    do throws(CommandFailure) { stack = try ReportFonts.stack(data) } catch {
      return error.diagnostics.map { Finding(isSound: false, text: $0.message[InterfaceLanguage.current]) }
    }
    let folders = ReportFonts.folders(data)
    var findings: [Finding] = []
    for role in FontRole.allCases {
      for (index, source) in (stack.sources[role] ?? []).enumerated() {
        findings.append(finding(source, as: role, isFallback: index > 0, folders: folders))
      }
    }
    return findings + missingCharacters(data)
  }

  /// The characters of the rubrics that some role of the font stack does not show.
  private static func missingCharacters(_ data: DataFolders) -> [Finding] {
    guard let fonts = try? ReportFonts.library(data), let library = try? RubricSource.library(data) else { return [] }
    let texts = library.ids().compactMap { library.load($0).rubric }.flatMap(RubricTexts.printed)
    let scalars = texts.reduce(into: Set<Unicode.Scalar>()) { $0.formUnion($1.unicodeScalars) }
    let missing = fonts.unmapped(scalars).filter { !fonts.shows(Character($0)) }.sorted()
    guard !missing.isEmpty else {
      let count = scalars.count
      return [
        Finding(
          isSound: true,
          text: localized("准则用到的 \(count) 个字符都能显示", "all \(count) characters of the rubrics can be shown"))
      ]
    }
    let names = missing.map { "\($0) U+" + String($0.value, radix: 16, uppercase: true) }.joined(
      separator: localized("、", ", "))
    return [
      Finding(
        isSound: false, text: localized("没有字体能显示：\(names)", "no font shows: \(names)"),
        remedy: localized("在 Fonts/stack.json 里加入含有它们的字体", "add a font that has them to Fonts/stack.json"))
    ]
  }

  private static func finding(
    _ source: FontSource, as role: FontRole, isFallback: Bool, folders: [String]
  ) -> Finding {
    let use = "\(role)" + (isFallback ? localized("（后备）", " (fallback)") : "")
    guard let path = FontLibrary.path(of: source, in: folders) else {
      return Finding(
        isSound: source.isOptional,
        text: localized("\(use) 缺 \(source.fileName)", "\(use) lacks \(source.fileName)"),
        remedy: source.isOptional ? nil : localized("安装：", "install: ") + "apt-get install fonts-noto-cjk")
    }
    do throws(FontError) {
      _ = try FontFace(path: path, faceIndex: source.faceIndex, postScriptName: source.postScriptName)
      return Finding(isSound: true, text: "\(use)  \(source.postScriptName)  \(path)")
    } catch {
      return Finding(isSound: false, text: localized(error.chinese, error.english))
    }
  }
}
