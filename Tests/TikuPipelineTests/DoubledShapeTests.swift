import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Shapes found in posts of transcripts, shelves and scrapers' doubles.
@Suite("Labels in bold, doubles, wrapped addresses")
struct DoubledShapeTests {
    @Test("**面试官：** is a label, bold type and all, when the post's bold type is read")
    func boldLabels() throws {
        let post = """
            # 河工现场

            **面试官：**堤坝怎么修？

            **我：**先清“淤”或“泥”，不要动“桩”。清完以后一般用 clay，叫“黏土”或“胶泥”。一道堤里前后一致。

            **面试官：**石笼怎么编？

            **我：**用铁丝编，网眼要比石头小。
            """
        let extract = try Make.extract(post, path: "a.md")
        #expect(extract.questions.map(\.text) == ["堤坝怎么修？", "石笼怎么编？"])
        #expect(extract.questions.allSatisfy { $0.status == .answered && !$0.answer.contains("我：") })
    }

    @Test("a bold line between two numbers is a heading where one opens the post")
    func boldHeadings() throws {
        func question(_ number: Int) -> String {
            "<p><b>\(number) - What is part \(number) of a mill?</b></p><p>It turns in the wind and rests at night.</p>"
        }
        let html = """
            <body><p><b>Mills in practice</b></p>\(question(1))\(question(2))\(question(3))\(question(4))
            <p><b>Advanced mills</b></p><p><b>5 - Explain the sail and the cap.</b></p><p>Both turn.</p>\(question(6))</body>
            """
        let extract = try Make.extract(html, path: "a.html")
        #expect(
            extract.questions.map(\.section) == Array(repeating: "Mills in practice", count: 4)
                + Array(repeating: "Advanced mills", count: 2))
    }

    @Test("an answer that only repeats its question is none")
    func repeated() throws {
        let extract = try Make.extract("问答\n\n（1）出纳和会计为什么要分开？\n出纳和会计为什么要分开？\n\n（2）石笼怎么编？\n用铁丝编，网眼要比石头小。\n")
        #expect(extract.questions.map(\.status) == [.missing, .answered])
    }

    @Test("behind a question on its own line, 它的意思是… answers and 它的作用 asks")
    func goingOn() throws {
        let extract = try Make.extract("问答\n1、“顺水推舟”该怎样理解？ 它的意思不是不划船，而是在\n2、石笼是什么？ 它的作用和常见类型\n用铁丝编成，里面装石头。\n")
        #expect(extract.questions.map(\.text) == ["“顺水推舟”该怎样理解？", "石笼是什么？ 它的作用和常见类型"])
    }

    @Test("the rest of an address that was wrapped goes with its advert")
    func wrappedAddress() throws {
        let post = "问答\n1、堤坝为什么要种草？\n云主机限时特价，新用户下单立减，购买入口 http://go.exam\nple.org/zt\n2、石笼怎么编？\n用铁丝编，网眼要比石头小。\n"
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.status) == [.missing, .answered])
        #expect(!extract.cleaned.contains("ple.org"))
    }

    @Test("who sells to the readers of a post speaks of what its title speaks of")
    func soldOnTopic() throws {
        let post = """
            # Milling: questions from real interviews

            1. How do you set the sails?

            Turn the cap until the sails face the wind, then spread the cloth.

            [Pre-order "Milling Interviews, Solved" and receive two bonus chapters](https://shop.example.org/c)

            2. When do you stop the stones?

            Before the grain runs out, since stones that run dry spark and wear.
            """
        let extract = try Make.extract(post, path: "a.md")
        #expect(extract.questions.count == 2)
        #expect(!extract.questions[0].answer.contains("Pre-order"))
    }

    @Test("what a picture's caption sells is an advert, the code in the picture with it")
    func soldCaption() throws {
        let html = """
            <body><h3>1. 堤坝为什么要种草？</h3><p>草根抓住泥土，雨水冲不走。</p>
            <figure><img src="/up/ewm.png" alt="img"><figcaption>小红书店铺代运营，十年老团队，详谈 anan_dev</figcaption></figure>
            <h3>2. 石笼怎么编？</h3><p>用铁丝编，网眼要比石头小。</p><h3>3. 闸门锈了怎么办？</h3><p>除锈以后刷漆，隔年再刷一遍。</p></body>
            """
        let extract = try Make.extract(html, path: "a.html")
        #expect(extract.questions.map(\.answer) == ["草根抓住泥土，雨水冲不走。", "用铁丝编，网眼要比石头小。", "除锈以后刷漆，隔年再刷一遍。"])
    }

    @Test("a table whose head names the question and how to answer it; rows without an answer are questions too")
    func answerNotes() throws {
        let rows = (1...4).map {
            "<tr><td>\($0)</td><td>第 \($0) 道堤怎么修</td><td>\($0 == 2 ? "" : "先打桩，再填石头。")</td></tr>"
        }
        let html =
            "<body><table><tr><th>编号</th><th>面试问题</th><th>回答思路</th></tr>\(rows.joined())</table></body>"
        let extract = try Make.extract(html, path: "a.html")
        #expect(extract.questions.map(\.status) == [.answered, .missing, .answered, .answered])
    }

    @Test("a line that the contents name is a heading, though nothing else tells")
    func contentsTitles() throws {
        let post = """
            河工面试题

            目录
            堤坝养护
            船闸日常

            堤坝养护

            11、堤坝为什么要种草？

            草根抓住泥土，雨水冲不走，草皮又盖住了土。

            船闸日常

            12、船闸与水闸的差别

            船闸有两道门，水闸只有一道。
            """
        #expect(try Make.extract(post).questions.map(\.section) == ["堤坝养护", "船闸日常"])
    }

    @Test("headings whose numbers lost their marks: 一堤坝, （二船闸")
    func gluedOrdinals() throws {
        let post = "# 河工面试\n\n## 一堤坝篇\n\n1. 堤坝为什么要种草？\n\n草根抓住泥土。\n\n## （二船闸篇\n\n1. 船闸怎么开门？\n\n先灌水。\n"
        #expect(try Make.extract(post, path: "a.md").questions.map(\.section) == ["堤坝篇", "船闸篇"])
    }

    @Test(
        "follow-ups, lock-free lists and click-through rates head parts",
        arguments: ["Mill follow-ups", "Lock-free mills", "Click-through mills"])
    func talkWords(_ title: String) throws {
        let post =
            "# Mills\n\n## \(title)\n\n### 1. What is a sail?\n\nCloth on a frame.\n\n### 2. What is a cap?\n\nThe roof that turns.\n"
        #expect(try Make.extract(post, path: "a.md").questions.map(\.section) == [title, title])
    }

    @Test(
        "numbers in dialects of their own",
        arguments: ["第%道面试题：", "【第%题】", "%＞", "%- ", "Prompt %: ", "思考题%："])
    func dialects(_ pattern: String) throws {
        func number(_ value: Int) -> String {
            pattern.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "\(value)")
        }
        let asked = ["堤坝为什么要种草？", "石笼怎么编？", "船闸有几道门？", "闸门锈了怎么办？"]
        let post = asked.enumerated().map { "\(number($0 + 1))\($1)\n这里写的是答案，有一句话。\n" }.joined(separator: "\n")
        let extract = try Make.extract("河工面试题\n\n" + post)
        #expect(extract.questions.map(\.text) == asked)
        #expect(extract.questions.map(\.number) == ["1", "2", "3", "4"])
    }

    @Test("a range, a date and a fraction are no such numbers", arguments: ["3- 5 天", "1-2 小时", "2＞1"])
    func noDialects(_ line: String) throws {
        let extract = try Make.extract("问答\n\n1. 堤坝多久能干？\n\n看天气，一般是\n\n\(line)\n\n2. 石笼怎么编？\n\n用铁丝编。\n")
        #expect(extract.questions.map(\.text) == ["堤坝多久能干？", "石笼怎么编？"])
    }

    @Test("周工（面试官）： asks, 小林（候选人）： answers")
    func speakers() throws {
        let post = "周工（面试官）：堤坝为什么要种草？\n\n小林（候选人）：草根抓住泥土，雨水冲不走。\n\n周工（面试官）：石笼怎么编？\n\n小林（候选人）：用铁丝编，网眼要比石头小。\n"
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.text) == ["堤坝为什么要种草？", "石笼怎么编？"])
        #expect(extract.questions.map(\.answer) == ["草根抓住泥土，雨水冲不走。", "用铁丝编，网眼要比石头小。"])
    }

    @Test("`What they asked on mills` heads a part, `What are mills made of` asks")
    func relativeTitles() throws {
        let post =
            "# Mills\n\n## What they asked on mills\n\n1. What are mills made of\n\nWood and stone.\n\n2. What is a sail?\n\nCloth on a frame.\n"
        let extract = try Make.extract(post, path: "a.md")
        #expect(extract.questions.map(\.section) == ["What they asked on mills", "What they asked on mills"])
    }

    @Test("an entry of the contents is a question below, whatever little it asks")
    func listedQuestions() throws {
        let entries = ["河工怎么选材？", "巡堤记录请谈谈改进", "谈一谈老堤的脾气", "石笼怎么编？"]
        let list = entries.enumerated().map { "\($0 + 1)- \($1)" }
        let post =
            "河工面试\n\n目录\n" + list.joined(separator: "\n") + "\n\n" + list.joined(separator: "\n先看水位，再看土质，最后看人手。\n")
            + "\n用铁丝编。\n"
        #expect(try Make.extract(post).questions.map(\.text) == entries)
    }

    @Test("方案（A）： names a plan and no speaker; an empty heading at the end of a file is none")
    func noSpeakers() throws {
        let post = "Q1: 双写怎么做？\n\n方案（A）：先删缓存，再写库。\n\n方案（B）：先写库，再删缓存。\n\nQ2: 什么是锁？\n\n互斥。\n\n# 1.\n\n# 2."
        let extract = try Make.extract(post, path: "a.md")
        #expect(extract.questions.count == 2)
        #expect(extract.questions[0].answer.contains("方案（A）") && extract.questions[0].answer.contains("方案（B）"))
    }

    @Test(
        "a diagram is no code to scan, whatever it draws", arguments: ["wechat-login-flow.png", "alipay_sequence.png"])
    func diagrams(_ file: String) throws {
        let post = "1. 扫码登录的流程？\n\n![流程](/img/\(file))\n\n手机确认以后，网页才登录。\n\n2. 什么是锁？\n\n互斥。\n"
        #expect(try Make.extract(post, path: "a.md").questions[0].answer.contains(file))
    }
}
