import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Questions that carry no number and not always a mark, told by what stands beside them.
@Suite("Questions by their company")
struct CompanionTests {
    private func texts(_ post: String, _ path: String = "a.txt") throws -> [String] {
        try Make.extract(post, path: path).questions.map(\.text)
    }

    @Test("points of a list, most of which ask")
    func items() throws {
        let post = """
            水利面经

            一面
            聊了半个小时，气氛不错。
            - 水闸和堰怎么选
            - 鱼道有什么用？
            - 消能有哪几种做法？
            - 请说明一次防渗处理的过程。
            - 什么是溢洪道？
            水库满了以后泄水的通道，平时关着。

            """
        let extract = try Make.extract(post, path: "a.txt")
        #expect(extract.questions.map(\.text) == ["水闸和堰怎么选", "鱼道有什么用？", "消能有哪几种做法？", "请说明一次防渗处理的过程。", "什么是溢洪道？"])
        #expect(extract.questions.map(\.status) == [.missing, .missing, .missing, .missing, .answered])
        #expect(extract.questions.allSatisfy { $0.section == "一面" })
    }

    @Test("points of an answer stay where they are")
    func pointsOfAnAnswer() throws {
        let post = """
            # 水利面试题

            ## 鱼道有什么用？

            - 让鱼上溯产卵
            - 让鱼苗下来
            - 水位怎么变都能过鱼

            ## 什么是堰？

            水从顶上漫过去的挡水建筑物。

            ## 怎么防渗？

            坝前铺黏土。

            """
        #expect(try texts(post, "a.md") == ["鱼道有什么用？", "什么是堰？", "怎么防渗？"])
    }

