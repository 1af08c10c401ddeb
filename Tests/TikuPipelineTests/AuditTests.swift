import Testing
import TikuModel

@testable import TikuPipeline

/// Each flag, with an article that earns it and one that does not.
@Suite("Flags")
struct FlagTests {
    private func flags(_ text: String, path: String = "a.txt") throws -> Set<FlagCode> {
        let extract = try Make.extract(text, path: path)
        return Set(extract.flags.map(\.code) + extract.questions.flatMap(\.flags).map(\.code))
    }

    private static func post(_ answer: String) -> String {
        "面试题整理\n\n1、什么是互斥锁？\n\n\(answer)\n\n2、什么是信号量？\n\n信号量是一个计数器，用来限制同时进入的数量。\n\n3、什么是条件变量？\n\n条件变量让线程等到某个条件成立。\n"
    }

    @Test(
        "flags that an answer earns",
        arguments: [
            ("", FlagCode.answerMissing), ("略", .answerPlaceholder), ("待补充", .answerPlaceholder),
            ("TODO", .answerPlaceholder), ("完整答案关注公众号后查看", .answerWithheld),
            ("互斥锁保证同一时刻只有一个线程进入临界区，它的实现依赖硬件提供的原子指", .answerTruncated), ("互斥锁保证同一时刻只有一个线程进入……", .answerTruncated),
            ("互斥锁保证同一时刻只有一个线程进入临界区。\n\n展开全文", .answerTruncated),
            ("什么是互斥锁", .answerEcho), ("有三种方式：\n\n1. 自旋锁。\n\n2. 睡眠锁。", .answerListIncomplete),
            ("互斥锁 #x1f; 保证独占。", .textResidue), ("äº’æ–¥é”\u{81} ä¸ 保证独占。", .textMojibake),
        ])
    func earned(_ answer: String, _ code: FlagCode) throws { #expect(try flags(Self.post(answer)).contains(code)) }

    @Test(
        "a whole answer earns none of them",
        arguments: [
            "互斥锁保证同一时刻只有一个线程进入临界区。", "有两种方式：\n\n1. 自旋锁。\n\n2. 睡眠锁。", "常见的有自旋锁、睡眠锁、读写锁等……", "省略了细节的话，互斥锁就是一次只放一个线程进门。",
            "见下面的代码：\n\nlock(&m);\nunlock(&m);",
        ])
    func whole(_ answer: String) throws { #expect(try flags(Self.post(answer)) == []) }

    @Test("numbers printed twice or skipped")
    func numbers() throws {
        #expect(try flags("面试题\n1、什么是锁？\n2、什么是栈？\n2、什么是堆？\n").contains(.numberDuplicate))
        #expect(try flags("面试题\n1、什么是锁？\n2、什么是栈？\n4、什么是堆？\n").contains(.numberGap))
        #expect(try flags("面试题\n1、什么是锁？\n2、什么是栈？\n3、什么是堆？\n") == [.answerMissing])
    }

    @Test("sections left out, promises not kept")
    func sources() throws {
        #expect(
            try flags("100道面试题\n一、基础\n1、什么是锁？\n2、什么是栈？\n二、进阶\n（略）\n").isSuperset(of: [.sectionOmitted, .claimMismatch]))
        #expect(try flags("2道面试题\n一、基础\n1、什么是锁？\n2、什么是栈？\n") == [.answerMissing])
    }

    @Test("short answers stand out among long ones only")
    func short() throws {
        let long = String(repeating: "这是一个相当长的回答，把来龙去脉都讲清楚。", count: 12)
        var text = "面试题\n\n"
        for number in 1...9 { text += "\(number)、第\(number)种锁是什么？\n\n\(number == 5 ? "上锁。" : long)\n\n" }
        let bank = try Make.build(["a.txt": text]).bank
        #expect(bank.questions.filter { $0.flags.contains { $0.code == .answerShort } }.map(\.number) == [5])
    }

    @Test("sources that disagree are flagged, not blended")
    func conflict() throws {
        let bank = try Make.build([
            "a.txt": Self.post("互斥锁保证同一时刻只有一个线程进入临界区，由内核负责挂起和唤醒等待者。"),
            "b.txt": "面试题\n\n1、什么是互斥锁？\n\n Redis 里用 SETNX 加过期时间做的分布式方案才叫这个名字呢。\n\n2、什么是队列？\n",
        ]).bank
        let question = try #require(bank.questions.first { $0.text == "什么是互斥锁？" })
        #expect(question.flags.map(\.code) == [.answerConflict])
        #expect(question.answer.text.contains("临界区") && !question.answer.text.contains("SETNX"))
        let same = try Make.build([
            "a.txt": Self.post("互斥锁保证同一时刻只有一个线程进入临界区。"), "b.txt": Self.post("互斥锁保证同一时刻只有一个线程进入临界区，别的等着。"),
        ]).bank
        #expect(!same.questions.flatMap(\.flags).contains { $0.code == .answerConflict })
    }

    @Test("a source without questions, a source that cannot be read")
    func emptySources() throws {
        let bank = try Make.build(["a.txt": "今天天气很好，我们去爬山。\n山上风很大。\n", "b.pdf": "%PDF-1.4"]).bank
        #expect(bank.sources.map { $0.flags.map(\.code) } == [[.sourceEmpty], [.sourceQuarantined]])
    }
}

@Suite("Numbers for life")
struct NumberingTests {
    private static let post = "面试题\n1、什么是锁？\n2、什么是栈？\n3、什么是堆？\n"

