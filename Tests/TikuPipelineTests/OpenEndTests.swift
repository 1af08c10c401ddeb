import Foundation
import TestSupport
import Testing
import TikuModel
import TikuText

@testable import TikuPipeline

/// Answers without a mark at their end: cut, or written so.
@Suite("Open ends")
struct OpenEndTests {
    private static let terms = ["索引", "事务", "死锁", "视图", "游标", "触发器", "分区", "快照"]

    /// A post of eight questions whose answers end as `mark` says; the third has the answer that is asked about.
    private func third(_ answer: String, mark: String) throws -> ExtractedQuestion {
        let post = Self.terms.enumerated().map { index, term in
            let own = index == 2 ? answer : "\(term)由数据库维护，使用者不必关心它存放在哪里。建好以后查询会自动用上它\(mark)"
            return "\(index + 1)、什么是\(term)？\n\(own)\n"
        }.joined(separator: "\n")
        let extract = try Make.extract("数据库面试题\n\n" + post, path: "a.txt")
        return try #require(extract.questions.first { $0.number == "3" })
    }

    @Test(
        "an author who closes all sentences was cut where one is open",
        arguments: ["两个事务互相等待对方持有的锁。数据库发现以后会回滚其中一", "两个事务互相等待。数据库会选一个代价小的事务回滚，另一个继续执行"])
    func closing(_ answer: String) throws {
        #expect(try third(answer, mark: "。").status == .truncated)
    }

    @Test("an author who closes none was cut only where no clause can end")
    func open() throws {
        #expect(try third("两个事务互相等待对方持有的锁。数据库会选一个代价小的事务回滚", mark: "").status == .answered)
        #expect(try third("两个事务互相等待对方持有的锁。数据库发现以后会回滚其中代价较小的", mark: "").status == .truncated)
        #expect(try third("两个事务互相等待对方持有的锁。The database rolls back one of the transac", mark: "").status == .truncated)
    }

    @Test("a list whose items are closed was cut where the last is open")
    func items() throws {
        let closed = "四个条件缺一不可：\n- 互斥，锁只能由一个事务持有。\n- 占有并等待，拿着一把再要一把。\n- 不可剥夺，别人抢不"
        #expect(try third(closed, mark: "。").status == .truncated)
        let open = "四个条件缺一不可：\n- 互斥\n- 占有并等待\n- 不可剥夺\n- 循环等待"
        #expect(try third(open, mark: "。").status == .answered)
    }

    @Test(
        "code that stops inside what it opened was cut",
        arguments: [
            ("```java\nvoid run() {\n    lock.lock();\n    work(", true),
            ("```java\nvoid run() {\n    lock.lock();\n    work();", true),
            ("```java\nvoid run() {\n    lock.lock();\n    work();\n}\n```", false),
            ("```java\nvoid run() {\n    // ... 省略\n    work();\n```", false),
        ])
    func code(_ answer: String, _ isCut: Bool) throws {
        let extract = try Make.extract("# 并发面试题\n\n## 1. 怎么加锁？\n\n先看一段代码：\n\n\(answer)\n", path: "a.md")
        #expect(extract.questions.map(\.status) == [isCut ? .truncated : .answered])
    }

    @Test("formulas and letters are no sentences", arguments: ["B", "速度 = 路程 ÷ 时间", "死锁数 = 等待图里环的个数"])
    func formulas(_ answer: String) throws {
        #expect(try third(answer, mark: "。").status == .answered)
    }

    @Test("the model says what its training script says, in hundredths")
    func oracle() throws {
        try #require(FileManager.default.fileExists(atPath: Place.root.path + "/Scripts/ends/train.py"))
        let texts = [
            "只迁移必要的分区", "取前几个最大特征值的特", "slice with a step, c", "FULL: both sides", "把 `Task` 引", "并发（见下文）", "长度 4096",
            "in sendOffsetsToT", "- 工", "用 channel 把操作交给同一个 goroutine", "don't", "a_b-c", "…", "，",
        ]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Place.root.path + "/Scripts/ends/train.py", "--score"] + texts
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let expected = output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }.compactMap { Int($0) }
        let found = texts.map { text in
            let buffer = TextBuffer(text)
            return Int((ClauseEnd.logit(buffer, buffer.whole) * 100).rounded())
        }
        #expect(found == expected)
    }
}
