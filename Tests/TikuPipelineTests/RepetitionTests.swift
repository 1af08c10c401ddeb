import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

@Suite("Repetition across articles")
struct RepetitionTests {
    private static let topics = ["锁", "栈", "堆", "图", "树", "表"]
    private static let answers = [
        ["让一段代码在同一时刻只有一个线程执行。", "等待会浪费处理器，持有太久别人就饿死。"], ["函数调用时保存返回地址和局部变量。", "大小固定，递归太深会溢出。"],
        ["按优先级取出元素，常用来做定时任务。", "不支持按值查找，合并也不快。"], ["描述城市之间的道路，求最短路径。", "邻接矩阵占内存，稀疏时很亏。"],
        ["数据库索引用它减少磁盘读取。", "插入多了要旋转或者分裂，写放大。"], ["按键取值，平均一步到位。", "冲突多时退化，扩容要搬家。"],
    ]

    private static let seconds = ["谁会饿死？", "为何溢出？", "合并快吗？", "稀疏时怎么存？", "何时旋转？", "扩容做什么？"]

    /// Posts about different things with the same line put somewhere in each.
    private func posts(_ line: String, copies: Int) -> [String: String] {
        var posts: [String: String] = [:]
        for (index, topic) in Self.topics.prefix(copies).enumerated() {
            posts["\(index).txt"] =
                "\(topic)的面试题\n1、\(topic)有什么用？\n\(Self.answers[index][0])\n\(line)\n2、\(Self.seconds[index])\n\(Self.answers[index][1])\n"
        }
        return posts
    }

    private func contexts(_ source: RawSource, _ pipeline: Pipeline) -> SentenceContexts? {
        guard case .article(let article) = pipeline.prepare(source) else { return nil }
        return SentenceContexts(article)
    }

    private func removed(_ posts: [String: String]) throws -> Int {
        let pipeline = try Make.pipeline()
        let sources = posts.map { RawSource(path: $0.key, bytes: ContiguousArray($0.value.utf8)) }
        let knowing = pipeline.knowing(RepeatedSentences(sources.compactMap { contexts($0, pipeline) }))
        return sources.reduce(0) { count, source in
            guard case .extracted(let extract) = knowing.extract(source) else { return count }
            return count
                + extract.tiles.count {
                    if case .removed("corpus.repeated", _) = $0.role { true } else { false }
                }
        }
    }

    @Test("a seller's line that stands in three posts, each time among other lines, is removed from all")
    func advert() throws {
        let line = "大黄蜂书屋把思维导图放在门口柜子里"
        #expect(try removed(posts(line, copies: 2)) == 0)
        #expect(try removed(posts(line, copies: 4)) == 4)
    }

    @Test("an answer that posts copy from one another keeps its question beside it, and stays")
    func copied() throws {
        var posts: [String: String] = [:]
        for (index, wording) in ["什么是优惠券系统的幂等？", "请简述优惠券系统的幂等？", "优惠券系统的幂等指什么？", "说说优惠券系统的幂等？"].enumerated() {
            posts["\(index).txt"] = """
                \(Self.topics[index])等面试题
                1、\(Self.topics[index])的用途是什么？
                \(Self.topics[index])在第\(index)种场合里用得最多。
                2、\(wording)
                同一张券领取多次和领取一次的结果相同，下单时用唯一键挡住重复请求。
                3、\(Self.topics[index])有哪些缺点？
                数据很多的时候\(Self.topics[index])会慢。
                """
        }
        #expect(try removed(posts) == 0)
    }

    @Test("what is known does not depend on the order of the articles")
    func order() throws {
        let pipeline = try Make.pipeline()
        let contexts = posts("大黄蜂书屋把思维导图放在门口柜子里", copies: 5)
            .map { RawSource(path: $0.key, bytes: ContiguousArray($0.value.utf8)) }.compactMap {
                self.contexts($0, pipeline)
            }
        #expect(RepeatedSentences(contexts) == RepeatedSentences(contexts.reversed()))
    }
}

