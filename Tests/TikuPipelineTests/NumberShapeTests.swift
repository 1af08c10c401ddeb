import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Numbers and headings as scrapers leave them, each as its smallest post.
@Suite("Numbers and headings that were spoiled")
struct NumberShapeTests {
    @Test(
        "parts that count on their own, in the very dialect of the questions",
        arguments: [("1. ", "2. "), ("1、", "2、"), ("1) ", "2) ")])
    func countedParts(_ first: String, _ second: String) throws {
        let mark = String(first.dropFirst())
        let post = """
            河工面试题

            \(first)堤坝养护
            1\(mark)堤坝为什么要种草？
            草根抓住泥土，雨水冲不走。
            2\(mark)石笼怎么编？
            3\(mark)护坡用什么石头？
            \(second)船闸日常
            4\(mark)船闸怎么开门？
            先把闸室灌满，两边水面一样高。
            5\(mark)闸门锈了怎么办？
            """
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.text) == ["堤坝为什么要种草？", "石笼怎么编？", "护坡用什么石头？", "船闸怎么开门？", "闸门锈了怎么办？"])
        #expect(extract.questions.map(\.section) == ["堤坝养护", "堤坝养护", "堤坝养护", "船闸日常", "船闸日常"])
    }

    @Test("duplicate numbers of questions without answers make no parts")
    func duplicateNumbers() throws {
        let extract = try Make.extract("面试题\n1. 什么是堤坝\n1. 什么是船闸\n2. 石笼怎么编\n3. 护坡怎么修\n3. 闸门怎么保养\n")
        #expect(extract.questions.count == 5)
        #expect(extract.sections.isEmpty)
    }

    @Test("numbers whose mark was lost: 问题一堤坝…")
    func gluedNumbers() throws {
        let post = """
            河工面试题
            问题一堤坝为什么要种草？
            草根抓住泥土，雨水冲不走。
            问题二石笼怎么编
            问题三二级护坡用什么石头？
            问题四船闸怎么开门？
            先把闸室灌满，两边水面一样高。
            """
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.text) == ["堤坝为什么要种草？", "石笼怎么编", "二级护坡用什么石头？", "船闸怎么开门？"])
        #expect(extract.questions.map(\.number) == ["一", "二", "三", "四"])
    }

    @Test("prose that opens with 问题一般 has no number")
    func noGluedNumbers() throws {
        let post = "问答\n\n1. 堤坝漏水怎么办？\n\n问题一般出在接缝处。\n\n先找渗水的地方，再灌浆。\n\n2. 石笼怎么编？\n\n用铁丝编。\n"
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.text) == ["堤坝漏水怎么办？", "石笼怎么编？"])
        #expect(extract.questions[0].answer.contains("问题一般出在接缝处"))
    }

    @Test("circled numerals that GBK could not hold became question marks")
    func lostNumerals() throws {
        let circled = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "?", "?"]
        let questions = [
            "堤坝", "石笼", "护坡", "船闸", "闸门", "水尺", "鱼道", "堰", "渠", "涵洞", "泵站", "水库",
        ].map { "\($0)是怎么修的？" }
        let post = "河工面试题\n" + zip(circled, questions).map { "\($0)\($1)\n" + "请老师傅带着修，一步也不能省。\n" }.joined()
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.text) == questions)
        #expect(extract.questions.suffix(2).map(\.number) == ["11", "12"])
    }

    @Test("a heading that took its answer along is cut behind the question only where no answer stands below")
    func answerInHeading() throws {
        let post = """
            # 河工问答

            ### 1. 堤坝为什么要种草？草根抓住泥土，雨水冲不走，牛羊也爱吃。

            ### 2. 石笼怎么编？

            用铁丝编，网眼比石头小。

            ### 3. 夏天能修船闸吗？我想知道水大的时候怎么办。

            能，先在上游打一道围堰。
            """
        let extract = try Make.extract(post, path: "a.md")
        #expect(extract.questions.map(\.text) == ["堤坝为什么要种草？", "石笼怎么编？", "夏天能修船闸吗？我想知道水大的时候怎么办。"])
        #expect(extract.questions.map(\.answer) == ["草根抓住泥土，雨水冲不走，牛羊也爱吃。", "用铁丝编，网眼比石头小。", "能，先在上游打一道围堰。"])
    }

    @Test("bold type ends a question that has no mark")
    func boldQuestion() throws {
        let post = """
            # Questions about canals

            **1) Why is my sluice stuck after a frost** Ice sits in the grooves. Wait for the sun, or pour warm water in.

            **2) How does a lock work** Its chamber is filled and emptied through culverts.

            **3) What is a weir made of** Of stones or concrete, low enough that the water flows over it.
            """
        let extract = try Make.extract(post, path: "a.md")
        #expect(
            extract.questions.map(\.text) == [
                "Why is my sluice stuck after a frost", "How does a lock work", "What is a weir made of",
            ])
        #expect(extract.questions.allSatisfy { $0.status == .answered })
    }

    @Test("a list of three points that head the text below is its table of contents")
    func shortContents() throws {
        let questions = ["堤坝为什么要种草？", "石笼怎么编？", "船闸怎么开门？"]
        let list = questions.enumerated().map { "- （\($0 + 1)）\($1)\n" }.joined()
        let text = questions.enumerated().map { "#### （\($0 + 1)）\($1)\n\n问过师傅才知道，一共要分三步。\n\n" }.joined()
        let extract = try Make.extract("# 河工面试题\n\n\(list)\n去年秋天面了几家，趁记得写下来。\n\n\(text)", path: "a.md")
        #expect(extract.questions.map(\.text) == questions)
        #expect(extract.questions.allSatisfy { $0.status == .answered })
    }

    @Test("a full line of another text does not take the number of a chapter along")
    func chapterBelowFullLine() throws {
        let full = "河水在春天涨得最快因为山上的雪都化了所以巡堤的人要多走几遍才放心"
        let lines = (0..<6).map { _ in full }.joined(separator: "\n")
        let extract = try Make.extract(
            "河工面试题\n一、堤坝\n1. 春天为什么要多巡堤？\n\(lines)\n二、船闸\n2. 船闸怎么开门？\n先灌水，再开门。\n")
        #expect(extract.questions.map(\.section) == ["堤坝", "船闸"])
    }

    @Test("an answer that is nothing but the word for one is none; a word without its colon is no part of the answer")
    func labelsWithoutColon() throws {
        let post = """
            河工面试题
            问：堤坝为什么要种草？
            答
            问：石笼怎么编？
            答用铁丝编，网眼比石头小。
            问：护坡用什么石头？
            答用本地的青石，又重又便宜。
            问：船闸怎么开门？
            答先灌水，再开门。
            """
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.status) == [.missing, .answered, .answered, .answered])
        #expect(extract.questions[1].answer == "用铁丝编，网眼比石头小。")
    }

    @Test("a few words between blank lines name parts where the questions carry no numbers")
    func titlesBetweenBlankLines() throws {
        let post = """
            Canals: questions and answers for your next interview

            Warm-up

            What is a sluice?

            A gate that slides up and lets water pass below it.

            How does a lock work?

            Its chamber is filled and emptied through culverts.

            Dry seasons

            Why do weirs leak in summer?

            The wood dries and the joints open.

            What would you do about it?

            Keep the boards wet, or build in stone.
            """
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.section) == ["Warm-up", "Warm-up", "Dry seasons", "Dry seasons"])
    }

    @Test("a request that names nothing asks for what stands behind its colon")
    func requestBeforeColon() throws {
        let extract = try Make.extract(
            "河工面试题\n1. 说说你的理解：堤坝和船闸有什么不同\n堤坝挡水，船闸让船过去。\n2. 石笼怎么编？\n用铁丝编。\n3. 护坡用什么石头？\n用青石。\n")
        #expect(extract.questions.first?.text == "说说你的理解：堤坝和船闸有什么不同")
    }

    @Test("the counted points of an essay ask nothing")
    func essay() throws {
        let post = """
            面试这件小事

            我做了七年招聘，见过的人大概有两千多位，能记住名字的不多。

            1. 说话要具体，做过什么、错在哪里，都讲给对方听。

            2. 先讲结果，再讲经过，面试官没有那么多时间听怎么走到那里。

            3. 不会就说不会，比硬撑着要体面得多，别人也听得出来。

            愿每位在路上的朋友都能遇见懂你的人。
            """
        #expect(try Make.extract(post).questions.isEmpty)
    }

    @Test("a short request without a mark right above the next question asks too")
    func shortRequest() throws {
        let post = """
            河工面试题
            堤坝为什么要种草？
            解析：草根抓住泥土，雨水冲不走。
            说说船闸的门
            石笼怎么编？
            解析：用铁丝编，网眼比石头小。
            护坡用什么石头？
            解析：用本地的青石。
            鱼道是做什么的？
            解析：让鱼游过堰去。
            """
        let extract = try Make.extract(post)
        #expect(extract.questions.map(\.text) == ["堤坝为什么要种草？", "说说船闸的门", "石笼怎么编？", "护坡用什么石头？", "鱼道是做什么的？"])
        #expect(extract.questions.map(\.status) == [.answered, .missing, .answered, .answered, .answered])
    }
}
