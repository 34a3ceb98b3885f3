// The parser that Yams is built on, a module of Yams' package.
internal import CYaml
internal import Diagnostics

/// Reads a text straight from the parser's events, without Yams' tree: nearly every text has nothing in it that needs more.
///
/// Where anything is to be reported or looked at again (faults of syntax, anchors, tags, keys that come twice or are no
/// texts, suspect characters), nothing is given, and ``YAMLReader`` goes the careful way, which finds it again.
struct PlainYAML {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let conversion: YAMLConversion

  /// The top node; nil where the text has to be read the careful way.
  static func read(_ source: SourceText) -> YAMLNode? {
    guard !source.isDamaged else { return nil }
    // The parser points into itself, so it must not be moved.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer {
      parser.deallocate()
      event.deallocate()
    }
    parser.initialize(to: yaml_parser_t())
    event.initialize(to: yaml_event_t())
    guard yaml_parser_initialize(parser) == 1 else { return nil }
    defer {
      yaml_event_delete(event)
      yaml_parser_delete(parser)
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    let problems = DiagnosticCollector()
    let conversion = YAMLConversion(source: source, maskedKeys: [:], problems: problems)
    var text = source.text
    let node = text.withUTF8 { bytes in
      yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
      return PlainYAML(parser: parser, event: event, conversion: conversion).document()
    }
    return problems.isEmpty ? node : nil
  }

  /// Goes on to the next event; false at a fault of syntax.
  private func advance() -> Bool {
    yaml_event_delete(event)
    return yaml_parser_parse(parser, event) == 1
  }

  /// Goes on to an event that has to be of a type.
  private func advance(to type: yaml_event_type_t) -> Bool { advance() && event.pointee.type == type }

  private func document() -> YAMLNode? {
    guard advance(to: YAML_STREAM_START_EVENT), advance(to: YAML_DOCUMENT_START_EVENT), advance(),
      let root = node(depth: 1), advance(to: YAML_DOCUMENT_END_EVENT), advance(to: YAML_STREAM_END_EVENT)
    else { return nil }
    if case .scalar(let scalar) = root.content, scalar.isPlain, scalar.text.isEmpty { return nil }
    return root
  }

  /// The node that begins with the event at hand.
  private func node(depth: Int) -> YAMLNode? {
    guard depth <= YAMLReader.depthLimit else { return nil }
    let data = event.pointee.data
    switch event.pointee.type {
    case YAML_SCALAR_EVENT:
      guard let (scalar, location) = scalar() else { return nil }
      return YAMLNode(content: .scalar(scalar), location: location)
    case YAML_SEQUENCE_START_EVENT:
      guard data.sequence_start.anchor == nil, data.sequence_start.tag == nil else { return nil }
      return sequence(depth: depth)
    case YAML_MAPPING_START_EVENT:
      guard data.mapping_start.anchor == nil, data.mapping_start.tag == nil else { return nil }
      return mapping(depth: depth)
    default: return nil
    }
  }

  private func sequence(depth: Int) -> YAMLNode? {
    let location = place
    conversion.reportTag(at: location)
    var nodes: [YAMLNode] = []
    while advance() {
      if event.pointee.type == YAML_SEQUENCE_END_EVENT {
        return YAMLNode(content: .sequence(nodes), location: location)
      }
      guard let node = node(depth: depth + 1) else { return nil }
      nodes.append(node)
    }
    return nil
  }

  private func mapping(depth: Int) -> YAMLNode? {
    let location = place
    conversion.reportTag(at: location)
    var entries: [YAMLEntry] = []
    var keys = SeenKeys()
    while advance() {
      if event.pointee.type == YAML_MAPPING_END_EVENT {
        return YAMLNode(content: .mapping(entries), location: location)
      }
      guard event.pointee.type == YAML_SCALAR_EVENT, let (scalar, place) = scalar() else { return nil }
      guard keys.insert(scalar.text, after: entries), advance(), let value = node(depth: depth + 1) else { return nil }
      var keyPlace = place
      keyPlace.length = max(1, scalar.text.scalarCount)
      entries.append(
        YAMLEntry(key: scalar.text, keyLocation: keyPlace, value: YAMLConversion.placed(value, below: keyPlace)))
    }
    return nil
  }

  /// The scalar of the event at hand; nil where it has an anchor or a tag.
  private func scalar() -> (YAMLScalar, SourceLocation)? {
    let data = event.pointee.data.scalar
    guard data.anchor == nil, data.tag == nil else { return nil }
    let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
    let style: YAMLScalar.Style
    switch data.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: style = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: style = .block
    default: style = .plain
    }
    let location = YAMLConversion.place(of: text, style, from: place)
    conversion.reportTag(at: location)
    return (conversion.converted(text, style, at: location), location)
  }

  private var place: SourceLocation {
    let mark = event.pointee.start_mark
    return SourceLocation(file: conversion.path, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

/// The keys of a mapping so far, which have to differ. Most mappings have a few, which are compared one by one.
private struct SeenKeys {
  private static let few = 8
  private var many: Set<String> = []

  /// Takes a key that comes after some entries; whether it is a new one.
  mutating func insert(_ key: String, after entries: [YAMLEntry]) -> Bool {
    guard entries.count >= Self.few else { return !entries.indices.contains { entries[$0].key == key } }
    if many.isEmpty { many = Set(entries.map(\.key)) }
    return many.insert(key).inserted
  }
}
