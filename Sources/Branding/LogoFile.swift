import Canvas
public import Diagnostics
import Foundation
import InputFiles
import PageLayout

/// Reads a brand's logo, whichever of both kinds it is.
struct LogoFile {
  /// The logo; nil after an error.
  private(set) var logo: BrandLogo?
  /// The picture for the painter, where it is one.
  private(set) var image: (id: ImageID, bytes: [UInt8])?
  /// What was found.
  private(set) var diagnostics: [Diagnostic] = []
  /// The text of an SVG file, for quoting its lines.
  private(set) var sources: [String: SourceLines] = [:]

  private let file: BrandFile.NamedFile

  init(_ file: BrandFile.NamedFile, brandPath: String) {
    self.file = file
    guard let bytes = read() else { return }
    let looksLikeText = bytes.prefix(64).contains(UInt8(ascii: "<"))
    let isSVG = file.name.lowercased().hasSuffix(".svg") || (!file.name.lowercased().hasSuffix(".png") && looksLikeText)
    if isSVG {
      // Named as the user would find it: beside the brand file.
      let folder = brandPath.lastIndex(of: "/").map { brandPath[...$0] } ?? ""
      readDrawing(bytes, path: folder + file.name)
    } else {
      readPicture(bytes)
    }
    if let logo { checkShape(of: logo) }
  }

