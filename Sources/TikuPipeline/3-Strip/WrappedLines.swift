internal import TikuModel
internal import TikuText

/// Lines of hard-wrapped text: what goes on from the line above is no line of its own.
extension Strip {
    /// How many lines of a text there are by their lengths: those of wrapped paragraphs have one.
    func widths(_ article: Article) -> [Int: Int] {
        guard article.source.format != .html else { return [:] }
        return article.blocks.reduce(into: [:]) { widths, block in
            if block.kind == .paragraph {
                widths[Scalars.count(article.text.bytes, block.content.range), default: 0] += 1
            }
        }
    }

    /// Whether a line goes on with the one above, which is as long as several others and ends in the middle of a clause.
    func isWrapped(_ text: TextBuffer, _ above: Block?, _ block: Block, _ widths: [Int: Int]) -> Bool {
        guard let above, block.kind == .paragraph, !block.startsParagraph, above.kind == .paragraph,
            above.span.end == block.span.start, !above.content.isEmpty, !block.content.isEmpty
        else { return false }
        let length = Scalars.count(text.bytes, above.content.range)
        guard length >= 30, (length - 1...length + 1).reduce(0, { $0 + (widths[$1] ?? 0) }) >= 4 else { return false }
        let last = Scalars.before(text.bytes, above.content.end, from: above.content.start).scalar
        let next = Scalars.decode(text.bytes, at: block.content.start).scalar
        return CharacterClass.isWord(last) && (CharacterClass.isHan(last) == CharacterClass.isHan(next))
    }
}
