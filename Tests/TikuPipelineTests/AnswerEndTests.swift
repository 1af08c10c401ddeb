import Foundation
import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// What stands in place of an answer or below it without being of it.
@Suite("Where an answer ends")
struct AnswerEndTests {
    /// Three questions; the second has the answer that is asked about.
    private func second(_ answer: String, path: String = "a.md") throws -> ExtractedQuestion {
        let extract = try Make.extract(
            """
            # 数据库面试题

            ### 1. 什么是索引？

            索引是排好序的数据结构，用来加快查询。

            ### 2. 什么是事务的隔离级别？

            \(answer)

            ### 3. 什么是死锁？

            两个事务互相等待对方持有的锁，谁也不能继续。

            """, path: path)
        return try #require(extract.questions.first { $0.number == "2" })
    }

    @Test(
        "a line that only names where the answer stands, or says that any will do, is none",
        arguments: [
            "见教材第 47 页", "参考官方文档", "（待补充）", "此题开放，言之有理即可。", "See the textbook, chapter 3", "Answers will vary.",
            "—— 完 ——", "暂无答案\n\n**热门文章**\n\n· 程序员的一天\n\n· 我为什么离开大厂？", "**第二章 实战题**\n\n此部分请登录后查看",
        ])
    func standIns(_ answer: String) throws {
        let question = try second(answer)
        #expect(question.status == .missing && question.answer.isEmpty, "\(question)")
    }

    @Test(
        "a short answer that speaks of such places is one",
        arguments: [
            "参考实现里用了两把锁，读写分开加锁。", "文档数据库没有事务。", "隔离级别有四种，见下：读未提交、读已提交、可重复读、串行化。",
            "See how the log is written: redo first, then undo.",
        ])
    func answers(_ answer: String) throws {
        let question = try second(answer)
        #expect(question.status == .answered && !question.answer.isEmpty, "\(question)")
    }

    @Test(
        "an offer of the rest says that the answer was cut, in words of many kinds",
        arguments: ["点开看完整解析", "登录后阅读完整内容", "打开App查看剩余内容", "Sign in to continue reading", "Continue in the app"])
    func offers(_ offer: String) throws {
        let question = try second("隔离级别规定一个事务能看到别的事务的哪些改动，标准里有四级，从低\n\n" + offer)
        #expect(question.status == .truncated && !question.answer.contains(offer), "\(question)")
    }

    @Test("words that begin like an offer and lead to nothing are the answer's")
    func noOffers() throws {
        let question = try second("用户点击提交之后，先写日志。\n\n登录之后再查看余额，读到的是提交了的值。")
        #expect(question.status == .answered && question.answer.hasSuffix("读到的是提交了的值。"), "\(question)")
    }

    @Test("the next question's number on a line of its own is no part of the answer; a number that is the answer is")
    func bareNumbers() throws {
        #expect(try second("有四级，由低到高。\n\n03").answer == "有四级，由低到高。")
        #expect(try second("42").answer == "42")
    }

    @Test("a cut that is marked with dots and spaces")
    func spacedDots() throws {
        let question = try second("It says which changes of other transactions are seen. The price of the highest. . .")
        #expect(question.status == .truncated, "\(question)")
    }

    @Test("front matter is about the post: its title is the post's, and nothing of it is a section")
    func frontMatter() throws {
        let extract = try Make.extract(
            "---\nlayout: post\ntitle: \"GraphQL notes\"\ntags: [a, b]\n---\n\n# GraphQL notes\n\n## What is a query?\n\nIt reads.\n\n## What is a mutation?\n\nIt writes.\n\n## What is a resolver?\n\nIt fetches one field.\n",
            path: "a.md")
        #expect(extract.source.title == "GraphQL notes" && extract.sections.isEmpty, "\(extract.sections)")
        #expect(extract.questions.map(\.status) == [.answered, .answered, .answered])
        // two rules with a paragraph between them are none
        let plain = try Make.extract(
            "---\nA word before.\n---\n\n1. What is a query?\nIt reads.\n2. What is it not?\nA mutation.\n")
        #expect(plain.questions.count == 2)
    }

    @Test("a line right above an answer label asks, mark or no mark; a button or an option does not")
    func labelled() throws {
        let extract = try Make.extract(
            "教师面试\n\n板书设计要注意哪几点？\n\n【答】先留结构，再写演算。\n\n怎样看待作业减负\n\n【答】减的是重复，不是思考。\n\n如何设计导入？\n\n【答】控制在两分钟以内。\n\n课堂上学生顶撞你怎么办？\n\n【答】先不争输赢。\n"
        )
        #expect(extract.questions.map(\.text).contains("怎样看待作业减负"), "\(extract.questions.map(\.text))")
        #expect(extract.questions.count == 4)
        let buttons = try Make.extract(
            "Interview questions\n\n1. What is a lock?\nShow answer\nAnswer: It keeps others out.\n\n2. What is a stack?\nShow answer\nAnswer: Last in, first out.\n\n3. What is a queue?\nShow answer\nAnswer: First in, first out.\n"
        )
        #expect(buttons.questions.map(\.number) == ["1", "2", "3"])
    }

    @Test(
        "an advert that no list foresees goes where it shares no word with the text; the same words stay in a text about them"
    )
    func strangers() throws {
        let advert = "有偿答疑，十元一问，闲置时间接小项目"
        #expect(try second("有四级，由低到高，越高越安全也越慢。\n\n" + advert).answer == "有四级，由低到高，越高越安全也越慢。")
        let extract = try Make.extract(
            "# 副业面试题\n\n### 1. 程序员怎么做有偿答疑？\n\n有偿答疑可以按问收费，常见的是十元一问。\n\n闲置时间接小项目，有偿答疑十元一问\n\n### 2. 接小项目要注意什么？\n\n闲置时间接小项目要先谈好价钱。\n",
            path: "a.md")
        #expect(extract.questions[0].answer.contains("闲置时间接小项目"))
    }

    @Test("a sentence that goes on with what stands before it is no advert")
    func connectives() throws {
        let answer =
            "Readers take no lock.\n\nHowever, do not forget to share your lock with the writers when you start."
        #expect(try second(answer).answer.contains("do not forget"))
    }
}
