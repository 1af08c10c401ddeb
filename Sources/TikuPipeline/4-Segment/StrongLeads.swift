internal import TikuModel
internal import TikuText

/// Paragraphs that open with a bold question and go on with its answer: `**什么是锁？** 互斥。`
///
/// Bold words open the points of an answer as well (`**优点：** 快`). So these lines are cut behind the bold words only where most of the
/// bold words that open a paragraph of the article ask.
struct StrongLeads {
    let article: Article
    /// Where a line's bold words end, by where they start.
    private let strong: [Int: Int]

    private static let longest = 120

    init(_ article: Article) {
        self.article = article
        var strong: [Int: Int] = [:]
        for inline in article.inlines where inline.kind == .strong { strong[inline.span.start] = inline.span.end }
        self.strong = strong
    }

    /// The ends of the bold questions, by the index of their line.
    func cuts(_ lines: [Line]) -> [Int: Int] {
        var leads: [(line: Int, end: Int, cue: Double)] = []
        for (index, line) in lines.enumerated() {
            guard line.kind == .paragraph, line.opensBlock, !line.isStrong, line.prefix == nil, line.label == nil,
                let (words, end) = lead(line.content)
            else { continue }
            leads.append((index, end, QuestionCues.score(article.text, words)))
        }
        let asking = leads.count { $0.cue >= 2.4 }
        guard asking >= 3, asking * 10 >= leads.count * 6 else { return [:] }
        let isSure = asking * 10 >= leads.count * 8
        return Dictionary(
            leads.filter { isSure || $0.cue >= 0.6 }.map { ($0.line, $0.end) }, uniquingKeysWith: { first, _ in first })
    }

    /// The bold words that open a line, and where they end with their marks.
    private func lead(_ content: ByteSpan) -> (words: ByteSpan, end: Int)? {
        let text = article.text
        var words: ByteSpan
        var end: Int
        if let close = strong[content.start] {
            words = ByteSpan(content.start, min(close, content.end))
            end = words.end
        } else {
            guard content.count > 5, text.bytes[content.range].starts(with: "**".utf8) else { return nil }
            let stars = UInt8(ascii: "*")
            let inner = content.start + 2
            guard
                let close = (inner..<content.end - 1).first(where: {
                    text.bytes[$0] == stars && text.bytes[$0 + 1] == stars
                })
            else { return nil }
            words = ByteSpan(inner, close)
            end = close + 2
        }
        words = text.trimmed(words)
        let rest = text.trimmed(ByteSpan(min(end, content.end), content.end))
        guard !words.isEmpty, rest.count >= 6, Scalars.count(text.bytes, words.range) <= Self.longest else {
            return nil
        }
        let last = Scalars.before(text.bytes, words.end, from: words.start).scalar
        let next = Scalars.decode(text.bytes, at: rest.start).scalar
        guard last != 0x3A, last != 0xFF1A, next != 0x3A, next != 0xFF1A else { return nil }
        return (words, end)
    }
}
