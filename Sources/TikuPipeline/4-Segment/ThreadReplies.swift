internal import TikuModel
internal import TikuText

/// A thread whose first post asks and whose replies answer: the replies are content then.
struct ThreadReplies {
    /// The article with the verdicts on its replies taken back.
    let opened: Article
    /// Index of the first block of the replies.
    let firstBlock: Int

    /// - Returns: nil unless most questions have no answer and the replies hold lines with their numbers.
    init?(_ article: Article, _ reading: Reading) {
        guard article.source.format == .html, reading.style?.isNumbered ?? false else { return nil }
        var wanted: Set<Int> = []
        var unanswered = 0
        var questions = 0
        for (index, role) in reading.roles.enumerated() {
            guard case .question(let answerStart) = role, let prefix = reading.lines[index].prefix else { continue }
            questions += 1
            wanted.insert(prefix.value)
            let isAnswered =
                answerStart != nil || (index + 1 < reading.roles.count && reading.roles[index + 1] == .answer)
            if !isAnswered { unanswered += 1 }
        }
        guard questions >= 2, unanswered * 10 >= questions * 7 else { return nil }
        let replies = article.blocks.indices.filter {
            article.blocks[$0].region == .comments && article.blocks[$0].kind != .blank
        }
        guard let first = replies.first else { return nil }
        let answered = replies.filter { index in
            let block = article.blocks[index]
            guard let prefix = NumberPrefix.scan(article.text, block.content), wanted.contains(prefix.value) else {
                return false
            }
            return block.content.end - prefix.span.end >= 12
        }
        guard answered.count >= 2, answered.count * 3 >= questions else { return nil }
        var opened = article
        opened.verdicts.removeAll { $0.rule == "page.comments" }
        self.opened = opened
        firstBlock = first
    }
}
