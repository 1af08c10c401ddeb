import Testing
import TikuModel

@Suite("Bank lines")
struct BankLinesTests {
    /// What is hard to pass over: quotation marks, backslashes before them, braces and line breaks in texts, members of the same names inside.
    private static let bank: Bank = {
        var bank = BankTests.bank
        for (index, text) in [
            #"a "quoted" \"#, #"ends in \\"#, "{\"id\":\"q-x\",\"status\":1}", "],\n\"sources\":[", "旗，\u{1F600}",
        ]
        .enumerated() {
            bank.questions.append(
                Question(
                    id: "q-\(index + 10)", number: index + 10, section: [text], text: text, lang: "zh",
                    answer: Answer(status: .truncated, text: text, source: nil, healedFrom: nil),
                    occurrences: [
                        Occurrence(
                            source: "s-1", number: text, section: nil, text: text, status: .missing, answer: text,
                            span: ByteSpan(1, 2))
                    ],
                    flags: [
                        Flag(.questionNearDuplicate, message: text, evidence: text, accepted: index == 1 ? text : nil)
                    ]))
        }
        return bank
    }()

    @Test("heads, sources, summary and each question are what the whole bank says")
    func agreement() throws {
        let lines = try #require(try BankLines.read(Self.bank.fileBytes).lines)
        #expect(lines.heads.map(\.id) == Self.bank.questions.map(\.id))
        #expect(lines.heads.map(\.number) == Self.bank.questions.map(\.number))
        #expect(lines.heads.map(\.text) == Self.bank.questions.map(\.text))
        #expect(lines.heads.map(\.status) == Self.bank.questions.map(\.answer.status))
        #expect(lines.heads.map(\.flags) == Self.bank.questions.map(\.flags))
        #expect(lines.sources == Self.bank.sources)
        #expect(lines.summary == Self.bank.summary)
        #expect(lines.heads.indices.map(lines.question) == Self.bank.questions)
    }

    @Test("a bank in another layout reads the same", arguments: [" ", "\n", "\t\r\n"])
    func anotherLayout(space: String) throws {
        // white space after each comma that stands outside of strings
        var text = ""
        var isInside = false
        var isEscaped = false
        for scalar in String(decoding: Self.bank.fileBytes, as: UTF8.self).unicodeScalars {
            text.unicodeScalars.append(scalar)
            if isInside {
                if isEscaped {
                    isEscaped = false
                } else if scalar == "\\" {
                    isEscaped = true
                } else if scalar == "\"" {
                    isInside = false
                }
            } else if scalar == "\"" {
                isInside = true
            } else if scalar == "," {
                text += space
            }
        }
        let lines = try #require(try BankLines.read(ContiguousArray(text.utf8)).lines)
        #expect(lines.heads.indices.map(lines.question) == Self.bank.questions)
    }

    @Test("a bank cut short is no bank, and a changed byte never a crash")
    func damage() throws {
        let whole = Self.bank.fileBytes
        for cut in stride(from: 0, to: whole.count, by: 7) {
            #expect((try? BankLines.read(ContiguousArray(whole[..<cut])))?.lines == nil)
            var changed = whole
            changed[cut] = UInt8(ascii: "\"")
            guard let lines = (try? BankLines.read(changed))?.lines else { continue }
            for index in lines.heads.indices { _ = lines.question(index) }
        }
    }

    @Test("what follows the end of the bank is seen", arguments: ["x", "x\n", "\n{}\n"])
    func trailingText(text: String) {
        #expect((try? BankLines.read(Self.bank.fileBytes + ContiguousArray(text.utf8)))?.lines == nil)
    }

    @Test("an empty bank has no heads")
    func empty() throws {
        var bank = Self.bank
        (bank.questions, bank.sources, bank.sections, bank.retired) = ([], [], [], [])
        #expect(try BankLines.read(bank.fileBytes).lines?.heads.isEmpty == true)
    }
}
