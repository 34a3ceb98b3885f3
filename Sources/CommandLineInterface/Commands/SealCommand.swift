internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Sealing

/// `pingxing seal`: manifests by which files are verified.
struct SealCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "seal",
      abstract: localized("封存评估、证据、准则与报告素材，以备核对。", "Seals an assessment, its evidence, rubrics and report materials."),
      discussion: localized(
        """
        pingxing seal centre.yml     封存评估和它用到的文件，写出 centre.seal
        pingxing seal 文件夹          连同文件夹里的其余文件一起封存，多一个少一个都查得出
        另有 seal keygen（签名密钥）、seal disclose（出示单份证据的证明）；核对用 pingxing verify。
        """,
        """
        pingxing seal centre.yml     seals the assessment and the files that it rests on, as centre.seal
        pingxing seal FOLDER         seals every other file of the folder too, so that a file too many is found
        There are also `seal keygen` for a key to sign with and `seal disclose` for the proof of one piece of evidence; \
        `pingxing verify` checks all of them.
        """),
      subcommands: [SealMakeCommand.self, SealKeygenCommand.self, SealDiscloseCommand.self],
      defaultSubcommand: SealMakeCommand.self)
  }
}

/// `pingxing seal make`, or `seal` alone: writes a seal.
struct SealMakeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "make", abstract: localized("写出封存清单（可省略 make）。", "Writes a seal; `make` can be left out."))
  }

  @Argument(
    help: ArgumentHelp(
      localized("评估文件，或它所在的文件夹。", "The assessment, or its folder."), valueName: "file|folder"))
  var path: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      localized("要写出的清单；缺省在评估文件旁。", "The seal; beside the assessment if not given."), valueName: "seal"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      localized("签名用的密钥文件，或 OpenSSL 的 Ed25519 私钥。", "A key file to sign with, or an Ed25519 key of OpenSSL."),
      valueName: "key"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      localized("报告的模板，可以有几个，以半角逗号分隔。", "The templates of the reports, comma between."), valueName: "template"))
  var template: String = "full"

  @Option(help: ArgumentHelp(localized("报告的品牌文件。", "The brand file of the reports."), valueName: "brand.yml"))
  var brand: String?

  @Option(
    name: .customLong("compare"),
    help: ArgumentHelp(
      localized(
        "报告与之比较的评估：文件，或档案里的记录；可以写几次。",
        "An assessment that the report compares with, a file or an entry of an archive; it may go several times."),
      valueName: "last.yml"))
  var compares: [String] = []

  @Flag(help: ArgumentHelp(localized("覆盖已有的清单。", "Replace an earlier seal.")))
  var force = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let data = try shared.folders
    let signer = try key.map { path throws(CommandFailure) in try KeyFile.read(path) }
    let target = try SealTarget(path)
    var materials = try Materials(target.assessment, data: data)
    try materials.addReport(templates: template.templateNames, brand: brand, data: data)
    for (place, name) in compares.enumerated() {
      let earlier = try materials.addComparison(name, number: place + 1, data: data)
      // What no report could compare with is refused here as there.
      _ = try ComparisonSource.series(
        [earlier, materials.source], library: try RubricSource.library(data))
    }
    let output = output ?? target.usualSeal
    try refuseToReplace(materials, by: output)
    try refuseElsewhere(output, target)
    let seals = target.scope == .folder ? try materials.addRest(of: target.folder, except: output) : []
    var seal = try materials.manifest(target.scope)
    if let signer {
      do throws(SealError) { seal = try seal.signed(by: signer) } catch { throw CommandFailure(error, path: key) }
    }
    // To seal again what is as it was changes nothing.
    let isSame = (try? BoundedFile.contents(of: output)) == Array(seal.text.utf8)
    try ExistingFile.refuse(output, unless: force || isSame, andIs: (Self.kind, { Seal.isSeal($0) }))
    try AtomicFile.write(seal.text.utf8, to: output)
    guard output != "-" else { return }
    StandardStreams.print(
      localized("\(seal.files.count) 个文件已封存到 \(output)", "\(counted(seal.files.count, "file")) sealed in \(output)"))
    if !seals.isEmpty {
      StandardStreams.print(
        localized("其中有下级文件夹的封存清单：", "seals of folders below are among them: ")
          + seals.joined(separator: localized("、", ", ")))
    }
    StandardStreams.print(localized("根 ", "root ") + seal.root.description)
    if let signer { StandardStreams.print(localized("公钥 ", "public key ") + signer.publicKey) }
  }

  /// What `--force` replaces.
  private static let kind = LocalizedText(chinese: "封存清单", english: "seal")

  /// A seal never takes the place of what it seals, nor of the key.
  private func refuseToReplace(_ materials: Materials, by output: String) throws(CommandFailure) {
    try ExistingFile.refuseToReplace(materials.list.map(\.place) + [key].compactMap(\.self), by: [output])
  }

  /// The paths of a seal start where it lies, so elsewhere nobody could verify by it.
  private func refuseElsewhere(_ output: String, _ target: SealTarget) throws(CommandFailure) {
    guard output != "-", FilePath.real(FilePath.folder(output)) != FilePath.real(target.folder) else { return }
    let beside = FilePath.joined(target.folder, FilePath.name(output))
    throw CommandFailure(
      .usage, "seal-elsewhere",
      LocalizedText(
        chinese: "清单里的路径从清单所在的文件夹算起，写到 \(output) 就无法核对；没有写出",
        english:
          "the paths of a seal start from its own folder, so by \(output) nothing could be verified; it was not written"
      ),
      hint: LocalizedText(
        chinese: "写到评估旁：-o \(beside)；要给别人，就连同文件夹一起给",
        english: "put it beside the assessment, -o \(beside); hand it on together with the folder"))
  }
}

