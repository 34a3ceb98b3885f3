public import Canvas

/// What only the decoder of pictures knows.
public enum PictureTrial {
  /// Whether a PNG leaves white paper white, being transparent or white everywhere.
  ///
  /// - Throws: `PDFError` where it cannot be decoded.
  public static func leavesPaperWhite(_ bytes: [UInt8], of image: ImageID) throws -> Bool {
    try ImageSurface(bytes, of: image).leavesPaperWhite
  }

  /// Whether two PNGs show the same picture.
  ///
  /// - Throws: `PDFError` where one of them cannot be decoded.
  public static func areAlike(_ first: [UInt8], _ second: [UInt8], of image: ImageID) throws -> Bool {
    try ImageSurface(first, of: image).isAlike(try ImageSurface(second, of: image))
  }
}
