internal import Branding
internal import Canvas
internal import Diagnostics
internal import Fonts
internal import PDFOutput
internal import PageLayout
internal import Typesetting

/// Finds and reads brands, and tries them out.
enum BrandSource {
  /// A brand that reports can use. What is only worth a look is said on standard error.
  ///
  /// - Throws: where the file is missing or something in it is wrong, with all that is wrong.
  static func load(_ path: String, data: DataFolders) throws(CommandFailure) -> Brand {
    let reading = read(path, data: data)
    DiagnosticPrinter.complain(reading.report)
    guard let brand = reading.brand, !reading.report.hasErrors else {
      throw CommandFailure(reading.isMissing ? .inputMissing : .inputWrong)
    }
    return brand
  }

  /// Reads a brand and paints its logo and a line in each of its fonts, since only a decoder finds every fault.
  static func read(_ path: String, data: DataFolders) -> BrandReading {
    var reading = BrandReading(path, fontFolders: ReportFonts.searchFolders(data))
    if let draft = reading.draft {
      reading.report.add(BrandTrial.problems(of: draft) + nameProblems(of: draft, data: data))
    }
    // What is refused for another reason needs no glyph.
    let refused = Set(reading.report.diagnostics.filter { $0.severity == .error }.compactMap(\.location))
    if let fonts = try? ReportFonts.library(data, preferring: reading.draft?.faces ?? [:]) {
      let missing = MissingCharacters(fonts: fonts).findings(in: reading.texts)
      reading.report.add(missing.filter { finding in finding.location.map { !refused.contains($0) } ?? true })
    }
    return reading
  }

  /// Fonts whose names are taken by those of the stack or by each other.
  private static func nameProblems(of brand: Brand, data: DataFolders) -> [Diagnostic] {
    // Without the standard fonts there is no report, which says so itself.
    guard !brand.faces.isEmpty, let library = try? ReportFonts.library(data) else { return [] }
    do throws(FontError) { _ = try library.preferring(brand.faces) } catch {
      var place: SourceLocation?
      if case .sameName(let name, _, _) = error { place = brand.places[name] }
      return [
        Diagnostic(
          .error, "font-name", LocalizedText(chinese: error.chinese, english: error.english), at: place)
      ]
    }
    return []
  }
}

/// Paints what a brand brings along, to find what no look at the files shows: damaged picture data, outlines that no
/// painter reads.
private enum BrandTrial {
  static func problems(of brand: Brand) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for (image, bytes) in brand.images.sorted(by: { $0.key.name < $1.key.name }) {
      let item = Placed(.image(image, Size(width: 10, height: 10)), at: .zero)
      guard !paints(item, images: [image: bytes], fonts: NoFonts()) else {
        if namesColorsBeyondPalette(bytes, of: image) {
          problems.append(
            damagedLogo(
              "徽标的图像数据已损坏：有像素用了调色板里没有的颜色",
              "the picture data of the logo are damaged: pixels name colours beyond its palette",
              brand.places[image.name]))
        } else if (try? PictureTrial.leavesPaperWhite(bytes, of: image)) == true {
          problems.append(.invisibleLogo(at: brand.places[image.name]))
        }
        continue
      }
      problems.append(
        damagedLogo("徽标的图像数据已损坏，不能解码", "the picture data of the logo are damaged", brand.places[image.name]))
    }
    var tried: Set<String> = []
    for (_, face) in brand.faces.sorted(by: { $0.key.description < $1.key.description }) {
      guard tried.insert(face.id.name).inserted, !paints(line(in: face), images: [:], fonts: OneFont(face: face)) else {
        continue
      }
      problems.append(
        Diagnostic(
          .error, "font-damaged",
          LocalizedText(
            chinese: "字体 \(face.id) 不能写入 PDF，可能已损坏",
            english: "the font \(face.id) cannot be written to a PDF; it may be damaged"),
          at: brand.places[face.id.name], hint: LocalizedText(chinese: "请换一个文件", english: "use another file")))
    }
    return problems
  }

  private static func damagedLogo(_ chinese: String, _ english: String, _ place: SourceLocation?) -> Diagnostic {
    Diagnostic(
      .error, "logo-damaged", LocalizedText(chinese: chinese, english: english), at: place,
      hint: LocalizedText(chinese: "请用绘图程序重新导出为 PNG", english: "export it as PNG again"))
  }

  /// What lies beyond the palette shows when that is filled up in two ways.
  private static func namesColorsBeyondPalette(_ bytes: [UInt8], of image: ImageID) -> Bool {
    guard let trials = PNGFile.withWholePalettes(bytes) else { return false }
    return (try? PictureTrial.areAlike(trials.dark, trials.light, of: image)) == false
  }

  private static func paints(_ item: Placed, images: [ImageID: [UInt8]], fonts: some SubsetFontSource & Sendable)
    -> Bool
  {
    let page = Page(size: Size(width: 100, height: 100), label: "1", items: [item])
    let properties = DocumentProperties(title: "", author: "", subject: "", keywords: "", created: nil)
    let document = PagedDocument(properties: properties, pages: [page], bookmarks: [])
    return (try? PDFPainter().render(document, fonts: fonts, images: images)) != nil
  }

  /// The characters of a report that the face has, one beside the other.
  private static func line(in face: FontFace) -> Placed {
    let text = "0123456789AaBbGgQq&%的一中客户服务评"
    let shown = text.unicodeScalars.compactMap { scalar in
      face.glyph(for: scalar, variation: nil).map { (scalar: scalar, glyph: $0) }
    }
    let run = GlyphRun(
      font: face.id, size: 10, color: .black, text: String(String.UnicodeScalarView(shown.map(\.scalar))),
      glyphs: shown.enumerated().map { GlyphRun.Glyph(index: $1.glyph, x: Double($0) * 4, y: 0) },
      clusters: shown.map { GlyphRun.Cluster(byteCount: String($0.scalar).utf8.count, glyphCount: 1) },
      advance: Double(shown.count) * 4)
    return Placed(.text(run), at: Point(x: 5, y: 50))
  }

  private struct NoFonts: SubsetFontSource {
    func subset(of font: FontID, keeping glyphs: [UInt32]) throws -> SubsetFont {
      throw PDFError.font(font, reason: "no font is used here")
    }
  }

  private struct OneFont: SubsetFontSource {
    let face: FontFace

    func subset(of font: FontID, keeping glyphs: [UInt32]) throws -> SubsetFont {
      let subset = try face.subset(glyphs: glyphs)
      return SubsetFont(bytes: subset.data, newIndex: subset.newGlyphs)
    }
  }
}
