internal import TikuModel
internal import TikuText

/// Finds lists of links in a page: blocks in a row that are links from end to end.
///
/// High link density marks navigation and lists of other posts (Kohlschütter and others, WSDM 2010). Headings that are links go with the
/// row they stand in. Numbered questions that link to themselves stay, and so does a page that is links for the most part and holds no text.
enum LinkLists {
    static let rule = "page.links"
    static let shortest = 3

    static func verdicts(_ article: Article) -> [Verdict] {
        let blocks = article.blocks.filter { $0.kind != .blank && $0.region == .content }
        let linked = blocks.count(where: isLink)
        guard linked >= shortest, linked * 10 < blocks.count * 6 || holdsText(blocks) else { return [] }
        var verdicts: [Verdict] = []
        var index = 0
        while index < blocks.count {
            guard isLink(blocks[index]) || isLinkHeading(article.text, blocks[index]) else {
                index += 1
                continue
            }
            // teasers have headings that are links; one that heads a text is none of them
            var end = index
            while end < blocks.count, isLink(blocks[end]) || isLinkHeading(article.text, blocks[end]) { end += 1 }
            let rowEnd = end
            while end > index, isLinkHeading(article.text, blocks[end - 1]) { end -= 1 }
            if blocks[index..<end].count(where: isLink) >= shortest {
                for block in blocks[index..<end] {
                    verdicts.append(
                        Verdict(span: block.span, rule: rule, evidence: "\(end - index) links in a row"))
                }
                // its title
                if index > 0, isTitle(article.text, blocks[index - 1]) {
                    verdicts.append(
                        Verdict(span: blocks[index - 1].span, rule: rule, evidence: "the title of a list of links"))
                }
            }
            index = max(rowEnd, index + 1)
        }
        return verdicts
    }

    /// An article beside the links, however short.
    private static func holdsText(_ blocks: [Block]) -> Bool {
        blocks.reduce(0) { $0 + ($1.content.count >= 90 && $1.linkBytes * 4 < $1.content.count ? $1.content.count : 0) }
            >= 240
    }

    /// The title of a teaser. One that asks or is numbered is a question of the page.
    private static func isLinkHeading(_ text: TextBuffer, _ block: Block) -> Bool {
        block.isHeading && block.linkBytes * 10 >= block.content.count * 8 && !block.content.isEmpty
            && QuestionCues.firstMark(text, block.content) == nil && NumberPrefix.scan(text, block.content) == nil
    }

    private static func isLink(_ block: Block) -> Bool {
        !block.isHeading && block.linkBytes * 10 >= block.content.count * 8 && !block.content.isEmpty
            && block.kind != .code
    }

    private static func isTitle(_ text: TextBuffer, _ block: Block) -> Bool {
        Scalars.count(text.bytes, block.content.range) <= 16 && !block.isListItem && block.kind != .code
            && !CharacterClass.isSentenceEnd(
                Scalars.before(text.bytes, block.content.end, from: block.content.start).scalar)
    }
}
