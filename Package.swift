// swift-tools-version: 6.2
import PackageDescription

// Every dependency is built on a fresh machine, so each one has to say what it is for:
//
//   swift-argument-parser   the command line: parsing, help pages, shell completions
//   swift-crypto            SHA-256 for ids, source digests and the rule digest
//   FlyingFox               the review page's HTTP server, on this machine only
//   swift-log               what the command says while it works, as text or as JSON
//   Yams                    rule packs and tiku.yml, with line numbers in its errors
//
// libxml2 and zlib are the system's (Debian: libxml2-dev, zlib1g-dev); `Scripts/build` installs them where they are missing.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "Tiku",
    products: [
        // for programs of others: no argument parser, no HTTP server
        .library(name: "Tiku", targets: ["Tiku"]),
        .executable(name: "tiku", targets: ["TikuCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.26.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLinux"),
        .target(name: "CNoCurl"),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "TikuModel",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict
        ),
        .target(name: "TikuText", dependencies: ["TikuModel"], swiftSettings: strict),
        .target(name: "TikuHTML", dependencies: ["CLibXML2", "TikuModel", "TikuText"], swiftSettings: strict),
        .target(
            name: "TikuPipeline",
            dependencies: [
                "CLinux", "CZlib", "TikuModel", "TikuText", "TikuHTML", .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Resources/rules-zh.yml"),
                .embedInCode("Resources/rules-en.yml"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "TikuReports",
            dependencies: ["TikuModel", "TikuText", "TikuPipeline"],
            resources: [
                .embedInCode("Resources/bank.schema.json"),
                .embedInCode("Resources/audit.css"),
                .embedInCode("Resources/audit.js"),
                .embedInCode("Resources/site.css"),
                .embedInCode("Resources/site.js"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Tiku", dependencies: ["TikuModel", "TikuPipeline", "TikuReports"], swiftSettings: strict),
        .target(
            name: "TikuReview",
            dependencies: [
                "CNoCurl", "TikuModel", "TikuPipeline", "TikuReports",
                .product(name: "FlyingFox", package: "FlyingFox"),
            ],
            resources: [
                .embedInCode("Resources/review.html"),
                .embedInCode("Resources/review.css"),
                .embedInCode("Resources/review.js"),
                .embedInCode("Resources/words.js"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "TikuCommand",
            dependencies: [
                "TikuModel", "TikuPipeline", "TikuReports", "TikuReview",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [
                .embedInCode("Resources/init-tiku.yml"),
                .embedInCode("Resources/init-workflow.yml"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "tiku-benchmark", dependencies: ["CLibXML2", "TikuPipeline", "TikuReports", "TikuText"]),
        .executableTarget(name: "CountMissing", dependencies: ["Tiku"], path: "Examples/CountMissing"),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(name: "TikuFuzz", dependencies: ["Tiku"], path: "Tests/TikuFuzz"),
        .testTarget(name: "TikuModelTests", dependencies: ["TikuModel", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "TikuTextTests", dependencies: ["TikuText", "TikuModel", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "TikuHTMLTests", dependencies: ["TikuHTML", "TikuText", "TikuModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "TikuPipelineTests",
            dependencies: ["TikuPipeline", "TikuHTML", "TikuText", "TikuModel", "TestSupport", "TikuFuzz"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TikuReportsTests",
            dependencies: ["TikuReports", "TikuPipeline", "TikuModel", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TikuCommandTests", dependencies: ["TikuCommand", "TikuModel", "TestSupport"], swiftSettings: strict),
    ]
)

// `Scripts/fuzz` only: it has no `main` of its own, libFuzzer brings it
if Context.environment["TIKU_FUZZ"] != nil {
    package.targets.append(.executableTarget(name: "FuzzMain", dependencies: ["TikuFuzz"], path: "Tests/FuzzMain"))
}
