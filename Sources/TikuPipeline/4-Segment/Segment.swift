public import TikuModel
internal import TikuText

/// Stage 4: finds sections, questions and answers, and accounts for every byte of the article.
public struct Segment: Stage {
    /// Whether extracts hold the article as plain text besides.
    var givesPlain = true

    public init() {}

    public func run(_ article: Article) throws(Never) -> Extract {
        let reading = Reader(article).read()
        var writer = ExtractWriter(reading)
        return writer.write(givesPlain: givesPlain)
    }
}

/// Writes what a reading found: questions with their answers as Markdown, tiles, and the cleaned article.
struct ExtractWriter {
    let article: Article
    let text: TextBuffer
    let reading: Reading
    let markdown: AnswerMarkdown

    /// A question with the pieces of its answer.
    struct Draft {
        var line: Int
        var question: ByteSpan
        var number: String?
        var value: Int?
        var section: String?
        var pieces: [AnswerMarkdown.Piece] = []
        /// Lines that are all of, or part of, the answer.
        var answerLines: [Int] = []
        var end: Int
        /// The answer is the cell of a table, which needs no full stop.
        var isCell = false
        /// Where the question begins, its number included.
        var start = 0
    }

    /// Lines that are an answer, wherever they stand.
    var answering: Set<Int> = []
    /// Spans with what they are; later ones overrule earlier ones.
    var marks: [(span: ByteSpan, role: TileRole)] = []

    init(_ reading: Reading) {
        article = reading.article
        self.reading = reading
        text = article.text
        markdown = AnswerMarkdown(article: article)
    }

    mutating func write(givesPlain: Bool) -> Extract {
        var drafts: [Draft] = []
        var sections: [ExtractedSection] = []
        var section: String?
        var title = article.source.title
        var answerPart: [Int] = []
        for (index, line) in reading.lines.enumerated() {
            switch reading.roles[index] {
            case .title:
                if title == nil { title = plainText(line.content) }
            case .section(let span):
                section = plainText(span)
                let omission = omission(after: index)
                sections.append(
                    ExtractedSection(
                        title: section ?? "", omitted: omission != nil, span: article.originalSpan(line.span),
                        evidence: omission))
            case .question(let answerStart):
                var draft = draft(index, line, answerStart, section)
                if plainText(draft.question).isEmpty {
                    // a number and nothing behind it: what asks is the number
                    draft.question = text.trimmed(line.content)
                }
                draft.start = line.span.start
                drafts.append(draft)
            case .answer:
                if reading.answerPart.contains(index) {
                    answerPart.append(index)
                } else if !drafts.isEmpty {
                    add(index, line, to: &drafts[drafts.count - 1])
                }
            case .removed(let rule, _):
                if rule == "page.reply" { answerPart.append(index) }
            case .text: break
            }
        }
        if !answerPart.isEmpty { distribute(answerPart, over: &drafts) }
        answering = Set(drafts.flatMap(\.answerLines))
        var questions: [ExtractedQuestion] = []
        var judge = AnswerJudge(article: article, markdown: markdown)
        judge.learn(drafts)
        var removedLines: [Int: (rule: String, evidence: String)] = [:]
        var removedParts: [(ByteSpan, String, String)] = []
        for draft in drafts {
            let judged = judge.judge(draft)
            for line in judged.removedLines { removedLines[line.line] = (line.rule, line.evidence) }
            if let marker = judged.marker { removedParts.append((marker, "truncation.offer", text.string(marker))) }
            for note in judged.notes { removedParts.append((note, "segment.end-note", text.string(note))) }
            for advert in judged.adverts { removedParts.append((advert, AnswerTail.rule, Strip.excerpt(text, advert))) }
            questions.append(judged.question)
        }
        flagNumbers(&questions, drafts)
        let places = self.article.rawLines.ranges(of: questions.map(\.span), in: self.article.original)
        for (index, lines) in places.enumerated() { questions[index].lines = lines }
        mark(removedLines, removedParts)
        let tiles = tiles()
        let article = CleanedArticle(writer: self)
        let cleaned = article.paragraphs(title: title, questions: questions, drafts: drafts)
        let claim = claim(firstQuestion: drafts.first.map { reading.lines[$0.line].span.start })
        return Extract(
            source: self.article.source, title: title, claimed: claim?.count, claimEvidence: claim?.evidence,
            sections: sections,
            questions: questions, tiles: tiles, flags: sourceFlags(sections, claim, questions),
            cleaned: cleaned.joined(separator: "\n\n") + "\n",
            plain: givesPlain ? article.plain() : "", length: self.article.original.count,
            repairs: self.article.editCounts)
    }

