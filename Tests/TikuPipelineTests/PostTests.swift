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

@Suite("Shapes of answers")
struct AnswerShapeTests {
    @Test("answers at the end of each part, numbers going on")
    func parts() throws {
        let extract = try Make.extract(
            """
            面试题汇总
            一、基础
            1、什么是锁？
            2、什么是栈？
            3、什么是堆？
            参考答案
            1、互斥的工具，一次放一个线程进门。
            2、后进先出的表。
            3、一棵完全二叉树。
            二、进阶
            4、什么是图？
            5、什么是树？
            6、什么是散列？
            参考答案
            4、点和边的集合。
            5、没有环的连通图。
            6、按键取值的表。
            """)
        #expect(extract.questions.map(\.number) == ["1", "2", "3", "4", "5", "6"])
        #expect(extract.questions.map(\.section) == ["基础", "基础", "基础", "进阶", "进阶", "进阶"])
        #expect(extract.questions.map(\.answer).last == "按键取值的表。" && extract.questions[2].answer == "一棵完全二叉树。")
    }

    @Test("keys of an exam", arguments: ["1. B  2. A  3. C", "1-3 BAC", "1、B 2、A 3、C"])
    func keys(_ line: String) throws {
        let choices = (1...3).map { "\($0). 下列哪一项是第\($0)种锁？\nA. 甲\nB. 乙\nC. 丙\n" }.joined()
        let extract = try Make.extract("面试题\n\(choices)参考答案\n\(line)\n")
        #expect(extract.questions.map(\.status) == [.answered, .answered, .answered])
        #expect(zip(extract.questions, ["B", "A", "C"]).allSatisfy { $0.answer.hasSuffix($1) })
    }

    @Test("rows labelled question and answer by turns")
    func rows() throws {
        let rows = ["锁", "栈", "堆"].map {
            "<tr><th>问</th><td>什么是\($0)？</td></tr><tr><th>答</th><td>\($0)是一种工具，用来解决一类问题。</td></tr>"
        }
        let extract = try Make.extract(
            "<html><body><h1>面试题</h1><table>\(rows.joined())</table></body></html>", path: "a.html")
        #expect(extract.questions.map(\.text) == ["什么是锁？", "什么是栈？", "什么是堆？"])
        #expect(extract.questions.map(\.answer).first == "锁是一种工具，用来解决一类问题。")
    }

    @Test("the words of a button that shows the answer are no part of it")
    func button() throws {
        let extract = try Make.extract(
            "# Questions\n\n## What is a lock?\n\n<details><summary>Show answer</summary>\n\nA tool for one at a time.\n\n</details>\n\n## What is a stack?\n\nLast in, first out.\n",
            path: "a.md")
        #expect(extract.questions.map(\.answer) == ["A tool for one at a time.", "Last in, first out."])
    }

    @Test("a question with nothing but an offer of the rest has no answer, and the build goes on")
    func offerOnly() throws {
        let bank = try Make.build(["a.txt": "面试题\n1、什么是记录？\n展开全文\n2、什么是类？\n类是模板。\n"]).bank
        #expect(bank.questions.map(\.answer.status) == [.missing, .answered])
        #expect(BankValidation.problems(bank) == [])
    }

    @Test("items of folding lists without question marks, by their markup")
    func folding() throws {
        let items = ["重要性水平怎样确定", "锁的用途", "Key 有什么作用"].map {
            "<h3 class='ui-accordion-header'><span class=icon></span>\($0)</h3><div class='ui-accordion-content'><p>\($0)要看场合，没有一定之规。</p></div>"
        }
        let extract = try Make.extract("<html><body><h1>常见问题</h1>\(items.joined())</body></html>", path: "a.html")
        #expect(extract.questions.map(\.text) == ["重要性水平怎样确定", "锁的用途", "Key 有什么作用"])
    }
}
