internal import TikuModel
internal import TikuText

/// Finds a table of contents in the text: a run of lines near the top, each of which stands again further down.
enum TableOfContents {
    private static let titles: Set<String> = [
        "目录", "文章目录", "本文目录", "内容目录", "全文目录", "目次", "导航", "文章导航", "大纲", "contents", "tableofcontents", "toc", "inthisarticle", "outline",
        "onthispage", "目录contents", "题目列表", "问题列表", "题目目录",
    ]

    /// Indices of the lines that make it up, its title included.
    static func lines(_ text: TextBuffer, _ lines: [Line]) -> Range<Int>? {
        let forms = lines.map { form(text, $0) }
        var last: [String: Int] = [:]
        for (index, form) in forms.enumerated() where !form.isEmpty { last[form] = index }
        var index = 0
        let limit = min(lines.count, lines.count / 2 + 12)
        while index < limit {
            let hasTitle = titles.contains(NormalForm.question(text.string(lines[index].content)))
            let start = hasTitle ? index + 1 : index
            guard hasTitle || repeats(forms, last, index) else {
                index += 1
                continue
            }
            var end = start
            var matched = 0
            while end < lines.count, lines[end].length <= 200 {
                if repeats(forms, last, end) {
                    matched += 1
                } else if !(hasTitle && end + 1 < lines.count && matched > 0 && repeats(forms, last, end + 1)) {
                    break
                }
                end += 1
            }
            // the run ends where the text that it lists begins
            while end > start, let target = (start..<end).map({ last[forms[$0]] ?? .max }).min(), target < end { end = target }
            matched = (start..<max(start, end)).count { repeats(forms, last, $0) }
            if matched >= (hasTitle ? 1 : 3), Double(matched) >= 0.7 * Double(end - start), isList(lines, start..<end) {
                return index..<end
            }
            if hasTitle, start < lines.count, end == start {
                // a title whose list went with a verdict
                return index..<start
            }
            index += 1
        }
        return nil
    }

    /// Nothing but headings and questions: no line of prose between.
    private static func isList(_ lines: [Line], _ range: Range<Int>) -> Bool {
        range.allSatisfy { lines[$0].length <= 160 && lines[$0].kind != .code }
    }

    private static func repeats(_ forms: [String], _ last: [String: Int], _ index: Int) -> Bool {
        guard !forms[index].isEmpty, let later = last[forms[index]] else { return false }
        return later > index + 1
    }

    /// The words of a line without number, markers and link syntax.
    private static func form(_ text: TextBuffer, _ line: Line) -> String {
        guard line.length <= 200, line.isProse else { return "" }
        var words = text.string(line.body)
        if words.hasPrefix("["), let close = words.range(of: "](") { words = String(words[words.index(after: words.startIndex)..<close]) }
        let buffer = TextBuffer(words)
        if let title = SectionMarks.title(buffer, buffer.whole) { words = buffer.string(title) }
        let inner = TextBuffer(words)
        if let prefix = NumberPrefix.scan(inner, inner.whole) { words = inner.string(ByteSpan(prefix.span.end, inner.count)) }
        return NormalForm.question(words)
    }
}

extension String {
    /// Start of the first occurrence of a short ASCII needle.
    fileprivate func range(of needle: String) -> String.Index? {
        let want = Array(needle.utf8)
        var index = utf8.startIndex
        while let start = utf8[index...].firstIndex(of: want[0]) {
            if utf8[start...].starts(with: want) { return start }
            index = utf8.index(after: start)
        }
        return nil
    }
}
