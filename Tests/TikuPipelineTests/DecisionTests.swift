import Foundation
import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

@Suite("Decisions")
struct DecisionTests {
    private let posts = [
        "a.txt": "面试题\n1、什么是死锁？\n答：两个线程互相等待对方手里的锁，谁也不能继续。\n2、LoRA 的原理？\n答：冻结原来的权重，只训练两个低秩矩阵。\n",
        "b.txt": "面试题\n1、死锁怎么回事？\n答：几个线程抓着对方要的锁不放，于是都停住了。\n2、请简述什么是死锁？\n3、QLoRA 的原理？\n答：在四位量化的权重上训练低秩矩阵。\n",
    ]

    private func build(_ yaml: String, previous: Bank? = nil, posts: [String: String]? = nil) throws -> Build {
        let pipeline = try Make.pipeline()
        let outcomes = (posts ?? self.posts).map {
            pipeline.extract(RawSource(path: $0.key, bytes: ContiguousArray($0.value.utf8)))
        }
        let decisions = try Decisions.read(ContiguousArray(yaml.utf8), file: "decisions.yml")
        let build = pipeline.assemble(outcomes, previous: previous, decisions: decisions)
        #expect(BankValidation.problems(build.bank) == [])
        return build
    }

    private func question(_ text: String, in bank: Bank) throws -> Question {
        try #require(bank.questions.first { $0.text == text })
    }

    @Test("merge: two wordings become one question, whatever their similarity")
    func merge() throws {
        let plain = try build("").bank
        let (gone, kept) = (try question("死锁怎么回事？", in: plain), try question("什么是死锁？", in: plain))
        let merged = try build("decisions:\n  - merge: \(gone.id)\n    into: \(kept.id)\n", previous: plain).bank
        #expect(try question("什么是死锁？", in: merged).occurrences.map(\.text) == ["什么是死锁？", "死锁怎么回事？", "请简述什么是死锁？"])
        #expect(merged.retired == [RetiredQuestion(id: gone.id, number: gone.number, reason: "merged into \(kept.id)")])
        // by wording, and without a previous bank
        let byWording = try build("decisions:\n  - {merge: 死锁怎么回事, into: 什么是死锁}\n").bank
        #expect(try question("什么是死锁？", in: byWording).occurrences.count == 3)
    }

    @Test("keep: what would be merged stays apart, and is no longer called close")
    func keep() throws {
        let posts = ["a.txt": "面试题\n1、基于数据库的分布式锁的实现方案\n2、什么是锁？\n3、基于数据库的分布式锁的实现原理\n"]
        func near(_ bank: Bank) -> Int {
            bank.questions.count { $0.flags.contains { $0.code == .questionNearDuplicate } }
        }
        #expect(near(try build("", posts: posts).bank) == 2)
        let yaml = "decisions:\n  - keep: 基于数据库的分布式锁的实现方案\n    apart: 基于数据库的分布式锁的实现原理\n"
        #expect(near(try build(yaml, posts: posts).bank) == 0)
    }

    @Test("split: one source's wording becomes a question with an id of its own, build after build")
    func split() throws {
        let plain = try build("").bank
        let whole = try question("什么是死锁？", in: plain)
        #expect(whole.occurrences.count == 2)
        let yaml = "decisions:\n  - split: \(whole.id)\n    wording: 请简述什么是死锁？\n    source: b.txt\n"
        let first = try build(yaml, previous: plain).bank
        let own = try question("请简述什么是死锁？", in: first)
        #expect(try question("什么是死锁？", in: first).id == whole.id)
        #expect(own.id != whole.id && own.number == plain.questions.count + 1)
        let second = try build(yaml, previous: first).bank
        #expect(second.fileBytes == first.fileBytes)
        // taken back, the question that was split off retires
        let back = try build("", previous: second).bank
        #expect(back.retired.map(\.reason) == ["merged into \(whole.id)"])
    }

