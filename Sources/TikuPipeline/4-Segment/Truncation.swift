internal import TikuModel
internal import TikuText

/// Tells answers that stop before they end.
///
/// Some ends say so by themselves: a link that offers the rest, an ellipsis in mid-sentence, an open bracket, a dangling function word,
/// code that stops inside what it opened. Whether a missing full stop means anything is for `openEnd` to weigh. A cut at a place where
/// an answer of this author might end cannot be seen, nor one in a table.
struct Truncation {
    let article: Article
    private let pictures: SpanIndex
    /// Where adverts begin.
    private let adverts: Set<Int>
    /// How this article ends its answers.
    var habit = Habit()

    init(article: Article) {
        self.article = article
        pictures = SpanIndex(article.inlines.lazy.filter(\.kind.isImage).map(\.span))
        adverts = Set(article.verdicts.lazy.map(\.span.start))
    }

    struct Verdict {
        var evidence: String
        /// What stands for the rest, and is no part of the answer.
        var marker: ByteSpan?
    }

    /// - Parameters:
    ///   - lines: the answer's lines, in order.
    ///   - contents: their contents, the first without its label.
    func judge(_ lines: [Line], _ contents: [ByteSpan]) -> Verdict? {
        // a picture ends no sentence
        var (lines, contents) = (lines, contents)
        while lines.count > 1, let last = contents.last, isPicture(last) {
            lines.removeLast()
            contents.removeLast()
        }
        guard let lastLine = lines.last, let last = contents.last else { return nil }
        let text = article.text
        let content = text.trimmed(last)
        guard !content.isEmpty else { return nil }
        if isDots(content) || endsEnumeration(content) { return nil }
        if lastLine.kind != .code, endsWith(content, 0x2026), let ellipsis = ellipsis(content, lines) {
            return ellipsis
        }
        if lastLine.kind == .code || lastLine.code >= 0.5 { return codeCut(lines, contents) }
        if isColumns(content) { return nil }
        if lines.count > 1, article.source.format == .text, !hasHan(content), lastLine.length < 40,
            lines[lines.count - 2].code >= 0.5
                || text.bytes[text.trimmed(contents[lines.count - 2]).start] == UInt8(ascii: "#")
        {
            return nil
        }
        if let offer = trailingOffer(content) { return Verdict(evidence: text.string(offer), marker: offer) }
        if let ellipsis = ellipsis(content, lines) { return ellipsis }
        let end = Scalars.before(text.bytes, content.end, from: content.start).scalar
        if closes(content) { return openBracket(content) }
        if endsInEtCetera(content) { return nil }
        if end == 0x3B || end == 0xFF1B { return nil }
        if end < 0x80, CharacterClass.isClosing(end), end != 0x29, !hasHan(content) { return nil }
        if end == 0x3A || end == 0xFF1A { return nil }
        if end == 0x2C || end == 0xFF0C || end == 0x3001 || end == 0x28 || end == 0xFF08 {
            return lines.count > 1 || lastLine.length > 8
                ? Verdict(evidence: Self.tail(text, content), marker: nil) : nil
        }
        if let open = openBracket(content) { return open }
        switch lastLine.kind {
        case .tableRow, .heading: return nil
        default: break
        }
        if lastLine.isStrong || endsWithAddress(content) { return nil }
        if let dangling = danglingWord(content) { return dangling }
        // what an advert was glued to had a mark or not: nobody can tell
        if adverts.contains(content.end) { return nil }
        return openEnd(lines, contents, content)
    }

    /// An image and nothing else.
    private func isPicture(_ span: ByteSpan) -> Bool {
        let content = article.text.trimmed(span)
        let bytes = article.text.bytes[content.range]
        if bytes.starts(with: "![".utf8), bytes.last == UInt8(ascii: ")") { return true }
        return pictures.covering(content) != nil
    }

    /// Whether the last sentence is closed.
    func closes(_ span: ByteSpan) -> Bool {
        let bytes = article.text.bytes
        var end = span.end
        if Self.smileys.contains(where: { bytes[span.range].suffix($0.count).elementsEqual($0) }) { return true }
        while end > span.start {
            let (scalar, width) = Scalars.before(bytes, end, from: span.start)
            if CharacterClass.isSentenceEnd(scalar) { return true }
            if scalar == 0xFF09 || scalar == 0x29, let open = opening(span.start, end - width), open > span.start,
                CharacterClass.isSentenceEnd(Scalars.before(bytes, open, from: span.start).scalar)
            {
                // a remark in brackets after a closed sentence
                return true
            }
            guard
                CharacterClass.isClosing(scalar) || CharacterClass.isWhiteSpace(scalar) || scalar > 0x1F000
                    || scalar == 0x7E || scalar == 0xFF5E
            else { return false }
            end -= width
        }
        return false
    }

