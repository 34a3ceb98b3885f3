import Canvas
import Diagnostics
import Fonts
import InputFiles

/// Opens a brand's fonts, and says what keeps one from being used and what it lacks.
struct BrandFonts {
  /// The faces by role; a face that serves two roles is opened once.
  private(set) var faces: [FontRole: FontFace] = [:]
  /// Where each face is named, by its id.
  private(set) var places: [String: SourceLocation] = [:]
  /// What was found.
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: BrandFile) {
    var opened: [String: FontFace] = [:]
    for role in FontRole.allCases {
      guard let font = file.fonts[role.description] else { continue }
      let place = "\(font.file.path)#\(font.face)"
      guard let face = opened[place] ?? open(font) else { continue }
      opened[place] = face
      faces[role] = face
      if places[face.id.name] == nil {
        places[face.id.name] = font.file.location
        checkCoverage(of: face, named: font.file, brand: file)
      }
    }
  }

  // MARK: - Opening

  private mutating func open(_ font: BrandFile.Font) -> FontFace? {
    do throws(FontFileCheck.Fault) {
      report(try FontFileCheck.check(font.file.path, faceIndex: font.face), font.file)
    } catch {
      report(error, font.file)
      return nil
    }
    do throws(FontError) {
      let face = try FontFace(path: font.file.path, faceIndex: font.face, postScriptName: nil)
      guard FontFileCheck.isUsableName(face.id.name) else {
        report(.name, font.file)
        return nil
      }
      // What HarfBuzz cannot cut, no report can embed; a page of digits shows it at once.
      let digits = "0123456789".unicodeScalars.compactMap { face.glyph(for: $0, variation: nil) }
      guard digits.count == 10 else {
        add(
          .error, "font-lacks-digits", font.file, "字体 \(font.file.name) 没有数字",
          "the font \(font.file.name) has no digits")
        return nil
      }
      _ = try face.subset(glyphs: digits)
      if let fault = face.unsoundness {
        report(fault, font.file)
        return nil
      }
      return face
    } catch {
      report(.notAFont, font.file)
      return nil
    }
  }

  /// Warns where the font's maker does not allow what every report does. Whoever has the owner's leave may go on.
  private mutating func report(_ embedding: FontFileCheck.Embedding, _ file: BrandFile.NamedFile) {
    let (chinese, english): (String, String)
    switch embedding {
    case .allowed: return
    case .restricted: (chinese, english) = ("不许嵌入文档", "must not be embedded in documents")
    case .wholeOnly: (chinese, english) = ("不许只嵌入用到的字形", "must not be embedded in part, by the glyphs in use")
    case .picturesOnly: (chinese, english) = ("只许以点阵图嵌入", "may be embedded as bitmaps only")
    }
    add(
      .warning, "font-licence", file, "字体 \(file.name) 的授权标志（OS/2 fsType）说它\(chinese)，而报告会嵌入它用到的字形",
      "the font \(file.name) says (OS/2 fsType) that it \(english); reports embed the glyphs that they use",
      "请先取得权利人的许可，或换用开放授权的字体，如思源黑体、思源宋体",
      "get the owner's permission first, or use a font under an open licence, such as Source Han")
  }

  private mutating func report(_ fault: FontFileCheck.Fault, _ file: BrandFile.NamedFile) {
    let name = file.name
    switch fault {
    case .unreadable: add(.error, "font-unreadable", file, "不能读取字体 \(name)", "cannot read the font \(name)")
    case .tooLarge:
      add(
        .error, "font-too-large", file, "字体 \(name) 超过 \(FontFileCheck.byteLimit >> 20) MiB",
        "the font \(name) is larger than \(FontFileCheck.byteLimit >> 20) MiB")
    case .notAFont:
      add(
        .error, "font-damaged", file, "\(name) 已损坏，或不是 OpenType、TrueType 字体",
        "\(name) is damaged, or no OpenType or TrueType font", "请换一个 .otf、.ttf 或 .ttc 文件",
        "use an .otf, .ttf or .ttc file")
    case .webFont:
      add(
        .error, "font-packed", file, "\(name) 是网页字体（WOFF），不能用于 PDF",
        "\(name) is a web font (WOFF), which a PDF cannot hold",
        "请使用同一字体的 .otf 或 .ttf 文件", "use the .otf or .ttf file of the font")
    case .missingFace(let count):
      add(
        .error, "font-face", file, "字体 \(name) 只有 \(count) 个字面（从 0 数起）",
        "the font \(name) has \(count) faces, counted from 0")
    case .truncated:
      add(.error, "font-damaged", file, "字体 \(name) 不完整", "the font \(name) is cut short", "请重新复制文件", "copy it again")
    case .missingTable(let table):
      add(.error, "font-damaged", file, "字体 \(name) 缺少 \(table) 表", "the font \(name) lacks the table \(table)")
    case .checksum(let table):
      add(
        .error, "font-damaged", file, "字体 \(name) 已损坏：\(table) 表的校验和不符",
        "the font \(name) is damaged: the checksum of its table \(table) is wrong", "请重新安装或复制文件",
        "install or copy the file again")
    case .variable:
      add(
        .error, "font-variable", file, "\(name) 是可变字体，不能正确嵌入 PDF",
        "\(name) is a variable font, which cannot be embedded well",
        "请使用同一字体的静态版本，每个字重一个文件", "use the static version, a file for each weight")
    case .unitsPerEm(let units):
      add(
        .error, "font-damaged", file, "字体 \(name) 的每 em 单位数是 \(units)，应在 16 到 16384 之间",
        "the font \(name) has \(units) units to an em, and may have 16 to 16384", "请换一个完好的文件",
        "use a sound file of the font")
    case .bounds:
      add(
        .error, "font-damaged", file, "字体 \(name) 的字形范围不合理（head 表）",
        "the font \(name) has absurd bounds of its glyphs (table head)", "请换一个完好的文件", "use a sound file of the font")
    case .circularGlyph(let glyph):
      add(
        .error, "font-damaged", file, "字体 \(name) 的复合字形 \(glyph) 引用了自己，或引用过深、引用了没有的字形",
        "the composite glyph \(glyph) of the font \(name) is part of itself, too deep, or made of glyphs that are not there",
        "请换一个完好的文件", "use a sound file of the font")
    case .name:
      add(
        .error, "font-name", file, "字体 \(name) 的 PostScript 名称不能写入 PDF",
        "the PostScript name of the font \(name) cannot stand in a PDF")
    }
  }

  private mutating func report(_ fault: FontFace.Unsoundness, _ file: BrandFile.NamedFile) {
    let hint = ("请换一个完好的文件", "use a sound file of the font")
    func shown(_ scalars: [Unicode.Scalar]) -> String {
      String(String.UnicodeScalarView(scalars.prefix(12))) + (scalars.count > 12 ? "…" : "")
    }
    switch fault {
    case .blank(let scalars):
      add(
        .error, "font-damaged", file, "字体 \(file.name) 把 \(scalars.count) 个字符显示成空白：\(shown(scalars))",
        "the font \(file.name) shows nothing for \(scalars.count) characters: \(shown(scalars))", hint.0, hint.1)
    case .withoutWidth(let scalars):
      add(
        .error, "font-damaged", file, "字体 \(file.name) 里 \(scalars.count) 个字符的宽度为 0：\(shown(scalars))",
        "the font \(file.name) gives \(scalars.count) characters no width: \(shown(scalars))", hint.0, hint.1)
    case .alike(let scalars):
      add(
        .error, "font-damaged", file, "字体 \(file.name) 把许多不同的字符画成同一个字形：\(shown(scalars))",
        "the font \(file.name) draws many different characters alike: \(shown(scalars))", hint.0, hint.1)
    }
  }

  // MARK: - Coverage

  /// What every report needs of a font of the kind.
  private static let latin = (0x21...0x7E).compactMap { Unicode.Scalar(UInt32($0)) }
  private static let chinese = Array("，。、；：？！“”‘’（）《》【】—…·％①②③的一是不在客户服务中心评星级".unicodeScalars)

  private mutating func checkCoverage(of face: FontFace, named file: BrandFile.NamedFile, brand: BrandFile) {
    let own = [
      brand.consultancy, brand.shortName, brand.line, brand.overline, brand.statement, brand.footer,
      brand.confidentiality, brand.watermark,
    ].compactMap { $0?.value.unicodeScalars }.joined()
    if face.isWestern {
      add(
        .note, "font-western", file, "字体 \(file.name) 没有汉字：只用于西文和数字，汉字与中文标点仍用原来的字体",
        "the font \(file.name) has no Han characters: it serves Western text and digits, Chinese keeps its fonts")
    }
    let wanted = Self.latin + (face.isWestern ? [] : Self.chinese + own.filter { $0.value > 0x20 })
    var missing: [Unicode.Scalar] = []
    for scalar in wanted where face.glyph(for: scalar, variation: nil) == nil && !missing.contains(scalar) {
      missing.append(scalar)
    }
    guard !missing.isEmpty else { return }
    let shown = String(String.UnicodeScalarView(missing.prefix(12))) + (missing.count > 12 ? "…" : "")
    add(
      .warning, "font-coverage", file, "字体 \(file.name) 缺少报告要用的 \(missing.count) 个字符：\(shown)",
      "the font \(file.name) lacks \(missing.count) characters that reports use: \(shown)",
      "这些字符会用原来的字体显示，看起来可能不协调", "other fonts show them, which may look uneven")
  }

  private mutating func add(
    _ severity: Severity, _ code: String, _ file: BrandFile.NamedFile, _ chinese: String, _ english: String,
    _ chineseHint: String? = nil, _ englishHint: String? = nil
  ) {
    var hint: LocalizedText?
    if let chineseHint, let englishHint { hint = LocalizedText(chinese: chineseHint, english: englishHint) }
    diagnostics.append(
      Diagnostic(severity, code, LocalizedText(chinese: chinese, english: english), at: file.location, hint: hint))
  }
}
