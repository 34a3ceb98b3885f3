import AssessmentModel
import Statistics
import Testing

/// NIST StRD asks for the digits that a program gets right; ten are required of every one.
@Suite("Certified values of NIST StRD")
struct CertifiedValueTests {
  @Test(arguments: CertifiedData.all.univariate.map(\.name))
  func univariateDataOfMeasurements(name: String) throws {
    let data = CertifiedData.all.univariate.first { $0.name == name }!
    try expect(ExactSample(exact(data.values)), data.mean, data.deviation, data.autocorrelation)
  }

  @Test("NumAcc1 to NumAcc4: small spreads on large levels")
  func accuracySets() throws {
    try expect(
      ExactSample(exact(["10000001", "10000003", "10000002"])), "10000002", "1", "-0.5")
    for level in ["1", "1000000", "10000000"] {
      let repeated = (0..<500).flatMap { _ in ["\(level).1", "\(level).3"] }
      try expect(ExactSample(exact(["\(level).2"] + repeated)), "\(level).2", "0.1", "-0.999")
    }
  }

  private func expect(_ sample: ExactSample, _ mean: String, _ deviation: String, _ autocorrelation: String) throws {
    #expect(sharedDigits(try sample.mean().nearestDouble, mean) >= 14)
    #expect(sharedDigits(try sample.standardDeviation(), deviation) >= 14)
    #expect(sharedDigits(try sample.lagOneAutocorrelation(), autocorrelation) >= 13)
  }

  @Test(arguments: CertifiedData.all.regression.map(\.name))
  func linearRegression(name: String) throws {
    let data = CertifiedData.all.regression.first { $0.name == name }!
    let response = exact(data.response)
    let predictors = data.predictors.map { exact($0) }
    let constant = response.map { _ in Rational(1) }
    var columns = [constant] + predictors
    while columns.count <= data.degree { columns.append(zip(columns.last!, predictors[0]).map { $0 * $1 }) }
    let fit = try LinearRegression(response: response, design: columns)
    for (found, certified) in zip(fit.coefficients, data.coefficients) {
      #expect(sharedDigits(found.nearestDouble, certified) >= 13)
    }
    for (found, certified) in zip(fit.standardErrors, data.errors) { #expect(sharedDigits(found, certified) >= 13) }
    #expect(sharedDigits(fit.residualStandardDeviation, data.deviation) >= 13)
    #expect(sharedDigits(fit.determination, data.determination) >= 13)
    #expect(sharedDigits(try #require(fit.fisherStatistic), data.f) >= 13)
  }

  @Test("Wampler1 and Wampler2: polynomials of degree five without any residual")
  func perfectPolynomials() throws {
    let predictor = (0...20).map { Rational($0) }
    let powers = (0...5).map { degree in
      predictor.map { value in (0..<degree).reduce(Rational(1)) { power, _ in power * value } }
    }
    for coefficients in [
      exact(["1", "1", "1", "1", "1", "1"]), exact(["1", "0.1", "0.01", "0.001", "0.0001", "0.00001"]),
    ] {
      let response = predictor.indices.map { row in
        powers.indices.reduce(Rational(0)) { $0 + coefficients[$1] * powers[$1][row] }
      }
      let fit = try LinearRegression(response: response, design: powers)
      #expect(fit.coefficients == coefficients)
      #expect(fit.residualSumOfSquares == 0)
      #expect(fit.determination == 1)
    }
  }

  @Test("NoInt1: a line through the origin")
  func lineWithoutConstant() throws {
    let predictor = (60...70).map { Rational($0) }
    let response = (130...140).map { Rational($0) }
    let fit = try LinearRegression(response: response, design: [predictor])
    #expect(sharedDigits(fit.coefficients[0].nearestDouble, "2.07438016528926") >= 14)
    #expect(sharedDigits(fit.standardErrors[0], "0.165289256198347E-01") >= 14)
    #expect(sharedDigits(fit.residualStandardDeviation, "3.56753034006338") >= 14)
    #expect(sharedDigits(fit.determination, "0.999365492298663") >= 14)
    #expect(sharedDigits(try #require(fit.fisherStatistic), "15750.2500000000") >= 14)
  }

  @Test(arguments: CertifiedData.all.variance.map(\.name))
  func analysisOfVariance(name: String) throws {
    let data = CertifiedData.all.variance.first { $0.name == name }!
    let outcome = try AnalysisOfVariance(groups: data.groups.map { exact($0) })
    #expect(sharedDigits(outcome.between.nearestDouble, data.between) >= 14)
    #expect(sharedDigits(outcome.within.nearestDouble, data.within) >= 14)
    #expect(sharedDigits(outcome.fisherStatistic, data.f) >= 14)
    #expect(sharedDigits(outcome.determination, data.determination) >= 14)
    #expect(sharedDigits(outcome.residualStandardDeviation, data.deviation) >= 14)
  }

  /// SmLs01 to SmLs09: nine treatments whose values alternate around .4, .3, .5, ..., with 1, 7 and 13 leading digits
  /// that never change and 21, 201 and 2,001 repetitions.
  @Test(arguments: ["1", "1000000", "1000000000000"], [21, 201, 2_001])
  func simonAndLesage(level: String, repetitions: Int) throws {
    let middles = [4, 3, 5, 3, 5, 3, 5, 3, 5].map { exact(level) + Rational($0, 10) }
    let groups = middles.map { middle in
      (0..<repetitions).map { middle + Rational($0 == 0 ? 0 : $0 % 2 == 1 ? -1 : 1, 10) }
    }
    let outcome = try AnalysisOfVariance(groups: groups)
    let certified: [Int: (between: String, within: String, f: String)] = [
      21: ("1.68", "1.8", "21"), 201: ("16.08", "18", "201"), 2_001: ("160.08", "180", "2001"),
    ]
    let wanted = try #require(certified[repetitions])
    #expect(sharedDigits(outcome.between.nearestDouble, wanted.between) >= 14)
    #expect(sharedDigits(outcome.within.nearestDouble, wanted.within) >= 14)
    #expect(sharedDigits(outcome.fisherStatistic, wanted.f) >= 14)
  }
}
