internal import CLibXML2

/// Memory for the nodes of one document, which come and go together.
///
/// libxml2 allocates three blocks for every attribute and frees each on its own; a result document has tens of thousands.
final class NodeArena {
  private static let chunkSize = 256 * 1024

  private var chunks: [UnsafeMutableRawPointer] = []
  private var next: UnsafeMutableRawPointer?
  private var left = 0

  deinit { for chunk in chunks { chunk.deallocate() } }

  /// Room for `size` bytes, aligned as every node needs it; it lives as long as the arena.
  private func room(_ size: Int) -> UnsafeMutableRawPointer {
    let rounded = (size + 15) & ~15
    if let next, rounded <= left {
      self.next = next + rounded
      left -= rounded
      return next
    }
    let size = max(rounded, Self.chunkSize)
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    chunks.append(chunk)
    // A text that fills a chunk leaves the one before it in use.
    if size - rounded >= left { (next, left) = (chunk + rounded, size - rounded) }
    return chunk
  }

  /// A node with nothing in it.
  func node() -> xmlNodePtr {
    let node = room(MemoryLayout<xmlNode>.size).bindMemory(to: xmlNode.self, capacity: 1)
    node.initialize(to: xmlNode())
    return node
  }

  /// An attribute with nothing in it.
  func attribute() -> xmlAttrPtr {
    let attribute = room(MemoryLayout<xmlAttr>.size).bindMemory(to: xmlAttr.self, capacity: 1)
    attribute.initialize(to: xmlAttr())
    return attribute
  }

  /// A text with the zero byte that ends it.
  func text(_ text: String) -> UnsafeMutablePointer<xmlChar> {
    var text = text
    return text.withUTF8 { bytes in
      let copy = room(bytes.count + 1).bindMemory(to: xmlChar.self, capacity: bytes.count + 1)
      if let start = bytes.baseAddress { copy.initialize(from: start, count: bytes.count) }
      copy[bytes.count] = 0
      return copy
    }
  }
}
