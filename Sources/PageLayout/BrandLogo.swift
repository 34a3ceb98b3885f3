public import Canvas

/// A logo, drawn or as a picture.
public struct BrandLogo: Hashable, Sendable {
  /// A filled outline.
  public struct Shape: Hashable, Sendable {
    /// The outline, in the logo's own units from its top left corner.
    public var path: Path
    /// The colour.
    public var color: Color
    /// Whether what lies inside an even number of its parts stays empty.
    public var isEvenOdd: Bool

    /// Gathers the parts.
    public init(path: Path, color: Color, isEvenOdd: Bool = false) {
      self.path = path
      self.color = color
      self.isEvenOdd = isEvenOdd
    }
  }

  /// What the logo is made of.
  public enum Content: Hashable, Sendable {
    /// Outlines, which stay within the logo's size.
    case shapes([Shape])
    /// A picture that is handed to the painter under this name.
    case picture(ImageID)
  }

  /// The width and height in units of its own: those of a drawing, or pixels; above 0.
  public var size: Size
  /// What it is made of.
  public var content: Content

  /// Gathers the parts of a logo.
  public init(size: Size, content: Content) {
    self.size = size
    self.content = content
  }

  /// The size in which it stands on the cover.
  public var coverSize: Size { fitted(area: 11_000, within: Size(width: 200, height: 74)) }

  /// The size in which it stands in the running head.
  public var headSize: Size { fitted(area: 950, within: Size(width: 86, height: 22)) }

  /// What is placed on a page, from the top left corner.
  public func item(in size: Size) -> PlacedItem {
    switch content {
    case .picture(let image): return .image(image, size)
    case .shapes(let shapes):
      let factor = size.width / self.size.width
      return .group(
        shapes.map {
          Placed(.shape($0.path.scaled(by: factor), Paint(fill: $0.color, isEvenOdd: $0.isEvenOdd)), at: .zero)
        })
    }
  }

  /// Wide and square logos look equally large when their areas are equal, not their heights.
  private func fitted(area: Double, within box: Size) -> Size {
    let ratio = size.width / size.height
    let height = min((area / ratio).squareRoot(), box.height, box.width / ratio)
    return Size(width: height * ratio, height: height)
  }
}

/// What a consultancy adds to the pages of a report. Everything may be missing.
public struct PageBrand: Hashable, Sendable {
  /// The logo.
  public var logo: BrandLogo?
  /// The full name.
  public var name: String
  /// The short name, which stands in the running head where there is no logo.
  public var shortName: String
  /// A line for the client below the full name.
  public var line: String
  /// The confidentiality mark of the cover.
  public var confidentiality: String
  /// Whether the star colour is the brand's accent, which then marks the cover too.
  public var hasAccent: Bool

  /// Gathers what there is.
  public init(
    logo: BrandLogo? = nil, name: String = "", shortName: String = "", line: String = "", confidentiality: String = "",
    hasAccent: Bool = false
  ) {
    self.logo = logo
    self.name = name
    self.shortName = shortName
    self.line = line
    self.confidentiality = confidentiality
    self.hasAccent = hasAccent
  }
}
