import Foundation
import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

@Suite("Laws")
struct LawTests {
    private static func articles() throws -> [RawSource] {
        var sources = try Make.sources(in: Place.posts) + Make.sources(in: Place.raw)
        sources.removeAll { $0.path.hasSuffix(".json") }
        return sources
    }

    private func check(_ source: RawSource, _ pipeline: Pipeline, _ what: String) {
        guard case .extracted(let extract) = pipeline.extract(source) else { return }
        #expect(tilingDefect(extract.tiles, length: extract.length) == nil, "\(what)")
        for question in extract.questions {
            #expect(question.span.end <= extract.length, "\(what)")
            #expect(
                question.status == .missing ? question.answer.isEmpty : !question.answer.isEmpty,
                "\(what): \(question.text)")
        }
    }

    @Test("law 1: the tiles of every article cover it exactly")
    func tiling() throws {
        let pipeline = try Make.pipeline()
        for source in try Self.articles() { check(source, pipeline, source.path) }
    }

    @Test("law 1 holds for articles that nobody would write")
    func tilingOfGenerated() throws {
        let pipeline = try Make.pipeline()
        var random = SeededRandom(1)
        for round in 0..<400 {
            let text = Mangler.generate(&random)
            for path in ["a.txt", "a.md", "a.html"] {
                check(
                    RawSource(path: path, bytes: ContiguousArray(text.utf8)), pipeline,
                    "\(round) \(path): \(text.debugDescription.prefix(300))")
            }
        }
    }

    @Test("law 1 holds for damaged articles")
    func tilingOfMangled() throws {
        let pipeline = try Make.pipeline()
        let articles = try Self.articles()
        var random = SeededRandom(2)
        for round in 0..<150 {
            guard let source = articles.randomElement(using: &random) else { continue }
            let bytes = Mangler.mangle(Array(source.bytes), &random)
            check(RawSource(path: source.path, bytes: ContiguousArray(bytes)), pipeline, "\(round) \(source.path)")
        }
    }

    @Test("law 2: the order of files and the number of threads change no byte")
    func determinism() async throws {
        let pipeline = try Make.pipeline()
        let articles = try Self.articles()
        let reference = pipeline.assemble(articles.map { pipeline.extract($0) }, previous: nil)
        var random = SeededRandom(3)
        for jobs in [1, 2, 5] {
            let shuffled = articles.shuffled(using: &random)
            let outcomes = await ParallelMap.run(count: shuffled.count, jobs: jobs) { pipeline.extract(shuffled[$0]) }
            let build = pipeline.assemble(outcomes, previous: nil)
            #expect(build.bank.fileBytes == reference.bank.fileBytes)
        }
    }

    @Test("law 4: a rebuild with the bank that it replaces changes nothing")
    func idempotence() throws {
        let articles = try Self.articles()
        let first = try Make.build(articles)
        let second = try Make.build(articles, previous: first.bank)
        #expect(first.bank == second.bank)
    }

    @Test("every bank that is built is valid")
    func valid() throws {
        #expect(BankValidation.problems(try Make.build(Self.articles()).bank) == [])
        #expect(BankValidation.problems(try Make.build([RawSource]()).bank) == [])
    }

    @Test(
        "law 3: what cannot be read is in the bank with its reason, and the rest goes on",
        arguments: [
            ([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31], "a PDF"), ([], "empty"), ([0x20, 0x0A], "empty"),
            ([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3], "binary"), ([0x50, 0x4B, 3, 4], "ZIP"),
        ] as [([UInt8], String)])
    func quarantine(_ bytes: [UInt8], _ reason: String) throws {
        let good = RawSource(path: "good.txt", bytes: ContiguousArray("面试题\n1、什么是锁？\n答：互斥的工具。\n2、什么是信号量？\n".utf8))
        let bank = try Make.build([RawSource(path: "bad.bin", bytes: ContiguousArray(bytes)), good]).bank
        #expect(bank.summary.quarantined == 1)
        #expect(bank.sources[0].reason?.contains(reason) ?? false, "\(String(describing: bank.sources[0].reason))")
        #expect(bank.questions.count == 2)
    }
}
