import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Posts as communities and editors of documents write their pages, and posts in Japanese.
@Suite("Custom elements, replies by their bodies, Japanese")
struct CommunityShapeTests {
    @Test("elements that an editor names after headings and paragraphs are headings and paragraphs")
    func customElements() throws {
        func question(_ number: Int, _ asked: String, _ answer: String) -> String {
            "<ne-h3 id=a\(number)><ne-heading-content><ne-text>（\(number)）\(asked)</ne-text></ne-heading-content></ne-h3>\(answer)"
        }
        let html = """
            <body><h1>河工问答</h1><div class=viewer><ne-h2><ne-text>堤防</ne-text></ne-h2>
            \(question(1, "堤坝怎么修？", "<ne-p><ne-text>先清淤，再打桩，最后夯土。</ne-text></ne-p>"))
            \(question(2, "石笼怎么编？", ""))\(question(3, "石笼怎么放？", "<ne-p><ne-text>一个挨一个，缝里填碎石。</ne-text></ne-p>"))
            <ne-h2><ne-text>水闸</ne-text></ne-h2>
            \(question(1, "水闸怎么开？", "<ne-p><ne-text>先看水位，再慢慢提起闸板。</ne-text></ne-p>"))</div></body>
            """
        let extract = try Make.extract(html, path: "a.html")
        #expect(extract.questions.map(\.text) == ["堤坝怎么修？", "石笼怎么编？", "石笼怎么放？", "水闸怎么开？"])
        #expect(extract.questions.map(\.section) == ["堤防", "堤防", "堤防", "水闸"])
        #expect(extract.questions.map(\.status) == [.answered, .missing, .answered, .answered])
    }

    private static let asked = [
        "How do you mend a sail?", "What keeps a mill from running away?", "Why are millstones dressed?",
    ]
    private static let answers = [
        "You sew a patch of the same cloth over the tear and wax the seam twice.",
        "The brake wheel does, and the miller who watches the clouds.",
        "Worn stones rub the grain where they should cut it, so the furrows are cut again.",
    ]

    private func replies(_ reply: (Int) -> String) throws -> Extract {
        let list = Self.asked.map { "<li><p>\($0)</p></li>" }.joined()
        let posts = Self.asked.indices.map(reply).joined()
        return try Make.extract(
            "<body><h1>Mills, my questions</h1><div class=topic_content><p>Asked last week.</p><ol>\(list)</ol></div>\(posts)</body>",
            path: "a.html")
    }

    @Test("replies without a name of their own are told by what their bodies are called")
    func replyBodies() throws {
        let extract = try replies { index in
            """
            <div id=r_\(index) class=cell><table><tr><td><span class=no>\(index + 2)</span><strong><a href=/member/ann\(index)>ann\(index)</a></strong>
            <span class=ago>3 days ago</span><div class=reply_content>Question \(index + 1): \(Self.answers[index])</div></td></tr></table></div>
            """
        }
        #expect(extract.questions.map(\.text) == Self.asked)
        #expect(extract.questions.map(\.answer) == Self.answers)
    }

    @Test("a quote in an element beside the text, and who wrote it in an attribute")
    func quotes() throws {
        let quoted = try replies { index in
            """
            <x-comment author=ann><div slot=commentMeta><a>ann</a> • <time>4mo ago</time></div><div slot=comment>
            <aside class=quote><blockquote><p>\(Self.asked[index])</p></blockquote></aside><p>\(Self.answers[index])</p></div>
            <x-comment-action-row>Upvote 2 Downvote Reply Share</x-comment-action-row></x-comment>
            """
        }
        #expect(quoted.questions.map(\.text) == Self.asked)
        #expect(quoted.questions.map(\.answer) == Self.answers)
    }

    @Test("Japanese numbers, requests and stand-ins")
    func japanese() throws {
        let post = """
            川の仕事

            全部で3問あります

            質問1：堤防はなぜ必要ですか？

            水があふれるのを防ぎます。

            質問2：石かごの作り方を説明してください。

            準備中

            質問3：水門を開ける順番を教えてください。

            水位を見てから、板をゆっくり上げます。
            """
        let extract = try Make.extract(post)
        #expect(extract.claimed == 3)
        #expect(extract.questions.map(\.text) == ["堤防はなぜ必要ですか？", "石かごの作り方を説明してください。", "水門を開ける順番を教えてください。"])
        #expect(extract.questions.map(\.status) == [.answered, .missing, .answered])
        #expect(extract.questions.allSatisfy { $0.section == nil })
    }

    @Test("a whole article behind one heading mark is no heading")
    func longHeading() throws {
        let rest = (1...6).map { number in
            "Question \(number): What is wheel \(number) of a mill? Answer: It turns in the wind, rests at night and is greased in spring. The miller oils it twice a week."
        }
        let extract = try Make.extract("# Mills " + rest.joined(separator: " "), path: "a.md")
        #expect(extract.questions.count == 6)
        #expect(extract.questions.allSatisfy { !$0.answer.contains("#") })
    }

    @Test("a whole sentence that names two buttons is no button")
    func statement() throws {
        let extract = try Make.extract(
            "问答\n1、怎么和老客户保持联系？\n逢年过节打个电话，别只在缺单子的时候想起人家。\n他发的动态要真心去看，该点赞就点赞，有话说就认真评论几句，不要只发表情。\n2、石笼怎么编？\n用铁丝编，网眼要比石头小。\n"
        )
        #expect(extract.questions.first?.answer.contains("认真评论几句") ?? false)
    }

    @Test("a few words without a mark, below a closed sentence, were cut")
    func shortEnd() throws {
        func post(_ end: String) -> String {
            "问答\n1、堤坝怎么修？\n先清淤，再打桩，最后夯土。\n2、石笼怎么编？\n用铁丝编，网眼要比石头小。\n3、水闸怎么开？\n先看水位，再慢慢提起闸板。\n\(end)\n4、水闸怎么关？\n放下闸板，再查一遍缝隙。\n"
        }
        #expect(try Make.extract(post("铰链要上油，螺杆要")).questions.map(\.status)[2] == .truncated)
        #expect(try Make.extract(post("铰链、螺杆都要上油。")).questions.map(\.status)[2] == .answered)
    }

    @Test("a title that tells what was asked is no question")
    func account() throws {
        let extract = try Make.extract(
            "聊聊河工面试都问了啥\n离考试还有三周，把题再顺一遍。\n堤坝怎么修？\n先清淤，再打桩，最后夯土。\n石笼怎么编？\n用铁丝编，网眼要比石头小。\n水闸怎么开？\n先看水位，再慢慢提起闸板。\n")
        #expect(extract.questions.map(\.text) == ["堤坝怎么修？", "石笼怎么编？", "水闸怎么开？"])
    }
}
