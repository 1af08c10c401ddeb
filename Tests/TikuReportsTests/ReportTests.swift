import Foundation
import TestSupport
import Testing
import TikuModel
import TikuPipeline
import TikuReports

@Suite("Reports")
struct ReportTests {
    private static let bank = Bank(
        generator: Generator(version: "1", rules: "sha256:0"),
        sources: [
            BankSource(
                id: "s-1", path: "b.txt", sha256: "", title: "题 <b>", url: nil, encoding: "utf-8", claimed: 9, found: 2,
                length: 90, status: .ok, reason: nil,
                flags: [Flag(.claimMismatch, message: "the source promises 9 questions and holds 2", evidence: "9道题")]),
            BankSource(
                id: "s-2", path: "a.pdf", sha256: "", title: nil, url: nil, encoding: nil, claimed: nil, found: 0,
                length: 0, status: .quarantined, reason: "a PDF",
                flags: [Flag(.sourceQuarantined, message: "the source could not be read", evidence: "a PDF")]),
        ], sections: [],
        questions: [
            Question(
                id: "q-1", number: 1, section: [], text: "什么是*锁*？\u{1B}[31m", lang: "zh",
                answer: Answer(status: .missing, text: "", source: nil, healedFrom: nil),
                occurrences: [
                    Occurrence(
                        source: "s-1", number: "1", section: nil, text: "什么是锁？", status: .missing, answer: "",
                        span: ByteSpan(0, 20))
                ],
                flags: [Flag(.answerMissing, message: "no answer", evidence: "nothing")]),
            Question(
                id: "q-2", number: 2, section: [], text: "什么是栈？", lang: "zh",
                answer: Answer(status: .truncated, text: "后进", source: "s-1", healedFrom: nil),
                occurrences: [
                    Occurrence(
                        source: "s-1", number: "2", section: nil, text: "什么是栈？", status: .truncated, answer: "后进",
                        span: ByteSpan(20, 50))
                ],
                flags: [
                    Flag(.answerTruncated, message: "stops", evidence: "后进"),
                    Flag(.numberGap, message: "gap", evidence: "1, then 2"),
                ]),
        ], retired: [],
        summary: Summary(
            sources: 2, quarantined: 1, questions: 2, occurrences: 2, answered: 0, missing: 1, truncated: 1, healed: 0,
            duplicates: 0, removedSpans: 0))

    @Test("the audit in plain text is grouped by source and code, errors first")
    func text() {
        #expect(
            TextAudit().render(AuditReport(Self.bank)) == """
                a.pdf
                  error source.quarantined: the source could not be read
                    the source could not be read
                      a PDF

                b.txt
                  error answer.missing: no answer follows the question
                    #1 q-1  什么是*锁*？⟨U+1B⟩[31m
                  error answer.truncated: the answer stops before it ends
                    #2 q-2  什么是栈？
                      后进
                  warning claim.mismatch: the source promises another number of questions than it holds
                    the source promises 9 questions and holds 2
                      9道题
                  note number.gap: the source skips a number
                    #2 q-2  什么是栈？
                      1, then 2

                2 questions: 0 answered, 1 missing, 1 truncated. 3 errors, 1 warning, 1 note.

                """)
    }

    @Test("the threshold decides what fails")
    func threshold() {
        let report = AuditReport(Self.bank)
        #expect(!report.failures.isEmpty)
        var never = AuditPolicy()
        never.failOn = .never
        #expect(AuditReport(Self.bank, policy: never).failures.isEmpty)
    }

    @Test("an explanation names every place, removal and flag")
    func explanation() throws {
        let removed = try #require(
            Explanation.Removed(
                .object([
                    "source": .string("s-1"), "span": .array([.integer(30), .integer(40)]), "rule": .string("ad.like"),
                    "evidence": .string("点赞"), "text": .string("求点赞"),
                ])))
        let text = try #require(Explanation.render(Self.bank, id: "q-2", removed: [removed]))
        #expect(text.contains("b.txt, bytes 20–50, number 2, section none"))
        #expect(text.contains("removed by ad.like, bytes 30–40: 求点赞"))
        #expect(text.contains("flag error answer.truncated"))
        #expect(Explanation.render(Self.bank, id: "2", removed: []) != nil)
        #expect(Explanation.render(Self.bank, id: "q-9", removed: []) == nil)
    }

    @Test("names of article files keep their stem and never collide")
    func names() {
        #expect(
            BankFiles.articleNames(["a.txt", "b/c.html", "b/c.md", ".x"]) == [
                "a.md", "b/c.html.md", "b/c.md.md", ".x.md",
            ])
        // the same name from two inputs; a name that is another article's folder
        #expect(BankFiles.articleNames(["a.txt", "a.txt"]) == ["a.txt.md", "a.txt-2.md"])
        #expect(BankFiles.articleNames(["a.txt", "a.md/b.txt"]) == ["a-2.md", "a.md/b.md"])
    }

    @Test("every flag code is in the schema and has its page")
    func codes() throws {
        for code in FlagCode.allCases {
            #expect(BankSchema.text.contains("\"\(code.rawValue)\""))
            let page = Place.root.appendingPathComponent("docs/flags/\(code.rawValue).md")
            let text = try String(contentsOf: page, encoding: .utf8)
            for part in ["# `\(code.rawValue)`", "## Example", "## How to resolve it"] {
                #expect(text.contains(part), "\(code.rawValue): \(part)")
            }
            #expect(text.contains("Severity: \(code.severity.rawValue)"), "\(code.rawValue)")
        }
    }
}
