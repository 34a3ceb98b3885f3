/// What an expression may cost beyond the steps that libxml2 counts.
///
/// libxml2 counts the nodes that it looks at, and not these:
/// - to join the nodes found from several nodes, it compares each with all that were found before;
/// - to compare or to reckon with nodes, it makes texts of them: of the document itself, of all its text;
/// - to compare two sets of nodes, it compares each node of one with each of the other.
///
/// The first is estimated here from how many nodes of each name the document has; for the others the operands are put into
/// calls of ``ChargedFunctions``, which see the nodes themselves.
struct XPathCost {
  /// How many nodes of a name, or of any, a result document has.
  struct Counts {
    /// Elements and attributes by name.
    var elements: [String: Int] = [:]
    var attributes: [String: Int] = [:]
    /// Nodes of any name and kind.
    var all = 0

    /// More than any document has: what joins sets at all is dear among so many.
    static let most = Counts(all: 1 << 24, isMost: true)
    private var isMost = false

    init() {}

    private init(all: Int, isMost: Bool) {
      self.all = all
      self.isMost = isMost
    }

    fileprivate func count(_ test: String, isAttribute: Bool) -> Int {
      switch test {
      case "*" where !isMost: (isAttribute ? attributes : elements).values.reduce(0, +)
      case "*", "node", "text", "comment", "processing-instruction": all
      default: isMost ? all : (isAttribute ? attributes : elements)[test] ?? 0
      }
    }
  }

  /// How many comparisons of nodes take as long as one step.
  static let comparisonsPerStep = 32

  /// How much more a step takes than most do: 1 where no sets are joined.
  let weight: Int
  /// The expression with its operands in calls of ``ChargedFunctions/left`` and ``ChargedFunctions/right``.
  let charged: String

  /// Reads an expression whose syntax was checked; where the reading loses its way, it takes the dearest for granted.
  init(of expression: String, in counts: Counts) {
    var reader = Reader(XPathTokens(expression), counts)
    _ = reader.expression()
    weight = 1 + (reader.tokens.isAtEnd ? reader.largestJoin : counts.all) / Self.comparisonsPerStep
    var scalars = Array(expression.unicodeScalars)
    for insertion in reader.insertions.sorted(by: { ($0.offset, $0.order) > ($1.offset, $1.order) }) {
      scalars.insert(contentsOf: insertion.text.unicodeScalars, at: min(insertion.offset, scalars.count))
    }
    charged = reader.tokens.isAtEnd ? String(String.UnicodeScalarView(scalars)) : expression
  }

  /// The first step that goes down a second time from nodes of any name; its place in Unicode scalars. It would take
  /// minutes.
  static func runawayStep(in expression: String) -> Int? { XPathDescents(expression).second }
}

/// One reading of an expression, from the loosest operator to the tightest (XPath 1.0, §3).
private struct Reader {
  struct Insertion {
    var offset: Int
    var text: String
    var order: Int
  }

  /// What an operand may give.
  private struct Operand {
    enum Kind { case text, number, attributes, other }

    var kind: Kind
    /// The most nodes; 0 for a value.
    var bound: Int
    var start: Int
    var end: Int
  }

  var tokens: XPathTokens
  var insertions: [Insertion] = []
  /// The most nodes with which each node of a set is compared to join it.
  var largestJoin = 0

  private let counts: XPathCost.Counts
  private static let around: Set<String> = [
    "parent", "ancestor", "ancestor-or-self", "following", "preceding", "following-sibling", "preceding-sibling",
  ]
  private static let nodeTypes: Set<String> = ["node", "text", "comment", "processing-instruction"]
  private static let operators: [Set<String>] = [
    ["or"], ["and"], ["=", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "div", "mod"],
  ]

  init(_ tokens: XPathTokens, _ counts: XPathCost.Counts) {
    self.tokens = tokens
    self.counts = counts
  }

  /// The most nodes that an expression gives; 0 for a value.
  mutating func expression() -> Int { binary(0).bound }

  // MARK: - Operators

  private mutating func binary(_ level: Int) -> Operand {
    guard level < Self.operators.count else { return unary() }
    var left = binary(level + 1)
    while let name = tokens.peek?.text, Self.operators[level].contains(name) {
      tokens.next()
      let right = binary(level + 1)
      if level > 1 { charge(left, right, name) }
      left = Operand(kind: .number, bound: 0, start: left.start, end: right.end)
    }
    return left
  }

  /// Puts operands into charged calls, but for what is short, and what libxml2 compares by a sum of its first bytes.
  private mutating func charge(_ left: Operand, _ right: Operand, _ name: String) {
    let isEquality = name == "=" || name == "!="
    for (operand, other, function) in [(left, right, ChargedFunctions.left), (right, left, ChargedFunctions.right)] {
      switch (operand.kind, other.kind) {
      case (.text, _), (.number, _): continue
      case (_, .text) where isEquality: continue
      case (.attributes, .text), (.attributes, .number): continue
      default: wrap(operand, function)
      }
    }
  }

  private mutating func wrap(_ operand: Operand, _ function: String) {
    insertions.append(Insertion(offset: operand.start, text: "\(function)(", order: insertions.count))
    insertions.append(Insertion(offset: operand.end, text: ")", order: -insertions.count))
  }