    // MARK: Questions

    private func draft(_ index: Int, _ line: Line, _ answerStart: Int?, _ section: String?) -> Draft {
        var body = line.body
        if reading.style == .labelled, let label = line.label, label.label == .question {
            body = ByteSpan(label.span.end, max(label.span.end, line.content.end))
        }
        // `2. 提问：…`
        if reading.style?.isNumbered ?? false, let label = Label.scan(text, body), label.label == .question,
            label.number == nil, label.span.start <= body.start + 1, label.span.end < body.end,
            answerStart ?? .max > label.span.end
        {
            body = ByteSpan(label.span.end, body.end)
        }
        var number = line.prefix.map { prefix in
            prefix.number.isEmpty ? String(prefix.value) : text.string(prefix.number)
        }
        if !(reading.style?.isNumbered ?? false) { number = line.prefix == nil ? nil : number }
        if let row = reading.table?.row(index) { return tableDraft(index, line, row, section) }
        var asked = text.trimmed(ByteSpan(body.start, max(body.start, answerStart ?? body.end)))
        // the colon between a question and its answer
        if answerStart != nil, !asked.isEmpty {
            let (last, width) = Scalars.before(text.bytes, asked.end, from: asked.start)
            if last == 0x3A || last == 0xFF1A { asked = text.trimmed(ByteSpan(asked.start, asked.end - width)) }
        }
        var draft = Draft(
            line: index, question: asked, number: number,
            value: line.prefix?.value,
            section: section, end: line.span.end)
        if let answerStart, answerStart < line.content.end {
            var rest = line
            rest.kind = .paragraph
            rest.isStrong = false
            rest.prefix = nil
            rest.label = Label.scan(text, ByteSpan(answerStart, line.content.end))
            draft.pieces.append(AnswerMarkdown.Piece(line: rest, content: ByteSpan(answerStart, line.content.end)))
            draft.answerLines.append(index)
        }
        return draft
    }

    private func tableDraft(
        _ index: Int, _ line: Line, _ row: (number: ByteSpan?, question: ByteSpan, answer: ByteSpan?),
        _ section: String?
    ) -> Draft {
        var draft = Draft(
            line: index, question: row.question, number: row.number.map { text.string($0) }, value: nil,
            section: section,
            end: line.span.end)
        if let prefix = NumberPrefix.scan(text, row.question) {
            draft.number = text.string(prefix.number)
            draft.value = prefix.value
            draft.question = ByteSpan(prefix.span.end, row.question.end)
        }
        if let cell = row.answer, !cell.isEmpty {
            var answer = line
            answer.kind = .paragraph
            draft.isCell = true
            for part in lines(of: cell) { draft.pieces.append(AnswerMarkdown.Piece(line: answer, content: part)) }
            draft.answerLines.append(reading.table?.pairs[index] ?? index)
        }
        return draft
    }

    /// The lines of a cell, which Markdown parts with `<br>`.
    private func lines(of cell: ByteSpan) -> [ByteSpan] {
        let bytes = text.bytes
        var lines: [ByteSpan] = []
        var start = cell.start
        var offset = cell.start
        while offset < cell.end {
            if bytes[offset] == UInt8(ascii: "<"), bytes[offset..<cell.end].starts(with: "<br".utf8),
                let close = bytes[offset..<min(cell.end, offset + 8)].firstIndex(of: UInt8(ascii: ">"))
            {
                lines.append(text.trimmed(ByteSpan(start, offset)))
                start = close + 1
                offset = close
            }
            offset += 1
        }
        lines.append(text.trimmed(ByteSpan(start, cell.end)))
        return lines.filter { !$0.isEmpty }
    }