    @Test("lines below each other, most of which ask")
    func runs() throws {
        let post = """
            # 水利实习面经

            ## 一面
            电话里面的，信号不好。
            水闸的作用是什么？
            如何写一份巡查记录
            请设计一个给老人看的水位牌
            什么是消能？

            ## 二面
            鱼道怎么布置？
            坝体渗漏怎么查
            什么是溢洪道？

            """
        let extract = try Make.extract(post, path: "a.md")
        #expect(
            extract.questions.map(\.text) == [
                "水闸的作用是什么？", "如何写一份巡查记录", "请设计一个给老人看的水位牌", "什么是消能？", "鱼道怎么布置？", "坝体渗漏怎么查", "什么是溢洪道？",
            ])
        #expect(extract.questions.map(\.section) == ["一面", "一面", "一面", "一面", "二面", "二面", "二面"])
        #expect(extract.questions.allSatisfy { $0.status == .missing })
    }

    @Test("first lines of paragraphs, each above its answer, and one that nobody answered")
    func heads() throws {
        let post = """
            水工设计岗复习提纲
            面了五家单位，都是这些。

            水闸和堰的区别是什么
            水闸靠闸门控制水位，堰靠自身的高度。

            什么是消能，怎么做
            把下泄水流的能量在规定的地方消耗掉，常见的有底流、面流和挑流三种。

            鱼道的布置原则
            进口要有吸引鱼的流速，中间每隔一段设休息池，出口避开取水口。

            坝体渗漏怎么查

            溢洪道为什么要单独设置
            泄洪的流量大，从坝顶漫过去会冲坏坝体。

            渠道边坡的系数怎么定
            看土质和水深，黏土可以陡一些，砂土要缓。

            """
        let extract = try Make.extract(post, path: "a.txt")
        #expect(
            extract.questions.map(\.text) == [
                "水闸和堰的区别是什么", "什么是消能，怎么做", "鱼道的布置原则", "坝体渗漏怎么查", "溢洪道为什么要单独设置", "渠道边坡的系数怎么定",
            ])
        #expect(extract.questions.map(\.status) == [.answered, .answered, .answered, .missing, .answered, .answered])
    }

    @Test("an essay with subtitles asks nothing")
    func essay() throws {
        let post = """
            我在水库的三年

            初来乍到
            到的那天下着雨，值班室的灯亮着，老站长把钥匙交给我，什么也没说。

            第一个汛期
            水位一夜涨了两米，我们轮流守着闸门，谁也不敢合眼。

            后来的事
            再后来修了新的自动站，夜里只要看屏幕，人反而睡不好了。

            离开
            走的时候站长送我到路口，说有空回来看看鱼。

            """
        #expect(try texts(post).isEmpty)
    }

    @Test("bold questions that open paragraphs, and bold words that open points")
    func strongLeads() throws {
        let post = """
            # 水利岗面试

            ## 微信小程序部分

            **水闸的作用是什么？** 控制水位和流量，汛期泄洪。

            **什么是堰？** 水从顶上漫过去的挡水建筑物，用来抬高

            **坝体渗漏怎么查** 看下游坡有没有湿斑，再打测压管。

            **鱼道有什么用？** 让鱼上溯产卵。

            """
        let extract = try Make.extract(post, path: "a.md")
        #expect(extract.questions.map(\.text) == ["水闸的作用是什么？", "什么是堰？", "坝体渗漏怎么查", "鱼道有什么用？"])
        #expect(extract.questions.map(\.status) == [.answered, .truncated, .answered, .answered])
        #expect(extract.questions[0].section == "微信小程序部分")

        let points = """
            # 水闸的作用是什么？

            **控制：** 汛期开闸，枯期关闸。

            **计量：** 按开度算流量。

            **通航：** 船从旁边的船闸过。

            # 什么是堰？

            挡水建筑物。

            """
        #expect(try texts(points, "a.md") == ["水闸的作用是什么？", "什么是堰？"])
    }

    @Test("the fronts of cards ask, whatever their class is called, and lines above them name parts")
    func cards() throws {
        let cards = [
            ("Sluices", "What does a sluice do?", "It holds the water back and lets it go through its gates."),
            ("", "Explain how a weir measures the flow.", "The height of the water above the crest gives the flow."),
            ("", "Why does a fish pass have pools?", "The fish rest in them on the way up."),
            ("Dams", "How do you find seepage in a dam?", "By wet spots below and by the pressure in the pipes."),
            ("", "What is a spillway?", "The way that the water takes when the reservoir is full."),
            ("", "Compare earth and concrete dams", "One is broad and cheap, the other is narrow and strong."),
        ]
        let page =
            "<html><body><h1>Waterworks cards</h1>"
            + cards.map { part, front, back in
                (part.isEmpty ? "" : "<div class='zz'>\(part)</div>")
                    + "<div class='k1'><div class='x7'>\(front)</div><div class='x8'><p>\(back)</p></div></div>"
            }.joined() + "</body></html>"
        let extract = try Make.extract(page, path: "a.html")
        #expect(extract.questions.map(\.text) == cards.map(\.1))
        #expect(extract.questions.map(\.answer) == cards.map(\.2))
        #expect(extract.questions.map(\.section) == ["Sluices", "Sluices", "Sluices", "Dams", "Dams", "Dams"])
    }

    @Test("posts that each give questions with their answers are no replies to the first")
    func collected() throws {
        func item(_ name: String, _ pairs: [(String, String)]) -> String {
            "<div class='AnswerItem'><div class='AuthorInfo'>\(name)，水利工程师</div><div class='RichText'>"
                + pairs.map { "<p><b>\($0.0)</b></p><p>\($0.1)</p>" }.joined() + "</div></div>"
        }
        let page =
            "<html><body><h1>水利岗的面试都问什么</h1>"
            + item(
                "甲",
                [
                    ("水闸的作用是什么？", "控制水位和流量，汛期开闸泄洪，枯期关闸蓄水，两岸的田从这里取水。"),
                    ("什么是堰？", "水从顶上漫过去的挡水建筑物，用来抬高水位，也用来量水，有宽顶的也有薄壁的。"),
                ])
            + item(
                "乙",
                [
                    ("鱼道有什么用？", "让洄游的鱼绕过大坝上溯产卵，里面一级一级设隔板减速，流速慢过鱼的游速。"),
                    ("怎么防渗？", "在坝基里做帷幕灌浆，坝前铺黏土，延长渗径，下游再设排水棱体把渗水引走。"),
                ])
            + item("丙", [("什么是溢洪道？", "水库满了以后泄水的通道，平时关着，汛期按调度的命令打开，水从旁边流走。")]) + "</body></html>"
        #expect(try texts(page, "a.html") == ["水闸的作用是什么？", "什么是堰？", "鱼道有什么用？", "怎么防渗？", "什么是溢洪道？"])
    }

    @Test("a reply names its question in English")
    func namedReplies() {
        for (words, value) in [
            ("Re question 2: it holds the water", 2), ("For Q3 - the fish", 3), ("Answer to #4: by clay", 4),
            ("Regarding question no. 5, the crest", 5),
        ] {
            let text = TextBuffer(words)
            #expect(ReplyNumber.named(text, text.whole)?.value == value, "\(words)")
        }
        for words in [
            "For 3 years I kept the gates", "Re opening the gates", "On question marks and style",
            "For Q3b we use clay",
        ] {
            let text = TextBuffer(words)
            #expect(ReplyNumber.named(text, text.whole) == nil, "\(words)")
        }
    }
}