  private mutating func unary() -> Operand {
    let start = tokens.peek?.offset ?? 0
    var isNegated = false
    while tokens.take("-") { isNegated = true }
    let operand = union()
    guard isNegated else { return operand }
    if operand.kind == .other { wrap(operand, ChargedFunctions.left) }
    return Operand(kind: .number, bound: 0, start: start, end: operand.end)
  }

  private mutating func union() -> Operand {
    var operand = path()
    while tokens.take("|") {
      let next = path()
      largestJoin = max(largestJoin, min(operand.bound, next.bound))
      operand = Operand(
        kind: operand.kind == next.kind ? operand.kind : .other, bound: operand.bound + next.bound,
        start: operand.start, end: next.end)
    }
    return operand
  }

  // MARK: - Paths

  private var endOfLast: Int {
    guard let last = tokens.peek(-1) else { return 0 }
    return last.offset + last.text.unicodeScalars.count
  }

  private mutating func path() -> Operand {
    guard let first = tokens.peek else { return Operand(kind: .number, bound: 0, start: 0, end: 0) }
    var bound = 1
    var kind = Operand.Kind.other
    switch first.text {
    case _ where first.kind == .literal || first.kind == .number:
      tokens.next()
      kind = first.kind == .literal ? .text : .number
      return Operand(kind: kind, bound: 0, start: first.offset, end: endOfLast)
    case "(":
      tokens.next()
      let inner = binary(0)
      (kind, bound) = (inner.kind == .text ? .number : inner.kind, inner.bound)
      _ = tokens.take(")")
      predicates()
    case _ where first.kind == .name && tokens.peek(1)?.text == "(" && !Self.nodeTypes.contains(first.text):
      bound = call(first.text)
      kind = bound > 0 ? .other : .number
      predicates()
    case "/":
      tokens.next()
      guard beginsStep else { return Operand(kind: .other, bound: 1, start: first.offset, end: endOfLast) }
      (bound, kind) = step(from: 1)
    case "//": break
    default: (bound, kind) = step(from: 1)
    }
    while let slash = tokens.peek?.text, slash == "/" || slash == "//" {
      tokens.next()
      // libxml2 makes one step of both where a child follows without a condition.
      let isOneStep = slash == "//" && isPlainChild
      if slash == "//", !isOneStep { bound = joined(bound, counts.all) }
      (bound, kind) = step(from: bound, isBelow: isOneStep)
    }
    return Operand(kind: kind, bound: bound, start: first.offset, end: endOfLast)
  }

  private mutating func call(_ name: String) -> Int {
    tokens.next()
    tokens.next()
    while let token = tokens.peek, token.text != ")" {
      let before = tokens.index
      _ = binary(0)
      if !tokens.take(","), tokens.index == before { tokens.next() }
    }
    tokens.next()
    return name == "current" ? 1 : name == "id" ? counts.all : 0
  }

  private var beginsStep: Bool {
    guard let token = tokens.peek else { return false }
    return token.kind == .name || ["*", "@", ".", ".."].contains(token.text)
  }

  /// Whether a step to children without a condition comes next.
  private var isPlainChild: Bool {
    guard let token = tokens.peek, token.kind == .name || token.text == "*" else { return false }
    if tokens.peek(1)?.text == "::" { return token.text == "child" && tokens.peek(3)?.text != "[" }
    let isType = tokens.peek(1)?.text == "("
    return tokens.peek(isType ? 3 : 1)?.text != "["
  }

  /// A set found from several nodes, each of its nodes compared with those before.
  private mutating func joined(_ bound: Int, _ found: Int) -> Int {
    if bound > 1 { largestJoin = max(largestJoin, found) }
    return found
  }

  /// The most nodes that a step gives, and of what kind.
  private mutating func step(from bound: Int, isBelow: Bool = false) -> (Int, Operand.Kind) {
    defer { predicates() }
    if tokens.take(".") { return (bound, .other) }
    if tokens.take("..") { return (joined(bound, min(bound, counts.all)), .other) }
    var axis = isBelow ? "descendant" : "child"
    if tokens.take("@") {
      axis = "attribute"
    } else if let name = tokens.peek, tokens.peek(1)?.text == "::" {
      if name.text != "child" { axis = name.text }
      tokens.next()
      tokens.next()
    }
    guard let test = tokens.next() else { return (bound, .other) }
    if Self.nodeTypes.contains(test.text), tokens.take("(") {
      while let token = tokens.next(), token.text != ")" {}
    }
    let found = counts.count(test.text, isAttribute: axis == "attribute")
    switch axis {
    case "self": return (min(bound, found), .other)
    case "attribute": return (found, .attributes)
    case "child", "namespace": return (found, .other)
    case "parent": return (joined(bound, min(bound, found)), .other)
    case "following", "preceding": return (joined(2, found), .other)
    // Every other axis may meet a node again.
    default: return (joined(bound, found), .other)
    }
  }

  private mutating func predicates() {
    while tokens.take("[") {
      _ = binary(0)
      guard tokens.take("]") else { return }
    }
  }
}
