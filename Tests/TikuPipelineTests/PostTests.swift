import Foundation
import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// A dozen posts written for the project and labelled by hand, in the shapes that scrapers leave.
@Suite("Labelled posts")
struct PostTests {
    struct Expected: Decodable {
        struct Question: Decodable {
            var number: String?
            var section: String?
            var text: String
            var status: String
            var answer: String
        }
        var post: String
        var claimed: Int?
        var questions: [Question]
        /// Words that no question and no answer may hold.
        var absent: [String]
        var flags: [String]
    }

    static let expected: [Expected] = {
        guard let data = try? Data(contentsOf: Place.posts.appendingPathComponent("expected.json")) else { return [] }
        return (try? JSONDecoder().decode([Expected].self, from: data)) ?? []
    }()

    @Test("all posts have labels")
    func complete() {
        let posts = Place.files(in: Place.posts, endings: [".txt", ".md", ".html"]).map(\.lastPathComponent)
        #expect(Set(Self.expected.map(\.post)) == Set(posts))
    }

    @Test("questions, answers, sections and states", arguments: expected.map(\.post))
    func post(_ name: String) throws {
        let expected = try #require(Self.expected.first { $0.post == name })
        let bytes = ContiguousArray(try Data(contentsOf: Place.posts.appendingPathComponent(name)))
        guard case .extracted(let extract) = try Make.pipeline().extract(RawSource(path: name, bytes: bytes)) else {
            Issue.record("\(name) was quarantined")
            return
        }
        #expect(extract.questions.map(\.text) == expected.questions.map(\.text))
        #expect(extract.claimed == expected.claimed)
        for (found, wanted) in zip(extract.questions, expected.questions) {
            #expect(found.number == wanted.number, "\(wanted.text)")
            #expect(found.section == wanted.section, "\(wanted.text)")
            #expect(found.status.rawValue == wanted.status, "\(wanted.text)")
            #expect(found.answer == wanted.answer, "\(wanted.text)")
        }
        let kept = extract.questions.map { $0.text + "\n" + $0.answer }.joined(separator: "\n")
        for words in expected.absent { #expect(!kept.contains(words), "\(words)") }
        let flags = Set(extract.flags.map(\.code.rawValue) + extract.questions.flatMap(\.flags).map(\.code.rawValue))
        #expect(flags == Set(expected.flags))
    }

    @Test("a pipe after a backslash is part of its cell")
    func escapedPipe() throws {
        let table = """
            | 题目 | 答案 |
            | --- | --- |
            | 什么是管道？ | 用 `ls \\| wc` 把输出接到输入。 |
            | 什么是进程？ | 运行中的程序。 |
            | 什么是线程？ | 进程里的执行流。 |
            | 什么是信号？ | 内核发给进程的通知。 |

            """
        let questions = try Make.extract(table, path: "a.md").questions
        #expect(questions.map(\.text) == ["什么是管道？", "什么是进程？", "什么是线程？", "什么是信号？"])
        #expect(questions.first?.answer.hasSuffix("把输出接到输入。") ?? false)
    }
}
