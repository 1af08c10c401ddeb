import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Open ends that another post tells cut from whole.
@Suite("Witnesses for open ends")
struct EndWitnessTests {
    /// A post of its own that answers one question as another does, and ends no answer with a mark.
    private func post(_ words: [String], _ answer: String) -> String {
        let own = words.enumerated().map { "\($0 + 2)、什么是\($1)？\n\($1)是水利工程的一部分，平时由专人看管" }
        return "水利面试题\n\n1、什么是水闸？\n\(answer)\n\n" + own.joined(separator: "\n\n") + "\n"
    }

    private let bridge = ["船闸", "渡槽", "虹吸", "涵洞"]
    private let canal = ["溢洪道", "消力池", "鱼道", "围堰"]

    private func statuses(_ one: String, _ other: String) throws -> [AnswerStatus] {
        let bank = try Make.build(["a.txt": post(bridge, one), "b.txt": post(canal, other)]).bank
        let question = try #require(bank.questions.first { $0.text.contains("水闸") })
        return question.occurrences.map(\.status)
    }

    @Test("where another post goes on in mid-sentence, the answer was cut")
    func goesOn() throws {
        let whole = "水闸是建在河道上的建筑物，靠启闭闸门来控制水位和流量，汛期泄洪，枯期蓄水。"
        #expect(try statuses("水闸是建在河道上的建筑物，靠启闭闸门来控制水位", whole) == [.truncated, .answered])
        // it stops where the other has a full stop: shorter, and whole
        #expect(
            try statuses("水闸是建在河道上的建筑物，靠启闭闸门来控制水位", "水闸是建在河道上的建筑物，靠启闭闸门来控制水位。它也能蓄水。")
                == [.answered, .answered])
    }

    @Test("what the question of the whole answer heals is healed")
    func healed() throws {
        let whole = "水闸是建在河道上的建筑物，靠启闭闸门来控制水位和流量，汛期泄洪，枯期蓄水。"
        let bank = try Make.build([
            "a.txt": post(bridge, "水闸是建在河道上的建筑物，靠启闭闸门来控制水位"), "b.txt": post(canal, whole),
        ]).bank
        let question = try #require(bank.questions.first { $0.text.contains("水闸") })
        #expect(question.answer.text == whole && question.answer.healedFrom == question.occurrences[1].source)
        #expect(!question.flags.contains { $0.code == .answerTruncated })
    }

    @Test("two posts that end an answer with the same open words: it ends there")
    func sameEnd() throws {
        let closed = { (words: [String]) in words.map { "什么是\($0)？\n\($0)由专人看管，平时关着。每年检查一次。" } }
        func text(_ words: [String]) -> String {
            var questions = closed(words)
            questions.insert("什么是水闸？\n水闸是建在河道上的建筑物。它靠启闭闸门来控制水位和流量", at: 2)
            return "水利面试题\n\n" + questions.enumerated().map { "\($0 + 1)、\($1)" }.joined(separator: "\n\n") + "\n"
        }
        let alone = try Make.build(["a.txt": text(bridge)]).bank.questions.first { $0.text.contains("水闸") }
        #expect(alone?.answer.status == .truncated)
        let both = try Make.build(["a.txt": text(bridge), "b.txt": text(canal)]).bank
        let question = try #require(both.questions.first { $0.text.contains("水闸") })
        #expect(question.occurrences.map(\.status) == [.answered, .answered])
        #expect(question.flags.isEmpty)
    }

    @Test("a post and its repost are one voice")
    func repost() throws {
        let words = bridge.map { "什么是\($0)？\n\($0)由专人看管，平时关着。每年检查一次。" }
        let questions = words + ["什么是水闸？\n水闸是建在河道上的建筑物。它靠启闭闸门来控制水位和流量"]
        let text = "水利面试题\n\n" + questions.enumerated().map { "\($0 + 1)、\($1)" }.joined(separator: "\n\n") + "\n"
        let bank = try Make.build(["a.txt": text, "b.txt": "转来的一篇\n\n" + text]).bank
        #expect(bank.sources.contains { $0.repostOf != nil })
        #expect(bank.questions.first { $0.text.contains("水闸") }?.answer.status == .truncated)
    }
}
