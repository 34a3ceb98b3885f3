import AssessmentModel
import Foundation
import TestSupport
import Testing

@testable import InputFiles

/// One fault put into the shipped rubrics, and what `rubric check` has to find.
struct RubricFault: Sendable, CustomTestStringConvertible {
  let file: String
  let replace: String
  let by: String
  /// `severity code text-at-the-place`: the place is where that text stands in the changed file.
  let expected: [String]

  var testDescription: String { "\(file): \(expected)" }

  init(_ file: String, _ replace: String, _ by: String, _ expected: String...) {
    self.file = file
    self.replace = replace
    self.by = by
    self.expected = expected
  }
}

/// A copy of the shipped rubric folder that a test may change.
struct RubricCopy {
  let folder: URL

  init(in folder: URL) throws {
    self.folder = folder.appending(path: "Rubrics")
    // The folder itself, where the repository reaches it through a link: what is changed here is a copy.
    let shipped = URL(filePath: rubricFolder).resolvingSymlinksInPath()
    try FileManager.default.copyItem(at: shipped, to: self.folder)
  }

  func change(_ file: String, _ change: (String) throws -> String) throws {
    let url = folder.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    try change(text).write(to: url, atomically: true, encoding: .utf8)
  }

  /// Replaces the first occurrence, which has to be there.
  func replace(_ text: String, by other: String, in file: String) throws {
    try change(file) { content in
      let range = try #require(content.firstRange(of: text), "\(file) has no \(text)")
      return content.replacingCharacters(in: range, with: other)
    }
  }

  func hash(of rubric: String) throws -> String {
    try #require(RubricLibrary(folders: [folder.path]).load(RubricID(rubric)).rubric).contentHash
  }
}

extension RubricValidatorTests {
  static let edition = "cccs-op-2008.yml"
  static let results = "parts/cccs-results.yml"
  static let items = "items/cccs/positioning.yml"
  static let thresholds = "parts/cccs-thresholds.yml"

