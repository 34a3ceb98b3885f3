internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Sealing

/// `pingxing verify`: whether sealed files are as they were.
struct VerifyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: localized("按封存清单或证明核对文件，不用联网。", "Checks files against a seal or a proof, offline."),
      discussion: localized(
        """
        pingxing verify centre.seal                      核对清单里的每个文件
        pingxing verify plan.proof --file plan.pdf       核对单份证据
        清单本身可能被整份换掉：用 --root（报告页脚印有前 16 位）或 --key（封存者公布的公钥）确认是原来那一份。
        有不符之处时以状态 1 结束。
        """,
        """
        pingxing verify centre.seal                      checks every file of a seal
        pingxing verify plan.proof --file plan.pdf       checks one piece of evidence
        A seal may be exchanged as a whole: --root (the foot of a report shows its first 16 digits) or --key (the public key
        that the sealer has published) make sure that it is the same one. Ends with status 1 where something differs.
        """))
  }

  @Argument(help: ArgumentHelp(localized("封存清单或证明。", "The seal or the proof."), valueName: "seal|proof"))
  var path: String

  @Option(help: ArgumentHelp(localized("证明所说的文件。", "The file that a proof is about."), valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      localized("应有的根（至少前 16 位）。", "The root that it should have; 16 digits at least."), valueName: "root"))
  var root: String?

  @Option(
    help: ArgumentHelp(
      localized("签名者的公钥：64 位十六进制，或 PEM 文件。", "The signer's public key: 64 hexadecimal digits, or a PEM file."),
      valueName: "public-key"))
  var key: String?

  @Option(help: ArgumentHelp(localized("自己的模板的路径。", "The path of your own template."), valueName: "template"))
  var template: String?

  @Option(help: ArgumentHelp(localized("品牌文件。", "The brand file."), valueName: "brand.yml"))
  var brand: String?

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: DiagnosticFormat = .text

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    func isHexadecimal(_ text: String) -> Bool {
      text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
    if let root, !isHexadecimal(root) || !(16...64).contains(root.utf8.count) {
      throw ValidationError(localized("--root 是 16 到 64 位小写十六进制数", "--root takes 16 to 64 small hexadecimal digits"))
    }
  }

  func run() throws {
    let key = try key.map { option throws(CommandFailure) in try KeyFile.publicKey(option) }
    let text = try SealFile.text(path)
    let findings: SealFindings
    if text.hasPrefix(InclusionProof.format + "\n") {
      guard let file else {
        throw CommandFailure(
          .usage, "no-file",
          LocalizedText(chinese: "核对证明要用 --file 写明文件", english: "a proof is checked with the file that --file names"))
      }
      findings = try check(proof: text, file, key: key)
    } else {
      guard file == nil else {
        throw CommandFailure(
          .usage, "no-proof",
          LocalizedText(chinese: "\(path) 是封存清单，--file 只用于证明", english: "\(path) is a seal; --file goes with a proof"))
      }
      findings = try check(seal: text, key: key)
    }
    StandardStreams.printRaw(format.render(DiagnosticReport(findings.differences)))
    if format == .text { for line in findings.lines { StandardStreams.print(line) } }
    if !findings.differences.isEmpty { throw CommandFailure(.requirementNotMet) }
  }

  private func check(seal text: String, key: String?) throws -> SealFindings {
    let seal: Seal
    do throws(SealError) { seal = try Seal(text: text) } catch { throw CommandFailure(error, path: path) }
    let folder = FilePath.folder(path)
    let places = SealPlaces(folder: folder, template: template, brand: brand, data: try shared.folders)
    var present = seal.files.compactMap { places.present($0) }
    var findings = SealFindings(root: seal.root, state: seal.signatureState(expected: key))
    if seal.scope == .folder {
      let contents = try FolderContents(folder)
      let own = Set(seal.files.filter { $0.role.isBesideAssessment }.map(\.path))
      let ownPlace = FilePath.real(path)
      for name in contents.files + contents.others where !own.contains(name) {
        guard FilePath.real(FilePath.joined(folder, name)) != ownPlace else { continue }
        let extra = try? SealedFile(role: .evidence, path: name, size: 0, digest: Digest(of: []))
        if let extra { present.append(extra) } else { findings.addExtra(name) }
      }
    }
    for difference in seal.differences(from: present) { findings.add(difference, hasBrand: brand != nil) }
    findings.checkTrust(root: root, key: key)
    findings.lines.append(
      findings.differences.isEmpty
        ? localized("\(seal.files.count) 个文件与封存时一致", "\(seal.files.count) files are as they were sealed")
        : localized("有 \(findings.differences.count) 处不符", "\(findings.differences.count) differences"))
    findings.addTrustLines()
    return findings
  }

  private func check(proof text: String, _ file: String, key: String?) throws -> SealFindings {
    let proof: InclusionProof
    do throws(SealError) { proof = try InclusionProof(text: text) } catch { throw CommandFailure(error, path: path) }
    var findings = SealFindings(root: proof.root, state: proof.signatureState(expected: key))
    do throws(BoundedFile.Fault) {
      let (digest, size) = try BoundedFile.digest(of: file, limit: proof.file.size)
      if digest != proof.file.digest || size != proof.file.size { findings.addChanged(file, proof.file) }
    } catch {
      guard error == .tooLarge else { throw CommandFailure(error, path: file) }
      findings.addChanged(file, proof.file)
    }
    findings.checkTrust(root: root, key: key)
    if findings.differences.isEmpty {
      findings.lines.append(
        localized("\(file) 就是封存的 \(proof.file.path)", "\(file) is \(proof.file.path) as it was sealed"))
    }
    findings.addTrustLines()
    return findings
  }
}

/// What checking a seal or a proof found.
struct SealFindings {
  /// What differs.
  private(set) var differences: [Diagnostic] = []
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
  mutating func add(_ difference: SealDifference, hasBrand: Bool) {
    let file = difference.file
    let (name, english) = ("\(file.path)（\(file.role.title.chinese)）", "\(file.path) (\(file.role.title.english))")
    switch difference.kind {
    case .missing where file.role == .brand && !hasBrand:
      add(
        "sealed-missing", "找不到 \(name)", "\(english) is missing",
        hint: LocalizedText(chinese: "用 --brand 指明品牌文件", english: "name the brand file with --brand"))
    case .missing: add("sealed-missing", "找不到 \(name)，或它在应在的文件夹之外", "\(english) is missing, or lies outside its folder")
    case .changed:
      add(
        "sealed-changed", "\(name)与封存时不同", "\(english) is not as it was sealed",
        hint: LocalizedText(
          chinese: "找回封存时的文件；有意改动的，用 pingxing seal --force 重新封存，根会不同",
          english: "bring back the file as it was; after a change on purpose seal again with --force"))
    case .added: addExtra(file.path)
    }
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
