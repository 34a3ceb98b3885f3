import Fonts
import Testing
import TestSupport
import Foundation

@Test func probe() throws {
  let stack = try FontStack(json: [UInt8](Data(contentsOf: RepositoryFiles.root.appending(path: "Fonts/stack.json"))))
  let lib = try FontLibrary(stack: stack, folders: ["/usr/share/fonts/opentype/noto"])
  for role in [FontRole(.serif, .regular), FontRole(.sans, .regular)] {
    let f = lib.faces(for: role)[0] as! FontFace
    print(f.id, f.metrics, f.glyphCount)
    let b = ShapingBuffer()
    for (s, feat) in [("“don’t”", ShapingFeatures()), ("“don’t”", ShapingFeatures(proportionalWidths: true)), ("AVATo ffi", ShapingFeatures()), ("0123 1", ShapingFeatures()), ("0123", ShapingFeatures(tabularDigits: true)),("字——字……完⋯⋯", ShapingFeatures()), ("a·b·—–…:", ShapingFeatures()), ("字：。，、；！？（）《》「」“”‘’～／-/·・‧", ShapingFeatures()), ("▲▼●○★☆✓✗①②≥≤±×℃‰％￥—", ShapingFeatures()), ("葛\u{E0100}城\u{20BB7}a\u{301}\u{200B}x\u{200E}\t\n\u{7}", ShapingFeatures()), ("……。……", ShapingFeatures()), ("www.ab/AV.T.", ShapingFeatures()), ("\u{3000}字 中\u{A0}", ShapingFeatures())] {
      var g: [ShapedGlyph] = []
      let u = Array(s.utf8)
      u.withUnsafeBufferPointer { f.shape($0, 0..<u.count, features: feat, with: b, into: &g) }
      print(s, g.map { "\($0.cluster):\($0.index) \($0.advance)\($0.isUnsafeToBreak ? "!" : "")\($0.xOffset != 0 ? " x\($0.xOffset)" : "")" }.joined(separator: " "))
    }
  }
}
