internal import TikuModel
internal import TikuText

/// Finds a table of contents in the text: a run of lines near the top, each of which stands again further down.
enum TableOfContents {
    private static let titles: Set<String> = Set(
        Words.list(
            """
            目录, 文章目录, 本文目录, 内容目录, 全文目录, 目次, 导航, 文章导航, 大纲, contents, tableofcontents, toc,
            inthisarticle, outline, onthispage, 目录contents, 题目列表, 问题列表, 题目目录
            """))

    /// Indices of the lines that make it up, its title included.
    ///
    /// Its lines stand again below in the same order, and the first of them stands again right where the run ends. Without a title
    /// the run must be longer: questions repeat in posts that were put together from others.
    static func lines(_ text: TextBuffer, _ lines: [Line]) -> Range<Int>? {
        let forms = lines.map { form(text, $0) }
        let later = LaterLines(forms)
        let limit = min(lines.count, lines.count / 2 + 12)
        var index = 0
        while index < limit {
            let hasTitle = titles.contains(NormalForm.question(text.string(lines[index].content)))
            let start = hasTitle ? index + 1 : index
            guard start < lines.count, hasTitle || later.place(of: forms, start, after: start + 1) != nil else {
                index += 1
                continue
            }
            if hasTitle, let end = run(forms, later, lines, start, shortest: 1) { return index..<end }
            if !hasTitle, let end = run(forms, later, lines, start, shortest: 5) { return index..<end }
            // points of a list that head the text below say what they are
            if !hasTitle, let end = run(forms, later, lines, start, shortest: 3),
                isHeadedBelow(forms, later, lines, index..<end)
            {
                return index..<end
            }
            index += 1
        }
        return nil
    }

    /// End of the run that starts at `start`.
    private static func run(_ forms: [[UInt8]], _ later: LaterLines, _ lines: [Line], _ start: Int, shortest: Int)
        -> Int?
    {
        // where the first entry stands again, the text begins and the contents have ended
        guard let text = later.place(of: forms, start, after: start + shortest - 1), text > start else { return nil }
        let range = start..<text
        guard range.count >= shortest, range.count <= 400, isList(lines, range) else { return nil }
        var last = text
        var matched = 1
        var end = start + 1
        for index in range.dropFirst() {
            if let place = later.place(of: forms, index, after: last) {
                matched += 1
                last = place
                end = index + 1
            }
        }
        // a line right above the text that is no entry heads the text
        return matched >= shortest && matched * 10 >= (end - start) * 8 ? end : nil
    }

    private static func isHeadedBelow(
        _ forms: [[UInt8]], _ later: LaterLines, _ lines: [Line], _ range: Range<Int>
    ) -> Bool {
        range.allSatisfy { index in
            guard lines[index].kind.isList, let place = later.place(of: forms, index, after: range.upperBound - 1)
            else {
                return false
            }
            return lines[place].headingLevel != nil
        }
    }

    /// Nothing but headings and questions: no line of prose between.
    private static func isList(_ lines: [Line], _ range: Range<Int>) -> Bool {
        range.allSatisfy { lines[$0].length <= 160 && lines[$0].kind != .code }
    }

    /// The words of a line without number, markers and link syntax.
    private static func form(_ text: TextBuffer, _ line: Line) -> [UInt8] {
        guard line.isProse else { return [] }
        var words = text.string(ByteSpan(line.body.start, min(line.body.end, line.body.start + 400)))
        if words.hasPrefix("["), let close = words.range(of: "](") {
            words = String(words[words.index(after: words.startIndex)..<close])
        }
        let buffer = TextBuffer(words)
        if let title = SectionMarks.title(buffer, buffer.whole) { words = buffer.string(title) }
        let inner = TextBuffer(words)
        if let prefix = NumberPrefix.scan(inner, inner.whole) {
            words = inner.string(ByteSpan(prefix.span.end, inner.count))
        }
        return Array(NormalForm.question(words).utf8)
    }
}

/// Finds where a line's words stand again: a line that begins with them, since an answer may follow in the same line.
private struct LaterLines {
    /// Bytes that a line has to have before it may be the beginning of another.
    private static let shortest = 12
    /// Lines by the first bytes of their words.
    private var byHead: [ArraySlice<UInt8>: [Int]] = [:]

    init(_ forms: [[UInt8]]) {
        for (index, form) in forms.enumerated() where !form.isEmpty {
            byHead[Self.head(form), default: []].append(index)
        }
    }

    private static func head(_ form: [UInt8]) -> ArraySlice<UInt8> { form.prefix(shortest) }

    func place(of forms: [[UInt8]], _ index: Int, after: Int) -> Int? {
        let form = forms[index]
        guard form.count >= 3, let places = byHead[Self.head(form)] else { return nil }
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] <= after { low = middle + 1 } else { high = middle }
        }
        return places[low...].prefix(64).first {
            forms[$0] == form || form.count >= Self.shortest && forms[$0].starts(with: form)
        }
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
