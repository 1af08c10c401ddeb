import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

@Suite("Validation of a bank")
struct BankValidationTests {
    private static let post = "面试题\n\n1、什么是锁？\n\n互斥的工具，同一时刻只有一个线程持有。\n\n2、什么是信号量？\n"

    private struct Spoiled: Sendable, CustomTestStringConvertible {
        var key: String
        var spoil: @Sendable (inout Bank) -> Void
        var testDescription: String { key }

        init(_ key: String, _ spoil: @escaping @Sendable (inout Bank) -> Void) {
            self.key = key
            self.spoil = spoil
        }
    }

    @Test(
        "each invariant is named by the key that breaks it",
        arguments: [
            Spoiled("sources[0] (s-") { $0.sources[0].found = 7 },
            Spoiled(".sha256") { $0.sources[0].sha256 = "abc" },
            Spoiled(".sha256") { $0.sources[0].sha256 = "" },
            Spoiled(".claimed") { $0.sources[0].claimed = 0 },
            Spoiled(".reason") { $0.sources[0].reason = "it is bad" },
            Spoiled("questions[1]") { $0.questions[1].number = $0.questions[0].number },
            Spoiled(".number") { $0.questions[0].number = 0 },
            Spoiled(".text") { $0.questions[0].text = "什么是别的？" },
            Spoiled(".answer.text") { $0.questions[0].answer.text = "别人写的。" },
            Spoiled(".answer.text") { $0.questions[1].answer.text = "没有的。" },
            Spoiled(".answer.source") { $0.questions[0].answer.source = nil },
            Spoiled(".occurrences") { $0.questions[0].occurrences = [] },
            Spoiled(".span") { $0.sources[0].length = 10 },
            Spoiled("retired[0]") {
                $0.retired = [RetiredQuestion(id: $0.questions[0].id, number: 9, reason: "gone")]
            },
            Spoiled("retired[0]") { $0.retired = [RetiredQuestion(id: "q-0000000000000", number: 0, reason: "gone")] },
            Spoiled("summary.answered") { $0.summary.answered += 1 },
        ])
    private func invariants(_ spoiled: Spoiled) throws {
        var bank = try Make.build(["a.txt": Self.post]).bank
        #expect(BankValidation.problems(bank) == [])
        spoiled.spoil(&bank)
        let problems = BankValidation.problems(bank)
        #expect(problems.contains { $0.path.contains(spoiled.key) }, "\(problems)")
    }

    @Test("what was never read has no digest")
    func unread() throws {
        var bank = try Make.build(["a.txt": Self.post, "b.txt": ""]).bank
        let index = try #require(bank.sources.firstIndex { $0.status == .quarantined })
        bank.sources[index].sha256 = ""
        #expect(BankValidation.problems(bank) == [])
    }
}
