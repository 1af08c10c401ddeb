import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// What stands between a whole answer and the next question.
@Suite("Tails of answers")
struct AnswerTailTests {
    private static func answers(_ tail: String, keep: [String] = [], without: Set<String> = []) throws -> [String] {
        let text = """
            水利面试题

            1、什么是水闸？
            控制水位和流量的建筑物，汛期泄洪。

            \(tail)

            2、怎么防渗？
            在坝基里做帷幕灌浆，坝前铺黏土。

            """
        let pipeline = Pipeline(rules: try RuleSet(BuiltInRules.packs(), keep: keep, without: without))
        return try pipeline.read(RawSource(path: "a.txt", bytes: ContiguousArray(text.utf8))).extract.questions.map(
            \.answer)
    }

    @Test("a line that sells, shares no word with the answer and closes no sentence is none of it")
    func advert() throws {
        #expect(try Self.answers("隔壁工作室招兼职设计，周结，有意的点我头像").first == "控制水位和流量的建筑物，汛期泄洪。")
    }

    @Test(
        "a line of the answer stays: it shares its words, closes its sentence, or leads on",
        arguments: ["水闸按位置分为进水闸和节制闸", "闸门多用钢板焊成。", "常见的有："])
    func content(_ line: String) throws { #expect(try Self.answers(line).first?.hasSuffix(line) ?? false) }

    @Test("what a curator keeps stays, and nothing goes by its wording where that is switched off")
    func vetoed() throws {
        let line = "隔壁工作室招设计，周结，有意的来聊"
        #expect(try Self.answers(line).first == "控制水位和流量的建筑物，汛期泄洪。")
        #expect(try Self.answers(line, keep: ["隔壁工作室"]).first?.hasSuffix(line) ?? false)
        #expect(try Self.answers(line, without: ["ad.wording"]).first?.hasSuffix(line) ?? false)
    }

    @Test("an offer of the rest shows a cut answer, though a line of the page follows it")
    func offerBeforeFurniture() throws {
        let question = try #require(
            try Make.extract(
                """
                水利面试题
                1、怎么防渗？
                在坝基里做帷幕灌浆，坝前铺黏土。
                下游还要设排水，把渗

                展开全文

                阅读 1034 收藏 12

                2、什么是水闸？
                控制水位和流量的建筑物，汛期泄洪。

                """, path: "a.txt"
            ).questions.first)
        #expect(question.status == .truncated)
        #expect(question.answer.hasSuffix("把渗"))
    }

    @Test(
        "a note in brackets behind open words says that the rest is elsewhere; a remark in brackets says nothing",
        arguments: [
            ("坝基里做帷幕灌浆，坝前铺（未完待续）", AnswerStatus.truncated),
            ("坝基里做帷幕灌浆，坝前铺黏土（也有铺膜的）", .answered),
        ])
    func note(_ answer: String, _ status: AnswerStatus) throws {
        let extract = try Make.extract(
            "水利面试题\n1、怎么防渗？\n\(answer)\n2、什么是水闸？\n控制水位和流量的建筑物，汛期泄洪。\n", path: "a.txt")
        #expect(extract.questions.first?.status == status)
    }

    @Test(
        "et cetera and a smiley end an answer",
        arguments: ["防渗的办法有灌浆、铺盖、排水等", "The dam is called Old Ben, and nobody knows why :-)"])
    func ends(_ answer: String) throws {
        let extract = try Make.extract(
            """
            水利面试题
            1、什么是水闸？
            控制水位和流量的建筑物，汛期泄洪。
            2、什么是堰？
            横在河里的矮坝，水从上面漫过去。
            3、怎么防渗？
            \(answer)
            4、什么是船闸？
            让船上下的闸室，靠充水和放水升降。

            """, path: "a.txt")
        #expect(extract.questions[2].status == .answered)
    }

    @Test("an answer glued to the last word of an advert")
    func gluedAnswer() throws {
        let extract = try Make.extract(
            """
            Canal interview questions
            1. What is a sluice?
            Join 3,000 engineers in our Discord: discord.example/prepSluices are gates that slide up and let the water of a channel pass below.
            2. What is a weir?
            A low wall across a river that the water flows over.

            """, path: "a.txt")
        #expect(
            extract.questions.first?.answer
                == "Sluices are gates that slide up and let the water of a channel pass below.")
    }
}
