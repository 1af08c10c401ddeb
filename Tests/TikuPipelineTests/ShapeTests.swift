import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Shapes that posts kept apart showed, each as its smallest post.
@Suite("Shapes")
struct ShapeTests {
    @Test(
        "a folding list whose heads are buttons and whose answers are hidden until a click",
        arguments: [
            (
                "<div class='f-item'><button class='f-q' aria-expanded='false'>",
                "</button><div class='f-a' style='display: none'>"
            ),
            // no attribute tells these buttons from others: the head that they stand in does
            (
                "<div class='accordion-item'><div class='accordion-header'><button type='button'>",
                "</button></div><div class='accordion-body' style='display:none'>"
            ),
        ])
    func foldedButtons(_ head: String, _ body: String) throws {
        let questions = ["井水为什么冬暖夏凉？", "潮汐怎么产生的？", "为什么海水是咸的？"]
        let items = questions.map { "\(head)\($0)\(body)<p>因为地下的温度四季变化不大，而空气的温度变化很大。</p></div></div>" }
        let extract = try Make.extract(
            "<html><body><h1>常识</h1><div>\(items.joined())</div></body></html>", path: "a.html")
        #expect(extract.questions.map(\.text) == questions)
        #expect(extract.questions.allSatisfy { $0.status == .answered })
    }

    @Test("a thread in which one post asks and the next answers, all points of one list")
    func dialogue() throws {
        let posts = [
            (
                "what is a sluice?",
                "A gate that slides up and lets the water of a channel pass below it. Old ones are lifted by hand, new ones by a motor."
            ),
            (
                "what is a weir made of?",
                "Of stones or concrete, low enough that the water flows over it all year. Wooden ones rot where they fall dry in summer."
            ),
            (
                "how does a lock work?",
                "Its chamber is filled and emptied through culverts, and the boat moves with it."
            ),
        ].enumerated().map { index, pair in
            "<li class='post op'><div class='u'>anna asked</div><div class='t'>\(index + 1). In a canal, \(pair.0)</div></li>"
                + "<li class='post reply'><div class='u'>ben replied</div><div class='t'><p>\(pair.1)</p></div></li>"
        }
        let extract = try Make.extract(
            "<html><body><h1>What they asked me about canals</h1><ol class='thread'><li class='post'><div class='t'>"
                + "<p>Notes from a day at the lock keepers' school.</p></div></li>\(posts.joined())</ol></body></html>",
            path: "a.html")
        #expect(extract.questions.count == 3)
        #expect(extract.questions.map(\.number) == ["1", "2", "3"])
        #expect(extract.questions.allSatisfy { $0.status == .answered })
    }

    @Test("one answer below a title that asks, with no author beside it")
    func oneAnswer() throws {
        let extract = try Make.extract(
            """
            <html><head><title>What is a fish pass? - Stack</title></head><body><div id="head"><h1><a class="link">What is a fish pass?</a></h1></div>
            <div class="question"><div class="vote">17</div></div><div id="answers"><h2>1 Answer</h2><div class="answer accepted">
            <div class="js-vote-count">42</div><div class="prose"><p>A chain of pools beside a weir. Fish rest in each of them on their way up, which
            no straight channel would let them do. Good ones have a strong current at the lower end, so that fish find it.</p>
            <p>Fish ramps of stones do the same where there is room for them, and need less care. A count of what comes out at the upper end
            says how well they work, and most of them work for strong swimmers only, so that small fish stay below.</p></div></div></div></body></html>
            """, path: "a.html")
        #expect(extract.questions.map(\.text) == ["What is a fish pass?"])
        #expect(extract.questions.first?.answer.hasPrefix("A chain of pools") ?? false)
    }

    @Test("on one line, numbers that go on below the next part's title")
    func oneLineInParts() throws {
        let extract = try Make.extract(
            "水利面试题汇总 （一）水闸部分 01. 什么是水闸？ 控制水位和流量的建筑物。 02. 水闸有哪几种？ 进水闸、节制闸和分洪闸。 03. 闸门用什么做？ 多用钢板焊成，小的用木头。 "
                + "（二）大坝部分 04. 怎么防渗？ 在坝基里做帷幕灌浆，坝前铺黏土。 05. 什么是堰？ 横在河里的矮坝，水从上面漫过去。\n", path: "a.txt")
        #expect(extract.questions.map(\.section) == ["水闸部分", "水闸部分", "水闸部分", "大坝部分", "大坝部分"])
        #expect(extract.questions.allSatisfy { $0.status == .answered })
    }

    @Test("questions without numbers, some with their answers behind a gap, below lines that name parts")
    func gapsAndParts() throws {
        let extract = try Make.extract(
            """
            水利面试回忆
            水闸部分
            什么是水闸？
            控制水位和流量的建筑物，汛期泄洪。
            水闸有哪几种？ 进水闸、节制闸和分洪闸。
            闸门用什么做？ 多用钢板焊成，小的用木头。
            大坝部分
            怎么防渗？
            在坝基里做帷幕灌浆，坝前铺黏土。
            什么是堰？ 横在河里的矮坝，水从上面漫过去。

            """, path: "a.txt")
        #expect(extract.questions.map(\.text) == ["什么是水闸？", "水闸有哪几种？", "闸门用什么做？", "怎么防渗？", "什么是堰？"])
        #expect(extract.questions.map(\.section) == ["水闸部分", "水闸部分", "水闸部分", "大坝部分", "大坝部分"])
        #expect(extract.questions.allSatisfy { $0.status == .answered })
    }

