import Foundation
import TestSupport
import Testing
import TikuModel

/// Runs the corpus scorer over what the command builds. The corpus is no part of the repository: where it is not beside the
/// checkout, these tests are skipped and say so.
@Suite("Corpus figures", .enabled(if: Place.corpus != nil, "the development corpus is not here: skipped"))
struct CorpusTests {
    private func figures(raw: URL, gold: URL) throws -> [String: Double] {
        let work = try Place.temporary()
        let build = try Shell.tiku("build", raw.path, "--output", work.appendingPathComponent("Clean").path, "--quiet")
        #expect(build.status == 0, "\(build.errors)")
        let corpus = try #require(Place.corpus)
        let scores = work.appendingPathComponent("scores.json")
        let scored = try Shell.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            [
                "python3", corpus.appendingPathComponent("score/score.py").path, "--bank",
                work.appendingPathComponent("Clean/bank.json").path, "--gold", gold.path, "--json", scores.path,
            ])
        #expect(scored.status == 0, "\(scored.errors)")
        guard case .object(let root) = try JSONParser.parse(try Data(contentsOf: scores)),
            case .object(let figures)? = root["figures"]
        else { return [:] }
        return figures.compactMapValues { value in
            switch value {
            case .integer(let integer): Double(integer)
            case .number(let number): number
            default: nil
            }
        }
    }

    @Test("the shipped article is exact")
    func seed() throws {
        let seed = try #require(Place.corpus).appendingPathComponent("corpus/seed")
        let figures = try figures(
            raw: Place.root.appendingPathComponent("Raw/llm-interview-100.txt"),
            gold: seed.appendingPathComponent("gold"))
        for name in [
            "question_precision", "question_recall", "section_accuracy", "number_accuracy", "status_accuracy",
            "status_missing_recall", "status_truncated_recall", "answer_similarity",
            "answer_similarity_truncated",
        ] { #expect(figures[name] == 1, "\(name)") }
        #expect(figures["ad_leak_rate"] == 0)
        #expect(figures["content_loss_rate"] == 0)
    }

    @Test("the article text of real pages stays above its floor")
    func extraction() throws {
        let work = try Place.temporary()
        let (pages, output) = (work.appendingPathComponent("pages"), work.appendingPathComponent("out"))
        let scorer = try #require(Place.corpus).appendingPathComponent("score/extraction.py").path
        let python = URL(fileURLWithPath: "/usr/bin/env")
        #expect(try Shell.run(python, ["python3", scorer, "unpack", pages.path]).status == 0)
        _ = try Shell.tiku("clean", pages.path, "--format", "text", "--output", output.path)
        let scored = try Shell.run(python, ["python3", scorer, "score", output.path]).output
        let words = scored.split(whereSeparator: \.isWhitespace)
        let place = try #require(words.firstIndex(of: "F1"))
        let measure = try #require(Double(words[place + 1]))
        #expect(measure >= 0.982, "\(scored.prefix(200))")
    }

    /// Floors just under what was reached; raise them, never lower them.
    @Test("the development posts stay above their floors")
    func development() throws {
        let dev = try #require(Place.corpus).appendingPathComponent("corpus/dev")
        let figures = try figures(raw: dev.appendingPathComponent("raw"), gold: dev.appendingPathComponent("gold"))
        for (name, floor) in [
            ("question_precision", 0.996), ("question_recall", 0.998), ("section_accuracy", 0.999),
            ("number_accuracy", 0.999), ("status_missing_precision", 0.999),
            ("status_missing_recall", 0.999), ("status_truncated_precision", 0.97), ("status_truncated_recall", 0.98),
            ("answer_similarity", 0.998), ("answer_similarity_truncated", 0.998),
        ] { #expect(figures[name] ?? 0 >= floor, "\(name) is \(figures[name] ?? 0), the floor \(floor)") }
        for (name, ceiling) in [
            ("ad_leak_rate", 0.001), ("boilerplate_leak_rate", 0.001), ("content_loss_rate", 0.001),
            ("legit_mention_loss_rate", 0),
        ] {
            #expect(figures[name] ?? 1 <= ceiling, "\(name) is \(figures[name] ?? 1), the ceiling \(ceiling)")
        }
    }
}
