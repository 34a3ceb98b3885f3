extension Color {
  /// The relative luminance, 0 to 1 (WCAG 2.2, relative luminance, with the exponent of sRGB written as a product
  /// of roots, so that no platform's `pow` decides a colour); alpha counts as opaque.
  public var relativeLuminance: Double {
    0.2126 * Color.linear(red) + 0.7152 * Color.linear(green) + 0.0722 * Color.linear(blue)
  }

  /// The contrast with another colour, 1 to 21 (WCAG 2.2, contrast ratio).
  public func contrast(with other: Color) -> Double {
    let (first, second) = (relativeLuminance, other.relativeLuminance)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// Whichever of two colours stands out more against this one; the first where they are equal.
  public func moreLegible(of first: Color, _ second: Color) -> Color {
    contrast(with: first) >= contrast(with: second) ? first : second
  }

  private static func linear(_ component: Double) -> Double {
    if component <= 0.04045 { return component / 12.92 }
    let base = (component + 0.055) / 1.055
    // base^2.4 = base² · base^0.4, and base^0.4 ≈ √√base · base^0.15; the series of roots converges to 0.4.
    var root = base.squareRoot()
    var power = base * base
    var exponent = 0.4
    var weight = 0.5
    for _ in 0..<24 {
      if exponent >= weight {
        power *= root
        exponent -= weight
      }
      root = root.squareRoot()
      weight /= 2
    }
    return power
  }
}