/// `pingxing seal keygen`: a new key.
struct SealKeygenCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "keygen",
      abstract: localized("生成签名密钥（Ed25519），打印公钥。", "Makes an Ed25519 key to sign with, and prints its public part."))
  }

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(localized("密钥文件，不得已经存在。", "The key file, which must not exist yet."), valueName: "key"))
  var output: String

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try ExistingFile.refusePlaceOfLog(output)
    let key = SigningKey()
    try KeyFile.write(key, to: output)
    StandardStreams.print(
      localized(
        "密钥已写到 \(output)，只有您能读；请妥善保管，公钥可以公布。",
        "the key is in \(output), which only you can read; the public part may be published"))
    StandardStreams.print(localized("公钥 ", "public key ") + key.publicKey)
  }
}

/// `pingxing seal disclose`: the proof of one file.
struct SealDiscloseCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "disclose",
      abstract: localized(
        "写出一个文件属于封存清单的证明，不透露其余文件。", "Proves that one file belongs to a seal, without showing the others."))
  }

  @Argument(help: ArgumentHelp(localized("封存清单。", "The seal."), valueName: "seal"))
  var seal: String

  @Argument(help: ArgumentHelp(localized("文件在清单里的写法。", "The file as the seal names it."), valueName: "file"))
  var file: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(localized("要写出的证明；- 为标准输出。", "The proof to write; - is standard output."), valueName: "proof"))
  var output: String

  @Flag(help: ArgumentHelp(localized("覆盖已有文件。", "Replace an existing file.")))
  var force = false

  @OptionGroup var shared: SharedOptions

  /// What `--force` replaces.
  private static let kind = LocalizedText(chinese: "证明", english: "proof")

  func run() throws {
    try ExistingFile.refuseToReplace([seal], by: [output])
    let sealed = try SealFile.read(seal)
    let places = SealPlaces(folder: FilePath.folder(seal), templates: [], brand: nil, data: try shared.folders)
    try ExistingFile.refuseToReplace(sealed.files.compactMap { try? places.place(of: $0) }, by: [output])
    try ExistingFile.refuse(output, unless: force, andIs: (Self.kind, { InclusionProof.isProof($0) }))
    let proof: InclusionProof
    do throws(SealError) { proof = try InclusionProof(of: file, in: sealed) } catch {
      throw CommandFailure(
        .usage, "unknown-file",
        LocalizedText(chinese: "封存清单里没有文件 \(file)", english: "the seal holds no file \(file)"),
        hint: SuggestedName.question(
          SuggestedName.likely(to: file, among: sealed.files.map { .init($0.path, titles: [FilePath.name($0.path)]) })))
    }
    try AtomicFile.write(proof.text.utf8, to: output)
    guard output != "-" else { return }
    StandardStreams.print(localized("\(file) 的证明写到 \(output)", "the proof of \(file) is in \(output)"))
  }
}
