internal import CArchiveFile
internal import Sealing

/// The digest at the end of every page of an archive, by which a change of any byte of the file is found: also in
/// pages, parts of pages and fields of the header that no row depends on.
enum PageDigests {
  /// How many bytes of a page hold its digest.
  static let size = Int(PINGXING_PAGE_DIGEST_SIZE)
  /// The layer's name in the URI of a database.
  static let layer = PINGXING_VFS_NAME

  /// Registers the layer that gives pages their digests; whether it is there.
  static func register() -> Bool {
    pingxing_register_vfs(
      { page, size, number in
        guard let page else { return }
        let digest = PageDigests.digest(of: UnsafeRawBufferPointer(start: page, count: Int(size)), number: number)
        for (index, byte) in digest.bytes.enumerated() { page[Int(size) - PageDigests.size + index] = byte }
      },
      { page, size, number in
        guard let page else { return 0 }
        return PageDigests.fits(UnsafeRawBufferPointer(start: page, count: Int(size)), number: number) ? 1 : 0
      }) == PINGXING_DONE
  }

  /// The page that a write on this thread was refused for, since it was not as it was written; asked once.
  static func takeRefusedPage() -> Int? {
    let page = pingxing_take_refused_page()
    return page == 0 ? nil : Int(page)
  }

  /// The digest that a page should have: SHA-256 over its number, as four bytes with the highest first, and all its
  /// bytes but those of the digest. The number keeps pages from being exchanged.
  static func digest(of page: UnsafeRawBufferPointer, number: UInt32) -> Digest {
    var builder = DigestBuilder()
    builder.add(CanonicalBytes.bigEndian(number))
    builder.add(UnsafeRawBufferPointer(rebasing: page.dropLast(size)))
    return builder.digest
  }

  /// Whether a page has the digest that it should have.
  static func fits(_ page: UnsafeRawBufferPointer, number: UInt32) -> Bool {
    digest(of: page, number: number).bytes.elementsEqual(page.suffix(size))
  }
}
