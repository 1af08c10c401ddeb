import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Where an answer ends and something else begins.
@Suite("Borders of answers")
struct AnswerBorderTests {
    @Test("the last paragraph takes leave of the reader, and the last paragraph of an answer does not")
    func closing() throws {
        func answers(_ last: String) throws -> [String] {
            try Make.extract(
                "水利面试题\n\n1、什么是水闸？\n控制水位和流量的建筑物，汛期泄洪。\n\n2、怎么防渗？\n在坝基里做帷幕灌浆，坝前铺黏土。\n\n\(last)\n", path: "a.txt"
            ).questions.map(\.answer)
        }
        #expect(try answers("以上凭记忆整理，欢迎补充。").last == "在坝基里做帷幕灌浆，坝前铺黏土。")
        #expect(try answers("攒人品，结果出来再更新。").last == "在坝基里做帷幕灌浆，坝前铺黏土。")
        #expect(try answers("下游还要设排水，把渗水引走。").last?.hasSuffix("把渗水引走。") ?? false)
    }

    @Test("an advert glued to the last word of an answer")
    func gluedAdvert() throws {
        let extract = try Make.extract(
            """
            水利面试题
            1、怎么防渗？
            在坝基里做帷幕灌浆，坝前铺黏土，下游设排水棱体觉得有用的话，点赞收藏关注支持一下博主吧！
            2、二维码过期了怎么办？
            如果二维码过期，可以先加群主微信再请他拉你进来，这是小区业主群的规定。

            """, path: "a.txt")
        #expect(extract.questions[0].answer == "在坝基里做帷幕灌浆，坝前铺黏土，下游设排水棱体")
        #expect(extract.questions[0].status == .answered)
    }

    @Test("what an interviewer says first and last asks nothing")
    func greetings() throws {
        let questions = try Make.extract(
            """
            Interviewer: Thanks for coming in today, please have a seat.
            Candidate: Thank you for having me.
            Interviewer: What does a sluice do?
            Candidate: It holds the water back and lets it go through its gates.
            Interviewer: Why does a fish pass have pools?
            Candidate: The fish rest in them on the way up.
            Interviewer: How do you find seepage in a dam?
            Candidate: By wet spots below it.
            Interviewer: That is all from my side, we will be in touch next week.

            """, path: "a.txt"
        ).questions
        #expect(
            questions.map(\.text) == [
                "What does a sluice do?", "Why does a fish pass have pools?", "How do you find seepage in a dam?",
            ])
    }

    @Test("an answer that speaks of a group or an account is no stand-in")
    func speaksOfGroups() throws {
        let questions = try Make.extract(
            """
            1、怎样做好家校沟通？
            重要的事情打电话或面谈，日常通知放在群里，群里不公布成绩。请大家关注学校公众号查看课表，个别学生的问题一律私信。
            2、出院病人怎样随访？
            出院前教会病人扫码关注医院公众号，复诊提醒会推送。护士在出院后第三天电话随访一次，以后每月在[展开全文]
            3、水闸的作用是什么？
            完整答案请关注公众号回复“水闸”获取

            """, path: "a.txt"
        ).questions
        #expect(questions.map(\.status) == [.answered, .truncated, .missing])
    }

    @Test("rows that span a table name what follows")
    func partsOfTables() throws {
        let rows = [
            ("水闸的作用是什么？", "控制水位和流量。"), ("什么是堰？", "水从顶上漫过去的挡水建筑物。"), ("鱼道有什么用？", "让鱼上溯产卵。"), ("怎么防渗？", "坝前铺黏土。"),
        ]
        func row(_ index: Int) -> String { "<tr><td>\(rows[index].0)</td><td>\(rows[index].1)</td></tr>" }
        let page =
            "<html><body><h1>水利问答</h1><table><tr><th>题目</th><th>答案</th></tr><tr><th colspan=2>水闸部分</th></tr>\(row(0))\(row(1))<tr><th colspan=2>大坝专题</th></tr>\(row(2))\(row(3))</table></body></html>"
        #expect(
            try Make.extract(page, path: "a.html").questions.map(\.section) == ["水闸部分", "水闸部分", "大坝专题", "大坝专题"])
    }

    @Test("a gap is filled with a word or two, which need no full stop")
    func gaps() throws {
        let questions = try Make.extract(
            """
            1、水闸由上游段、____和下游段组成。
            答案：闸室段
            2、消能方式有底流、面流和____。
            答案：挑流；戽流；以及
            3、什么是堰？
            答案：水从顶上漫过去的挡水建筑物，用来抬高水位。

            """, path: "a.txt"
        ).questions
        #expect(questions.map(\.status) == [.answered, .answered, .answered])
    }
}
