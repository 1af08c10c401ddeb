internal import TikuModel
internal import TikuText

/// Reads plain text and Markdown as lines: one block a line, with the markers that the line starts with.
///
/// Scraped "text" is full of Markdown, and scraped "Markdown" breaks every rule of it, so both go through the same
/// reader; a file that says it is Markdown may also use setext headings, tables and indented code.
enum MarkdownLines {
    static func blocks(_ text: TextBuffer, isMarkdown: Bool) -> [Block] {
        var blocks: [Block] = []
        var reader = LineReader(text: text, isMarkdown: isMarkdown)
        var start = 0
        let bytes = text.bytes
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            let line = ByteSpan(start, end)
            blocks.append(reader.block(line, span: ByteSpan(start, min(end + 1, bytes.count))))
            start = end + 1
        }
        if !isMarkdown { markTabbedRows(text, &blocks) }
        return blocks
    }

    /// Lines of a table that was copied as text: the same number of tabs in each, whatever stands between them.
    private static func markTabbedRows(_ text: TextBuffer, _ blocks: inout [Block]) {
        let tabs = blocks.map { block in
            block.kind == .paragraph || block.isListItem
                ? text.bytes[block.content.start..<block.span.end].count { $0 == 0x09 } : 0
        }
        var counts: [Int: Int] = [:]
        for count in tabs where count > 0 { counts[count, default: 0] += 1 }
        guard let columns = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), columns.value >= 3,
            columns.value * 10 >= counts.values.reduce(0, +) * 7, columns.key <= 8
        else { return }
        for index in blocks.indices where tabs[index] == columns.key {
            blocks[index].kind = .tableRow(header: false)
            blocks[index].startsParagraph = true
        }
    }
}

private struct LineReader {
    let text: TextBuffer
    let isMarkdown: Bool
    private var fence: (mark: UInt8, length: Int)?
    private var language: String?
    private var afterBlank = true
    private var listIndents: [Int] = []

    init(text: TextBuffer, isMarkdown: Bool) {
        self.text = text
        self.isMarkdown = isMarkdown
    }

    mutating func block(_ line: ByteSpan, span: ByteSpan) -> Block {
        let bytes = text.bytes
        var content = text.trimmed(line)
        defer { afterBlank = content.isEmpty }
        if let open = fence {
            if isFence(content, mark: open.mark, atLeast: open.length), content.count == fenceLength(content, open.mark)
            {
                fence = nil
                return Block(span: span, content: content, kind: .code, language: Self.closing)
            }
            // inside a fence every byte counts, leading white space too
            return Block(span: span, content: ByteSpan(line.start, trimEnd(line)), kind: .code, language: language)
        }
        if content.isEmpty { return Block(span: span, content: content, kind: .blank) }
        let first = bytes[content.start]
        if first == UInt8(ascii: "`") || first == UInt8(ascii: "~"), isFence(content, mark: first, atLeast: 3) {
            let length = fenceLength(content, first)
            let info = text.string(ByteSpan(content.start + length, content.end))
            if !info.contains("`") {
                fence = (first, length)
                language = info.split { $0 == " " || $0 == "{" || $0 == "," }.first.map(String.init)
                return Block(span: span, content: content, kind: .code, startsParagraph: true, language: Self.opening)
            }
        }
        if isMarkdown, let inner = htmlLine(content) {
            if inner.span.isEmpty { return Block(span: span, content: inner.span, kind: .blank) }
            if inner.isSummary {
                return Block(
                    span: span, content: inner.span, kind: .heading(level: 5), startsParagraph: true)
            }
            content = inner.span
        }
        var isQuote = false
        while content.start < content.end, bytes[content.start] == UInt8(ascii: ">"),
            content.start + 1 >= content.end || bytes[content.start + 1] == 0x20 || bytes[content.start + 1] == 0x3E
                || isMarkdown
        {
            isQuote = true
            content = text.trimmed(ByteSpan(content.start + 1, content.end))
        }
        if content.isEmpty { return Block(span: span, content: content, kind: .blank) }
        var block = Block(
            span: span, content: content, kind: isQuote ? .quote : .paragraph, startsParagraph: afterBlank)
        if let level = heading(&content) {
            block.kind = .heading(level: level)
            block.startsParagraph = true
        } else if isThematicBreak(content) {
            block.kind = .rule
        } else if isTableRow(content) {
            block.kind = .tableRow(header: false)
        } else if let marker = bullet(content) {
            let indent = content.start - line.start
            while let last = listIndents.last, last > indent { listIndents.removeLast() }
            if listIndents.last != indent { listIndents.append(indent) }
            content = text.trimmed(ByteSpan(content.start + marker, content.end))
            block.kind = .listItem(depth: min(listIndents.count, 6), ordinal: nil)
            block.startsParagraph = true
        } else if !isMarkdown || content.start == line.start {
            listIndents.removeAll(keepingCapacity: true)
        }
        if let inner = strongContent(content) {
            block.isStrong = true
            content = inner
        }
        block.content = content
        let (linked, target) = links(content)
        block.linkBytes = linked
        block.link = target
        return block
    }