    @Test("a new source adds numbers at the end, though its path sorts first")
    func added() throws {
        let old = try Make.build(["m.txt": Self.post]).bank
        let new = try Make.build(["a.txt": "面试题\n1、什么是树？\n2、什么是图？\n", "m.txt": Self.post], previous: old).bank
        #expect(new.questions.map(\.text) == ["什么是锁？", "什么是栈？", "什么是堆？", "什么是树？", "什么是图？"])
        #expect(
            old.questions.allSatisfy { question in
                new.questions.contains { $0.id == question.id && $0.number == question.number }
            })
    }

    @Test("a vanished question retires, its number is never reused, and it comes back under it")
    func retired() throws {
        let old = try Make.build(["m.txt": Self.post]).bank
        let less = try Make.build(["m.txt": "面试题\n1、什么是锁？\n3、什么是堆？\n4、什么是链表？\n"], previous: old).bank
        #expect(less.retired.map(\.number) == [2])
        #expect(less.questions.map(\.number) == [1, 3, 4])
        let back = try Make.build(["m.txt": Self.post], previous: less).bank
        #expect(back.questions.map(\.number) == [1, 2, 3])
        #expect(back.retired.map(\.number) == [4])
    }

    @Test("a new wording keeps the old id")
    func reworded() throws {
        let old = try Make.build(["m.txt": Self.post]).bank
        let new = try Make.build(["a.txt": "面试题\n1、请简述什么是锁？\n2、什么是表？\n", "m.txt": Self.post], previous: old).bank
        #expect(new.questions.first?.id == old.questions.first?.id)
        #expect(new.questions.first?.occurrences.count == 2)
        #expect(BankValidation.problems(new) == [])
    }

    @Test("a missing answer is healed from another post, a cut one only where the texts agree")
    func healed() throws {
        let whole = "面试题\n\n1、什么是互斥锁？\n\n互斥锁保证同一时刻只有一个线程进入临界区，等待的线程会被挂起。\n\n2、什么是栈？\n\n后进先出的表。\n"
        let missing = try Make.build(["a.txt": "面试题\n\n1、什么是互斥锁？\n\n2、什么是树？\n\n树是没有环的图。\n", "b.txt": whole]).bank
        let first = try #require(missing.questions.first)
        #expect(first.answer.status == .answered && first.answer.healedFrom == Identifier.source(path: "b.txt"))
        let cut = "面试题\n\n1、什么是互斥锁？\n\n互斥锁保证同一时刻只有一个线程进入临\n\n2、什么是树？\n\n树是没有环的图。\n\n3、什么是图？\n\n点和边。\n"
        let healed = try #require(try Make.build(["a.txt": cut, "b.txt": whole]).bank.questions.first)
        #expect(healed.answer.healedFrom != nil && healed.answer.text.hasSuffix("挂起。"))
        #expect(healed.flags == [])
    }
}