    @Test("an article before a word with a point is no label of an answer")
    func articleBeforePoint() throws {
        let extract = try Make.extract(
            "Interview questions\n1. How do I create a .dam file?\nSave the drawing once, the program adds the ending.\n2. Is a *.lock file the same as a log?\nNo. It is empty.\n",
            path: "a.txt")
        #expect(
            extract.questions.map(\.text) == ["How do I create a .dam file?", "Is a *.lock file the same as a log?"])
    }

    @Test("posts of a thread are told by parts that are short in all of them, whatever these are called")
    func threadOfShortParts() throws {
        let posts = [
            "<p>1. What is a sluice?</p><p>2. What is a weir made of?</p><p>3. How does a lock work?</p>",
            "<blockquote>What is a sluice?</blockquote><p>A gate that slides up and lets the water of a channel pass below it.</p>",
            "<blockquote>What is a weir made of?</blockquote><p>A low wall across a river that the water flows over, so that the level above it stays the same in summer and in winter.</p>",
            "<p>Nice list, see you on the canal.</p>",
        ].enumerated().map { index, body in
            "<div class='post' id='n\(index)'><div class='w'><a>user\(index)</a></div><div class='z'>\(body)</div><div class='v'>Apr \(index + 1), 2024 Quote</div></div>"
        }
        let extract = try Make.extract(
            "<html><body><h1>Canal exam, what should I read?</h1>\(posts.joined())</body></html>", path: "a.html")
        #expect(extract.questions.map(\.status) == [.answered, .answered, .missing])
        #expect(extract.questions.first?.answer.hasPrefix("A gate that slides") ?? false)
        #expect(extract.questions.allSatisfy { !$0.answer.contains("Quote") && !$0.answer.contains("canal") })
    }

    @Test(
        "a question about what adverts speak of is no advert; one that speaks to the reader is no question kept for that"
    )
    func questionsAboutChannels() throws {
        let text = "公众号运营面试\n\n订阅号和服务号有什么区别？\n订阅号每天推送一次，服务号每月四次。\n\n还在为涨粉发愁吗？扫码加群领取资料\n\n菜单最多几级？\n两级。\n"
        let extract = try Make.extract(text)
        #expect(extract.questions.map(\.text) == ["订阅号和服务号有什么区别？", "菜单最多几级？"])
        #expect(extract.questions.allSatisfy { !$0.answer.contains("扫码") })
    }

    @Test("an unmarked heading like the one above the first question is a heading further down too")
    func plainHeadings() throws {
        let text = """
            Q&A on locks
            Basics of gates
            Q1: What is a gate?
            A gate closes a chamber.
            Q2: What is a chamber?
            A chamber holds the water.
            Working with pumps
            Q3: What does a pump do?
            A pump lifts water.
            """
        let extract = try Make.extract(text)
        #expect(extract.questions.map(\.section) == ["Basics of gates", "Basics of gates", "Working with pumps"])
        #expect(extract.questions.allSatisfy { $0.status == .answered })
    }

    @Test(
        "numbers before headings that count up are no part of the titles; a heading that says questions is no section")
    func ordinals() throws {
        let text = "# 题\n\n## 1 存储\n\n**1.** 什么是页？\n\n一次读写的单位。\n\n## 2 网络\n\n**2.** 什么是帧？\n\n链路上的一段数据。\n"
        #expect(try Make.extract(text, path: "a.md").questions.map(\.section) == ["存储", "网络"])
        let parts = "面试\n\n题目\n\n1. 什么是页？\n2. 什么是帧？\n\n答案\n\n1. 一次读写的单位。\n2. 链路上的一段数据。\n"
        let extract = try Make.extract(parts)
        #expect(extract.questions.map(\.section) == [nil, nil])
        #expect(extract.questions.map(\.status) == [.answered, .answered])
    }

    @Test("a version is no number of a list")
    func versions() throws {
        let extract = try Make.extract(
            "题\n1、什么是栈？\n后进先出的表。\n2、什么是锁？\n互斥的工具。\n版权声明：本站文章均采用 CC BY-NC-SA 4.0 许可，转载请注明出处\n")
        #expect(extract.questions.map(\.answer) == ["后进先出的表。", "互斥的工具。"])
    }

    @Test("an answer that ends in many pictures is judged by its last words")
    func pictures() throws {
        let tail = String(repeating: "![图](https://pictures.example/a.png)\n\n", count: 20_000)
        let extract = try Make.extract(
            "# 题\n\n## 1. 什么是锁？\n\n互斥的工具，一次放一个线程进门。\n\n\(tail)## 2. 什么是栈？\n\n后进先出的表。\n", path: "a.md")
        #expect(extract.questions.map(\.status) == [.answered, .answered])
    }
}
