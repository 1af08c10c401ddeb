import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

@Suite("Question frames")
struct FrameTests {
    @Test(
        "wordings of one comparison or definition are one question",
        arguments: [
            [
                "HashMap 和 Hashtable 有什么区别？", "说说 Hashtable 与 HashMap 的区别", "Hashtable、HashMap 的不同点是什么",
                "请简述HashMap和Hashtable之间的差异",
            ],
            [
                "What is the difference between a mutex and a semaphore?",
                "Explain the differences between semaphore and mutex",
                "What's the main difference between a semaphore and a mutex",
            ],
            ["什么是死锁？", "死锁是什么", "死锁是什么意思？", "请解释一下什么是死锁"],
            ["select、poll、epoll 有什么区别？", "select、poll 与 epoll 的区别是什么？"],
        ])
    func same(_ wordings: [String]) {
        let keys = wordings.map { QuestionFrame.key($0) }
        #expect(keys[0] != nil && Set(keys).count == 1, "\(keys)")
    }

    @Test(
        "questions that ask anything besides, or about something else, stay apart",
        arguments: [
            ("HashMap 和 Hashtable 的区别？", "HashMap 和 HashSet 的区别？"), ("什么是死锁？", "死锁的原理是什么？"),
            ("A 和 B 的区别是什么？", "A 和 B 的区别以及如何选择？"),
            ("What is the difference between A and B?", "What is the difference between A and B in speed and size?"),
            ("什么是锁？", "什么是锁，怎么实现？"),
        ])
    func apart(_ left: String, _ right: String) {
        let (a, b) = (QuestionFrame.key(left), QuestionFrame.key(right))
        #expect(a == nil || a != b)
    }

    @Test("comparisons in any order are merged by a build; a decision's direction decides which number stays")
    func merged() throws {
        let posts = [
            "a.txt": "题\n1、锁和信号量有什么区别？\n2、什么是栈？\n3、栈的用处在哪？\n", "b.txt": "题\n1、信号量与锁的不同之处？\n\n一个计数，一个互斥。\n2、什么是堆？\n",
        ]
        let bank = try Make.build(posts).bank
        #expect(bank.questions.count == 4 && bank.questions[0].answer.status == .answered)
        let pipeline = try Make.pipeline()
        let outcomes = posts.map { pipeline.extract(RawSource(path: $0.key, bytes: ContiguousArray($0.value.utf8))) }
        let decisions = try Decisions.read(
            ContiguousArray("decisions:\n  - merge: 什么是栈？\n    into: 栈的用处在哪？\n    reason: 一回事\n".utf8),
            file: "decisions.yml")
        let merged = pipeline.assemble(outcomes, previous: bank, decisions: decisions).bank
        #expect(merged.questions.map(\.number) == [1, 3, 4])
        #expect(merged.retired.map(\.reason) == ["merged into \(merged.questions[1].id): 一回事"])
    }
}

@Suite("Adverts by their vocabulary")
struct AdvertModelTests {
    @Test(
        "a seller's sentence scores above what removes a foreign one, an answer's below",
        arguments: [
            ("扫码加入读书会，每晚八点直播带读，前三十名送笔记本", true),
            ("Grab the winter bundle today and get two extra workbooks for free", true),
            ("本店所有课程七天无理由退款，老学员续费立减两百", true), ("索引把随机读变成顺序读，代价是写入变慢", false),
            ("The scheduler keeps a queue of runnable threads for each core", false), ("订阅者收到消息后先落库再确认", false),
            ("用户扫码后，服务端把状态改成已确认", false),
        ])
    func scores(_ sentence: String, _ sells: Bool) {
        let judged = AdvertWording.judge(sentence)
        #expect((judged.score >= judged.threshold) == sells, "\(judged)")
    }

    @Test(
        "an advert in words that no rule foresees goes when it is foreign to the text, with its evidence; the text stays"
    )
    func removed() throws {
        let answer = "堆是一棵完全二叉树，父节点的值不小于子节点的值，插入时从末尾往上调整，删除时把末尾放到堆顶再往下调整。"
        let advert = "暑期夏令营早鸟票开抢，两人同行立享半价，咨询请拨门店电话"
        let extract = try Make.extract(
            "面试题\n1、什么是堆？\n\(answer)\n\n\(advert)\n\n2、堆怎么插入元素？\n放到末尾，然后和父节点比较，大了就交换，一直换到堆顶为止。\n")
        #expect(extract.questions.map(\.answer).first == answer)
        let rules = extract.tiles.compactMap { tile -> String? in
            if case .removed(let rule, let evidence) = tile.role, tile.excerpt.contains("夏令营") {
                return evidence.isEmpty ? nil : rule
            }
            return nil
        }
        #expect(rules.count == 1 && rules[0].hasPrefix("ad."), "\(rules)")
    }
}

@Suite("Patterns for paths")
struct GlobTests {
    @Test(
        "stars stop at a slash, two do not",
        arguments: [
            ("*.md", "a.md", true), ("*.md", "b/a.md", false), ("**/*.md", "b/c/a.md", true), ("**/*.md", "a.md", true),
            ("old/**", "old/x/y.txt", true), ("old/**", "older/x", false), ("a?c", "a你c", true), ("a?c", "a/c", false),
            ("文/*.txt", "文/题.txt", true), ("**", "any/thing", true), ("", "", true), ("*", "", true),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXbY", false),
        ])
    func matches(_ pattern: String, _ path: String, _ expected: Bool) {
        #expect(Glob(pattern).matches(path) == expected)
    }
}