    /// Marks of the fence lines themselves, told from the code between by their language.
    static let opening = "\u{1}open"
    static let closing = "\u{1}close"

    /// A line that HTML block tags open or close: what is left without them, and whether it is a summary.
    private func htmlLine(_ line: ByteSpan) -> (span: ByteSpan, isSummary: Bool)? {
        var content = line
        var isSummary = false
        var changed = false
        while let tag = tag(at: content.start, before: content.end, isInline: isSummary) {
            if tag.name == "summary" { isSummary = true }
            content = text.trimmed(ByteSpan(tag.end, content.end))
            changed = true
            if content.isEmpty { break }
        }
        while !content.isEmpty, text.bytes[content.end - 1] == UInt8(ascii: ">"),
            let start = text.bytes[content.range].lastIndex(of: UInt8(ascii: "<")),
            let tag = tag(at: start, before: content.end, isInline: isSummary),
            tag.end == content.end
        {
            if tag.name == "summary" { isSummary = true }
            content = text.trimmed(ByteSpan(content.start, start))
            changed = true
        }
        return changed ? (content, isSummary) : nil
    }

    private static let blockTags: Set<String> = [
        "details", "summary", "div", "p", "br", "center", "section", "article", "font", "a",
    ]

    /// Around the words of a summary.
    private static let inlineTags: Set<String> = [
        "b", "strong", "i", "em", "span", "u", "h1", "h2", "h3", "h4", "h5", "h6",
    ]

    /// A tag of a block that starts at `offset`; an `<a>` only as an anchor without a target.
    private func tag(at offset: Int, before end: Int, isInline: Bool) -> (name: String, end: Int)? {
        let bytes = text.bytes
        guard offset + 2 < end, bytes[offset] == UInt8(ascii: "<"),
            let close = bytes[offset..<min(end, offset + 300)].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        let inner = bytes[(offset + 1)..<close].drop { $0 == UInt8(ascii: "/") }
        let name = String(decoding: inner.prefix { CharacterClass.isASCIILetter(UInt32($0)) }, as: UTF8.self)
            .lowercased()
        let heading =
            name.utf8.first == UInt8(ascii: "h") ? String(decoding: inner.prefix(2), as: UTF8.self).lowercased() : ""
        guard
            Self.blockTags.contains(name)
                || isInline && (Self.inlineTags.contains(name) || Self.inlineTags.contains(heading))
        else {
            return nil
        }
        if name == "a", String(decoding: inner, as: UTF8.self).contains("href") { return nil }
        return (name, close + 1)
    }

    private func trimEnd(_ line: ByteSpan) -> Int {
        var end = line.end
        while end > line.start, text.bytes[end - 1] <= 0x20 { end -= 1 }
        return max(end, line.start)
    }

    private func fenceLength(_ content: ByteSpan, _ mark: UInt8) -> Int {
        var length = 0
        while content.start + length < content.end, text.bytes[content.start + length] == mark { length += 1 }
        return length
    }

    private func isFence(_ content: ByteSpan, mark: UInt8, atLeast length: Int) -> Bool {
        fenceLength(content, mark) >= length
    }

    /// Bytes of a heading.
    private static let longestHeading = 600

    /// `## Title ##`; the space after the marks is often lost, but `#!` and `#include` are no headings.
    private func heading(_ content: inout ByteSpan) -> Int? {
        let bytes = text.bytes
        var level = 0
        while content.start + level < content.end, bytes[content.start + level] == UInt8(ascii: "#") { level += 1 }
        guard level >= 1, level <= 6, content.start + level < content.end else { return nil }
        let next = content.start + level
        let isSpaced = bytes[next] == 0x20 || bytes[next] == 0x09
        guard isSpaced || (isMarkdown && level >= 2 && (bytes[next] >= 0x80 || bytes[next] == UInt8(ascii: "*"))) else {
            return nil
        }
        var end = content.end
        while end > next, bytes[end - 1] == UInt8(ascii: "#") || bytes[end - 1] == 0x20 {
            if bytes[end - 1] == UInt8(ascii: "#"), end - 2 >= next, bytes[end - 2] != 0x20,
                bytes[end - 2] != UInt8(ascii: "#")
            {
                break
            }
            end -= 1
        }
        let inner = text.trimmed(ByteSpan(next, max(end, next)))
        // a whole article behind one mark lost its line breaks
        guard !inner.isEmpty, inner.count <= Self.longestHeading else { return nil }
        // in plain text `# …` is as often a comment of a script: a heading is short and ends no sentence
        if !isMarkdown, Scalars.count(bytes, inner.range) > 40 || bytes[inner.end - 1] == UInt8(ascii: ".") {
            return nil
        }
        content = htmlLine(inner)?.span ?? inner
        return content.isEmpty ? nil : level
    }

