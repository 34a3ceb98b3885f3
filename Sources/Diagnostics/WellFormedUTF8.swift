/// Well-formedness of UTF-8 (Unicode 15.0, table 3-7).
public enum WellFormedUTF8 {
  /// The offset of the first byte that begins no well-formed sequence, or nil where all is well.
  public static func firstInvalidOffset(in bytes: some Collection<UInt8>) -> Int? {
    // The standard library checks fast but does not say where; nearly every file is sound.
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded): offset += encoded.count
      case .error, .emptyInput: return offset
      }
    }
  }
}
