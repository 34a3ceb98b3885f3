extension Document {
  /// The left side of the foot with the label before it, where neither it nor the middle of the foot says the label.
  public var labelledFooter: String {
    label.isEmpty || footer.contains(label) || footerCenter.contains(label)
      ? footer : [label, footer].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension Cover {
  /// The statement with a label before it, where it does not say the label.
  public func statement(labelled label: String) -> String {
    if label.isEmpty || statement.contains(label) { return statement }
    return statement.isEmpty ? label : "\(label)。\(statement)"
  }
}
