import FuzzInput
import Sealing

/// Seals, proofs and keys of any bytes: refused, or read, and then they have this one spelling. Every second input is made
/// into a seal, of which no other byte may be changed.
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  if input.byte() % 2 == 0 {
    read(String(decoding: input.rest(), as: UTF8.self))
  } else {
    change(&input)
  }
  return 0
}

private func read(_ text: String) {
  if let seal = try? Seal(text: text) {
    precondition(Array(seal.text.utf8) == Array(text.utf8))
    _ = seal.signatureState()
    for file in seal.files.prefix(3) { prove(file.path, in: seal) }
  }
  if let proof = try? InclusionProof(text: text) {
    precondition(Array(proof.text.utf8) == Array(text.utf8))
    _ = proof.signatureState()
  }
  _ = try? SigningKey(text: text)
}

private func prove(_ path: String, in seal: Seal) {
  guard let proof = try? InclusionProof(of: path, in: seal) else { return }
  precondition((try? InclusionProof(text: proof.text)) == proof && proof.root == seal.root)
}

private func change(_ input: inout FuzzInput) {
  let (position, byte) = (input.byte() * 256 + input.byte(), UInt8(input.byte()))
  var files: [SealedFile] = []
  while !input.isEmpty {
    let role = SealedFile.Role.allCases[input.byte() % SealedFile.Role.allCases.count]
    let path = String(decoding: (0..<input.byte() % 9).map { _ in UInt8(input.byte()) }, as: UTF8.self)
    guard let file = try? SealedFile(role: role, path: path, size: input.byte(), digest: Digest(of: Array(path.utf8)))
    else { continue }
    files.append(file)
  }
  guard let seal = try? Seal(files, scope: files.count % 2 == 0 ? .files : .folder) else { return }
  precondition((try? Seal(text: seal.text)) == seal)
  for file in files.prefix(3) { prove(file.path, in: seal) }
  var bytes = Array(seal.text.utf8)
  let place = position % bytes.count
  guard bytes[place] != byte else { return }
  bytes[place] = byte
  // What is no UTF-8 is refused by the reader of files.
  guard let changed = String(validating: bytes, as: UTF8.self) else { return }
  precondition((try? Seal(text: changed)) == nil)
}
