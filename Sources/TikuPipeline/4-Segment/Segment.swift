public import TikuModel
internal import TikuText

/// Stage 4: finds sections, questions and answers, and accounts for every byte of the article.
public struct Segment: Stage {
    public init() {}

    public func run(_ article: Article) throws(Never) -> Extract {
        let reading = Reader(article).read()
        var writer = ExtractWriter(reading)
        return writer.write()
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
    }

    private var marks: [(span: ByteSpan, role: TileRole)] = []

    init(_ reading: Reading) {
        article = reading.article
        self.reading = reading
        text = article.text
        markdown = AnswerMarkdown(article: article)
    }

    mutating func write() -> Extract {
        var drafts: [Draft] = []
        var sections: [ExtractedSection] = []
        var section: String?
        var title = article.source.title
        var answerPart: [Int] = []
        var sawAnswerHeading = false
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
            case .question(let answerStart): drafts.append(draft(index, line, answerStart, section))
            case .answer:
                if sawAnswerHeading {
                    answerPart.append(index)
                } else if !drafts.isEmpty {
                    add(index, line, to: &drafts[drafts.count - 1])
                }
            case .removed(let rule, _):
                if rule == "segment.answer-heading" || rule == "page.reply" {
                    sawAnswerHeading = true
                    if rule == "page.reply" { answerPart.append(index) }
                }
            case .text: break
            }
        }
        if !answerPart.isEmpty { distribute(answerPart, over: &drafts) }
        let answering = Set(drafts.flatMap(\.answerLines))
        var questions: [ExtractedQuestion] = []
        var judge = AnswerJudge(article: article, markdown: markdown)
        judge.learn(drafts)
        var removedLines: [Int: (rule: String, evidence: String)] = [:]
        var removedParts: [(ByteSpan, String, String)] = []
        for draft in drafts {
            let judged = judge.judge(draft)
            for line in judged.removedLines { removedLines[line.line] = (line.rule, line.evidence) }
            if let marker = judged.marker { removedParts.append((marker, "truncation.offer", text.string(marker))) }
            questions.append(judged.question)
        }
        flagNumbers(&questions, drafts)
        mark(removedLines, removedParts, answering)
        let tiles = tiles()
        let article = CleanedArticle(writer: self)
        let cleaned = article.paragraphs(title: title, questions: questions, drafts: drafts)
        let claim = claim(firstQuestion: drafts.first.map { reading.lines[$0.line].span.start })
        return Extract(
            source: self.article.source, title: title, claimed: claim?.count, claimEvidence: claim?.evidence,
            sections: sections,
            questions: questions, tiles: tiles, flags: sourceFlags(sections, claim, questions),
            cleaned: cleaned.joined(separator: "\n\n") + "\n",
            plain: article.plain(), length: self.article.original.count, repairs: self.article.editCounts)
    }

    // MARK: Questions

    private func draft(_ index: Int, _ line: Line, _ answerStart: Int?, _ section: String?) -> Draft {
        var body = line.body
        if reading.style == .labelled, let label = line.label, label.label == .question {
            body = ByteSpan(label.span.end, max(label.span.end, line.content.end))
        }
        var number = line.prefix.map { prefix in
            prefix.number.isEmpty ? String(prefix.value) : text.string(prefix.number)
        }
        if !(reading.style?.isNumbered ?? false) { number = line.prefix == nil ? nil : number }
        if let row = reading.table?.row(index) { return tableDraft(index, line, row, section) }
        let end = answerStart ?? body.end
        var draft = Draft(
            line: index, question: text.trimmed(ByteSpan(body.start, max(body.start, end))), number: number,
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
            draft.pieces.append(AnswerMarkdown.Piece(line: answer, content: cell))
            draft.answerLines.append(index)
        }
        return draft
    }

    private func add(_ index: Int, _ line: Line, to draft: inout Draft) {
        draft.pieces.append(AnswerMarkdown.Piece(line: line, content: line.content))
        draft.answerLines.append(index)
        draft.end = line.span.end
    }

    /// Gives the answers listed at the end to the questions of their numbers, in order where numbers repeat.
    ///
    /// A heading that repeats one of the questions' sections limits what follows to that section. In replies only the numbered
    /// lines count, and lists and code right below them: all else there is talk.
    private func distribute(_ lines: [Int], over drafts: inout [Draft]) {
        var current: Int?
        var next = 0
        var section: String?
        for index in lines {
            let line = reading.lines[index]
            if let title = sectionTitle(line, drafts) {
                section = title
                next = drafts.firstIndex { $0.section == title } ?? 0
                current = nil
                continue
            }
            if reading.repliesFrom != nil, let quoted = quotedQuestion(line, drafts) {
                current = quoted
                next = -1
                continue
            }
            if let prefix = line.prefix, prefix.dialect.numeral != .letter {
                let isBare = reading.repliesFrom != nil && text.trimmed(line.body).count < 6
                let open = drafts.indices.dropFirst(reading.repliesFrom == nil ? max(next, 0) : 0).filter {
                    section == nil || drafts[$0].section == section
                }
                let match =
                    open.first { drafts[$0].value == prefix.value }
                    ?? (drafts.allSatisfy { $0.value == nil } && prefix.value == next + 1 && next < drafts.count
                        ? next : nil)
                if let match, match == next || match - next <= 3 || current == nil || reading.repliesFrom != nil {
                    current = match
                    next = isBare ? -1 : match + 1
                    if isBare { continue }
                    var answer = line
                    answer.kind = .paragraph
                    answer.label = Label.scan(text, line.body)
                    answer.prefix = nil
                    let content = text.trimmed(line.body)
                    if !content.isEmpty, !repeats(content, drafts[match].question) {
                        drafts[match].pieces.append(AnswerMarkdown.Piece(line: answer, content: content))
                    }
                    drafts[match].answerLines.append(index)
                    continue
                }
            }
            if reading.repliesFrom != nil {
                if let named = ReplyNumber.named(text, line.content),
                    let match = drafts.firstIndex(where: { $0.value == named.value })
                {
                    current = match
                    let rest = text.trimmed(ByteSpan(named.end, max(named.end, line.content.end)))
                    if rest.count >= 6 {
                        append(rest, of: line, index, to: &drafts[match])
                        next = 0
                    } else {
                        next = -1
                    }
                    continue
                }
                if let quoted = quotedQuestion(line, drafts) {
                    current = quoted
                    next = -1
                    continue
                }
                // the line below a quoted question answers it
                if next == -1, let match = current, line.length >= 12 {
                    append(line.content, of: line, index, to: &drafts[match])
                    next = 0
                    continue
                }
            }
            guard let current else { continue }
            if reading.repliesFrom != nil, !line.kind.isList, line.kind != .code { continue }
            drafts[current].pieces.append(AnswerMarkdown.Piece(line: line, content: line.content))
            drafts[current].answerLines.append(index)
        }
    }

    private func append(_ content: ByteSpan, of line: Line, _ index: Int, to draft: inout Draft) {
        var answer = line
        answer.kind = .paragraph
        answer.label = Label.scan(text, content)
        answer.prefix = nil
        draft.pieces.append(AnswerMarkdown.Piece(line: answer, content: content))
        draft.answerLines.append(index)
    }

    /// The question that a line of a reply quotes word for word.
    private func quotedQuestion(_ line: Line, _ drafts: [Draft]) -> Int? {
        guard line.length <= 160 else { return nil }
        let form = NormalForm.question(text.string(line.content))
        return drafts.indices.first { index in
            let question = NormalForm.question(text.string(drafts[index].question))
            return question.utf8.count >= 12 && form.hasSuffix(question)
        }
    }

    private func sectionTitle(_ line: Line, _ drafts: [Draft]) -> String? {
        guard line.length <= 60 else { return nil }
        var title = line.body
        if let inner = SectionMarks.title(text, line.content) { title = inner }
        if let prefix = NumberPrefix.scan(text, title) { title = ByteSpan(prefix.span.end, title.end) }
        let form = NormalForm.question(text.string(title))
        return drafts.lazy.compactMap(\.section).first { NormalForm.question($0) == form }
    }

    private func repeats(_ content: ByteSpan, _ question: ByteSpan) -> Bool {
        NormalForm.question(text.string(content)) == NormalForm.question(text.string(question))
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

    // MARK: Tiles

    private mutating func mark(
        _ removedLines: [Int: (rule: String, evidence: String)], _ parts: [(ByteSpan, String, String)],
        _ answering: Set<Int>
    ) {
        for (index, line) in reading.lines.enumerated() {
            if let removed = removedLines[index], case .answer = reading.roles[index] {
                marks.append((line.span, .removed(rule: removed.rule, evidence: removed.evidence)))
                continue
            }
            switch reading.roles[index] {
            case .title: marks.append((line.span, .title))
            case .section: marks.append((line.span, .section))
            case .answer: marks.append((line.span, .answer))
            case .text: marks.append((line.span, .text))
            case .removed(let rule, let evidence):
                let role: TileRole = answering.contains(index) ? .answer : .removed(rule: rule, evidence: evidence)
                marks.append((line.span, role))
            case .question(let answerStart):
                let split = answerStart.map { min(max($0, line.span.start), line.span.end) } ?? line.span.end
                marks.append((ByteSpan(line.span.start, split), .question))
                if split < line.span.end {
                    let role: TileRole =
                        removedLines[index].map { .removed(rule: $0.rule, evidence: $0.evidence) } ?? .answer
                    marks.append((ByteSpan(split, line.span.end), role))
                }
            }
        }
        for verdict in article.verdicts {
            marks.append((verdict.span, .removed(rule: verdict.rule, evidence: verdict.evidence)))
        }
        for (span, rule, evidence) in parts { marks.append((span, .removed(rule: rule, evidence: evidence))) }
    }

    /// Cuts the whole text at the marks: later marks overrule earlier ones, and what none covers goes with what
    /// stands before it.
    private func tiles() -> [Tile] {
        let length = text.count
        guard length > 0 else { return [] }
        // boundaries of all marks, then the topmost mark over each stretch
        var events: [(offset: Int, isStart: Bool, mark: Int)] = []
        for (index, mark) in marks.enumerated() where !mark.span.isEmpty {
            events.append((mark.span.start, true, index))
            events.append((mark.span.end, false, index))
        }
        events.sort { ($0.offset, $0.isStart ? 1 : 0, $0.mark) < ($1.offset, $1.isStart ? 1 : 0, $1.mark) }
        var active: Set<Int> = []
        var stretches: [(start: Int, mark: Int)] = []
        var at = 0
        while at < events.count {
            let offset = events[at].offset
            while at < events.count, events[at].offset == offset {
                if events[at].isStart { active.insert(events[at].mark) } else { active.remove(events[at].mark) }
                at += 1
            }
            if let top = active.max() { stretches.append((offset, top)) }
        }
        guard !stretches.isEmpty else {
            return [
                Tile(
                    span: ByteSpan(0, article.original.count),
                    role: .removed(rule: "layout.blank", evidence: "white space"))
            ]
        }
        var tiles: [Tile] = []
        func append(_ start: Int, _ end: Int, _ mark: Int) {
            let span = article.originalSpan(ByteSpan(start, end))
            guard !span.isEmpty else { return }
            let role = marks[mark].role
            if let last = tiles.last, last.role == role, role != .question {
                tiles[tiles.count - 1].span.end = span.end
            } else {
                tiles.append(Tile(span: span, role: role))
            }
        }
        for (index, stretch) in stretches.enumerated() {
            let start = index == 0 ? 0 : stretch.start
            let end = index + 1 < stretches.count ? stretches[index + 1].start : length
            append(start, end, stretch.mark)
        }
        for index in tiles.indices where !tiles[index].role.isKept {
            tiles[index].excerpt = excerpt(tiles[index].span)
        }
        return tiles
    }

    private func excerpt(_ span: ByteSpan) -> String {
        let content = article.original.trimmed(span)
        guard content.count > RemovedRecords.textLimit else { return article.original.string(content) }
        var end = content.start + RemovedRecords.textLimit
        while end > content.start, article.original.bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return article.original.string(ByteSpan(content.start, end)) + "…"
    }

    // MARK: Words

    /// A span as plain text: emphasis marks and link syntax of Markdown taken away, white space runs to one space.
    func plainText(_ span: ByteSpan) -> String {
        PlainWords.of(text, text.trimmed(span), isMarkdown: article.source.format != .html)
    }
}
