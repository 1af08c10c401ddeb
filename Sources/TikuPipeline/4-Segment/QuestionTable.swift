internal import TikuModel
internal import TikuText

/// A table whose rows hold a question and its answer.
struct QuestionTable {
    let article: Article
    let lines: [Line]
    private let text: TextBuffer
    /// Rows of the table, heads included.
    private(set) var rows: [Int] = []
    /// Where rows are labelled `问` and `答` by turns: for each question's row that of its answer, or -1.
    private(set) var pairs: [Int: Int] = [:]
    /// Columns of the question and the answer, where the head names them.
    private var columns: (question: Int, answer: Int)?
    /// Whether rows begin with a number: one that does not is of the answer above, a table in its cell.
    private var isCounted = false

    private static let questionHeads = Set(
        Words.list("问题, 题目, 面试题, 面试问题, 面试题目, 考题, 试题, 题干, 提问, 问, question, questions, q, query, ask"))
    private static let answerHeads = Set(
        Words.list(
            "答案, 参考答案, 回答, 解答, 解析, 答, 答复, 参考回答, 答案要点, 回答思路, 答题思路, 解题思路, 回答要点, 答题要点, 参考要点, 要点, 思路, 参考思路, answer, answerkey, notes, keypoints, answers, a, response, solution, explanation"
        ))

    /// - Parameter work: indices of the lines to look at.
    /// - Returns: nil for an article whose questions do not stand in a table.
    init?(_ article: Article, _ lines: [Line], _ work: [Int]) {
        self.article = article
        self.lines = lines
        text = article.text
        rows = work.filter { lines[$0].kind.isRow && cells(lines[$0]).count >= 2 }
        guard rows.count >= 3 else { return nil }
        pairs = labelledPairs()
        if pairs.count >= 2 { return }
        pairs = [:]
        for row in rows where columns == nil { columns = heads(row) }
        isCounted = rows.count { isCounted(cells(lines[$0])[0]) } * 10 >= rows.count * 5
        let asking = rows.filter { row in
            guard let column = questionColumn(lines[row]) else { return false }
            return QuestionCues.score(text, cells(lines[row])[column]) >= (columns == nil ? 2.4 : 0.8)
        }
        guard asking.count >= 3, columns != nil || asking.count * 10 >= rows.count * 6 else { return nil }
        // questions outside the table are the article's series, and the table an answer
        let outside = work.count {
            !lines[$0].kind.isRow && lines[$0].prefix != nil && lines[$0].length <= 120
                && (lines[$0].cue >= 3 || lines[$0].isHeadingLike)
        }
        guard outside * 2 <= asking.count else { return nil }
    }

    private func labelledPairs() -> [Int: Int] {
        var pairs: [Int: Int] = [:]
        var open: Int?
        for row in rows {
            let cells = cells(lines[row])
            guard cells.count == 2, heads(row) == nil else { continue }
            let form = NormalForm.question(text.string(cells[0])).filter { !$0.isNumber }
            if Self.questionHeads.contains(form) {
                pairs[row] = -1
                open = row
            } else if Self.answerHeads.contains(form), let question = open {
                pairs[question] = row
                open = nil
            }
        }
        // a head with both names labels columns
        return pairs.count * 10 >= rows.count * 4 ? pairs : [:]
    }

    private func heads(_ row: Int) -> (question: Int, answer: Int)? {
        let forms = cells(lines[row]).map { NormalForm.question(text.string($0)) }
        guard let question = forms.firstIndex(where: { Self.questionHeads.contains($0) }),
            let answer = forms.firstIndex(where: { Self.answerHeads.contains($0) }), question != answer
        else { return nil }
        return (question, answer)
    }

    /// A number alone, or what a number stands before: `7`, `问题7：`, `7/ …`.
    private func isCounted(_ cell: ByteSpan) -> Bool {
        guard !cell.isEmpty else { return false }
        if cell.count <= 5,
            text.bytes[cell.range].allSatisfy({ CharacterClass.isASCIIDigit(UInt32($0)) || $0 == 0x2E })
        {
            return true
        }
        guard let prefix = NumberPrefix.scan(text, cell), prefix.dialect.numeral != .letter else { return false }
        return prefix.span.end >= cell.end || prefix.dialect.namesQuestion || QuestionCues.score(text, cell) >= 0.8
    }

    /// Whether a row goes on with the answer above.
    func goesOn(_ row: Int) -> Bool {
        isCounted && row != rows.first && heads(row) == nil && !isCounted(cells(lines[row])[0])
    }

