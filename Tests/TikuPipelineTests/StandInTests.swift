import Testing
import TikuModel
import TikuText

@testable import TikuPipeline

/// What stands in for an answer, and what only looks like it.
@Suite("Stand-ins")
struct StandInTests {
    private func status(of answer: String) throws -> AnswerStatus {
        let post =
            "# 水利面试题\n\n## 1. 什么是水闸？\n\n建在河道上，靠启闭闸门来控制水位的建筑物。\n\n## 2. 什么是堰？\n\n\(answer)\n\n## 3. 鱼道有什么用？\n\n让洄游的鱼绕过大坝上溯产卵。\n"
        let extract = try Make.extract(post, path: "a.md")
        return try #require(extract.questions.first { $0.number == "2" }).status
    }

    @Test(
        "in words that no list has",
        arguments: [
            "这道题的答案我写在下一本册子里了", "答案被编辑删掉了，抱歉", "（原帖此处是图片，已失效）", "The answer did not fit on this page",
            "I have not written this one up yet", "(sorry, the notes for this answer got lost)",
        ])
    func standIn(_ text: String) throws { #expect(try status(of: text) == .missing) }

    @Test(
        "short answers stay, whatever words they have",
        arguments: [
            "没有区别，都是挡水的。", "见到洪峰就提前开闸，腾出库容。", "把尾墩省略掉以后，汛期的水会从下一孔的顶上漫过去。", "答案是水位差。", "B", "443",
            "It depends on the level of the river.", "The next gate opens later.", "No, a weir has no gate.",
        ])
    func answer(_ text: String) throws { #expect(try status(of: text) == .answered) }

    @Test("a note in brackets below an answer is no part of it")
    func note() throws {
        let post =
            "# 水利面试题\n\n## 1. 什么是水闸？\n\n建在河道上，靠启闭闸门来控制水位的\n\n（后面的内容请登录后继续阅读）\n\n## 2. 什么是堰？\n\n水从顶上漫过去的挡水建筑物。\n\n## 3. 鱼道有什么用？\n\n让洄游的鱼绕过大坝上溯产卵。\n"
        let first = try #require(try Make.extract(post, path: "a.md").questions.first)
        #expect(first.status == .truncated && !first.answer.contains("登录"))
    }
}
