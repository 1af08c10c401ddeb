import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Shapes that scrapers leave of posts that were not made for reading.
@Suite("Shapes as scraped")
struct ScrapedShapeTests {
    @Test("questions first, then the answers by their numbers, with no heading between")
    func answersWithoutHeading() throws {
        let extract = try Make.extract(
            """
            水利面试题

            1、什么是水闸？
            2、什么是堰？
            3、鱼道有什么用？
            4、什么是消能？
            5、怎么防渗？

            1、建在河道上，靠启闭闸门来控制水位和流量的建筑物，汛期泄洪，枯期蓄水。
            2、水从顶上漫过去的挡水建筑物，用来抬高水位，也用来量水。
            3、让洄游的鱼绕过大坝上溯产卵的水道，里面一级一级设隔板减速。
            5、在坝基里做帷幕灌浆，坝前铺黏土，延长渗径。

            """, path: "a.txt")
        #expect(extract.questions.map(\.number) == ["1", "2", "3", "4", "5"])
        #expect(extract.questions.map(\.status) == [.answered, .answered, .answered, .missing, .answered])
    }

    @Test("answers at the end under the numbers of their questions: A1., A2.")
    func answerKey() throws {
        let extract = try Make.extract(
            """
            Waterworks interview drill
            Q1. What is a sluice?
            Q2. What is a weir?
            Q3. What does a fish pass do?
            Q4. How is seepage stopped?
            Answer key
            A1. A structure in a river whose gates control the level and the flow of the water.
            A2. A low dam that the water runs over; it raises the level and measures the flow.
            A4. By a grout curtain in the bed and clay before the dam, which make the way longer.

            """, path: "a.txt")
        #expect(extract.questions.map(\.status) == [.answered, .answered, .missing, .answered])
        #expect(
            extract.questions[0].answer.hasPrefix("A structure") && extract.questions[3].answer.hasPrefix("By a grout"))
    }

    @Test("on one line the next number opens a question though the answer before it was cut")
    func numberBehindCut() throws {
        let line =
            "水利面试题汇总。（1）什么是水闸？建在河道上，靠启闭闸门来控制水位的建筑物。（2）什么是堰？水从顶上漫过去的挡水建筑物，用来抬高（3）鱼道有什么用？让洄游的鱼绕过大坝。（4）怎么防渗？在坝基里灌浆，坝前铺黏土。（5）什么是溢洪道？水库满了以后泄水的通道。"
        let questions = try Make.extract(line, path: "a.txt").questions
        #expect(questions.map(\.text) == ["什么是水闸？", "什么是堰？", "鱼道有什么用？", "怎么防渗？", "什么是溢洪道？"])
        #expect(questions.map(\.status) == [.answered, .truncated, .answered, .answered, .answered])
    }

    @Test("who asks stands above the posts: the first of them answers already")
    func firstReply() throws {
        let replies = [
            (1, "靠启闭闸门来控制水位和流量，汛期开闸泄洪，枯期关闸蓄水，两岸的田都从这里取水。"), (2, "水从顶上漫过去的挡水建筑物，用来抬高水位，也用来量水，形状有宽顶的也有薄壁的。"),
            (3, "让洄游的鱼绕过大坝上溯产卵的水道，里面一级一级设隔板减速，流速要慢过鱼的游速。"),
        ]
        let floors = replies.map { number, text in
            "<div class='floor'><div class='u'>\(number) 楼 用户\(number) 级别 昨天 0\(number):30</div><div class='c'><span>答第\(number)问</span><p>\(text)</p></div></div>"
        }
        let page =
            "<html><body><h1>【求助】明天面水利，列了几个题</h1><p>范围只有这些，会的帮忙答一下。</p><p>1、什么是水闸？</p><p>2、什么是堰？</p><p>3、鱼道有什么用？</p>\(floors.joined())</body></html>"
        let questions = try Make.extract(page, path: "a.html").questions
        #expect(questions.map(\.answer) == replies.map(\.1))
    }

    @Test("an answer that opens a wrapped line does not go with the advert behind it")
    func wrapped() throws {
        let post = """
            Waterworks interview

            1. What is a sluice?
            A structure in a river whose gates control the level of the water.
            2. Why our utility?
            Because your leakage fell three years running while your
            tariffs stayed flat, and I want to learn how you did both.
            Join Miss Okafor for the Sunday planning hour, live on her
            channel, cocoa optional
            3. What is a weir?
            A low dam that the water runs over.

            """
        let questions = try Make.extract(post, path: "a.txt").questions
        #expect(questions.count == 3 && questions[1].answer.hasSuffix("how you did both."))
    }

    @Test("a list that goes on in a second part with numbers of its own is no list of answers")
    func restart() throws {
        let names = ["水闸的种类", "堰的种类", "鱼道的作用", "消能的方式", "防渗的方法"]
        let list = names.enumerated().map { "\($0 + 1)、\($1)有哪些？" }.joined(separator: "\n")
        let extract = try Make.extract("水利面试题\n\n\(list)\n\n\(list.replacing("的", with: "之"))\n", path: "a.txt")
        #expect(extract.questions.count == 10)
        #expect(extract.questions.allSatisfy { $0.status == .missing })
    }

    @Test("a thread in which each post asks and answers keeps all of them")
    func relay() throws {
        let posts = ["水闸", "堰", "鱼道", "消能"].enumerated().map { index, word in
            "\(index + 1)楼 张三\(index) 发表于 2023-4-\(index + 1) 8:47\nQ\(index + 1). 什么是\(word)？\n\(word)是水利工程里常见的一种设施，各地做法不同。\n"
        }
        let extract = try Make.extract("面试题接龙\n\n" + posts.joined(separator: "\n"), path: "a.txt")
        #expect(extract.questions.map(\.text) == ["什么是水闸？", "什么是堰？", "什么是鱼道？", "什么是消能？"])
        #expect(extract.questions.allSatisfy { $0.status == .answered && !$0.answer.contains("楼") })
    }

    @Test("a phrase, a colon or a gap between Chinese words, and the answer on one line")
    func oneLine() throws {
        let extract = try Make.extract(
            """
            水利面试题

            1、水闸和堰各用在哪里：水闸控制水位，堰抬高水位，两者常常建在一起。
            2、鱼道怎么选址 一般靠岸布置，进口放在鱼能找到的回流区，出口离泄水口远一些，免得鱼又被冲下去。
            3、请介绍一下消能：答：底流、挑流和面流三种，按尾水深浅来选。
            4、下列哪种 PVC 管材适合埋在地下？

            """, path: "a.txt")
        #expect(
            extract.questions.map(\.text) == ["水闸和堰各用在哪里", "鱼道怎么选址", "请介绍一下消能", "下列哪种 PVC 管材适合埋在地下？"])
        #expect(extract.questions.map(\.status) == [.answered, .answered, .answered, .missing])
    }

    @Test(
        "a table inside the answer's cell of a table is the answer's, however the rows are counted",
        arguments: ["%/ ", "问题%："])
    func tables(_ number: String) throws {
        let words = ["水闸", "堰", "鱼道", "消能", "防渗"]
        let rows = words.enumerated().map { index, word in
            let inner =
                index == 2
                ? "<table><tr><td>池室</td><td>减速</td></tr><tr><td>隔板</td><td>分级</td></tr></table>" : "一种设施，各地做法不同。"
            return "<tr><td>\(number.replacing("%", with: "\(index + 1)"))什么是\(word)？</td><td>\(inner)</td></tr>"
        }
        let extract = try Make.extract(
            "<html><body><h1>水利面试题</h1><table>\(rows.joined())</table></body></html>", path: "a.html")
        #expect(extract.questions.map(\.text) == words.map { "什么是\($0)？" })
        #expect(extract.questions[2].answer.contains("隔板"))
    }

    @Test("an advert's title between ornaments goes with the advert; a section's stays")
    func ornaments() throws {
        let extract = try Make.extract(
            """
            水利面试题

            ═══ 基础篇 ═══

            1、什么是水闸？
            控制水位的建筑物。

            ═══ 粉丝福利 ═══
            扫码关注公众号，免费领取水利面试资料大礼包

            2、什么是堰？
            抬高水位的建筑物。

            """, path: "a.txt")
        #expect(extract.questions.map(\.section) == ["基础篇", "基础篇"])
        #expect(extract.questions.map(\.answer) == ["控制水位的建筑物。", "抬高水位的建筑物。"])
    }

    @Test("answers that a page hides until they are asked for are there")
    func hidden() throws {
        let items = ["水闸", "堰", "鱼道"].map {
            "<div class=\"item\"><div class=\"stem\">什么是\($0)？</div><div class=\"ans\" style=\"display:none\"><p>\($0)是一种建筑物。</p></div></div>"
        }
        let extract = try Make.extract("<html><body><h1>水利面试题</h1>\(items.joined())</body></html>", path: "a.html")
        #expect(extract.questions.map(\.status) == [.answered, .answered, .answered])
    }

    @Test(
        "a text may end in what counts posts, with nothing behind it",
        arguments: ["#", "#3", "第", "#第", "12", "12楼", "- #"])
    func bareFloor(_ end: String) throws {
        let extract = try Make.extract("面试题\n\n1、什么是水闸？\n控制水位的建筑物。\n\(end)", path: "a.txt")
        #expect(extract.questions.map(\.text) == ["什么是水闸？"])
    }

    @Test("a section that says why it is left out, in words of its own, is left out")
    func omitted() throws {
        let extract = try Make.extract(
            """
            ## 第一章 水闸

            1、什么是水闸？

            建在河道上的建筑物。

            ## 第二章 堰

            内容太多，这一章下次再发

            ## 第三章 鱼道

            2、什么是鱼道？

            让鱼绕过大坝的水道。

            """, path: "a.md")
        #expect(extract.sections.filter(\.omitted).map(\.title) == ["堰"])
        #expect(extract.questions.first?.answer == "建在河道上的建筑物。")
    }

    @Test("a second sentence that asks on belongs to the question")
    func asksOn() throws {
        let extract = try Make.extract(
            """
            1. Describe a flood that you had to deal with. What would you do differently?

            2. What is a weir? Explain.

            3. What is a sluice?

            A structure whose gates control the level of the water.

            """, path: "a.md")
        #expect(
            extract.questions.map(\.text) == [
                "Describe a flood that you had to deal with. What would you do differently?",
                "What is a weir? Explain.",
                "What is a sluice?",
            ])
        #expect(extract.questions.map(\.status) == [.missing, .missing, .answered])
    }

    @Test("an answer that ends with the letter of a choice is whole")
    func choice() throws {
        let extract = try Make.extract(
            """
            1. What does a sluice control?

            - A: The taste of the water.
            - B: The level of the water.

            Answer: B

            2. What is a weir?

            A low dam that the water runs over.

            """, path: "a.md")
        #expect(extract.questions.map(\.status) == [.answered, .answered])
    }

    @Test("the title of a part that no heading tag marks, and the headings above tables of questions")
    func partTitles() throws {
        let named = try Make.extract(
            """
            <html><body><article><h1>Waterworks interview questions</h1><div class="sec-title">Rivers</div>
            <h3>1 - What is a sluice?</h3><p>A structure whose gates control the level of the water.</p>
            <h3>2 - What is a weir?</h3><div class="sec-title">Harbours</div>
            <h3>3 - What is a mole?</h3><p>A wall of stone that keeps the waves from the harbour.</p></article></body></html>
            """, path: "a.html")
        #expect(named.questions.map(\.section) == ["Rivers", "Rivers", "Harbours"])
        #expect(named.questions.map(\.status) == [.answered, .missing, .answered])
        func table(_ rows: [(String, String)]) -> String {
            "<table><tr><th>题目</th><th>参考回答</th></tr>"
                + rows.map { "<tr><td>\($0)</td><td>\($1)</td></tr>" }.joined() + "</table>"
        }
        let rows = try Make.extract(
            "<html><body><article><h1>【河道】</h1>"
                + table([("什么是水闸？", "靠启闭闸门来控制水位的建筑物。"), ("什么是溢流堰？", "水从顶上漫过去的挡水建筑物。")]) + "<h1>【港口】</h1>"
                + table([("什么是防波堤？", "挡住海浪、让港里平静的石墙。"), ("什么是码头？", "")]) + "</article></body></html>", path: "b.html")
        #expect(rows.questions.map(\.section) == ["河道", "河道", "港口", "港口"])
        #expect(rows.questions.last?.status == .missing)
    }

    @Test("answers at the end that leave out several numbers")
    func jumps() throws {
        let asked = ["sluice", "weir", "mole", "quay", "lock", "dyke", "buoy", "pier"]
        let questions = asked.enumerated().map { "\($0 + 1). What is a \($1) and what is it for?" }
        let extract = try Make.extract(
            "# Waterworks interview\n\n## Questions\n\n" + questions.joined(separator: "\n\n")
                + "\n\n## Answers\n\n1. A structure whose gates control the level of the water.\n\n"
                + "2. A low dam that the water runs over.\n\n8. A bridge that ends over the water, for boats to land at.\n",
            path: "a.md")
        #expect(extract.questions.filter { $0.status == .answered }.map(\.number) == ["1", "2", "8"])
    }

    @Test(
        "replies whose posts only a line with name and age tells apart: all paragraphs below a quoted question answer it"
    )
    func quotedReplies() throws {
        func reply(_ name: String, _ number: Int, _ quoted: String, _ paragraphs: [String]) -> String {
            "<div class=\"cell reply\"><strong>\(name)</strong><span>#\(number) 2 天前</span><div class=\"reply_content\"><blockquote>\(quoted)</blockquote>"
                + paragraphs.map { "<p>\($0)</p>" }.joined() + "</div></div>"
        }
        let asked = ["1、什么是水闸？", "2、什么是溢流堰？", "3、什么是防波堤？", "4、什么是码头？"]
        let page =
            "<html><body><div class=\"topic\"><h1>水利面试题求助</h1>" + asked.map { "<p>\($0)</p>" }.joined() + "</div>"
            + reply("小河", 1, asked[0], ["水闸建在河道上，靠启闭闸门来控制水位。", "汛期泄洪，枯期蓄水，平时由专人看管。"])
            + "<div class=\"cell reply\"><strong>路人</strong><span>#2 1 天前</span><div class=\"reply_content\"><p>感谢分享，正好下周去面试</p></div></div>"
            + reply("大江", 3, asked[2], ["防波堤是挡住海浪的石墙，让港里平静。", "它的根在岸上，头在水里。"]) + "</body></html>"
        let extract = try Make.extract(page, path: "a.html")
        #expect(extract.questions.map(\.status) == [.answered, .missing, .answered, .missing])
        #expect(extract.questions[0].answer.hasSuffix("平时由专人看管。"))
        #expect(extract.questions[2].answer.hasSuffix("头在水里。"))
    }

    @Test("what a question asks on behind its mark is no advert")
    func asksOnBehindTheMark() throws {
        let extract = try Make.extract(
            "# 面试题\n\n#### （1）什么是水闸？\n\n靠启闭闸门来控制水位的建筑物。\n\n#### （2）从家里过来方便吗？大概要多久\n\n#### （3）什么是码头？\n\n船靠岸的地方。\n",
            path: "a.md")
        #expect(extract.questions.map(\.number) == ["（1）", "（2）", "（3）"].map { $0.filter(\.isNumber) })
    }
}
