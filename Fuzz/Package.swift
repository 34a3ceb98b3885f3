// swift-tools-version: 6.1
import PackageDescription

// The fuzz targets, apart from the package of the program so that ordinary builds know nothing of them. The folders in
// Sources are links to the stages under test; `Scripts/fuzz.sh` builds and runs all of it.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer,address"]),
]

func stage(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: ["FuzzInput"] + dependencies,
    swiftSettings: settings,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

let package = Package(
  name: "fuzz",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
  ],
  targets: [
    .systemLibrary(name: "CHarfBuzz", path: "Sources/CHarfBuzz", pkgConfig: "harfbuzz-subset"),
    .systemLibrary(name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0"),
    .target(name: "CShims", linkerSettings: [.linkedLibrary("z")]),
    stage("Diagnostics"),
    stage("DocumentModel"),
    stage("Canvas"),
    stage("LineBreaking"),
    stage("AssessmentModel", ["Diagnostics", .product(name: "BigInt", package: "BigInt")]),
    stage(
      "InputFiles",
      [
        "AssessmentModel", "Diagnostics", .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    stage("IndicatorFiles", ["AssessmentModel", "Diagnostics", "InputFiles"]),
    stage("Sealing", [.product(name: "Crypto", package: "swift-crypto")]),
    stage("ReportTemplates", ["Diagnostics", "CLibXML2", "CShims"]),
    stage("ReportComposer", ["DocumentModel", "ReportTemplates", "Diagnostics"]),
    stage("Charts", ["DocumentModel", "Canvas"]),
    stage("Fonts", ["Canvas", "CHarfBuzz"]),
    stage("Typesetting", ["Fonts", "LineBreaking", "Canvas"]),
    stage("PageLayout", ["Typesetting", "Charts", "DocumentModel", "Canvas", "Fonts"]),
    .target(name: "CFuzzer"),
    stage("FuzzInput", ["Fonts", "Canvas", "CFuzzer"]),
    fuzzer("FuzzLineBreaking", ["LineBreaking"]),
    fuzzer("FuzzTypesetting", ["Typesetting", "LineBreaking", "Fonts", "Canvas"]),
    fuzzer("FuzzLayout", ["PageLayout", "Typesetting", "Fonts", "Canvas", "DocumentModel"]),
    fuzzer("FuzzTemplate", ["ReportComposer", "ReportTemplates", "Diagnostics", "DocumentModel"]),
    fuzzer("FuzzAssessment", ["InputFiles", "Diagnostics"]),
    fuzzer("FuzzIndicators", ["IndicatorFiles", "InputFiles", "AssessmentModel", "Diagnostics"]),
    fuzzer("FuzzSeal", ["Sealing"]),
  ],
  swiftLanguageModes: [.v6]
)
