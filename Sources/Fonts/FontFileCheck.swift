import FoundationEssentials

/// Looks at a font file's directory of tables before HarfBuzz opens it, for what HarfBuzz and Cairo would take without
/// a word: variable fonts, bitmap fonts, web fonts, files cut short.
public enum FontFileCheck {
  /// What keeps a file from being used.
  public enum Fault: Error, Hashable, Sendable {
    /// It cannot be read.
    case unreadable
    /// It is larger than `byteLimit`.
    case tooLarge
    /// It is neither OpenType nor TrueType.
    case notAFont
    /// It is packed for the web.
    case webFont
    /// It has fewer faces.
    case missingFace(count: Int)
    /// A table lies outside of the file.
    case truncated
    /// It lacks a table.
    case missingTable(String)
    /// The checksum of a table that shapes or finds glyphs is wrong: the file has been damaged.
    case checksum(table: String)
    /// It is a variable font, which Cairo 1.16 embeds as nameless outlines.
    case variable
    /// Its em has so many units.
    case unitsPerEm(Int)
    /// Its outlines would reach over the whole page, or end before they begin.
    case bounds
    /// A glyph is made up of itself, of glyphs that are not there, or of too many in each other.
    case circularGlyph(Int)
    /// Its PostScript name has characters that such names cannot have.
    case name
  }

  /// The largest file, in bytes: 64 MiB. Chinese collections have 20 to 30.
  public static let byteLimit = 64 * 1024 * 1024

  /// Checks a face of a file, and says what its licence allows.
  @discardableResult
  public static func check(_ path: String, faceIndex: Int) throws(Fault) -> Embedding {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let size = attributes[.size] as? Int ?? (attributes[.size] as? UInt64).map(Int.init)
    else { throw .unreadable }
    guard size <= byteLimit else { throw .tooLarge }
    guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable }
    return try check([UInt8](data), faceIndex: faceIndex)
  }

  /// Checks a face of the bytes of a file (OpenType 1.9, “Organization of an OpenType font”).
  @discardableResult
  static func check(_ bytes: [UInt8], faceIndex: Int) throws(Fault) -> Embedding {
    let directory = try directoryOffset(bytes, faceIndex: faceIndex)
    guard let version = number(bytes, directory, 4) else { throw .truncated }
    guard [0x0001_0000, tag("OTTO"), tag("true")].contains(version) else { throw .notAFont }
    guard let count = number(bytes, directory + 4, 2) else { throw .truncated }
    var tables: Set<Int> = []
    var places = FontTables(bytes: bytes)
    for index in 0..<count {
      let record = directory + 12 + 16 * index
      guard let name = number(bytes, record, 4), let offset = number(bytes, record + 8, 4),
        let length = number(bytes, record + 12, 4), offset + length <= bytes.count
      else { throw .truncated }
      if length > 0 { tables.insert(name) }
      places.places[name] = offset..<offset + length
      guard let sum = number(bytes, record + 4, 4) else { throw .truncated }
      if let table = glyphTables.first(where: { tag($0) == name }), checksum(bytes[offset..<offset + length]) != sum {
        throw .checksum(table: table)
      }
    }
    if tables.contains(tag("fvar")) { throw .variable }
    for name in ["cmap", "head", "hhea", "hmtx", "maxp", "name"] where !tables.contains(tag(name)) {
      throw .missingTable(name)
    }
    guard tables.contains(tag("CFF ")) || (tables.contains(tag("glyf")) && tables.contains(tag("loca"))) else {
      throw .missingTable("glyf / CFF")
    }
    try checkSizes(places)
    try checkComposites(places)
    return embedding(places)
  }

  /// The tables whose damage makes characters vanish or change. Tools that edit the others, names above all, often leave
  /// wrong checksums behind, and so does whoever writes `checkSumAdjustment` in `head`: these say nothing of the glyphs.
  private static let glyphTables = ["glyf", "loca", "hmtx", "cmap", "CFF "]

  /// The checksum of a table: the sum of its 32-bit words, the last one filled up with zeros (OpenType 1.9, “Calculating
  /// checksums”).
  static func checksum(_ table: ArraySlice<UInt8>) -> Int {
    let sum = table.withUnsafeBytes { bytes in
      let whole = bytes.count & ~3
      var sum: UInt32 = 0
      for offset in stride(from: 0, to: whole, by: 4) {
        sum &+= UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      }
      var last: UInt32 = 0
      for offset in whole..<whole + 4 { last = last << 8 | (offset < bytes.count ? UInt32(bytes[offset]) : 0) }
      return sum &+ last
    }
    return Int(sum)
  }

  /// Whether a PostScript name is one that a PDF can carry (OpenType 1.9, name id 6).
  public static func isUsableName(_ name: String) -> Bool {
    (1...63).contains(name.utf8.count)
      && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"[](){}<>/%".utf8.contains($0) }
  }

  private static func directoryOffset(_ bytes: [UInt8], faceIndex: Int) throws(Fault) -> Int {
    guard let version = number(bytes, 0, 4) else { throw .notAFont }
    if [tag("wOFF"), tag("wOF2")].contains(version) { throw .webFont }
    guard version == tag("ttcf") else {
      guard faceIndex == 0 else { throw .missingFace(count: 1) }
      return 0
    }
    guard let count = number(bytes, 8, 4) else { throw .truncated }
    guard faceIndex < count else { throw .missingFace(count: count) }
    guard let offset = number(bytes, 12 + 4 * faceIndex, 4) else { throw .truncated }
    return offset
  }

  static func tag(_ name: String) -> Int { name.utf8.reduce(0) { $0 << 8 | Int($1) } }

  /// A big-endian number; nil where it lies outside of the file.
  private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }
}
