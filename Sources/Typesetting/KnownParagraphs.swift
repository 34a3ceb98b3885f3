import Canvas
internal import Glibc

/// A paragraph that was shaped, with the answers that were given about it.
///
/// A class, so that an answer is added to what the dictionary holds and not to a copy.
final class KnownParagraph {
  /// What lines are made from.
  let prepared: PreparedParagraph
  /// The widths between which it can be set.
  private(set) lazy var widths = (natural: prepared.naturalWidth, minimum: prepared.minimumWidth)
  /// Its lines in columns of some widths; hardly any paragraph is set in more than two.
  private var set: [(width: Points, lines: [LineFragment])] = []
  private static let mostWidths = 4

  /// Remembers a shaped paragraph.
  init(_ prepared: PreparedParagraph) { self.prepared = prepared }

  /// The lines that were made in a column of a width.
  func lines(width: Points) -> [LineFragment]? { set.first { $0.width == width }?.lines }

  /// Remembers lines.
  func add(_ lines: [LineFragment], width: Points) {
    if set.count == Self.mostWidths { set.removeFirst() }
    set.append((width, lines))
  }

  /// Its room, in clusters: glyphs of finished lines take a quarter of it, and an empty paragraph takes some as well.
  var size: Int { prepared.clusters.count * 5 / 4 + 16 }
}

/// The paragraphs that a typesetter shaped, within a bound.
///
/// A table asks for the widths of a cell and then for its lines, marks and short words come back in every table, and
/// most words of a report are those of the rubric, which every report of a batch repeats. What one report alone has,
/// its notes, is forgotten when two more have been made: of two generations the older goes, without what was asked for.
struct KnownParagraphs {
  /// Each generation takes about 30 MB at most; a report of forty pages has some 30,000 characters.
  private static let largestGeneration = 160_000

  private var recent: [Key: KnownParagraph] = [:]
  private var earlier: [Key: KnownParagraph] = [:]
  private var size = 0

  /// A paragraph that was shaped before; else it is shaped now.
  mutating func known<Failure>(
    _ paragraph: TextParagraph, shaping: (TextParagraph) throws(Failure) -> PreparedParagraph
  ) throws(Failure) -> KnownParagraph {
    let key = Key(paragraph)
    if let known = recent[key] { return known }
    let known: KnownParagraph
    if let old = earlier.removeValue(forKey: key) {
      known = old
    } else {
      known = KnownParagraph(try shaping(paragraph))
    }
    if size + known.size > Self.largestGeneration {
      earlier = recent
      recent = [:]
      size = 0
    }
    size += known.size
    recent[key] = known
    return known
  }

  /// A paragraph as a key, by its bytes: the standard library brings every Chinese string into its normal form to hash it,
  /// which costs more than to set it, and takes two texts for one that differ in their characters.
  private struct Key: Hashable {
    private let paragraph: TextParagraph
    /// Of texts and sizes, taken once for the three places where a key is looked up.
    private let digest: Int

    init(_ paragraph: TextParagraph) {
      self.paragraph = paragraph
      var hasher = Hasher()
      for case .text(var text, let style) in paragraph.pieces {
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(style.size)
      }
      digest = hasher.finalize()
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    static func == (left: Key, right: Key) -> Bool {
      guard left.digest == right.digest else { return false }
      let (pieces, others) = (left.paragraph.pieces, right.paragraph.pieces)
      return left.paragraph.style == right.paragraph.style && pieces.count == others.count
        && zip(pieces, others).allSatisfy(isSame)
    }

    private static func isSame(_ left: TextParagraph.Piece, _ right: TextParagraph.Piece) -> Bool {
      guard case .text(var text, let style) = left, case .text(var other, let otherStyle) = right else {
        return left == right
      }
      return style == otherStyle && text.withUTF8 { bytes in other.withUTF8 { isSame(bytes, $0) } }
    }

    private static func isSame(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
      guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else {
        return left.isEmpty && right.isEmpty
      }
      return memcmp(first, second, left.count) == 0
    }
  }
}
