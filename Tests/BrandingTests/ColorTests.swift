import Canvas
import TestSupport
import Testing

@testable import Branding

@Suite struct ColorTests {
  /// Pairs whose contrast is published with WCAG's techniques and the tools that W3C names, to two decimals.
  @Test(
    arguments: [
      (0x000000, 0xFFFFFF, 21.0), (0xFFFFFF, 0xFFFFFF, 1.0), (0x777777, 0xFFFFFF, 4.48), (0x767676, 0xFFFFFF, 4.54),
      (0x949494, 0xFFFFFF, 3.03), (0xFF0000, 0xFFFFFF, 4.0), (0x0000FF, 0xFFFFFF, 8.59),
      (0x008000, 0xFFFFFF, 5.14), (0xFFFF00, 0x000000, 19.56),
    ] as [(UInt32, UInt32, Double)])
  func contrastIsThatOfTheGuidelines(front: UInt32, ground: UInt32, ratio: Double) {
    let contrast = Color(rgb: front).contrast(with: Color(rgb: ground))
    #expect(abs(contrast - ratio) < 0.005 + 1e-9, "\(contrast)")
  }

  @Test func theNearestShadePassesAndTheStepBeforeItDoesNot() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let color = Color(rgb: UInt32.random(in: 0...0xFFFFFF, using: &random))
      let shade = try #require(color.nearestShade(withContrast: 4.5, to: .white))
      #expect(shade.contrast(with: .white) >= 4.5)
      if color.contrast(with: .white) >= 4.5 { #expect(shade.hexadecimal == color.hexadecimal) }
    }
    #expect(Color(rgb: 0x777777).nearestShade(withContrast: 4.5, to: .white)?.hexadecimal == "#767676")
    // Nothing stands out that far from a middle grey.
    #expect(Color(rgb: 0x777777).nearestShade(withContrast: 7, to: Color(rgb: 0x777777)) == nil)
  }

  @Test func shadesHaveTheLuminanceAskedFor() {
    for hue in [0x1E4D3B, 0xA03A1D, 0x000000, 0xFFFFFF, 0xFFFF00] as [UInt32] {
      for luminance in [0.04, 0.15, 0.34, 0.58, 0.83] {
        #expect(abs(Color(rgb: hue).shade(ofLuminance: luminance).relativeLuminance - luminance) < 0.006)
      }
    }
  }
}