@Suite("Lines scraped into one")
struct OneLineTests {
    @Test("an advert between two answers takes no number and no answer with it")
    func adverts() throws {
        let text = """
            运维面试题 1、/proc 是做什么的？ 内核提供的虚拟文件系统。 【福利】点击链接领取思维导图：https://dl.example.net/f/68 2、怎样限制文件数？ 用 ulimit。 扫码进群领取全套资料 3、什么是软链接？ 指向另一个路径的文件。 4、怎样看端口？ 用 ss。
            """
        let extract = try Make.extract(text)
        #expect(extract.questions.map(\.text) == ["/proc 是做什么的？", "怎样限制文件数？", "什么是软链接？", "怎样看端口？"])
        #expect(extract.questions.map(\.answer) == ["内核提供的虚拟文件系统。", "用 ulimit。", "指向另一个路径的文件。", "用 ss。"])
        // each question's span begins at its own number
        let bytes = Array(text.utf8)
        #expect(
            extract.questions.allSatisfy {
                String(decoding: bytes[$0.span.range], as: UTF8.self).first?.isNumber ?? false
            })
    }

    @Test("a table that was copied with tabs is a table")
    func tabs() throws {
        let text = "No.\t面试题\t答案\n1\t什么是锁？\t互斥的工具。\n2\t什么是栈？\t\n3\t什么是堆？\t一棵完全二叉树。\n4\t什么是图？\t点和边。\n"
        let extract = try Make.extract(text)
        #expect(extract.questions.map(\.text) == ["什么是锁？", "什么是栈？", "什么是堆？", "什么是图？"])
        #expect(extract.questions.map(\.status) == [.answered, .missing, .answered, .answered])
    }

    @Test("words that read like an offer of more are an answer's own")
    func offers() throws {
        let extract = try Make.extract(
            "# Questions\n\n## 1. How many samples?\n\nThirty are often enough, but heavy tails need far more.\n\n## 2. Why?\n\nThe mean needs time to settle, as one does … more\n"
        )
        #expect(extract.questions.map(\.status) == [.answered, .truncated])
    }
}

@Suite("Threads")
struct ThreadTests {
    private func thread(_ posts: [String]) -> String {
        let body = posts.enumerated().map { index, text in
            "<div class=post><div class=author>user\(index)</div><div class=content>\(text)</div><ul class=post-buttons><li>Quote</li></ul></div>"
        }
        return
            "<html><head><title>Help with mills</title></head><body><h1>Help with mills</h1>\(body.joined())</body></html>"
    }

    private func answers(_ posts: [String]) throws -> [String] {
        try Make.extract(thread(posts), path: "a.html").questions.map(\.answer)
    }

    @Test("one question: the first reply that says something answers it")
    func single() throws {
        #expect(
            try answers([
                "<p>Hello all.</p><p>What is a tide mill?</p>", "<p>+1, same here</p>",
                "<p>A mill that the falling tide drives: a pond fills at flood and empties over a wheel.</p><p>There were hundreds.</p>",
                "<p>Thanks!</p>",
            ]) == [
                "A mill that the falling tide drives: a pond fills at flood and empties over a wheel.\n\nThere were hundreds."
            ])
    }

    @Test("several questions: a reply answers by number, or below a quote; its later paragraphs belong to it")
    func several() throws {
        #expect(
            try answers([
                "<p>1. What is a tide mill?</p><p>2. What is a weir?</p><p>3. What is a race?</p>",
                "<p>1. A mill that the falling tide drives.</p><p>Ponds fill at flood.</p>",
                "<blockquote>3. What is a race?</blockquote><p>The channel that leads water to the wheel.</p><p>Also called a leat.</p>",
                "<p>Great, thank you all</p>",
            ]) == [
                "A mill that the falling tide drives.\n\nPonds fill at flood.", "",
                "The channel that leads water to the wheel.\n\nAlso called a leat.",
            ])
    }

    @Test("a thread that was copied as text: floors, what asks and what answers")
    func text() throws {
        let extract = try Make.extract(
            """
            后端面试记录

            1楼 miller 2023-4-12 17:38
            Q1: 什么是潮汐磨坊？
            Q2: 什么是水轮？
            Q3: 什么是风磨？

            2楼 momo 2023-6-4 21:02
            Q1: 靠潮水涨落推动的磨坊，涨潮时蓄水，落潮时放水。

            3楼 路人甲 2023-6-4 22:40
            同求答案

            4楼 momo 2023-6-5 08:11
            第2题：水流推动的轮子，分上射和下射两种：
            （1）上射：水从上面落下。
            （3）下射：水从下面流过。

            """, path: "a.txt")
        #expect(extract.questions.map(\.text) == ["什么是潮汐磨坊？", "什么是水轮？", "什么是风磨？"])
        #expect(extract.questions.map(\.section) == [nil, nil, nil])
        #expect(extract.questions.map(\.status) == [.answered, .answered, .missing])
        #expect(extract.questions[1].answer.contains("下射：水从下面流过"))
    }

    @Test("an advert inside a reply goes, the reply stays")
    func advertInReply() throws {
        let found = try answers([
            "<p>Hello all.</p><p>What is a tide mill?</p>",
            "<p>A mill that the falling tide drives: a pond fills at flood and empties over a wheel.</p><p>Join our VIP group for free courses, scan the QR code now!</p>",
        ])
        #expect(found == ["A mill that the falling tide drives: a pond fills at flood and empties over a wheel."])
    }
}
