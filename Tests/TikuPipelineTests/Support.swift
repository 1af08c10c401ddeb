import Foundation
import TestSupport
import TikuModel

@testable import TikuPipeline

enum Make {
    /// The pipeline with the rules that ship.
    static func pipeline() throws -> Pipeline { Pipeline(rules: try RuleSet(BuiltInRules.packs())) }

    static func extract(_ text: String, path: String = "a.txt") throws -> Extract {
        switch try pipeline().extract(RawSource(path: path, bytes: ContiguousArray(text.utf8))) {
        case .extracted(let extract): return extract
        case .quarantined(let quarantine): throw quarantine
        }
    }

    static func sources(in folder: URL) throws -> [RawSource] {
        var sources: [RawSource] = []
        for entry in try SourceTree(root: folder.path).entries {
            Containers.forEach(entry, limits: Limits()) {
                if case .success(let source) = $0 { sources.append(source) }
            }
        }
        return sources
    }

    static func build(_ sources: [RawSource], previous: Bank? = nil) throws -> Build {
        let pipeline = try pipeline()
        return pipeline.assemble(sources.map { pipeline.extract($0) }, previous: previous)
    }

    static func build(_ texts: [String: String], previous: Bank? = nil) throws -> Build {
        try build(texts.map { RawSource(path: $0.key, bytes: ContiguousArray($0.value.utf8)) }, previous: previous)
    }
}