    private static let smileys: [[UInt8]] = [" :)", " :-)", " ;)", " ;-)", " :D", " :-D", " :P", " ^_^"].map {
        Array($0.utf8)
    }

    /// `A、B 等`, `A, B, etc`: more of the same could follow, and need not.
    private func endsInEtCetera(_ span: ByteSpan) -> Bool {
        guard ends(span, with: "等") || ends(span, with: "等等") || ends(span, with: " etc") else { return false }
        return hasClause(span)
    }

    /// The bracket that the one at `end` closes.
    private func opening(_ start: Int, _ end: Int) -> Int? {
        var offset = end
        var steps = 0
        while offset > start, steps < 120 {
            let (scalar, width) = Scalars.before(article.text.bytes, offset, from: start)
            offset -= width
            steps += 1
            if scalar == 0xFF08 || scalar == 0x28 { return offset }
        }
        return nil
    }

    /// A sentence end inside the line, with words after it.
    func hasClosedSentence(_ span: ByteSpan) -> Bool {
        let bytes = article.text.bytes
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            offset += width
            if scalar == 0x3002 || scalar == 0xFF01 || scalar == 0xFF1F { return true }
            if scalar == 0x2E, offset + 1 < span.end, bytes[offset] == 0x20, bytes[offset + 1] >= 0x41,
                bytes[offset + 1] <= 0x5A,
                offset - span.start > 20
            {
                return true
            }
        }
        return false
    }

    func hasClause(_ span: ByteSpan) -> Bool {
        let bytes = article.text.bytes
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            if scalar == 0xFF0C || scalar == 0x2C || scalar == 0x3001 { return true }
            offset += width
        }
        return false
    }

    func hasHan(_ span: ByteSpan) -> Bool {
        article.text.bytes[span.range].contains { $0 >= 0xE3 && $0 <= 0xE9 }
    }

    /// `A、B、C 等……`: the dots stand for more of the same.
    private func endsEnumeration(_ span: ByteSpan) -> Bool {
        let bytes = article.text.bytes
        var end = span.end
        while end > span.start {
            let (scalar, width) = Scalars.before(bytes, end, from: span.start)
            guard scalar == 0x2026 || scalar == 0x2E else { break }
            end -= width
        }
        guard end < span.end - 2, end > span.start else { return false }
        let rest = ByteSpan(span.start, end)
        return ends(rest, with: "等") || ends(rest, with: "等等") || ends(rest, with: "etc")
    }

    private func isDots(_ span: ByteSpan) -> Bool {
        let bytes = article.text.bytes
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            guard
                scalar == 0x2026 || scalar == 0x2E || scalar == 0x3002 || scalar == 0x2022 || scalar == 0xB7
                    || scalar == 0x20 || scalar == 0x2D
            else { return false }
            offset += width
        }
        return true
    }

    /// Output in columns: runs of three spaces or more.
    private func isColumns(_ span: ByteSpan) -> Bool {
        var runs = 0
        var run = 0
        for byte in article.text.bytes[span.range] {
            run = byte == 0x20 ? run + 1 : 0
            if run == 3 { runs += 1 }
        }
        let bars = article.text.bytes[span.range].count { $0 == UInt8(ascii: "|") }
        return runs >= 2 || bars >= 2 || article.text.bytes[span.range].contains(0x09)
    }

    private static let bracketPairs: [UInt32: UInt32] = [0x5D: 0x5B, 0x29: 0x28, 0xFF09: 0xFF08, 0x3011: 0x3010]

    /// `…`, `……`, `...` after words that do not close a sentence.
    private func ellipsis(_ content: ByteSpan, _ lines: [Line]) -> Verdict? {
        let bytes = article.text.bytes
        var start = content.end
        var points = 0
        // `[…]`
        var bracket: UInt32?
        if let close = Self.bracketPairs[Scalars.before(bytes, start, from: content.start).scalar] {
            bracket = close
            start -= Scalars.before(bytes, start, from: content.start).width
        }
        while start > content.start {
            let (scalar, width) = Scalars.before(bytes, start, from: content.start)
            if scalar == 0x2026 || scalar == 0x22EF {
                points += 3
            } else if scalar == 0x2E {
                points += 1
            } else if scalar == 0x3002 {
                points += 1
            } else if scalar == 0x20, points > 0, start - width > content.start,
                bytes[start - width - 1] == UInt8(ascii: ".")
            {
                // `. . .`
            } else {
                break
            }
            start -= width
        }
        guard points >= 3 else { return nil }
        if let bracket {
            guard start > content.start else { return nil }
            let open = Scalars.before(bytes, start, from: content.start)
            guard open.scalar == bracket else { return nil }
            start -= open.width
        }
        if start == content.start {
            // a line of dots alone ends a list of examples
            return nil
        }
        let rest = article.text.trimmed(ByteSpan(content.start, start))
        if !rest.isEmpty, Scalars.count(bytes, rest.range) < 3 { return nil }
        return Verdict(evidence: Self.tail(article.text, content), marker: ByteSpan(start, content.end))
    }

    /// Short lines one below the other, none closed: a list that lost its markers.
    func isListLike(_ lines: [Line], _ contents: [ByteSpan]) -> Bool {
        guard lines.count >= 2 else { return false }
        let previous = article.text.trimmed(contents[lines.count - 2])
        guard !previous.isEmpty else { return false }
        if lines[lines.count - 2].label != nil || hasClause(contents[lines.count - 1]) && !hasClause(previous) {
            return false
        }
        return !closes(previous) && !endsWith(previous, 0xFF1A) && !endsWith(previous, 0x3A)
            && lines[lines.count - 2].length <= 40
            && lines[lines.count - 1].length <= 28 && lines[lines.count - 2].isProse
            && lines[lines.count - 2].code < 0.5
    }

    private func openBracket(_ content: ByteSpan) -> Verdict? {
        let bytes = article.text.bytes
        var round = 0
        var full = 0
        var quote = 0
        var offset = content.start
        while offset < content.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            switch scalar {
            case 0x28: round += 1
            case 0x29: round -= 1
            case 0xFF08: full += 1
            case 0xFF09: full -= 1
            case 0x201C, 0x300A: quote += 1
            case 0x201D, 0x300B: quote -= 1
            default: break
            }
            offset += width
        }
        // brackets of both widths close each other in careless typing
        guard round + full > 0 || quote > 0, !closes(content) else { return nil }
        return Verdict(evidence: "an open bracket: " + Self.tail(article.text, content), marker: nil)
    }

    private static let danglers: [String] =
        Words.list(
            """
            的, 和, 与, 或, 及, 是, 在, 了一, 把, 将, 被, 对, 从, 向, 为, 以, 而, 但, 就, 也, 都, 会, 能, 可以, 需要, 并, 且,
            因为, 所以, 如果, 由于, 通过, 进行, 一个, 这个, 不, 让, 给, 比如, 例如, 如, 等到
            """)
        + Words.list(
            """
            the, a, an, of, to, and, or, in, on, at, for, with, is, are, was, that, which, by,
            from, as, can, will, be, has, have, it, its, this, these, not, your, you, we,
            their, between, into, than, when, if, but, each, constantly
            """
        ).map { " " + $0 }

    func danglingWord(_ content: ByteSpan) -> Verdict? {
        guard Self.danglers.contains(where: { ends(content, with: $0) }) else { return nil }
        return Verdict(evidence: Self.tail(article.text, content), marker: nil)
    }

    private func ends(_ span: ByteSpan, with ending: String) -> Bool {
        span.count > ending.utf8.count
            && article.text.bytes[(span.end - ending.utf8.count)..<span.end].elementsEqual(ending.utf8)
    }

    func endsWith(_ span: ByteSpan, _ scalar: UInt32) -> Bool {
        !span.isEmpty && Scalars.before(article.text.bytes, span.end, from: span.start).scalar == scalar
    }

    /// A link or a path at the end needs no full stop.
    private func endsWithAddress(_ content: ByteSpan) -> Bool {
        let bytes = article.text.bytes
        var start = content.end
        while start > content.start, bytes[start - 1] > 0x20, bytes[start - 1] < 0x80 { start -= 1 }
        let word = bytes[start..<content.end]
        return word.starts(with: "http".utf8) || word.starts(with: "www.".utf8)
            || word.contains(UInt8(ascii: "/")) && word.count > 8
            || word.starts(with: "[".utf8) || word.last == UInt8(ascii: "$")
            || word.last == UInt8(ascii: ")") && word.contains(UInt8(ascii: "("))
    }

    static func tail(_ text: TextBuffer, _ span: ByteSpan) -> String {
        var start = max(span.start, span.end - 60)
        while start < span.end, text.bytes[start] & 0xC0 == 0x80 { start += 1 }
        return (start > span.start ? "…" : "") + text.string(ByteSpan(start, span.end))
    }
}
