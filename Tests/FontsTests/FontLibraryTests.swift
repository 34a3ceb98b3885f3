import Canvas
import Fonts
import Foundation
import TestSupport
import Testing

/// The stack of the repository on the fonts of the package fonts-noto-cjk.
enum InstalledFonts {
  static let folder = "/usr/share/fonts/opentype/noto"

  static func stack() throws -> FontStack {
    try FontStack(json: Array(Data(contentsOf: RepositoryFiles.root.appending(path: "Fonts/stack.json"))))
  }

  static func library() throws -> FontLibrary { try FontLibrary(stack: stack(), folders: [folder]) }

  static func face(_ role: FontRole) throws -> FontFace {
    try #require(library().faces(for: role).first as? FontFace)
  }
}

struct FontLibraryTests {
  @Test func servesEveryRoleWithTheSimplifiedChineseFace() throws {
    let library = try InstalledFonts.library()
    #expect(
      library.faces(for: FontRole(.serif, .regular)).map(\.id.name) == [
        "NotoSerifCJKsc-Regular", "NotoSansCJKsc-Regular", "NotoSerifCJKjp-Regular",
      ])
    #expect(
      library.faces(for: FontRole(.sans, .bold)).map(\.id.name) == [
        "NotoSansCJKsc-Bold", "NotoSerifCJKsc-Bold", "NotoSansCJKjp-Bold",
      ])
    #expect(library.face(FontID("NotoSerifCJKsc-Bold")) != nil)
  }

  @Test func opensAFaceOnlyOnceForAllRoles() throws {
    let library = try InstalledFonts.library()
    #expect(
      library.faces(for: FontRole(.serif, .regular))[1] === library.faces(for: FontRole(.sans, .regular))[0])
  }

  @Test func measuresTheLinesOfTheDesign() throws {
    let metrics = try InstalledFonts.face(FontRole(.sans, .regular)).metrics
    #expect(abs(metrics.ascent - 1.16) < 1e-9)
    #expect(abs(metrics.descent - 0.288) < 1e-9)
    #expect(abs(metrics.capHeight - 0.733) < 1e-9)
    #expect(abs(metrics.emBoxBottom + 0.12) < 1e-9)
  }

  @Test func looksIntoTheUsersFolderFirst() throws {
    let source = FontSource(
      fileName: "NotoSansCJK-Regular.ttc", faceIndex: 2, postScriptName: "NotoSansCJKsc-Regular")
    let user = FileManager.default.temporaryDirectory.appending(path: "fonts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: user, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: user) }
    #expect(
      FontLibrary.path(of: source, in: [user.path, InstalledFonts.folder])
        == "\(InstalledFonts.folder)/NotoSansCJK-Regular.ttc")
    try Data().write(to: user.appending(path: source.fileName))
    #expect(
      FontLibrary.path(of: source, in: [user.path, InstalledFonts.folder])
        == user.appending(path: source.fileName).path)
  }

  @Test func namesTheMissingFileAndWhereItLooked() throws {
    let error = #expect(throws: FontError.self) {
      try FontLibrary(stack: InstalledFonts.stack(), folders: ["/nowhere"])
    }
    #expect(error == .missingFile(name: "NotoSerifCJK-Regular.ttc", folders: ["/nowhere"]))
    #expect(error?.chinese.contains("fonts-noto-cjk") == true)
  }

  @Test func leavesOutAnOptionalFileThatIsMissing() throws {
    let stack = FontStack(
      sources: try InstalledFonts.stack().sources.mapValues {
        [FontSource(fileName: "Company.otf", faceIndex: 0, postScriptName: "Company", isOptional: true)] + $0
      })
    let library = try FontLibrary(stack: stack, folders: [InstalledFonts.folder])
    #expect(library.faces(for: FontRole(.sans, .regular)).first?.id.name == "NotoSansCJKsc-Regular")
  }

  @Test func refusesFilesThatAreNotTheFontExpected() throws {
    let path = "\(InstalledFonts.folder)/NotoSansCJK-Regular.ttc"
    #expect(throws: FontError.missingFace(path: path, index: 99, count: 10)) {
      try FontFace(path: path, faceIndex: 99, postScriptName: "NotoSansCJKsc-Regular")
    }
    #expect(
      throws: FontError.wrongName(
        path: path, index: 0, expected: "NotoSansCJKsc-Regular", found: "NotoSansCJKjp-Regular")
    ) { try FontFace(path: path, faceIndex: 0, postScriptName: "NotoSansCJKsc-Regular") }
    let bytes = try Data(contentsOf: URL(filePath: path))
    for content in [Data(), Data("not a font".utf8), bytes.prefix(40), bytes.prefix(4000)] {
      let broken = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).ttc")
      try content.write(to: broken)
      defer { try? FileManager.default.removeItem(at: broken) }
      #expect(throws: FontError.unreadable(path: broken.path)) {
        try FontFace(path: broken.path, faceIndex: 2, postScriptName: "NotoSansCJKsc-Regular")
      }
    }
  }
}