    private func isThematicBreak(_ content: ByteSpan) -> Bool {
        let bytes = text.bytes
        let mark = bytes[content.start]
        if mark >= 0x80 { return isDrawnLine(content) }
        guard
            mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_")
                || mark == UInt8(ascii: "=")
        else { return false }
        var count = 0
        for byte in bytes[content.range] {
            if byte == mark { count += 1 } else if byte != 0x20 { return false }
        }
        return count >= 3
    }

    /// `————————`, `══════`, `～～～～`: five marks or more and nothing else.
    private func isDrawnLine(_ content: ByteSpan) -> Bool {
        var count = 0
        var offset = content.start
        while offset < content.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            switch scalar {
            case 0x2014, 0x2015, 0x2500...0x257F, 0x2550, 0xFF5E, 0xFF0D, 0xFF1D, 0xFF0A, 0x2026, 0xB7, 0x2022:
                count += 1
            case 0x20: break
            default: return false
            }
            offset += width
        }
        return count >= 5
    }

    private func isTableRow(_ content: ByteSpan) -> Bool {
        let bytes = text.bytes
        if bytes[content.start] == UInt8(ascii: "|"), content.count > 2 {
            return bytes[content.range].count { $0 == UInt8(ascii: "|") } >= 2
        }
        return false
    }

    /// `- `, `* `, `+ `, `• `, `· `: the marker's length with the space after it.
    private func bullet(_ content: ByteSpan) -> Int? {
        let bytes = text.bytes
        let first = bytes[content.start]
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") {
            return content.count > 1 && (bytes[content.start + 1] == 0x20 || bytes[content.start + 1] == 0x09) ? 2 : nil
        }
        guard first >= 0xC2 else { return nil }
        let (scalar, width) = Scalars.decode(bytes, at: content.start)
        switch scalar {
        case 0x2022, 0x25CF, 0x25CB, 0x25E6, 0x25AA, 0x2023, 0x27A2:
            return width
        case 0xB7, 0x30FB:
            return content.count > width ? width : nil
        default: return nil
        }
    }

    /// `**all of the line**`
    private func strongContent(_ content: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        guard content.count > 4, bytes[content.start] == UInt8(ascii: "*"),
            bytes[content.start + 1] == UInt8(ascii: "*"),
            bytes[content.end - 1] == UInt8(ascii: "*"), bytes[content.end - 2] == UInt8(ascii: "*")
        else { return nil }
        let inner = ByteSpan(content.start + 2, content.end - 2)
        var offset = inner.start
        while offset + 1 < inner.end {
            if bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: "*") { return nil }
            offset += 1
        }
        return text.trimmed(inner)
    }

    /// Bytes of link text, and the target where the line is one link and nothing else. One pass.
    private func links(_ content: ByteSpan) -> (Int, String?) {
        let bytes = text.bytes
        var total = 0
        var target: String?
        var open: Int?
        var offset = content.start
        while offset < content.end {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "["), open == nil { open = offset }
            if byte == UInt8(ascii: "]"), let start = open {
                open = nil
                if offset + 1 < content.end, bytes[offset + 1] == UInt8(ascii: "(") {
                    // no closing bracket from here on means none for any later link
                    guard let end = bytes[offset..<content.end].firstIndex(of: UInt8(ascii: ")")) else { break }
                    total += end + 1 - start
                    if start <= content.start + 1, end + 1 >= content.end {
                        target = text.string(ByteSpan(offset + 2, end))
                    }
                    offset = end
                }
            }
            offset += 1
        }
        return (min(total, content.count), target)
    }
}

extension Block {
    /// The line of a Markdown fence, not the code in it.
    var isFence: Bool { language == LineReader.opening || language == LineReader.closing }
    var opensFence: Bool { language == LineReader.opening }
}
