internal import Diagnostics
internal import Sealing

/// A report that tells by which seal its files can be verified.
enum SealedReport {
  /// The digits of a seal's root for the foot of a report, once the seal is found to hold every file that the report
  /// rests on, as it is, the assessment that it compares with among them.
  static func root(
    of path: String, for assessment: String, templates: [String], brand: String?, comparedWith earlier: String?,
    data: DataFolders
  ) throws -> String {
    let seal = try SealFile.read(path)
    guard seal.signatureState() != .invalid else {
      throw CommandFailure(
        .inputWrong, "bad-signature",
        LocalizedText(chinese: "封存清单 \(path) 的签名不符", english: "the signature of the seal \(path) does not fit"))
    }
    var materials = try Materials(assessment, data: data)
    try materials.addReport(templates: templates, brand: brand, data: data)
    if let earlier { try materials.addComparison(earlier, number: 1, data: data) }
    // A seal over more templates may name their files otherwise.
    let sealed = Set(seal.files.map(\.withoutTemplate))
    let others = try comparisons(materials.list.map(\.file), in: seal).filter { !sealed.contains($0.withoutTemplate) }
    guard let other = others.first else { return seal.shortRoot }
    throw CommandFailure(
      .inputWrong, "seal-differs",
      LocalizedText(
        chinese: "封存清单 \(path) 不是这份报告的：\(other.path) 等 \(others.count) 个文件与清单不同",
        english:
          "the seal \(path) is not that of this report: \(counted(others.count, "file differs", "files differ")), such as \(other.path)"
      ),
      hint: LocalizedText(
        chinese: "用同样的 --template、--brand 和 --compare 重新封存；或用 pingxing verify 查看差别",
        english:
          "seal again with the same --template, --brand and --compare, or see the differences with `pingxing verify`"))
  }

  /// The files with the one assessment compared with under the number that it has in the seal, where that holds it whole.
  private static func comparisons(_ files: [SealedFile], in seal: Seal) throws -> [SealedFile] {
    let own = files.filter { $0.comparedPart == nil }
    let compared = try files.compactMap { try $0.withoutNumber }
    let sealed = Set(seal.files)
    for number in Set(seal.files.compactMap { $0.comparedPart?.number }).sorted() {
      let numbered = try compared.map { try $0.compared(number) }
      if numbered.allSatisfy(sealed.contains) { return own + numbered }
    }
    return files
  }
}