    private func add(_ index: Int, _ line: Line, to draft: inout Draft) {
        draft.pieces.append(AnswerMarkdown.Piece(line: line, content: line.content))
        draft.answerLines.append(index)
        draft.end = line.span.end
    }

    private func flagNumbers(_ questions: inout [ExtractedQuestion], _ drafts: [Draft]) {
        for index in drafts.indices.dropFirst() {
            guard let value = drafts[index].value, let before = drafts[index - 1].value,
                drafts[index].section == drafts[index - 1].section
            else { continue }
            let number = questions[index].number ?? ""
            if value == before {
                let evidence =
                    "\(number) stands before \"\(questions[index - 1].text)\" and \"\(questions[index].text)\""
                let flag = Flag(
                    .numberDuplicate, message: "the source prints number \(number) twice", evidence: evidence)
                questions[index - 1].flags.append(flag)
                questions[index].flags.append(flag)
            } else if value > before + 1 {
                let gap = value == before + 2 ? "number \(before + 1)" : "numbers \(before + 1) to \(value - 1)"
                questions[index].flags.append(
                    Flag(.numberGap, message: "the source skips \(gap)", evidence: "\(before), then \(value)"))
            }
        }
    }

    // MARK: The source as a whole

    /// The words that say a section is left out, when nothing else stands in it.
    private func omission(after index: Int) -> String? {
        let next = index + 1
        guard next < reading.lines.count, case .removed(let rule, let evidence) = reading.roles[next],
            rule == "segment.omission"
        else { return nil }
        if next + 1 < reading.lines.count, case .question = reading.roles[next + 1] { return nil }
        return evidence
    }

    private func claim(firstQuestion: Int?) -> ClaimReader.Claim? {
        guard let limit = firstQuestion else { return nil }
        if let title = article.source.title {
            let buffer = TextBuffer(title)
            if let claim = ClaimReader.read(buffer, buffer.whole, isAdvert: false) { return claim }
        }
        let verdicts = article.verdicts.filter { $0.span.start < limit }
        var advertised: ClaimReader.Claim?
        for block in article.blocks {
            guard block.span.start < limit else { break }
            guard block.region == .content || block.region == .header, block.kind != .code, block.content.count < 2_000
            else { continue }
            let isAdvert = verdicts.contains { $0.span.overlaps(block.content) }
            for sentence in Sentences.split(text, block.content) {
                guard let claim = ClaimReader.read(text, sentence, isAdvert: isAdvert) else { continue }
                if !isAdvert { return claim }
                advertised = advertised ?? claim
            }
        }
        return advertised
    }

    private func sourceFlags(
        _ sections: [ExtractedSection], _ claim: ClaimReader.Claim?, _ questions: [ExtractedQuestion]
    ) -> [Flag] {
        var flags: [Flag] = []
        for section in sections where section.omitted {
            flags.append(
                Flag(
                    .sectionOmitted, message: "the section \"\(section.title)\" is named and left out",
                    evidence: "\(section.title): \(section.evidence ?? "")"))
        }
        if let claim, !questions.isEmpty, claim.count != questions.count {
            flags.append(
                Flag(
                    .claimMismatch,
                    message: "the source promises \(claim.count) questions and holds \(questions.count)",
                    evidence: claim.evidence))
        }
        return flags
    }

    /// A span as plain text: emphasis marks and link syntax of Markdown taken away, white space runs to one space.
    func plainText(_ span: ByteSpan) -> String {
        PlainWords.of(text, text.trimmed(span), isMarkdown: article.source.format != .html)
    }
}
