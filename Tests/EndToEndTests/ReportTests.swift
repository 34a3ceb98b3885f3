import Foundation
import Testing

/// The reports of the examples, seen through the tools that read PDFs.
@Suite struct ReportTests {
  @Test func thereAreExamples() { #expect(ExampleReport.names.count >= 2) }

  @Test(arguments: ExampleReport.names)
  func isMadeAndSaysSo(name: String) async throws {
    let report = try await ExampleReport.of(name)
    #expect(report.run.status == 0, "\(report.run.messages)")
    let pages = try await report.pages().count
    #expect(report.run.output.hasPrefix("\(report.file.path)  \(pages) 页  cccs-op-"))
    // 20 to 40 for the assessment itself; the chapter of analyses has its opening and about a page for each of them.
    let analyses = try Self.analyses(name)
    #expect((20...(analyses == 0 ? 40 : 41 + analyses)).contains(pages))
  }

  /// How many analyses an example lists.
  private static func analyses(_ name: String) throws -> Int {
    let source = try String(contentsOf: ExampleReport.assessment(name), encoding: .utf8)
    return source.matches(of: #/(?m)^  - \{?kind: /#).count
  }

  @Test(arguments: ExampleReport.names)
  func isSoundForQpdf(name: String) async throws {
    let file = try await ExampleReport.of(name).file
    let check = try await Pingxing.tool("qpdf", "--check", file.path)
    #expect(check.status == 0, "\(check.everything)")
    #expect(check.output.contains("No syntax or stream encoding errors found"))
  }

  @Test(arguments: ExampleReport.names)
  func embedsItsFontsAsSubsets(name: String) async throws {
    let file = try await ExampleReport.of(name).file
    let rows = try await Pingxing.tool("pdffonts", file.path).lines.dropFirst(2).filter { !$0.isEmpty }
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(row.contains(#/^[A-Z]{6}\+\S+ +CID Type 0C +Identity-H +yes yes yes /#), "\(row)")
    }
  }

  @Test(arguments: ExampleReport.names)
  func isDrawnWithoutPictures(name: String) async throws {
    let file = try await ExampleReport.of(name).file
    let images = try await Pingxing.tool("pdfimages", "-list", file.path)
    #expect(images.status == 0)
    #expect(images.lines.dropFirst(2).filter { !$0.isEmpty } == [])
  }

  @Test(arguments: ExampleReport.names)
  func holdsEverythingThatTheAssessmentSays(name: String) async throws {
    let report = try await ExampleReport.of(name)
    let text = PDFText.squeezed(try await PDFText.body(of: report.file))
    let source = try String(contentsOf: ExampleReport.assessment(name), encoding: .utf8)
    let said =
      source.matches(of: /(?m)^ +(?:note|action|title|scope|location): (.+)$/).map(\.1)
      + source.matches(of: /not-applicable: (.+?)\}/).map(\.1)
    #expect(said.count > 100)
    let missing = said.filter { !text.contains(PDFText.squeezed($0)) }
    #expect(missing == [])
  }

  @Test(arguments: ExampleReport.names)
  func hasNoEmptyPage(name: String) async throws {
    let pages = try await ExampleReport.of(name).pages()
    for (index, page) in pages.enumerated() {
      // The running head and the foot alone have about fifty characters.
      #expect(PDFText.squeezed(page).count > 80, "page \(index + 1): \(page)")
    }
  }

  /// Every numbered table and figure has a caption, and the text leads to it by its number.
  @Test(arguments: ExampleReport.names)
  func refersToEveryTableAndFigure(name: String) async throws {
    let file = try await ExampleReport.of(name).file
    let captions = try await Pingxing.tool("pdfinfo", "-struct-text", file.path).lines.compactMap {
      $0.firstMatch(of: /^ *"([表图]) ([A-Z0-9]+(?:-[0-9]+)?)\u{3000}/).map { "\($0.1)\($0.2)" }
    }
    #expect(Set(captions).count == captions.count)
    #expect(captions.count > 25)
    #expect(captions.contains { $0.hasPrefix("图") })
    let text = try await Pingxing.tool("pdftotext", "-raw", file.path, "-").output
    for caption in captions {
      let number = try Regex("\(caption.prefix(1))\\s\(caption.dropFirst())(?![0-9-])")
      // Once as the caption itself, once more in the text; 续表 does not count.
      let mentions = text.matches(of: number).count { match in
        match.range.lowerBound == text.startIndex || text[text.index(before: match.range.lowerBound)] != "续"
      }
      #expect(mentions >= 2, "\(caption) is never referred to")
    }
  }

  @Test(arguments: ExampleReport.names)
  func numbersItsPages(name: String) async throws {
    let pages = try await ExampleReport.of(name).pages()
    for (index, page) in pages.enumerated().dropFirst() {
      #expect(PDFText.squeezed(page).contains("第\(index + 1)页/共\(pages.count)页"), "page \(index + 1)")
    }
  }

  @Test(arguments: ExampleReport.names)
  func isTagged(name: String) async throws {
    let file = try await ExampleReport.of(name).file
    let tree = try await Pingxing.tool("pdfinfo", "-struct", file.path)
    #expect(tree.status == 0)
    #expect(!tree.messages.contains("Error"), "\(tree.messages)")
    let kinds = Set(tree.lines.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(tree.lines.first == "Document")
    #expect(
      kinds.isSuperset(of: [
        "H1", "H2", "P", "L", "LI", "TOC", "TOCI", "Table", "TR", "TH", "TD", "Caption", "Figure", "Link",
      ]))
  }

  @Test(arguments: ExampleReport.names)
  func namesItself(name: String) async throws {
    let file = try await ExampleReport.of(name).file
    let facts = try await Pingxing.tool("pdfinfo", "-isodates", file.path).lines
    func fact(_ key: String) -> String {
      facts.first { $0.hasPrefix(key + ":") }.map { $0.dropFirst(key.count + 1).trimmingCharacters(in: .whitespaces) }
        ?? ""
    }
    let source = try String(contentsOf: ExampleReport.assessment(name), encoding: .utf8)
    let organisation = try #require(source.firstMatch(of: /(?m)^  name: (.+)$/)).1
    let date = try #require(source.firstMatch(of: /(?m)^  date: (.+)$/)).1
    // A centre's own report is called 自评报告, a consultant's or an auditor's 评估报告.
    let title = source.contains("role: self") ? "自评报告" : "评估报告"
    #expect(fact("Title") == "\(organisation)呼叫中心运营成熟度\(title)")
    #expect(fact("Subject") == "自评参考，非官方评分")
    #expect(fact("CreationDate").hasPrefix(date))
    #expect(fact("Tagged") == "yes")
    #expect(fact("Page size").hasSuffix("(A4)"))
  }

  /// Every bookmark and every link leads to a page of the report.
  @Test(arguments: ExampleReport.names)
  func leadsWhereItsBookmarksAndLinksSay(name: String) async throws {
    let file = try await ExampleReport.of(name).file
    let pageCount = try await PDFText.pages(of: file).count
    let json = try await Pingxing.tool("qpdf", "--json", "--json-key=outlines", "--json-key=qpdf", file.path)
    let document = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])

    var bookmarks = 0
    var open = try #require(document["outlines"] as? [[String: Any]])
    while let bookmark = open.popLast() {
      bookmarks += 1
      let page = bookmark["destpageposfrom1"] as? Int ?? 0
      #expect((1...pageCount).contains(page), "\(bookmark["title"] ?? "")")
      open += bookmark["kids"] as? [[String: Any]] ?? []
    }
    #expect(bookmarks >= 15)

    let names = try await Pingxing.tool("pdfinfo", "-dests", file.path).lines
      .compactMap { $0.firstMatch(of: /"(.+)"$/).map { String($0.1) } }
    let objects = try #require((document["qpdf"] as? [[String: Any]])?.last)
    let targets = objects.values.compactMap { object -> String? in
      let value = (object as? [String: Any])?["value"] as? [String: Any]
      guard value?["/Subtype"] as? String == "/Link" else { return nil }
      return value?["/Dest"] as? String ?? "no destination"
    }
    #expect(targets.count >= 15, "the contents alone have as many")
    #expect(targets.filter { !names.contains(String($0.dropFirst(2))) } == [])
  }
}
