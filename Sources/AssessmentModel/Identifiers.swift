/// A stable name out of a data file: an id is a name, never a clause number, and is never used again.
public protocol StableIdentifier: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible
where RawValue == String {
  /// Wraps a name that has been checked by the reader of its file.
  init(_ name: String)
}

extension StableIdentifier {
  /// Wraps a raw name; never fails, the readers of data files check the spelling.
  public init(rawValue: String) { self.init(rawValue) }
  /// The name itself.
  public var description: String { rawValue }
  /// Orders by Unicode scalar, so that no locale has a say.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue.unicodeScalars.lexicographicallyPrecedes(right.rawValue.unicodeScalars)
  }
}

/// One edition of a standard, such as `cccs-op-2008`.
public struct RubricID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A top-level part of a rubric, such as `positioning`.
public struct DomainID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A group of items inside a domain, such as the sub-process `monitoring`.
public struct GroupID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// What is assessed, such as `positioning.vision`; unique within a family of editions.
public struct ItemID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// One side of an item that gets a mark, such as `approach`.
public struct FacetID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A set of facets that items share, such as `process` or `dcdier`.
public struct FacetSetID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A result of a rubric, such as `four-star`.
public struct ResultID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A condition of a result, such as `four-star.total`.
public struct GateID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A piece of evidence in an assessment, such as `E01`.
public struct EvidenceID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A finding of an assessment, such as `F2024-03`; the same in every assessment that lists it.
public struct FindingID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// An operating indicator of the catalogue, such as `service-level`.
public struct IndicatorID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A quantity of the catalogue from which indicators are computed, such as `offered`.
public struct MeasureID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// Who usually answers an item, such as `workforce`.
public struct RoleID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A post that a rubric names, such as `dap` (CCOM-DAP).
public struct PostID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}

/// A source that a published statement may cite, such as `cccs-standard-system`.
public struct SourceID: StableIdentifier {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(_ name: String) { rawValue = name }
}
