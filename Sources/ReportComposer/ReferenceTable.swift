import Diagnostics
import DocumentModel

/// What a reference prints.
enum ReferenceForm: String {
  /// 表 5-1, 第 3 章, 第 3.2 节, 附录 A.
  case full
  /// 5-1, 3, 3.2, A.
  case number
  /// The caption or title.
  case title
}

/// What can be referred to.
enum TargetKind {
  case chapter, appendix, section, table, figure
}

/// A place that can be referred to.
struct ReferenceTarget {
  var kind: TargetKind
  /// The printed number, such as `表 5-1` or `3.2`; nil for none.
  var number: String?
  /// The title or caption.
  var title: String
  /// The number of the top-level piece that holds it.
  var segment: Int
  /// Where the template names it.
  var location: SourceLocation

  /// What a reference to it prints; no line ends between the word and its number.
  func text(_ form: ReferenceForm) -> String {
    guard form != .title else { return title }
    guard let number else { return "“\(title)”" }
    return numberText(number, form).replacing(" ", with: "\u{A0}")
  }

  private func numberText(_ number: String, _ form: ReferenceForm) -> String {
    switch kind {
    case .table, .figure: return form == .full ? number : String(number.drop { $0 != " " }.dropFirst())
    case .chapter: return form == .full ? "第 \(number) 章" : number
    case .appendix: return form == .full ? "附录 \(number)" : number
    case .section:
      guard form == .full else { return number }
      return number.first?.isLetter == true ? "附录 \(number)" : "第 \(number) 节"
    }
  }
}

/// The names of a document and the references to them, which are resolved when all names are known.
struct ReferenceTable {
  /// A reference that waits for its target.
  struct Pending {
    var id: String
    var form: ReferenceForm
    var location: SourceLocation
  }

  private(set) var targets: [Anchor: ReferenceTarget] = [:]
  private(set) var pending: [Pending] = []
  private var pageNumbers: [Anchor: Pending] = [:]
  private var automatic = 0

  /// The anchor of an id: ASCII letters and digits stay, in lower case; other Latin characters become `-`, and the rest
  /// is written by its code point, so that Chinese ids stay apart.
  static func anchor(for id: String) -> Anchor {
    var name = ""
    for scalar in id.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": name.unicodeScalars.append(scalar)
      case "A"..."Z": name += scalar.properties.lowercaseMapping
      case _ where scalar.isASCII: name += "-"
      default: name += "u" + String(scalar.value, radix: 16)
      }
    }
    return Anchor(name)
  }

  /// Names a target, and gives back the one that has the name already.
  mutating func name(_ id: String, _ target: ReferenceTarget) -> ReferenceTarget? {
    let anchor = Self.anchor(for: id)
    if let earlier = targets[anchor] { return earlier }
    targets[anchor] = target
    return nil
  }

  /// An anchor for something without an id; ids that begin with `auto-` are refused.
  mutating func automaticAnchor() -> Anchor {
    automatic += 1
    return Anchor("\(Self.automaticPrefix)\(automatic)")
  }

  /// How the anchors of things without an id begin.
  static let automaticPrefix = "auto-"

  /// A reference whose text is the number of its entry here until it is resolved.
  mutating func reference(
    to id: String, _ form: ReferenceForm, _ style: CharacterStyle, at location: SourceLocation
  ) -> Inline {
    pending.append(Pending(id: id, form: form, location: location))
    return .reference(to: Self.anchor(for: id), String(pending.count - 1), style)
  }

  /// The page number of a target; the first place that asks for it is kept for messages.
  mutating func pageNumber(of id: String, _ style: CharacterStyle, at location: SourceLocation) -> Inline {
    let anchor = Self.anchor(for: id)
    if pageNumbers[anchor] == nil { pageNumbers[anchor] = Pending(id: id, form: .full, location: location) }
    return .pageNumber(of: anchor, style)
  }

  /// The entry of a reference that waits.
  func pending(_ text: String) -> Pending? {
    guard let index = Int(text), pending.indices.contains(index) else { return nil }
    return pending[index]
  }

  /// The first place that asks for a page number.
  func pageNumberRequest(_ anchor: Anchor) -> Pending? { pageNumbers[anchor] }
}
