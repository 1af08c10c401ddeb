import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Shapes that posts kept apart showed, each as its smallest post.
@Suite("Shapes")
struct ShapeTests {
    @Test("a folding list whose heads are buttons and whose answers are hidden until a click")
    func foldedButtons() throws {
        let items = ["井水为什么冬暖夏凉？", "潮汐怎么产生的？", "为什么海水是咸的？"].map { question in
            "<div class='f-item'><button class='f-q' aria-expanded='false'>\(question)</button>"
                + "<div class='f-a' style='display: none'><p>因为地下的温度四季变化不大，而空气的温度变化很大。</p></div></div>"
        }
        let extract = try Make.extract(
            "<html><body><h1>常识</h1><div>\(items.joined())</div></body></html>", path: "a.html")
        #expect(extract.questions.map(\.text) == ["井水为什么冬暖夏凉？", "潮汐怎么产生的？", "为什么海水是咸的？"])
        #expect(extract.questions.allSatisfy { $0.status == .answered })
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
