// swift-tools-version: 6.1
import PackageDescription

/// The features of the next language mode that keep imports and existential types visible.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// One stage of the pipeline. Dependencies name targets that stand below it; arrows only point down.
func stage(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one stage, which find goldens and fixtures through the source folder and so declare no resources.
func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], hasGoldens: Bool = false, hasReferences: Bool = false
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "TestSupport"] + dependencies,
    exclude: (hasGoldens ? ["Goldens"] : []) + (hasReferences ? ["Reference"] : []),
    swiftSettings: settings)
}

let package = Package(
  name: "pingxing",
  products: [
    .executable(name: "pingxing", targets: ["pingxing"])
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // C libraries of the system, and the shims for what Swift cannot import.
    .systemLibrary(
      name: "CCairo", path: "Sources/CCairo", pkgConfig: "cairo-ft",
      providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(
      name: "CFreeType", path: "Sources/CFreeType", pkgConfig: "freetype2",
      providers: [.apt(["libfreetype-dev"])]),
    .systemLibrary(
      name: "CHarfBuzz", path: "Sources/CHarfBuzz", pkgConfig: "harfbuzz-subset",
      providers: [.apt(["libharfbuzz-dev"])]),
    .systemLibrary(
      name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"])]),
    .target(name: "CShims", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CAllocator", linkerSettings: [.linkedLibrary("jemalloc")]),
    .target(name: "CBoostMath"),
    .target(name: "CArchiveFile", linkerSettings: [.linkedLibrary("sqlite3")]),

    // Leaves.
    stage("Diagnostics"),
    stage("DocumentModel"),
    stage("Canvas"),
    stage("LineBreaking"),
    stage("ParallelWork"),

    // Data side.
    stage("AssessmentModel", ["Diagnostics", .product(name: "BigInt", package: "BigInt")]),
    stage(
      "InputFiles",
      [
        "AssessmentModel", "Diagnostics", .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    stage("IndicatorFiles", ["AssessmentModel", "Diagnostics", "InputFiles"]),
    stage("Scoring", ["AnalysisReports", "IndicatorEvidence", "AssessmentModel", "Diagnostics"]),
    stage("Comparison", ["Scoring", "IndicatorEvidence", "AssessmentModel", "Diagnostics", "ParallelWork"]),
    stage("Statistics", ["AssessmentModel", "CBoostMath", .product(name: "BigInt", package: "BigInt")]),
    stage("IndicatorEvidence", ["Statistics", "AssessmentModel", "Diagnostics"]),
    stage("OperationalAnalysis", ["Statistics", "AssessmentModel", "Diagnostics"]),
    stage(
      "AnalysisReports", ["OperationalAnalysis", "Statistics", "AssessmentModel", "DocumentModel", "Diagnostics"]),
    stage("Sealing", [.product(name: "Crypto", package: "swift-crypto")]),
    stage(
      "History",
      [
        "Sealing", "Diagnostics", "ParallelWork", "CArchiveFile", "CZstd",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    stage(
      "ResultDocument",
      [
        "Comparison", "Scoring", "AnalysisReports", "OperationalAnalysis", "IndicatorEvidence", "Statistics",
        "AssessmentModel", "DocumentModel", "Diagnostics",
      ]),

    // Document side.
    stage("ReportTemplates", ["Diagnostics", "CLibXML2"]),
    stage("ReportComposer", ["DocumentModel", "ReportTemplates", "Diagnostics"]),
    stage("Charts", ["DocumentModel", "LineBreaking", "Canvas"]),
    stage("Fonts", ["Canvas", "CHarfBuzz"]),
    stage("Typesetting", ["Fonts", "LineBreaking", "Canvas"]),
    stage("PageLayout", ["Typesetting", "Charts", "DocumentModel", "Canvas", "Fonts"]),

    stage(
      "Branding",
      [
        "PageLayout", "InputFiles", "ReportTemplates", "DocumentModel", "Fonts", "Canvas", "Diagnostics",
        "LineBreaking",
      ]),

    // Output side.
    stage("PDFOutput", ["Canvas", "Fonts", "CCairo", "CFreeType", "CShims"]),
    stage(
      "CommandLineInterface",
      [
        "AssessmentModel", "Diagnostics", "InputFiles", "IndicatorFiles", "IndicatorEvidence", "Scoring", "Comparison",
        "ResultDocument",
        "Statistics", "OperationalAnalysis", "AnalysisReports", "ReportTemplates", "ReportComposer", "DocumentModel",
        "PageLayout", "Typesetting", "Fonts", "Canvas", "PDFOutput", "Branding",
        "Sealing", "History", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "pingxing", dependencies: ["CommandLineInterface", "CAllocator"], swiftSettings: settings),
    // What `make bench` measures with; never installed.
    .executableTarget(
      name: "bench",
      dependencies: [
        "CommandLineInterface", "InputFiles", "IndicatorEvidence", "AnalysisReports", "Scoring", "ResultDocument",
        "ReportTemplates",
        "ReportComposer", "DocumentModel", "Charts", "PageLayout", "Typesetting", "Fonts", "Canvas", "PDFOutput",
        "CAllocator",
      ],
      path: "Benchmarks/Driver", swiftSettings: settings),

    // What `make bench-archive` measures with; never installed.
    .executableTarget(
      name: "archive-bench", dependencies: ["History", "Sealing"], path: "Benchmarks/Archive", swiftSettings: settings),

    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "Canvas", "AssessmentModel", "Fonts"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    tests(of: "Diagnostics"),
    tests(of: "Canvas"),
    tests(of: "LineBreaking"),
    tests(of: "AssessmentModel", [.product(name: "BigInt", package: "BigInt")]),
    tests(of: "InputFiles", ["AssessmentModel", "Diagnostics"], hasGoldens: true),
    tests(of: "IndicatorFiles", ["AssessmentModel", "Diagnostics", "InputFiles"]),
    tests(of: "Scoring", ["AssessmentModel", .product(name: "BigInt", package: "BigInt")]),
    tests(of: "Comparison", ["Scoring", "IndicatorEvidence", "AssessmentModel", "Diagnostics"]),
    tests(of: "Statistics", ["AssessmentModel"], hasReferences: true),
    tests(
      of: "IndicatorEvidence", ["Statistics", "AssessmentModel", "Diagnostics", "InputFiles", "IndicatorFiles"]),
    tests(of: "OperationalAnalysis", ["Statistics", "AssessmentModel", "Diagnostics"]),
    tests(of: "Sealing"),
    tests(
      of: "History", ["Sealing", "Diagnostics", "archive-worker", .product(name: "GRDB", package: "GRDB.swift")]),
    .executableTarget(
      name: "archive-worker",
      dependencies: ["History", "Sealing", "Diagnostics", .product(name: "GRDB", package: "GRDB.swift")],
      path: "Tests/ArchiveWorker",
      swiftSettings: settings
    ),
    tests(
      of: "ResultDocument",
      [
        "Comparison", "Scoring", "AnalysisReports", "OperationalAnalysis", "IndicatorEvidence", "AssessmentModel",
        "Diagnostics",
      ]),
    tests(of: "ReportTemplates", ["Diagnostics"]),
    tests(of: "ReportComposer", ["DocumentModel", "ReportTemplates"], hasGoldens: true),
    tests(of: "Charts", ["DocumentModel", "Canvas"]),
    tests(of: "Fonts", ["Canvas"]),
    tests(of: "Typesetting", ["Fonts", "LineBreaking", "Canvas"], hasGoldens: true),
    tests(of: "PageLayout", ["DocumentModel", "Canvas", "Fonts", "Typesetting"], hasGoldens: true),
    tests(
      of: "PDFOutput",
      ["Canvas", "Fonts", "PageLayout", "DocumentModel", "Typesetting", "ReportComposer", "ReportTemplates", "CShims"]),
    tests(
      of: "Branding",
      ["PageLayout", "InputFiles", "DocumentModel", "Fonts", "Canvas", "Diagnostics", "ReportTemplates"]),
    // Depends on the program itself, which these tests run.
    .testTarget(
      name: "EndToEndTests", dependencies: ["Diagnostics", "TestSupport", "pingxing"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
