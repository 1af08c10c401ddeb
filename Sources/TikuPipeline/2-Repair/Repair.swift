public import TikuModel
internal import TikuText

/// Stage 2: undoes damage that can be undone with certainty; each change is an edit that keeps what stood there.
///
/// First hard wraps, since a wrap may cut a word or an entity in two; then characters.
public struct Repair: Stage {
    public static let wrapRule = "repair.hard-wrap"

    public init() {}

    public func run(_ article: Article) throws(Never) -> Article {
        var article = article
        if article.source.format != .html { unwrap(&article) }
        let protected = article.blocks.filter { $0.kind == .code }.map(\.span)
        let (text, edits) = TextRepair.characters(article.text, protected: protected)
        apply(text, edits, to: &article)
        return article
    }

    private func unwrap(_ article: inout Article) {
        let text = article.text
        let lines = article.blocks.map { Self.line(text, $0) }
        let wrap = HardWrap(
            text, lines: zip(lines, article.blocks).map { $1.kind == .code || $1.isTableRow ? nil : $0 },
            isMostlyCJK: Language.cjkShare(text) > 0.2)
        var rewriter = Rewriter(text)
        var blocks: [Block] = []
        for (index, block) in article.blocks.enumerated() {
            guard let previous = blocks.last, index > 0, mayContinue(article.blocks[index - 1], block, wrap),
                let join = wrap.join(text, line: lines[index - 1], next: lines[index]),
                wrap.style != .none || mayBeOne(text, lines[index - 1], lines[index])
            else {
                blocks.append(block)
                continue
            }
            let lineEnd = ByteSpan(lines[index - 1].end, block.span.start)
            rewriter.replace(lineEnd, with: join == .tight ? [] : [0x20], rule: Self.wrapRule)
            var joined = previous
            joined.span.end = block.span.end
            joined.content.end = text.trimmed(lines[index]).end
            joined.linkBytes += block.linkBytes
            joined.isStrong = previous.isStrong && block.isStrong
            blocks[blocks.count - 1] = joined
        }
        article.blocks = blocks
        let (repaired, edits) = rewriter.finish()
        apply(repaired, edits, to: &article)
    }

    /// Whether two lines of an article without a width may be one: the first is long, and neither sells. A seller's line between two sentences
    /// ends in mid-sentence as often as not, and stands below a cut one. Both are looked at as they read without residue.
    private func mayBeOne(_ text: TextBuffer, _ line: ByteSpan, _ next: ByteSpan) -> Bool {
        let (first, second) = (readable(text, line), readable(text, next))
        return Scalars.count(first.bytes, 0..<first.count) >= 30
            && [first, second].allSatisfy { AdvertModel.shipped.score($0, $0.whole) < AdvertModel.sureThreshold }
    }

    private func readable(_ text: TextBuffer, _ line: ByteSpan) -> TextBuffer {
        TextRepair.characters(TextBuffer(text.string(line)), protected: []).0
    }

    /// The block's line without its line end.
    private static func line(_ text: TextBuffer, _ block: Block) -> ByteSpan {
        var end = block.span.end
        if end > block.span.start, text.bytes[end - 1] == 0x0A { end -= 1 }
        return ByteSpan(block.span.start, end)
    }

    private func mayContinue(_ block: Block, _ next: Block, _ wrap: HardWrap) -> Bool {
        guard block.region == next.region else { return false }
        switch (block.kind, next.kind) {
        case (.blank, _), (_, .blank), (.code, _), (_, .code), (.rule, _), (_, .rule), (.tableRow, _), (_, .tableRow):
            return false
        case (_, .heading): return false
        case (.heading, _):
            switch wrap.style {
            case .cut, .columns: return true
            case .none, .words: return false
            }
        case (_, .listItem):
            // a line cut after N characters may go on with anything, even with a dash
            return false
        default: return true
        }
    }

    private func apply(_ text: TextBuffer, _ edits: EditMap, to article: inout Article) {
        guard !edits.edits.isEmpty else { return }
        article.text = text
        article.editLayers.append(edits)
        for index in article.blocks.indices {
            article.blocks[index].span = edits.repaired(article.blocks[index].span)
            let content = edits.repaired(article.blocks[index].content)
            article.blocks[index].content = text.trimmedKeepingIndent(content, kind: article.blocks[index].kind)
        }
        article.blocks.removeAll { $0.span.isEmpty }
        for index in article.inlines.indices {
            article.inlines[index].span = edits.repaired(article.inlines[index].span)
        }
    }
}

extension TextBuffer {
    fileprivate func trimmedKeepingIndent(_ span: ByteSpan, kind: BlockKind) -> ByteSpan {
        kind == .code ? span : trimmed(span)
    }
}
