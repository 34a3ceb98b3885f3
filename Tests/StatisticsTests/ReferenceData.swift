// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import AssessmentModel
import Foundation
import TestSupport

/// Data and certified outcomes of NIST StRD (`Reference/nist.json`); numbers are texts, so that they stay exact.
struct CertifiedData: Decodable {
  struct Univariate: Decodable {
    let name: String, values: [String]
    let mean: String, deviation: String, autocorrelation: String
  }
  struct Regression: Decodable {
    let name: String, response: [String], predictors: [[String]], degree: Int
    let coefficients: [String], errors: [String], deviation: String, determination: String, f: String
  }
  struct Variance: Decodable {
    let name: String, groups: [[String]]
    let between: String, within: String, f: String, determination: String, deviation: String
  }
  let univariate: [Univariate], regression: [Regression], variance: [Variance]

  static let all: CertifiedData = read("nist")
}

/// Outcomes of SciPy and of balance equations (`Reference/references.json`, written by the script beside it).
struct ReferenceOutcomes: Decodable {
  struct Test: Decodable {
    let kind: String, first: [String], second: [String]
    let statistic: Double, degrees: Double, probability: Double, low: Double, high: Double
  }
  struct Related: Decodable {
    let first: [String], second: [String]
    let pearson: Double, pearsonProbability: Double, low: Double, high: Double
    let spearman: Double, spearmanProbability: Double
  }
  struct Groups: Decodable {
    let groups: [[String]]
    let kruskal: Double, kruskalProbability: Double, fisher: Double, fisherProbability: Double
    let spreads: Double, spreadsProbability: Double
  }
  struct Trend: Decodable {
    let values: [String], score: Int
    let variance: Double, statistic: Double, probability: Double, slope: Double
  }
  struct Share: Decodable { let successes: Int, trials: Int, low: Double, high: Double }
  struct Line: Decodable {
    let arrivals: Double, handling: Double, agents: Int, patience: Double?, within: Double
    let waiting: Double, abandonment: Double, inTime: Double
  }
  struct Slope: Decodable { let values: [String], low: Double, high: Double, wholeLow: Double, wholeHigh: Double }
  struct Stay: Decodable {
    let times: [Int], left: [Bool], points: [Int], shares: [Double], lows: [Double?], highs: [Double?]
  }
  struct Scorers: Decodable {
    let first: [Int], second: [Int], categories: Int, weighting: String
    let kappa: Double, low: Double, high: Double
  }
  struct Departure: Decodable {
    struct Group: Decodable { let times: [Int], left: [Bool] }
    let groups: [Group], expected: [Double], statistic: Double, probability: Double
  }
  /// Two counts with their bases, before and after.
  struct Change: Decodable {
    let before: [Int], after: [Int], difference: Double?, low: Double, high: Double?, probability: Double
  }
  struct Blocks: Decodable { let groups: [[String]], statistic: Double, probability: Double }
  struct Orders: Decodable { let first: [String], second: [String], probability: Double }
  struct RangeBeyond: Decodable { let size: Int, chance: Double }
  let blocks: [Blocks], rankOrders: [Orders], rangesBeyond: [RangeBeyond]
  let departures: [Departure], shareChanges: [Change], rateChanges: [Change]
  let slopes: [Slope], survivals: [Stay], agreements: [Scorers]
  let tTests: [Test], correlations: [Related], groups: [Groups], trends: [Trend], wilson: [Share], queues: [Line]

  static let all: ReferenceOutcomes = read("references")
}

private func read<Content: Decodable>(_ name: String, file: String = #filePath) -> Content {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Reference")
  let data = try! Data(contentsOf: folder.appendingPathComponent("\(name).json"))
  return try! JSONDecoder().decode(Content.self, from: data)
}

/// A decimal, perhaps with an exponent, as the exact number it names.
func exact(_ text: String) -> Rational {
  let parts = text.lowercased().split(separator: "e")
  let digits = parts[0].filter { $0 != "." && $0 != "+" }
  let decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
  let shift = (parts.count > 1 ? Int(parts[1])! : 0) - decimals
  let power = (0..<shift.magnitude).reduce(Rational(1)) { value, _ in value * 10 }
  let whole = digits.reduce(Rational(0)) { $1 == "-" ? $0 : $0 * 10 + Rational($1.wholeNumberValue!) }
  let signed = digits.hasPrefix("-") ? -whole : whole
  return shift < 0 ? signed / power : signed * power
}

func exact(_ texts: [String]) -> [Rational] { texts.map { exact($0) } }

/// How many leading digits two numbers share (NIST's log relative error); 15 where they are equal.
func sharedDigits(_ found: Double, _ certified: String) -> Double {
  let wanted = Double(certified)!
  let error = wanted == 0 ? abs(found) : abs(found - wanted) / abs(wanted)
  return error == 0 ? 15 : min(15, -log10(error))
}

func isClose(_ found: Double, _ wanted: Double, relative: Double = 1e-9) -> Bool {
  abs(found - wanted) <= relative * max(abs(wanted), 1e-300) || abs(found - wanted) < 1e-14
}
