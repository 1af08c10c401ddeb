internal import TikuModel
internal import TikuText

/// Writes lines of an article as Markdown (CommonMark with tables).
struct AnswerMarkdown {
    let article: Article

    /// One line to write: which line, and which part of its content.
    struct Piece {
        var line: Line
        var content: ByteSpan
    }

    private enum Group: Hashable { case prose, list, code, table, quote, rule }

    func render(_ pieces: [Piece]) -> String {
        var output = ""
        var index = 0
        while index < pieces.count {
            var end = index + 1
            let group = group(pieces, index)
            while end < pieces.count, self.group(pieces, end) == group, !startsAnew(pieces, end, group) { end += 1 }
            let block: String
            switch group {
            case .code: block = code(Array(pieces[index..<end]))
            case .table: block = table(Array(pieces[index..<end]))
            case .list: block = pieces[index..<end].map(item).joined(separator: "\n")
            case .quote: block = pieces[index..<end].map { "> " + inline($0.content) }.joined(separator: "\n>\n")
            case .rule: block = "---"
            case .prose: block = pieces[index..<end].map(paragraph).joined(separator: "\n\n")
            }
            if !block.isEmpty {
                if !output.isEmpty { output += "\n\n" }
                output += block
            }
            index = end
        }
        return output
    }

    /// Plain text of pieces, without any markup: for comparisons.
    func plain(_ pieces: [Piece]) -> String {
        pieces.map { article.text.string($0.content) }.joined(separator: "\n")
    }

    private func group(_ pieces: [Piece], _ index: Int) -> Group {
        let line = pieces[index].line
        switch line.kind {
        case .code: return .code
        case .tableRow: return .table
        case .listItem: return .list
        case .quote: return .quote
        case .rule: return .rule
        default: break
        }
        if article.source.format != .html {
            if isCode(pieces, index) { return .code }
            if tabs(pieces[index].content) > 0, isTabbed(pieces, index) { return .table }
        }
        return .prose
    }

    /// A new fence starts a new group; so does code of another block in HTML.
    private func startsAnew(_ pieces: [Piece], _ index: Int, _ group: Group) -> Bool {
        guard group == .code else { return false }
        if article.source.format == .html { return true }
        return article.blocks[pieces[index].line.block].opensFence
    }

    // MARK: Code in plain text

    /// Looks like code itself, or stands between two lines that do.
    private func isCode(_ pieces: [Piece], _ index: Int) -> Bool {
        let line = pieces[index].line
        guard line.kind == .paragraph || line.kind == .heading(level: 1) else { return false }
        if line.code >= 0.55 { return pieces.count > 1 || line.code >= 0.8 }
        if line.code < 0.15 || line.length > 160 { return false }
        let before = index > 0 && pieces[index - 1].line.code >= 0.55
        let after = index + 1 < pieces.count && pieces[index + 1].line.code >= 0.55
        return before && after
    }

    private func code(_ pieces: [Piece]) -> String {
        let text = article.text
        guard let first = pieces.first else { return "" }
        var language = ""
        var lines: [String] = []
        if article.source.format == .html {
            let block = article.blocks[first.line.block]
            language = block.language ?? ""
            lines = [text.string(first.content)]
        } else {
            if article.blocks[first.line.block].opensFence { return fenced(pieces) }
            for piece in pieces {
                let block = article.blocks[piece.line.block]
                if block.isFence {
                    if block.opensFence { language = fenceLanguage(block) }
                    continue
                }
                let start = piece.line.opensBlock ? block.span.start : piece.content.start
                // blank lines between code lines are part of it
                if let last = lines.last, !last.isEmpty, piece.line.afterBlank { lines.append("") }
                lines.append(text.string(ByteSpan(start, piece.content.end)))
            }
        }
        let body = lines.joined(separator: "\n")
        guard !body.isEmpty else { return "" }
        var fence = "```"
        while body.contains(fence) { fence += "`" }
        return fence + language + "\n" + body + "\n" + fence
    }

    /// Everything between the lines of a fence, byte for byte.
    private func fenced(_ pieces: [Piece]) -> String {
        let blocks = pieces.map { article.blocks[$0.line.block] }
        guard let open = blocks.first else { return "" }
        let close = blocks.dropFirst().last.map { $0.isFence ? $0.span.start : $0.span.end } ?? open.span.end
        var body = article.text.string(ByteSpan(open.span.end, max(open.span.end, close)))
        if body.hasSuffix("\n") { body.removeLast() }
        guard !body.isEmpty else { return "" }
        var fence = "```"
        while body.contains(fence) { fence += "`" }
        return fence + fenceLanguage(open) + "\n" + body + "\n" + fence
    }

