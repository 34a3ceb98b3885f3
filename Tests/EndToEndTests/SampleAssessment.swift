import Foundation

/// Small assessments, so that a run takes no longer than it must.
enum SampleAssessment {
  /// One answer of one edition, without faults.
  static let text = assessment(answers: "positioning.vision: {approach: 4, deployment: 3, results: 3, note: 远景已成文签发}")

  /// One answer with one record of evidence, the file `evidence/strategy.txt`.
  static let withEvidence = assessment(
    answers: "positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E01], note: 远景已成文签发}",
    evidence: "E01: {title: 战略规划书, file: evidence/strategy.txt, collected: 2025-10-08}")

  /// An assessment whose answers and evidence are the given lines.
  static func assessment(answers: String, evidence: String = "", rubric: String = "cccs-op-2008") -> String {
    func block(_ lines: String, _ indentation: String) -> String {
      lines.split(separator: "\n").map { indentation + $0 + "\n" }.joined()
    }
    return """
      format: pingxing/assessment/1
      organisation: {name: 华东客户联络中心}
      assessment:
        period: {from: 2025-01-01, to: 2025-12-31}
        date: 2025-12-20
        assessor: {role: self, name: 运营管理部}
        rubrics: [{id: \(rubric), version: 1.0.0}]
      answers:
        \(rubric):

      """ + block(answers, "    ") + (evidence.isEmpty ? "" : "evidence:\n" + block(evidence, "  "))
  }

  /// A scaffold in which every item is answered with the same mark.
  static func complete(scaffold: String, mark: Int) -> String {
    scaffold.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let answer = line.firstMatch(of: /^    # ([a-z0-9.-]+): \{(.*evidence: \[\].*)\}$/) else {
        return String(line)
      }
      let facets = answer.2.split(separator: ", ").filter { $0.hasSuffix(": ") || $0.hasSuffix(":") }
        .map { $0.split(separator: ":")[0] }.filter { $0 != "note" }
      return "    \(answer.1): {" + facets.map { "\($0): \(mark)" }.joined(separator: ", ") + "}"
    }.joined(separator: "\n")
  }
}

/// A text in which `▶` stands before each place where a fault is expected.
struct MarkedText {
  /// The text without marks.
  let text: String
  /// The places as `line:column`, in order; columns count code points from 1.
  let places: [String]

  /// Takes the marks out.
  init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var places: [String] = []
    var line = 1
    var column = 1
    for scalar in marked.unicodeScalars {
      if scalar == "▶" {
        places.append("\(line):\(column)")
        continue
      }
      text.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    self.text = String(text)
    self.places = places
  }
}
