internal import TikuModel
internal import TikuText

/// Marks that set a section heading apart in plain text: `=== 基础篇 ===`, `【基础篇】`, `■ 基础篇`, `## 基础篇`, `Part 1: Basics`.
enum SectionMarks {
    /// Where words begin behind white space in the last characters of a span, the last first: a heading may have been scraped to its end.
    static func tails(_ text: TextBuffer, _ content: ByteSpan, longest: Int) -> [Int] {
        var tails: [Int] = []
        var offset = content.end
        for _ in 0..<longest where offset > content.start + 6 {
            let (scalar, width) = Scalars.before(text.bytes, offset, from: content.start)
            if CharacterClass.isWhiteSpace(scalar), offset < content.end,
                !CharacterClass.isWhiteSpace(Scalars.decode(text.bytes, at: offset).scalar)
            {
                tails.append(offset)
            }
            offset -= width
        }
        return tails
    }

    /// `第二章 存储`, `二、存储`: a chapter's number and a short title that ends no sentence.
    static func isChapter(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        guard let prefix = NumberPrefix.scan(text, span), prefix.dialect.isChapter else { return false }
        let title = text.trimmed(ByteSpan(prefix.span.end, max(prefix.span.end, span.end)))
        guard !title.isEmpty, (2...30).contains(Scalars.count(text.bytes, title.range)) else { return false }
        let last = Scalars.before(text.bytes, title.end, from: title.start).scalar
        return !CharacterClass.isSentenceEnd(last) && last != 0xFF0C && last != 0xFF1B
    }

    /// The title inside the marks, when the whole span is one marked heading.
    static func title(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        let content = text.trimmed(span)
        guard !content.isEmpty, content.count <= 240 else { return nil }
        let (first, width) = Scalars.decode(bytes, at: content.start)
        switch first {
        case 0x3010, 0x300C, 0x300A, 0x3014:  // 【…】
            let close: UInt32 = first == 0x3010 ? 0x3011 : first == 0x300C ? 0x300D : first == 0x300A ? 0x300B : 0x3015
            let inner = ByteSpan(content.start + width, content.end)
            guard Scalars.before(bytes, content.end, from: content.start).scalar == close else { return nil }
            let title = ByteSpan(inner.start, content.end - 3)
            return holds(bytes, title, close) ? nil : nonEmpty(text, title)
        case 0x25A0, 0x25A1, 0x25C6, 0x25C7, 0x25CE, 0x2605, 0x2606, 0x25BC, 0x25B6, 0x2756, 0x1F4CC, 0x25CF, 0x203B,
            0x2708, 0x25BA, 0x25C8, 0xA7:
            return nonEmpty(text, ByteSpan(content.start + width, content.end))
        case 0x3D, 0x2D, 0x2A, 0x7E, 0x2014, 0x2500, 0x2550, 0x23:
            return ruled(text, content, first)
        default: return nil
        }
    }

    static func isDecorated(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        guard let title = title(text, span) else { return false }
        let length = Scalars.count(text.bytes, title.range)
        guard length >= 2, length <= 40 else { return false }
        let last = Scalars.before(text.bytes, title.end, from: title.start).scalar
        return !(CharacterClass.isSentenceEnd(last) && last != 0x2E) && last != 0xFF0C && last != 0xFF1B
    }

    /// `=== title ===`, `--- title ---`, `# title`
    private static func ruled(_ text: TextBuffer, _ content: ByteSpan, _ mark: UInt32) -> ByteSpan? {
        let bytes = text.bytes
        var start = content.start
        var count = 0
        while start < content.end, Scalars.decode(bytes, at: start).scalar == mark {
            start += Scalars.decode(bytes, at: start).width
            count += 1
        }
        if mark == 0x23 {
            guard count <= 6, start < content.end, bytes[start] == 0x20 else { return nil }
            return nonEmpty(text, ByteSpan(start, content.end))
        }
        let isStarred = mark == 0x2A && count == 1 && start < content.end && bytes[start] == 0x20
        guard count >= 2 || isStarred else { return nil }
        var end = content.end
        var closing = 0
        while end > start, Scalars.before(bytes, end, from: start).scalar == mark {
            end -= Scalars.before(bytes, end, from: start).width
            closing += 1
        }
        guard closing >= 2 || isStarred && closing == 1 && end > start && bytes[end - 1] == 0x20 else { return nil }
        return nonEmpty(text, ByteSpan(start, end))
    }

    private static func holds(_ bytes: ContiguousArray<UInt8>, _ span: ByteSpan, _ scalar: UInt32) -> Bool {
        var offset = span.start
        while offset < span.end {
            let (found, width) = Scalars.decode(bytes, at: offset)
            if found == scalar { return true }
            offset += width
        }
        return false
    }

    private static func nonEmpty(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let inner = text.trimmed(ByteSpan(span.start, max(span.start, span.end)))
        return inner.isEmpty ? nil : inner
    }
}

extension NumberPrefix.Dialect {
    /// `第一章`, `Part 1`, `二、`: numbers chapters.
    var isChapter: Bool { namesSection || numeral == .chinese && !namesQuestion }
}