  /// The bytes, read no further than the larger of both limits.
  private mutating func read() -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: file.path),
      let data = try? handle.read(upToCount: PNGFile.byteLimit + 1) ?? Data()
    else {
      add(.error, "logo-unreadable", "不能读取徽标 \(file.name)", "cannot read the logo \(file.name)")
      return nil
    }
    return [UInt8](data)
  }

  private mutating func readDrawing(_ bytes: [UInt8], path: String) {
    do throws(InputRejected) {
      let drawing = try SVGLogo.logo(bytes, path: path)
      logo = drawing
      if case .shapes(let shapes) = drawing.content, shapes.allSatisfy({ Self.isPaper($0.color) }) {
        diagnostics.append(.invisibleLogo(at: file.location))
      }
    } catch {
      diagnostics += error.diagnostics
      if bytes.count <= SVGLogo.byteLimit, let text = String(validating: bytes, as: UTF8.self) {
        sources[path] = SourceLines(text)
      }
    }
  }

  /// Whether a colour cannot be told from white paper.
  private static func isPaper(_ color: Color) -> Bool { color.contrast(with: .white) < 1.06 }

  private mutating func readPicture(_ bytes: [UInt8]) {
    do throws(PNGFile.Fault) {
      let png = try PNGFile(bytes)
      let id = ImageID("logo")
      image = (id, png.bytes)
      let logo = BrandLogo(
        size: Size(width: Double(png.width), height: Double(png.height)), content: .picture(id))
      self.logo = logo
      checkResolution(of: logo, png)
    } catch {
      report(error)
    }
  }

  private mutating func report(_ fault: PNGFile.Fault) {
    switch fault {
    case .notPNG:
      add(
        .error, "logo-not-png", "\(file.name) 不是 PNG", "\(file.name) is no PNG", "徽标可用 PNG 或 SVG；改扩展名不会改变格式",
        "a logo is a PNG or an SVG; another extension does not change the format")
    case .tooManyBytes:
      add(
        .error, "logo-too-large", "徽标 \(file.name) 超过 \(PNGFile.byteLimit >> 20) MiB",
        "the logo \(file.name) is larger than \(PNGFile.byteLimit >> 20) MiB", "请缩小图片，或改用 SVG",
        "make it smaller, or use an SVG")
    case .size(let width, let height):
      add(
        .error, "logo-size", "徽标 \(file.name) 为 \(width) × \(height) 像素，每边应为 1 到 \(PNGFile.sideLimit)",
        "the logo \(file.name) has \(width) × \(height) pixels; each side may have 1 to \(PNGFile.sideLimit)",
        "1200 像素宽已足够印刷", "a width of 1200 pixels is enough for print")
    case .truncated:
      add(
        .error, "logo-damaged", "徽标 \(file.name) 不完整", "the logo \(file.name) is cut short", "请重新导出或复制",
        "export or copy it again")
    case .checksum(let chunk):
      add(
        .error, "logo-damaged", "徽标 \(file.name) 已损坏：数据块 \(chunk) 的校验和不符",
        "the logo \(file.name) is damaged: the checksum of chunk \(chunk) is wrong", "请重新导出或复制",
        "export or copy it again")
    case .chunk(let chunk):
      add(
        .error, "logo-damaged", "徽标 \(file.name) 的数据块 \(chunk) 缺失或有错",
        "chunk \(chunk) of the logo \(file.name) is missing or wrong",
        "请用绘图程序重新导出为 PNG", "export it as PNG again")
    }
  }

  // MARK: - Looks

  /// The least resolution of print.
  private static let printResolution = 300.0

  private mutating func checkResolution(of logo: BrandLogo, _ png: PNGFile) {
    let printed = logo.coverSize
    let resolution = Double(png.width) / (printed.width / 72)
    guard resolution < Self.printResolution else { return }
    let width = Int((printed.width / 72 * Self.printResolution).rounded(.up))
    let height = Int((printed.height / 72 * Self.printResolution).rounded(.up))
    let inches = DecimalText.string(printed.width * 25.4 / 72, decimals: 0)
    add(
      .warning, "logo-resolution",
      "徽标 \(file.name) 只有 \(png.width) × \(png.height) 像素，在封面上印 \(inches) 毫米宽，不到 300 dpi，会发虚",
      "the logo \(file.name) has \(png.width) × \(png.height) pixels; \(inches) mm wide on the cover it stays below 300 dpi",
      "请换成至少 \(width) × \(height) 像素的图片，或改用 SVG", "use a picture of at least \(width) × \(height) pixels, or an SVG")
  }

  /// The smallest side at which a logo in the running head is still seen.
  private static let leastSide: Points = 7

  private mutating func checkShape(of logo: BrandLogo) {
    let head = logo.headSize
    guard min(head.width, head.height) < Self.leastSide else { return }
    let isTall = head.width < head.height
    add(
      .warning, "logo-small", "徽标 \(file.name) 过于\(isTall ? "瘦高" : "扁长")，在页眉里几乎看不清",
      "the logo \(file.name) is so \(isTall ? "tall" : "wide") that it is hardly seen in running heads",
      isTall ? "请换一个高不超过宽 3 倍的版本，或裁去上下的空白" : "请换一个宽不超过高 10 倍的版本，或裁去左右的空白",
      isTall
        ? "use a version no taller than three times its width, or crop the blank above and below"
        : "use a version no wider than ten times its height, or crop the blank on its left and right")
  }

  private mutating func add(
    _ severity: Severity, _ code: String, _ chinese: String, _ english: String, _ chineseHint: String? = nil,
    _ englishHint: String? = nil
  ) {
    var hint: LocalizedText?
    if let chineseHint, let englishHint { hint = LocalizedText(chinese: chineseHint, english: englishHint) }
    diagnostics.append(
      Diagnostic(severity, code, LocalizedText(chinese: chinese, english: english), at: file.location, hint: hint))
  }
}

extension Diagnostic {
  /// A logo of which nothing is seen on paper.
  public static func invisibleLogo(at place: SourceLocation?) -> Diagnostic {
    Diagnostic(
      .warning, "logo-invisible",
      LocalizedText(
        chinese: "徽标是全白或全透明的，在白纸上看不见", english: "the logo is white or transparent and is not seen on white paper"),
      at: place,
      hint: LocalizedText(chinese: "请用徽标的深色版本", english: "use the dark version of the logo"))
  }
}
