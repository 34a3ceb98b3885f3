extension Unicode.Scalar {
  /// Whether it is one of the digits 0 to 9.
  var isDigit: Bool { ("0"..."9").contains(self) }

  /// Whether it is a Han character of the Basic Multilingual Plane's main block, as units and words around numbers are.
  var isHan: Bool { (0x4E00...0x9FFF).contains(value) }
}
