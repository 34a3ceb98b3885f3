import Sealing
import TestSupport
import Testing

@Suite("The tree of digests")
struct MerkleTreeTests {
  /// RFC 9162 takes its tree over from RFC 6962, whose roots of these eight leaves are published with the first
  /// implementations of Certificate Transparency.
  @Test func rootsOfThePublishedLeaves() {
    let leaves: [[UInt8]] = [
      [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
      [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
      [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F],
    ]
    let roots = [
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    for (count, root) in roots.enumerated() {
      #expect(MerkleTree(leaves: Array(leaves.prefix(count))).root.description == root)
    }
  }

  @Test func everyLeafLeadsToTheRootAndNoOtherDoes() throws {
    var generator = SeededGenerator(seed: 1)
    for count in 1...40 {
      let leaves = (0..<count).map { _ in (0..<8).map { _ in UInt8.random(in: 0...255, using: &generator) } }
      let tree = MerkleTree(leaves: leaves)
      for index in leaves.indices {
        let path = try #require(tree.inclusionPath(of: index))
        #expect(MerkleTree.root(leaf: leaves[index], at: index, count: count, path: path) == tree.root)
        #expect(MerkleTree.root(leaf: [9], at: index, count: count, path: path) != tree.root)
        #expect(MerkleTree.root(leaf: leaves[index], at: index + 1, count: count, path: path) != tree.root)
        #expect(MerkleTree.root(leaf: leaves[index], at: index, count: count, path: path + [tree.root]) != tree.root)
        #expect(
          path.isEmpty
            || MerkleTree.root(leaf: leaves[index], at: index, count: count, path: Array(path.dropLast())) != tree.root)
      }
      #expect(tree.inclusionPath(of: count) == nil)
    }
  }

  @Test func theOrderMatters() {
    #expect(MerkleTree(leaves: [[1], [2], [3]]).root != MerkleTree(leaves: [[2], [1], [3]]).root)
  }
}
