/// What a font is for; the font stack says which files serve it, in order.
public struct FontRole: Hashable, Sendable, CustomStringConvertible {
  /// A family of the design.
  public enum Family: String, Hashable, Sendable, CaseIterable {
    /// 宋体, for body text.
    case serif
    /// 黑体, for headings, tables and labels.
    case sans
  }

  /// A weight of the design; never synthetic.
  public enum Weight: String, Hashable, Sendable, CaseIterable {
    /// For running text.
    case regular
    /// For headings and emphasis.
    case bold
  }

  /// The family.
  public var family: Family
  /// The weight.
  public var weight: Weight

  /// Names a role.
  public init(_ family: Family, _ weight: Weight) {
    self.family = family
    self.weight = weight
  }

  /// `serif-regular` and the like, as in the font stack file.
  public var description: String { "\(family.rawValue)-\(weight.rawValue)" }
}

extension FontRole: CaseIterable {
  /// Every family in every weight.
  public static let allCases: [FontRole] = Family.allCases.flatMap { family in
    Weight.allCases.map { FontRole(family, $0) }
  }
}