  static let faults = [
    // Form
    RubricFault(
      edition, "total-points: 1000", "total-point: 1000", "error missing-key format",
      "error unknown-key total-point"),
    RubricFault(edition, "total-points: 1000", "total-points: viel", "error wrong-number viel"),
    RubricFault(edition, "total-points: 1000", "total-points:", "error empty-value total-points"),
    RubricFault(edition, "version: 1.0.0", "version: 1.0.0-beta", "error malformed-version 1.0.0-beta"),
    RubricFault(
      edition, "scale: parts/five-marks.yml", "scale: ../secret.yml", "error path-outside ../secret.yml"),
    RubricFault("roles.yml", "roles:", "roles: [", "error yaml-syntax strategy"),
    RubricFault(items, "family: cccs", "family: cccs]", "error malformed-id cccs]"),
    RubricFault(
      edition, "  - items/cccs/floor.yml", "  - items/cccs/flour.yml",
      "error dangling-file items/cccs/flour.yml"),
    RubricFault(
      edition, "scale: parts/five-marks.yml", "scale: parts/six-marks.yml",
      "error dangling-file parts/six-marks.yml"),
    RubricFault(
      "roles.yml", "head: {zh: 中心负责人, en:", "head:\n    zh: #中心负责人\n    en: \"x\" #", "error empty-value zh"),
    // Ids
    RubricFault(
      edition, "{id: positioning.mandate, weight: 10}", "{id: positioning.vision, weight: 10}",
      "error duplicate-id positioning.vision, weight: 8"),
    RubricFault(
      results, "id: four-star.total", "id: four-star.beyond",
      "error duplicate-id four-star.beyond\n        title: {zh: 超越项占比"),
    RubricFault(edition, "id: cccs-op-2008", "id: cccs-op-2009", "error file-name cccs-op-2009"),
    // References
    RubricFault(
      edition, "{id: positioning.mandate,", "{id: positioning.mandat,",
      "error dangling-reference positioning.mandat"),
    RubricFault(items, "role: head", "role: heads", "error dangling-reference heads"),
    RubricFault(items, "facets: process", "facets: processes", "error dangling-reference processes"),
    RubricFault(
      edition, "process-domains: [people,", "process-domains: [peopel,", "error dangling-reference peopel"),
    RubricFault(
      edition, "result-group: performance-results", "result-group: results",
      "error dangling-reference results\n"),
    RubricFault(
      items, "family: cccs", "family: ccom", "error wrong-family ccom",
      "error dangling-reference positioning.organisation@cccs-op-2008.yml",
      "warning unused-item positioning.organisation"),
    // Weights
    RubricFault(
      edition, "{id: positioning.vision, weight: 8}", "{id: positioning.vision, weight: 0}",
      "error zero-weight 0}"),
    RubricFault(edition, "weight: 280", "weight: 281", "warning weight-sum 1000"),
    RubricFault("parts/cccs-facets.yml", "weight: 1}", "weight: 0}", "error zero-weight 0}"),
    // Scale and results
    RubricFault("parts/five-marks.yml", "credit: 60", "credit: 30", "error falling-credit 30"),
    RubricFault(
      results, "gates: []",
      "gates:\n      - {id: not-passed.total, title: {zh: 总分, en: Total}, kind: total, credit: 10, interprets: 无, provenance: {kind: interpretation, note: 自定}}",
      "error first-result-gated not-passed"),
    RubricFault(
      "parts/five-marks.yml", "  2: {title:", "  # 2: {title:", "error incomplete-scale format"),
    // Empty fields
    RubricFault(items, "question: ", "question: 待定  # ", "error empty-field 待定"),
    RubricFault(items, "        lacking: ", "        lacking: 略  # ", "error empty-field 略"),
    RubricFault(
      "items/cccs/performance.yml", "indicators: [first-contact-resolution]", "indicators: []",
      "error empty-field performance.results-resolution",
      "error dangling-reference first-contact-resolution@parts/cccs-thresholds.yml"),
    // Gates
    RubricFault(
      results, "kind: every-domain\n        credit: 85", "kind: every-domain\n        credit: 101",
      "error unreachable-result five-star\n", "error gate-never-passes five-star.every-domain"),
    RubricFault(
      results, "kind: every-item\n        credit: 40", "kind: every-item\n        credit: 0",
      "error gate-never-fails passed.every-item"),
    RubricFault(
      results, "kind: item-share\n        share: 20%", "kind: item-share\n        share: 0%",
      "error gate-never-fails four-star.beyond"),
    RubricFault(
      results, "kind: total\n        credit: 80", "kind: total\n        credit: 70",
      "warning redundant-gate four-star.total"),
    RubricFault(
      results, "kind: total\n        credit: 80", "kind: total\n        credit: 80\n        share: 5%",
      "error unknown-key share: 5%"),
    RubricFault(
      results, "kind: total\n        credit: 80", "kind: totals\n        credit: 80",
      "error unknown-word totals"),
    // Thresholds
    RubricFault(
      thresholds, "item: performance.results-access", "item: performance.results-acess",
      "error dangling-reference performance.results-acess"),
    RubricFault(thresholds, "facet: level", "facet: levels", "error dangling-reference levels"),
    RubricFault(
      thresholds, "indicator: service-level", "indicator: occupancy", "error dangling-reference occupancy",
      "error dangling-reference of-offered", "error unfit-threshold target"),
    RubricFault(thresholds, "variant: of-offered", "variant: of-offer", "error dangling-reference of-offer"),
    RubricFault(
      thresholds, "indicator: interval-attainment", "indicator: service-level",
      "error duplicate-id performance.results-access", "error dangling-reference half-hour"),
    RubricFault(thresholds, "target: 80", "target: {from: 70, to: 80}", "error unfit-threshold target"),
    RubricFault(thresholds, "target: 80", "target: {from: 80, to: 70}", "error wrong-number 70}"),
    RubricFault(thresholds, "target: {from: 75, to: 85}", "target: 75", "error unfit-threshold target"),
    RubricFault(
      thresholds, "4: {periods-met: 100%, months-sustained: 12}", "4: {periods-met: 70%, months-sustained: 12}",
      "error falling-threshold 4: {periods-met: 70%"),
    RubricFault(
      thresholds, "5: {level: 90, months-sustained: 12}", "5: {months-sustained: 12}",
      "error falling-threshold 5: {months-sustained: 12}"),
    RubricFault(
      thresholds, "5: {level: 3, periods-met: 100%,", "4: {level: 3, periods-met: 100%,", "error duplicate-key 4"),
    RubricFault(thresholds, "3: {periods-met: 75%}", "3: {}", "error empty-field 3: {}"),
    RubricFault(thresholds, "3: {periods-met: 75%}", "1: {periods-met: 75%}", "error unknown-key 1: "),
    RubricFault(
      "indicators.yml", "direction: higher", "direction: context", "error unfit-threshold service-level@\(thresholds)"),
    // Indicators
    RubricFault(
      "indicators.yml", "- id: of-answered", "- id: all-within", "error duplicate-id service-level:"),
    RubricFault("indicators.yml", "also: [ASA]", "also: [FCR]", "error duplicate-id FCR]"),
    RubricFault("indicators.yml", "also: [ASA]", "also: [平均放弃时间]", "error duplicate-id 平均放弃时间, en"),
    RubricFault("indicators.yml", "also: [ASA]", "also: [ASA, 来电量]", "error duplicate-id 来电量, en"),
    RubricFault(
      "indicators.yml", "spread: {of: quality-score, between: days}", "spread: {of: quality-scores, between: days}",
      "error dangling-reference quality-score-variance:"),
    RubricFault(
      "indicators.yml", "spread: {of: quality-score, between: days}", "spread: {of: quality-score, between: day}",
      "error unknown-word day}"),
    RubricFault(
      "indicators.yml", "source: gbt-33358-2016", "source: gbt-33358", "error dangling-reference connection-rate:"),
    RubricFault(
      "indicators.yml", "source: csg-95598-star-sheet", "source: csg-95598", "error dangling-reference satisfaction:"),
    RubricFault("indicators.yml", "period: month", "period: monthly", "error unknown-word monthly"),
    // Wordings and provenance
    RubricFault(items, "      1: ", "      # 1: ", "error missing-mark-wording marks"),
    RubricFault(items, "        in-place: ", "        # in-place: ", "error missing-key 2:"),
    RubricFault(items, "        lacking: ", "        # lacking: ", "error missing-key 2:"),
    RubricFault(items, "        lacking: ", "        lacking: # ", "error empty-value lacking"),
    RubricFault(items, "        lacking: ", "        lacking: \"  \" # ", "error empty-value \"  \""),
    RubricFault(items, "        lacking: ", "        lacks: ", "error missing-key 2:", "error unknown-key lacks"),
    RubricFault(
      items, "      5: ", "      5:\n        lacking: 没有量化。\n        in-place: ", "error unknown-key lacking"),
    RubricFault(items, "      5: ", "      5: {in-place: 做到了。} # ", "error wrong-type {in-place"),
    RubricFault(
      items, "      1: ", "      1: 架构图上有中心的位置。  # ", "error repeated-mark-wording 架构图上有中心的位置。"),
    RubricFault(
      items, "provenance: {kind: published, source: cccs-standard-system, note:",
      "provenance: {kind: published, note:",
      "error missing-provenance provenance"),
    RubricFault(
      items, "source: cccs-standard-system", "source: cccs-standart-system",
      "error dangling-reference cccs-standart-system"),
    RubricFault(
      edition, "weights-provenance: {kind: interpretation, note:",
      "weights-provenance: {kind: interpretation, source: cccs-standard-system, note:",
      "error missing-provenance cccs-standard-system, note: 来源只说"),
    RubricFault(
      edition, "share: 15%\n  provenance: {kind: interpretation, note:",
      "share: 15%\n  provenance: {kind: interpretation, source: cccs-standard-system, note:",
      "error missing-provenance cccs-standard-system, note: 不适用的评审项"),
    RubricFault(
      edition, "items: 8\n    provenance: {kind: interpretation, note:",
      "items: 8\n    provenance: {kind: interpretation, source: cccs-standard-system, note:",
      "error missing-provenance cccs-standard-system, note: 约为一个范畴"),
    // Retired ids
    RubricFault(
      "retired.yml", "retired: []",
      "retired:\n  - {family: cccs, kind: item, id: positioning.vision, retired: 2026-01-31, reason: 合并, successors: [positioning.mission]}",
      "error retired-id positioning.vision@items/cccs/positioning.yml"),
    RubricFault(
      "retired.yml", "retired: []",
      "retired:\n  - {family: cccs, kind: item, id: positioning.dream, retired: 2026-01-31, reason: 合并, successors: [positioning.visions]}",
      "error dangling-reference positioning.visions"),
  ]
}
