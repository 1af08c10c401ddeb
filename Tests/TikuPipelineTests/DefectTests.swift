import Foundation
import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Inputs that once made a bank break its own rules, so that nothing was written. All were found by mutation.
@Suite("Banks keep their rules")
struct DefectTests {
    private func build(_ posts: [String: String], previous: Bank? = nil, decisions: String = "") throws -> Bank {
        let pipeline = try Make.pipeline()
        let outcomes = posts.map {
            pipeline.extract(RawSource(path: $0.key, bytes: ContiguousArray($0.value.utf8)))
        }
        let read = try Decisions.read(ContiguousArray(decisions.utf8), file: "decisions.yml")
        let bank = pipeline.assemble(outcomes, previous: previous, decisions: read).bank
        #expect(BankValidation.problems(bank) == [])
        return bank
    }

    @Test("the source with the wording that gave the id is gone, and the id stays")
    func headLeft() throws {
        let a = "面试题\n1、什么是死锁？\n互相等待。\n2、什么是栈？\n后进先出。\n"
        let b = "面试题\n1、请简述什么是死锁？\n互相等待。\n2、什么是堆？\n完全二叉树。\n"
        let first = try build(["a.txt": a, "b.txt": b])
        let second = try build(["b.txt": b], previous: first)
        let question = try #require(second.questions.first { $0.text == "请简述什么是死锁？" })
        #expect(question.id == first.questions[0].id && question.number == 1)
    }

    @Test("an edit that is taken back, and one that says what another question says")
    func edits() throws {
        let a = "面试题\n1、什么是死锁？\n互相等待。\n2、什么是栈？\n后进先出。\n"
        let edit = "decisions:\n  - edit: 什么是死锁\n    text: 什么是栈？\n    section: 一\n  - edit: 什么是死锁\n    section: 二\n"
        let edited = try build(["a.txt": a], decisions: edit)
        #expect(Set(edited.questions.map(\.id)).count == 2)
        let back = try build(["a.txt": a], previous: edited)
        #expect(Set(back.questions.map(\.text)) == ["什么是死锁？", "什么是栈？"])
    }

    @Test("a wording that was split off is not joined to a third by similarity")
    func split() throws {
        let wordings = ["基于数据库的分布式锁的实现方案", "请介绍基于数据库的分布式锁的实现方案", "基于数据库的分布式锁的实现方案呢"]
        var posts: [String: String] = [:]
        for (index, wording) in wordings.enumerated() {
            posts["\(index).txt"] = "面试题\n1、\(wording)\n2、什么是第\(index)种栈？\n"
        }
        let decisions = "decisions:\n  - split: \(wordings[0])\n    wording: \(wordings[0])\n    source: 0.txt\n"
        let first = try build(posts, decisions: decisions)
        #expect(try build(posts, previous: first, decisions: decisions).fileBytes == first.fileBytes)
    }

    @Test("questions of signs only have ids of their own, build after build")
    func signs() throws {
        let post = "面试题\n1、？？？\n甲。\n2、……？\n乙。\n3、？？？\n丙。\n4、什么是栈？\n丁。\n"
        let first = try build(["a.txt": post, "b.txt": post])
        #expect(try build(["a.txt": post, "b.txt": post], previous: first).fileBytes == first.fileBytes)
    }

    @Test("a file that is called what a record is called, and names that are no UTF-8")
    func paths() throws {
        let folder = try Place.temporary()
        try Data(#"{"text": "面试题\n1、什么是锁？\n2、什么是栈？\n"}"#.utf8).write(to: folder.appendingPathComponent("x.jsonl"))
        try Data("面试题\n1、什么是堆？\n".utf8).write(to: folder.appendingPathComponent("x.jsonl#1"))
        for byte in [0xFE, 0xFF] as [UInt8] {
            let path = Array(folder.path.utf8) + [0x2F, 0x61, byte, 0]
            let file = path.withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { fopen($0.baseAddress, "w") }
            }
            fputs("text", file)
            fclose(file)
        }
        let entries = try SourceTree(root: folder.path).entries
        #expect(Set(entries.map(\.path)) == ["x.jsonl", "x.jsonl#1", "a%FE", "a%FF"])
        let pipeline = try Make.pipeline()
        let bank = pipeline.assemble(entries.flatMap { pipeline.extract($0) }, previous: nil).bank
        #expect(BankValidation.problems(bank) == [])
        #expect(bank.sources.map(\.path).contains("x.jsonl#1 (2)"))
    }

    @Test(
        "what repair leaves nothing of is one blank tile", arguments: ["\u{200B}", "\u{FEFF}\u{FEFF}\u{FEFF}", "\u{1}"])
    func invisible(_ text: String) throws {
        let outcome = try Make.pipeline().extract(RawSource(path: "a.txt", bytes: ContiguousArray(text.utf8)))
        guard case .extracted(let extract) = outcome else { return }
        #expect(tilingDefect(extract.tiles, length: extract.length) == nil)
    }

    @Test("a blank edit is a mistake")
    func blank() {
        #expect(throws: ConfigurationError.self) {
            try Decisions.read(ContiguousArray("decisions:\n  - edit: a\n    text: ' '\n".utf8), file: "decisions.yml")
        }
    }
}