    @Test("remove: the question goes, its number retires with the reason, and comes back with it")
    func remove() throws {
        let plain = try build("").bank
        let gone = try question("LoRA 的原理？", in: plain)
        let yaml = "decisions:\n  - remove: \(gone.id)\n    reason: off topic\n"
        let removed = try build(yaml, previous: plain).bank
        #expect(!removed.questions.contains { $0.id == gone.id })
        #expect(
            removed.retired == [
                RetiredQuestion(id: gone.id, number: gone.number, reason: "removed by decision: off topic")
            ])
        #expect(try question("LoRA 的原理？", in: build("", previous: removed).bank).number == gone.number)
    }

    @Test("edit: the curator's words are an occurrence with the file as its source")
    func edit() throws {
        let yaml = """
            decisions:
              # a comment
              - edit: QLoRA 的原理
                text: QLoRA 的原理是什么？
                answer: |
                  把权重量化到四位，
                  在上面训练低秩矩阵。
                section: 微调
            """
        let bank = try build(yaml).bank
        let edited = try question("QLoRA 的原理是什么？", in: bank)
        let source = try #require(bank.sources.first { $0.path == "decisions.yml" })
        #expect(edited.section == ["微调"])
        #expect(edited.answer.text == "把权重量化到四位，\n在上面训练低秩矩阵。\n")
        #expect(edited.answer.source == source.id && edited.occurrences.last?.source == source.id)
        let span = try #require(edited.occurrences.last?.span)
        #expect(String(decoding: Array(yaml.utf8)[span.range], as: UTF8.self).hasPrefix("  - edit: QLoRA"))
    }

    @Test("accept: the finding stays on record with its reason")
    func accept() throws {
        let posts = ["a.txt": "面试题\n1、什么是锁？\n2、什么是栈？\n答：后进先出的线性表。\n"]
        let yaml = "decisions:\n  - accept: answer.missing\n    question: 什么是锁\n    reason: 待作者补充\n"
        let bank = try build(yaml, posts: posts).bank
        #expect(try question("什么是锁？", in: bank).flags.map(\.accepted) == ["待作者补充"])
    }

    @Test("a decision about what is gone is named with its line, and holds again when it comes back")
    func stale() throws {
        let yaml = "decisions:\n  - remove: 什么是活锁\n  - {accept: claim.mismatch, source: c.txt}\n"
        let stale = try build(yaml).stale
        #expect(stale.count == 2)
        #expect(stale[0].hasPrefix("decisions.yml:2: no source holds \"什么是活锁\" any more"))
        #expect(stale[1].hasPrefix("decisions.yml:3: there is no source c.txt"))
        var posts = posts
        posts["c.txt"] = "面试题\n1、什么是活锁？\n2、什么是饥饿？\n3、什么是自旋？\n"
        let back = try build(yaml, posts: posts)
        #expect(back.stale.isEmpty && !back.bank.questions.contains { $0.text == "什么是活锁？" })
    }

    @Test(
        "mistakes in the file are named with line and key",
        arguments: [
            ("decisions:\n  - merge: q-1\n", "decisions.yml:2: the key \"merge: into\" is missing"),
            ("decisions:\n  - remove: a\n    text: b\n", "decisions.yml:3: unknown key \"text\""),
            ("decisions:\n  - accept: answer.gone\n    question: a\n", "decisions.yml:2: accept: there is no finding"),
            ("decisions:\n  - edit: a\n", "decisions.yml:2: an edit must give"),
            ("decisions: 3\n", "decisions.yml:1: decisions must be a list"),
            ("decisions:\n  - {keep: a, remove: b}\n", "decisions.yml:2: a decision must have exactly one of"),
        ])
    func mistakes(_ yaml: String, _ message: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try Decisions.read(ContiguousArray(yaml.utf8), file: "decisions.yml")
        }
        #expect(error?.description.hasPrefix(message) ?? false, "\(error?.description ?? "")")
    }

    @Test("what is written is read back the same, and nothing that stood in the file is touched")
    func roundTrip() throws {
        let nasty = "a: \"b\" # c\n- d\t\u{7}\\ 中文 \u{1F600}"
        let target = Decisions.Target("q-0123456789abc", wording: nasty)
        let actions: [Decisions.Action] = [
            .merge(target, into: target), .keep(target, apart: target),
            .split(target, wording: nasty, source: "x y.txt"),
            .remove(target), .edit(target, Decisions.Edit(text: nasty, answer: nasty, section: [nasty, "b"])),
            .accept(.answerMissing, question: target), .acceptSource(.claimMismatch, path: nasty),
        ]
        var file = ContiguousArray("# mine\ndecisions: []\n".utf8)
        for action in actions {
            file = try Decisions.adding(Decisions.Decision(action, reason: nasty), to: file, file: "decisions.yml")
        }
        let read = try Decisions.read(file, file: "decisions.yml")
        #expect(String(decoding: file, as: UTF8.self).hasPrefix("# mine\ndecisions:\n"))
        #expect(read.list.map(\.reason) == actions.map { _ in nasty })
        var expected = actions
        expected[2] = .split(Decisions.Target(target.name), wording: nasty, source: "x y.txt")
        #expect(read.list.map(\.action) == expected)
    }
}