    private func fenceLanguage(_ block: Block) -> String {
        let info = article.text.string(block.content).drop { $0 == "`" || $0 == "~" || $0 == " " }
        return String(info.prefix { $0.isLetter || $0.isNumber || "+#-_".contains($0) })
    }

    // MARK: Tables

    private func tabs(_ span: ByteSpan) -> Int { article.text.bytes[span.range].count { $0 == 0x09 } }

    private func isTabbed(_ pieces: [Piece], _ index: Int) -> Bool {
        let count = tabs(pieces[index].content)
        if index > 0, tabs(pieces[index - 1].content) == count { return true }
        return index + 1 < pieces.count && tabs(pieces[index + 1].content) == count
    }

    private func table(_ pieces: [Piece]) -> String {
        if article.source.format != .html, pieces.allSatisfy({ tabs($0.content) == 0 }) {
            return pieces.map { article.text.string($0.content) }.joined(separator: "\n")
        }
        let rows = pieces.map { piece -> [String] in
            var cells: [String] = []
            var start = piece.content.start
            for offset in piece.content.start...piece.content.end {
                if offset == piece.content.end || article.text.bytes[offset] == 0x09 {
                    let cell = inline(article.text.trimmed(ByteSpan(start, offset)))
                    cells.append(cell.replacingPipes)
                    start = offset + 1
                }
            }
            return cells
        }
        let width = rows.map(\.count).max() ?? 0
        var lines: [String] = []
        for (index, row) in rows.enumerated() {
            lines.append("| " + (row + Array(repeating: "", count: width - row.count)).joined(separator: " | ") + " |")
            if index == 0 { lines.append("|" + String(repeating: " --- |", count: width)) }
        }
        return lines.joined(separator: "\n")
    }

    // MARK: Prose

    private func item(_ piece: Piece) -> String {
        guard case .listItem(let depth, let ordinal) = piece.line.kind else { return inline(piece.content) }
        let indent = String(repeating: "  ", count: max(0, depth - 1))
        let marker = ordinal.map { "\($0). " } ?? "- "
        return indent + marker + inline(piece.content)
    }

    private func paragraph(_ piece: Piece) -> String {
        let text = inline(piece.content)
        if case .heading = piece.line.kind { return "#### " + text }
        if piece.line.isStrong, article.source.format != .html, !text.contains("**") { return "**" + text + "**" }
        return text
    }

    /// A run of prose with its inline markup. Text of an HTML page is escaped where Markdown would read it as markup.
    func inline(_ span: ByteSpan) -> String {
        let text = article.text
        guard article.source.format == .html else { return text.string(span) }
        var output = ""
        var open: [(end: Int, closing: String)] = []
        var offset = span.start
        var next = firstInline(at: span.start)
        func close(upTo position: Int) {
            while let last = open.last, last.end <= position {
                output += last.closing
                open.removeLast()
            }
        }
        func copy(upTo end: Int) {
            if end > offset {
                output += MarkdownEscape.prose(text.string(ByteSpan(offset, end)), atLineStart: output.isEmpty)
                offset = end
            }
        }
        while offset < span.end {
            // what began inside code or an image went with it
            while next < article.inlines.count, article.inlines[next].span.start < offset { next += 1 }
            let inlineStart = next < article.inlines.count ? article.inlines[next].span.start : Int.max
            let closing = open.last?.end ?? Int.max
            let stop = min(span.end, inlineStart, closing)
            copy(upTo: stop)
            close(upTo: offset)
            guard offset < span.end, offset == inlineStart else { continue }
            let inline = article.inlines[next]
            next += 1
            let end = min(inline.span.end, span.end)
            guard end > offset else { continue }
            switch inline.kind {
            case .code:
                output += MarkdownEscape.code(text.string(ByteSpan(offset, end)))
                offset = end
            case .image(let target):
                output +=
                    "![" + MarkdownEscape.label(text.string(ByteSpan(offset, end))) + "]("
                    + MarkdownEscape.target(target) + ")"
                offset = end
            case .strong:
                output += "**"
                open.append((end, "**"))
            case .emphasis:
                output += "*"
                open.append((end, "*"))
            case .link(let target):
                guard MarkdownEscape.isWeb(target) else { continue }
                output += "["
                open.append((end, "](" + MarkdownEscape.target(target) + ")"))
            }
            // an outer run that ends inside an inner one ends with it
            if open.count > 1, open[open.count - 2].end < open[open.count - 1].end {
                open[open.count - 1].end = open[open.count - 2].end
            }
        }
        close(upTo: Int.max)
        return output
    }

    private func firstInline(at offset: Int) -> Int {
        var low = 0
        var high = article.inlines.count
        while low < high {
            let middle = (low + high) / 2
            if article.inlines[middle].span.start < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension String {
    fileprivate var replacingPipes: String {
        contains("|") ? split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") : self
    }
}
