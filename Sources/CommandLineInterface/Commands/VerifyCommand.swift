internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import History
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
        A seal may be exchanged as a whole: --root (the foot of a report shows its first 16 digits) or --key (the public key \
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

  @Option(
    help: ArgumentHelp(
      localized("自己的模板的路径，可以有几个，以半角逗号分隔。", "The path of your own template, or of several, comma between."),
      valueName: "template"))
  var template: String?

  @Option(help: ArgumentHelp(localized("品牌文件。", "The brand file."), valueName: "brand.yml"))
  var brand: String?

  @Option(
    name: .customLong("compare"),
    help: ArgumentHelp(
      localized("封存时与之比较的评估；几份的按封存时的次序。", "An assessment compared with; several in the order of sealing."),
      valueName: "last.yml"))
  var compares: [String] = []

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
    // What is neither a seal nor a proof was to be a proof where a file is named, and is damaged.
    if InclusionProof.isProof(text.utf8) || (file != nil && !Seal.isSeal(text.utf8)) {
      guard let file else {
        throw CommandFailure(
          .usage, "no-file",
          LocalizedText(chinese: "核对证明要用 --file 写明文件", english: "a proof is checked with the file that --file names"))
      }
      try refuseUnused(
        template: template, brand: brand, compares: compares,
        LocalizedText(chinese: "核对证明", english: "a proof is checked"))
      findings = try check(proof: text, file, key: key)
    } else {
      guard file == nil else {
        throw CommandFailure(
          .usage, "no-proof",
          LocalizedText(chinese: "\(path) 是封存清单，--file 只用于证明", english: "\(path) is a seal; --file goes with a proof"))
      }
      findings = try check(seal: text, key: key)
    }
    StandardStreams.printRaw(format.render(DiagnosticReport(findings.differences + findings.notes)))
    if format == .text { for line in findings.lines { StandardStreams.print(line) } }
    if !findings.differences.isEmpty { throw CommandFailure(.requirementNotMet) }
  }

  private func check(seal text: String, key: String?) throws -> SealFindings {
    let seal: Seal
    do throws(SealError) { seal = try Seal(text: text) } catch { throw CommandFailure(error, path: path) }
    var findings = SealFindings(root: seal.root, state: seal.signatureState(expected: key))
    if seal.scope == .files, let export = try ExportedEntry(manifest: path, seal) {
      try refuseUnused(
        template: template, brand: brand, compares: compares,
        LocalizedText(
          chinese: "导出的记录自带模板和品牌，核对它", english: "an exported entry has its own template and brand, and is checked"))
      try check(export, seal, text, &findings)
    } else {
      func has(_ role: SealedFile.Role) -> Bool { seal.files.contains { $0.role == role } }
      try refuseUnused(
        template: has(.template) ? nil : template, brand: has(.brand) ? nil : brand,
        compares: has(.comparison) ? [] : compares,
        LocalizedText(chinese: "清单里没有这样的文件，核对它", english: "the seal names no such file, and is checked"))
      try check(seal, &findings)
    }
    findings.checkTrust(root: root, key: key)
    if !findings.differences.isEmpty {
      findings.lines.append(
        localized("有 \(findings.differences.count) 处不符", counted(findings.differences.count, "difference")))
    }
    findings.addTrustLines()
    return findings
  }

  /// Refuses options that nothing would come of.
  private func refuseUnused(
    template: String?, brand: String?, compares: [String], _ reason: LocalizedText
  ) throws(CommandFailure) {
    let options = [
      template.map { _ in "--template" }, brand.map { _ in "--brand" }, compares.first.map { _ in "--compare" },
    ].compactMap(\.self)
    guard !options.isEmpty else { return }
    throw CommandFailure(
      .usage, "option-unused",
      LocalizedText(
        chinese: "\(reason.chinese)用不上 \(options.joined(separator: "、"))",
        english: "\(reason.english) without \(options.joined(separator: " and "))"),
      hint: LocalizedText(chinese: "去掉它再核对", english: "leave it out"))
  }

  /// Checks the files of a seal that lies beside its assessment.
  private func check(_ seal: Seal, _ findings: inout SealFindings) throws {
    let folder = FilePath.folder(path)
    let places = SealPlaces(
      folder: folder, templates: template?.templateNames ?? [], brand: brand,
      compared: try compares.map { try ComparedPlace($0) },
      data: try shared.folders)
    let (there, absent) = places.look(for: seal.files)
    var present = there
    if seal.scope == .folder {
      let contents = try FolderContents(folder)
      let own = Set(seal.files.filter { $0.role.isBesideAssessment }.map(\.path))
      let ownPlace = FilePath.real(path)
      for name in contents.files + contents.others where !own.contains(name) {
        guard FilePath.real(FilePath.joined(folder, name)) != ownPlace else { continue }
        let extra = try? SealedFile(role: .evidence, path: name, size: 0, digest: Digest(of: []))
        if let extra { present.append(extra) } else { findings.addExtra(name) }
      }
      for name in contents.unnameable { findings.addExtra(name) }
    }
    for difference in seal.differences(from: present) {
      findings.add(difference, absence: absent[difference.file], hasBrand: brand != nil, comparedWith: compares.count)
    }
    guard findings.differences.isEmpty else { return }
    findings.lines.append(
      localized(
        "\(seal.files.count) 个文件与封存时一致",
        "\(counted(seal.files.count, "file is as it was", "files are as they were")) sealed"))
  }

  /// Checks the files of an exported entry, and that there are no others. Evidence and fonts are not kept by archives.
  private func check(
    _ export: ExportedEntry, _ seal: Seal, _ text: String, _ findings: inout SealFindings
  ) throws {
    let (present, absent) = SealPlaces(export: export.folder, data: try shared.folders).look(for: seal.files)
    var left = 0
    for difference in seal.differences(from: present) {
      let absence = absent[difference.file]
      if case .missing? = absence, !difference.file.role.isArchived {
        left += 1
      } else if difference.file.role == .font {
        // Fonts are this machine's, and no part of the entry.
        findings.addOtherFont(difference.file)
      } else {
        findings.add(difference, absence: absence, hasBrand: true, isExport: true)
      }
    }
    for name in export.strangers(manifest: text) { findings.addStranger(name) }
    if let fault = export.recordFault(seal) { findings.addWrongRecord(fault) }
    for name in try export.extras(seal) { findings.addExtra(name) }
    guard findings.differences.isEmpty, let record = export.record else { return }
    let count = seal.files.count - left - findings.notes.count
    findings.lines.append(
      localized(
        "第 \(record.number) 号记录的导出：\(count) 个文件与存入时一致",
        "entry \(record.number) as exported: \(counted(count, "file is as it was", "files are as they were")) archived")
    )
    findings.lines.append(
      localized(
        "本条 \(record.hash)：请与 archive list 或 show 所列的核对",
        "entry hash \(record.hash); compare it with the one that `archive show` prints"))
    guard left > 0 else { return }
    findings.lines.append(
      localized(
        "证据和字体里有 \(left) 个不在这里，没有核对（档案只存它们的 SHA-256）",
        "\(counted(left, "file of evidence or fonts is", "files of evidence or fonts are")) not here and not checked: the archive has only the SHA-256"
      ))
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
    if proof.version == .one {
      findings.lines.append(
        localized(
          "这份证明是旧格式：所写的总数 \(proof.count) 没有核对",
          "this proof has an earlier format: its count of \(proof.count) was not checked")
      )
    }
    findings.addTrustLines()
    return findings
  }
}