@Suite("Reposts")
struct RepostTests {
    private let answers = [
        "两个线程互相等待对方手里的锁，谁也不能继续往下走。", "后进先出的线性表，只在一端插入和删除元素。", "按优先级出队的队列，常用堆来实现。",
    ]

    private func post(_ answers: [String]) -> String {
        "面试题\n1、什么是死锁？\n答：\(answers[0])\n2、什么是栈？\n答：\(answers[1])\n3、什么是优先队列？\n答：\(answers[2])\n"
    }

    @Test("the same post on another site is one voice; the same questions with other answers are another post")
    func found() throws {
        let other = ["几个线程抓着别人要的资源不放手，于是全都停在原地。", "一种受限的表：最后放进去的最先拿出来。", "每次取出的都是最要紧的那一个。"]
        let bank = try Make.build(["a.txt": post(answers), "b.txt": "广告位\n" + post(answers), "c.txt": post(other)]).bank
        #expect(bank.sources.map(\.repostOf) == [nil, bank.sources[0].id, nil])
    }

    @Test("a wording counts once for a post and its reposts")
    func votes() throws {
        let copy = post(answers).replacing("什么是死锁？", with: "请简述什么是死锁？")
        let bank = try Make.build([
            "a.txt": post(answers).replacing("什么是死锁？", with: "请简述什么是死锁？"), "b.txt": copy,
            "c.txt": "面试题\n1、什么是死锁？\n2、什么是红黑树？\n3、什么是图？\n", "d.txt": "面试题\n1、什么是死锁？\n2、什么是堆？\n3、什么是散列？\n",
        ]).bank
        #expect(bank.sources[1].repostOf == bank.sources[0].id)
        #expect(bank.questions[0].text == "什么是死锁？")
    }

    @Test("an undone decision leaves the bank as if it had never been: ids and numbers too")
    func undone() throws {
        let posts = [
            "a.txt": "面试题\n1、什么是死锁，怎样避免死锁的发生？\n互相等待。\n", "b.txt": "面试题\n1、死锁的四个必要条件各是什么？\n有四个。\n2、什么是栈？\n",
        ]
        let sources = posts.map { RawSource(path: $0.key, bytes: ContiguousArray($0.value.utf8)) }
        let pipeline = try Make.pipeline()
        let outcomes = sources.map { pipeline.extract($0) }
        func build(_ previous: Bank?, _ yaml: String) throws -> Bank {
            let decisions = try Decisions.read(ContiguousArray(yaml.utf8), file: "decisions.yml")
            let build = pipeline.assemble(outcomes, previous: previous, decisions: decisions)
            #expect(BankValidation.problems(build.bank) == [] && build.stale == [])
            return build.bank
        }
        let first = try build(nil, "")
        let (one, other) = (first.questions[0], first.questions[1])
        var file = ContiguousArray<UInt8>()
        for (gone, kept) in [(one, other), (other, one)] {
            let merge = Decisions.Decision(.merge(Decisions.Target(gone.id), into: Decisions.Target(kept.id)))
            file = try Decisions.adding(merge, to: file, file: "decisions.yml")
            let merged = try build(first, String(decoding: file, as: UTF8.self))
            #expect(merged.questions.count == 2 && merged.retired.map(\.id) == [gone.id])
            file = try Decisions.adding(Decisions.Decision(.undo(merge.key)), to: file, file: "decisions.yml")
            let undone = try build(merged, String(decoding: file, as: UTF8.self))
            #expect(undone.fileBytes == first.fileBytes)
        }
        let read = try Decisions.read(file, file: "decisions.yml")
        #expect(read.list.isEmpty && read.entries == 4)
        let stale = pipeline.assemble(
            outcomes, previous: nil,
            decisions: try Decisions.read(ContiguousArray("decisions:\n  - undo: abc\n".utf8), file: "decisions.yml")
        ).stale
        #expect(stale == ["decisions.yml:2: there is no entry abc before it to undo; remove the entry"])
    }
}
