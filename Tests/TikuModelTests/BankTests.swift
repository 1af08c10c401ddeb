import TestSupport
import Testing
import TikuModel

@Suite("Bank")
struct BankTests {
    static let bank = Bank(
        generator: Generator(version: "1", rules: "sha256:00"),
        sources: [
            BankSource(
                id: "s-1", path: "a.txt", sha256: "", title: "题", url: nil, encoding: "utf-8", claimed: 2, found: 1,
                length: 30, status: .ok, reason: nil,
                flags: [Flag(.claimMismatch, message: "m", evidence: "e")])
        ], sections: [BankSection(id: "c-1", title: "基础", source: "s-1", omitted: true)],
        questions: [
            Question(
                id: "q-1", number: 1, section: ["基础"], text: "什么？", lang: "zh",
                answer: Answer(status: .answered, text: "a\n\"b\"", source: "s-1", healedFrom: nil),
                occurrences: [
                    Occurrence(
                        source: "s-1", number: "1", section: "基础", text: "什么？", status: .answered, answer: "a",
                        span: ByteSpan(0, 9))
                ], flags: [])
        ], retired: [RetiredQuestion(id: "q-2", number: 2, reason: "r")],
        summary: Summary(
            sources: 1, quarantined: 0, questions: 1, occurrences: 1, answered: 1, missing: 0, truncated: 0, healed: 0,
            duplicates: 0, removedSpans: 3))

    @Test("what is written is read back whole")
    func roundTrip() throws {
        let (bank, problems) = Bank.decode(try JSONParser.parse(Self.bank.fileBytes))
        #expect(problems == [])
        #expect(bank == Self.bank)
    }

    @Test("a question's line is its canonical JSON, whatever is in it")
    func line() {
        var random = SeededRandom(11)
        let texts = [
            "", "什么？", "a\n\"b\"\\", "\u{0}\u{1F}\u{7F}\t\r\u{8}\u{C}", "\u{2028}é𠀀👨‍👩‍👧",
            String(repeating: "长", count: 99) + "\"",
        ]
        func text() -> String { (0..<3).map { _ in texts.randomElement(using: &random) ?? "" }.joined() }
        func maybe() -> String? { Bool.random(using: &random) ? text() : nil }
        for round in 0..<200 {
            let occurrence = Occurrence(
                source: text(), number: maybe(), section: maybe(), text: text(), status: .truncated, answer: text(),
                span: ByteSpan(round, round * 3), lines: Bool.random(using: &random) ? LineRange(round, round + 1) : nil
            )
            let flag = Flag(.answerShort, message: text(), evidence: text(), accepted: maybe())
            let question = Question(
                id: text(), number: round, section: [text(), text()], text: text(), lang: "zh",
                answer: Answer(status: .answered, text: text(), source: maybe(), healedFrom: maybe()),
                occurrences: Array(repeating: occurrence, count: round % 3),
                flags: Array(repeating: flag, count: round % 4))
            var bank = Self.bank
            bank.questions = [question]
            let lines = bank.fileBytes.split(separator: 0x0A)
            #expect(lines.contains { $0.elementsEqual(CanonicalJSON.encode(question.json)) })
        }
    }

    @Test("the file is the canonical data, one question a line")
    func file() throws {
        let lines = String(decoding: Self.bank.fileBytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("{\"answer\":") && $0.contains("\"q-1\"") })
        #expect(try JSONParser.parse(Self.bank.fileBytes) == Self.bank.json)
    }

    @Test("a key too many, a key too few and a wrong type are all named in one reading")
    func strict() throws {
        guard case .object(var members) = Self.bank.json, case .array(let questions)? = members["questions"],
            case .object(var question)? = questions.first
        else { return }
        question["colour"] = .string("red")
        question["lang"] = nil
        question["number"] = .string("1")
        members["questions"] = .array([.object(question)])
        let (bank, problems) = Bank.decode(.object(members))
        #expect(bank == nil)
        #expect(
            problems.map(\.description) == [
                "questions[0] (q-1): unknown key \"colour\"", "questions[0] (q-1): the key \"lang\" is missing",
                "questions[0] (q-1).number: must be an integer, is a string",
            ])
    }

    @Test("a bank of another format is refused as such")
    func otherFormat() {
        let (bank, problems) = Bank.decode(.object(["format": .string("tiku.bank/2")]))
        #expect(bank == nil)
        #expect(problems.first?.message.contains("this version of tiku reads \"tiku.bank/1\"") ?? false)
    }
}
