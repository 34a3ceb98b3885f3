/// A length in points of 1/72 inch.
public typealias Points = Double

/// A place on a page, from the top left corner, y downwards.
public struct Point: Hashable, Sendable {
  /// The distance from the left edge.
  public var x: Points
  /// The distance from the top edge.
  public var y: Points

  /// Names a place.
  public init(x: Points, y: Points) {
    self.x = x
    self.y = y
  }

  /// The top left corner.
  public static let zero = Point(x: 0, y: 0)
}

/// A width and a height.
public struct Size: Hashable, Sendable {
  /// The extent to the right.
  public var width: Points
  /// The extent downwards.
  public var height: Points

  /// Names a size.
  public init(width: Points, height: Points) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle.
public struct Rect: Hashable, Sendable {
  /// The top left corner.
  public var origin: Point
  /// The extent.
  public var size: Size

  /// Names a rectangle.
  public init(x: Points, y: Points, width: Points, height: Points) {
    origin = Point(x: x, y: y)
    size = Size(width: width, height: height)
  }
}

/// An opaque colour of the sRGB space, or one with alpha.
public struct Color: Hashable, Sendable {
  /// Red, 0 to 1.
  public var red: Double
  /// Green, 0 to 1.
  public var green: Double
  /// Blue, 0 to 1.
  public var blue: Double
  /// Opacity, 0 to 1.
  public var alpha: Double

  /// Names a colour by its components, each 0 to 1.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// Names a colour by 0xRRGGBB.
  public init(rgb: UInt32, alpha: Double = 1) {
    self.init(
      red: Double((rgb >> 16) & 0xFF) / 255, green: Double((rgb >> 8) & 0xFF) / 255,
      blue: Double(rgb & 0xFF) / 255, alpha: alpha)
  }

  /// Black.
  public static let black = Color(red: 0, green: 0, blue: 0)
  /// White.
  public static let white = Color(red: 1, green: 1, blue: 1)
}
