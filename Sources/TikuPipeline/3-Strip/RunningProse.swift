internal import TikuModel
internal import TikuText

/// Takes back what rules removed from the running prose of a page that asks nothing.
///
/// News and essays speak of prices, followers and shares as well. Adverts there have paragraphs of their own; a sentence inside a
/// paragraph that otherwise stays, and that ends as sentences do, is the author's.
enum RunningProse {
    /// - Returns: nil where nothing changes.
    static func reopened(_ article: Article) -> Article? {
        let text = article.text
        var opened = article
        var next = 0
        opened.verdicts.removeAll { verdict in
            guard !verdict.rule.hasPrefix("page.") else { return false }
            // what speaks against a sentence is its vocabulary alone
            if verdict.rule == AdvertModel.rule { return true }
            while next < article.blocks.count, article.blocks[next].span.end <= verdict.span.start { next += 1 }
            guard next < article.blocks.count else { return false }
            let block = article.blocks[next]
            guard block.kind == .paragraph || block.kind == .quote, block.content.count > verdict.span.count else {
                return false
            }
            let gone = article.verdicts.reduce(0) {
                $0 + (block.span.start <= $1.span.start && $1.span.end <= block.span.end ? $1.span.count : 0)
            }
            guard gone * 2 < block.content.count else { return false }
            let content = text.trimmed(verdict.span)
            let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
            return CharacterClass.isSentenceEnd(last) || last == 0x2E || last == 0x21 || last == 0x201D || last == 0x22
        }
        return opened.verdicts.count == article.verdicts.count ? nil : opened
    }
}
