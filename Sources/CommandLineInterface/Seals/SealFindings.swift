internal import Diagnostics
internal import Sealing

/// What checking a seal or a proof found.
struct SealFindings {
  /// What differs.
  private(set) var differences: [Diagnostic] = []
  /// What is worth knowing and no difference.
  private(set) var notes: [Diagnostic] = []
  /// What is said at the end.
  var lines: [String] = []

  private let root: Digest
  private let state: SignatureState

  init(root: Digest, state: SignatureState) {
    self.root = root
    self.state = state
  }

  private mutating func add(_ code: String, _ chinese: String, _ english: String, hint: LocalizedText? = nil) {
    differences.append(Diagnostic(.error, code, LocalizedText(chinese: chinese, english: english), hint: hint))
  }

  /// A file that is missing, changed or too many.
  ///
  /// - Parameters:
  ///   - absence: why a missing one is not there.
  ///   - comparedWith: how many earlier assessments were named.
  ///   - isExport: whether it is one of an exported entry, which nobody can seal again.
  mutating func add(
    _ difference: SealDifference, absence: SealPlaces.Absence?, hasBrand: Bool, comparedWith: Int = 0,
    isExport: Bool = false
  ) {
    let file = difference.file
    let (name, english) = ("\(file.path)（\(file.role.title.chinese)）", "\(file.path) (\(file.role.title.english))")
    switch difference.kind {
    case .missing where file.role == .brand && !hasBrand:
      add(
        "sealed-missing", "找不到 \(name)", "\(english) is missing",
        hint: LocalizedText(chinese: "用 --brand 指明品牌文件", english: "name the brand file with --brand"))
    case .missing where file.role == .template && TemplateFolderName.parts(of: file.path) != nil:
      let template = TemplateFolderName.parts(of: file.path)?.template ?? ""
      add(
        "sealed-missing", "找不到 \(name)", "\(english) is missing",
        hint: TemplateSource.isPath(template)
          ? LocalizedText(
            chinese: "用 --template 指明模板 \(template) 的路径，几个的以半角逗号分隔",
            english: "name the path of the template \(template) with --template, several with commas between")
          : nil)
    case .missing where (file.comparedPart?.number ?? 0) > comparedWith:
      add(
        "sealed-missing", "找不到 \(name)", "\(english) is missing",
        hint: LocalizedText(
          chinese: "用 --compare 指明与之比较的评估，几份的按封存时的次序",
          english: "name the assessments compared with by --compare, in the order of sealing"))
    case .missing: addAbsent(name, english, absence ?? .missing)
    case .changed where isExport:
      add(
        "sealed-changed", "\(name)与存入时不同", "\(english) is not as it was archived",
        hint: file.role == .evidence
          ? LocalizedText(chinese: "找回存入时的文件", english: "bring back the file as it was") : Self.exportAgain)
    case .changed:
      add(
        "sealed-changed", "\(name)与封存时不同", "\(english) is not as it was sealed",
        hint: LocalizedText(
          chinese: "找回封存时的文件；有意改动的，用 pingxing seal --force 重新封存，根会不同",
          english: "bring back the file as it was; after a change on purpose seal again with --force"))
    case .added: addExtra(file.path)
    }
  }

  private mutating func addAbsent(_ name: String, _ english: String, _ absence: SealPlaces.Absence) {
    switch absence {
    case .missing: add("sealed-missing", "找不到 \(name)", "\(english) is missing")
    case .outside:
      add(
        "sealed-outside", "\(name)的路径通向它的文件夹之外，没有去读",
        "the path of \(english) leads out of its folder and was not followed")
    case .link:
      add(
        "sealed-link", "\(name)已换成链接，通向它的文件夹之外或无处可去，没有去读",
        "\(english) is a link now, which leads out of its folder or nowhere, and was not followed")
    case .unreadable:
      add(
        "sealed-unreadable", "没有权限读取 \(name)，不能核对", "\(english) may not be read and could not be checked",
        hint: LocalizedText(chinese: "请检查文件与文件夹的权限", english: "check the permissions of the file and of its folder"))
    case .notAFile: add("sealed-not-a-file", "\(name)现在不是普通文件", "\(english) is no regular file any more")
    }
  }

  /// A file of an exported entry that is not the one that its record tells of.
  mutating func addStranger(_ name: String) {
    add(
      "sealed-changed", "\(name) 不是 \(EntryFiles.record) 所记的那一份",
      "\(name) is not the one that \(EntryFiles.record) tells of")
  }

  /// The record of an exported entry that does not say what was archived.
  mutating func addWrongRecord(_ fault: LocalizedText) {
    add(
      "record-changed", "\(EntryFiles.record) \(fault.chinese)", "\(EntryFiles.record) \(fault.english)",
      hint: Self.exportAgain)
  }

  private static let exportAgain = LocalizedText(
    chinese: "用 pingxing archive export 从档案重新导出", english: "export it again with `pingxing archive export`")

  /// A font of this machine that is another one than an archived entry tells of, or cannot be read.
  mutating func addOtherFont(_ font: SealedFile) {
    notes.append(
      Diagnostic(
        .note, "font-differs",
        LocalizedText(
          chinese: "本机的字体 \(font.path) 与存入时的不同；记录没有变，但重做的报告可能与当时不同",
          english:
            "the font \(font.path) of this machine is another one than then; the entry is as it was, but a report made again may differ"
        )))
  }

  /// A file that was not sealed.
  mutating func addExtra(_ name: String) {
    add("sealed-added", "\(name) 不在封存清单里", "\(name) was not sealed")
  }

  /// A file that is not the one of a proof.
  mutating func addChanged(_ place: String, _ file: SealedFile) {
    add("sealed-changed", "\(place) 不是封存的 \(file.path)", "\(place) is not \(file.path) as it was sealed")
  }

  /// Whether root and signature are those expected.
  mutating func checkTrust(root expected: String?, key: String?) {
    if let expected, !root.description.hasPrefix(expected) {
      add("other-root", "根是 \(root)，不是所给的那个", "the root is \(root), not the one given")
    }
    switch state {
    case .absent:
      if key != nil { add("unsigned", "清单没有签名", "it is not signed") }
    case .valid: break
    case .invalid: add("bad-signature", "签名与根不符", "the signature does not fit the root")
    case .otherKey(let publicKey):
      add("other-key", "由另一把密钥签名：\(publicKey)", "it is signed with another key, \(publicKey)")
    }
  }

  /// Root, and who signed.
  mutating func addTrustLines() {
    lines.append(localized("根 ", "root ") + root.description)
    switch state {
    case .absent: lines.append(localized("没有签名", "not signed"))
    case .valid(let key): lines.append(localized("签名有效，公钥 ", "signed with the key ") + key)
    case .invalid, .otherKey: break
    }
  }
}