    /// A row of one cell that spans the table and names what follows.
    func spans(_ line: Line) -> Bool {
        line.kind.isRow && cells(line).count == 1 && line.length <= 30 && line.cue < 1.2 && !isSentence(line.content)
    }

    /// A title has no clauses.
    private func isSentence(_ span: ByteSpan) -> Bool {
        let bytes = text.bytes
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            if scalar == 0xFF0C || CharacterClass.isSentenceEnd(scalar) && scalar != 0x2E { return true }
            offset += width
        }
        return Scalars.before(bytes, span.end, from: span.start).scalar == 0x2E
    }

    /// `| **Storage** | |`: the title of the rows below, in a row that says nothing else.
    func part(_ index: Int) -> ByteSpan? {
        guard pairs.isEmpty, heads(index) == nil else { return nil }
        let cells = cells(lines[index])
        let said = cells.filter { !$0.isEmpty }
        guard said.count == 1, cells.count >= 2, !isCounted(said[0]),
            (2...24).contains(Scalars.count(text.bytes, said[0].range)), QuestionCues.score(text, said[0]) < 0.8,
            !isSentence(said[0])
        else { return nil }
        let isBold = text.bytes[said[0].range].starts(with: "**".utf8)
        guard isBold || isCounted || SectionFinder.words.contains(text.bytes, said[0].range) else { return nil }
        let inner = isBold ? ByteSpan(said[0].start + 2, max(said[0].start + 2, said[0].end - 2)) : said[0]
        return text.trimmed(inner)
    }

    func cells(_ line: Line) -> [ByteSpan] {
        var cells: [ByteSpan] = []
        // an empty last cell, where cells end in tabs
        if article.source.format != .markdown, line.kind.isRow, !text.bytes[line.content.range].contains(0x09) {
            let block = article.blocks[line.block]
            if text.bytes[line.content.end..<block.span.end].contains(0x09) {
                return [line.content, ByteSpan(line.content.end, line.content.end)]
            }
        }
        let isPiped = article.source.format != .html && !text.bytes[line.content.range].contains(0x09)
        var start = line.content.start
        for offset in line.content.start...line.content.end {
            var isBorder = offset < line.content.end && text.bytes[offset] == (isPiped ? UInt8(ascii: "|") : 0x09)
            // GitHub Flavored Markdown 4.10: a pipe after a backslash is part of the cell
            if isPiped, isBorder, offset > line.content.start, text.bytes[offset - 1] == UInt8(ascii: "\\") {
                isBorder = false
            }
            if offset == line.content.end || isBorder {
                let cell = text.trimmed(ByteSpan(start, offset))
                if !isPiped || !(offset == line.content.start || offset == line.content.end && cell.isEmpty) {
                    cells.append(cell)
                }
                start = offset + 1
            }
        }
        return cells
    }

    /// The head's column, or the first cell that is no bare number.
    func questionColumn(_ line: Line) -> Int? {
        let cells = cells(line)
        if let columns, columns.question < cells.count { return columns.question }
        return cells.firstIndex { cell in
            Scalars.count(text.bytes, cell.range) >= 4 && !text.bytes[cell.range].allSatisfy { $0 < 0x41 }
        }
    }

    /// The question and the answer of a row; nil for a head or a rule.
    func row(_ index: Int) -> (number: ByteSpan?, question: ByteSpan, answer: ByteSpan?)? {
        let line = lines[index]
        if !pairs.isEmpty {
            guard let answer = pairs[index] else { return nil }
            return (nil, cells(line)[1], answer < 0 ? nil : cells(lines[answer])[1])
        }
        if case .tableRow(header: true) = line.kind { return nil }
        if goesOn(index) || part(index) != nil { return nil }
        if heads(index) != nil || text.bytes[line.content.range].allSatisfy({ "|-: \t".utf8.contains($0) }) {
            return nil
        }
        let cells = cells(line)
        guard let column = questionColumn(line), column < cells.count, !cells[column].isEmpty,
            columns != nil || QuestionCues.score(text, cells[column]) >= 0.8
        else { return nil }
        let answer = columns.map(\.answer) ?? column + 1
        let number = column > 0 && Scalars.count(text.bytes, cells[0].range) <= 4 ? cells[0] : nil
        return (number, cells[column], answer < cells.count ? cells[answer] : nil)
    }
}
