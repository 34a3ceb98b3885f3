import Canvas

extension Color {
  /// `#rrggbb`, the nearest that a file can say.
  var hexadecimal: String {
    let digits = [red, green, blue].map { component in
      let byte = Int((min(max(component, 0), 1) * 255).rounded())
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "#" + digits.joined()
  }

  /// The colour with a share of another mixed in, component by component.
  func mixed(with other: Color, share: Double) -> Color {
    func mix(_ first: Double, _ second: Double) -> Double { first + (second - first) * share }
    return Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue), alpha: alpha)
  }

  /// The tint or shade of the colour that has a luminance, 0 to 1.
  func shade(ofLuminance luminance: Double) -> Color {
    let end: Color = luminance > relativeLuminance ? .white : .black
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      let isShort =
        abs(mixed(with: end, share: middle).relativeLuminance - relativeLuminance)
        < abs(luminance - relativeLuminance)
      if isShort { low = middle } else { high = middle }
    }
    return mixed(with: end, share: (low + high) / 2).rounded
  }

  /// The colour nearest to this one, mixed with black or white, that has a contrast to a ground; nil where neither
  /// black nor white has it.
  func nearestShade(withContrast least: Double, to ground: Color) -> Color? {
    var best: (share: Double, color: Color)?
    for end in [Color.black, .white] where end.contrast(with: ground) >= least {
      // Near enough that a file, which counts in 255ths, would not tell a finer step.
      for step in 0...510 {
        let share = Double(step) / 510
        let color = mixed(with: end, share: share).rounded
        guard color.contrast(with: ground) >= least else { continue }
        if best.map({ share < $0.share }) ?? true { best = (share, color) }
        break
      }
    }
    return best?.color
  }

  /// The nearest colour that a file can name.
  private var rounded: Color {
    func round(_ component: Double) -> Double { (min(max(component, 0), 1) * 255).rounded() / 255 }
    return Color(red: round(red), green: round(green), blue: round(blue), alpha: alpha)
  }
}
