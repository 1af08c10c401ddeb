internal import TikuModel
internal import TikuText

/// Decides what a question's answer is worth: answered, missing or truncated, and which flags it earns from its own article.
struct AnswerJudge {
    let article: Article
    let markdown: AnswerMarkdown
    private(set) var truncation: Truncation
    let text: TextBuffer
    /// By their starts.
    private let verdicts: [Verdict]

    struct Result {
        var question: ExtractedQuestion
        var removedLines: [(line: Int, rule: String, evidence: String)] = []
        var marker: ByteSpan?
        /// Notes at the end of the answer that are no part of it, and adverts.
        var notes: [ByteSpan] = []
        var adverts: [ByteSpan] = []
    }

    /// Most answers in the cells of a table end as sentences do.
    private(set) var cellsClose = false
    /// Most answers begin with a word for an answer that has lost its colon: `答等价类负责…`.
    private var labelsLackColon = false

    init(article: Article, markdown: AnswerMarkdown) {
        self.article = article
        self.markdown = markdown
        truncation = Truncation(article: article)
        text = article.text
        verdicts = article.verdicts.sorted { $0.span < $1.span }
    }

    private var tail: AnswerTail { AnswerTail(article: article, truncation: truncation) }

    /// Learns how this article ends its answers.
    mutating func learn(_ drafts: [ExtractWriter.Draft]) {
        var ends: [ByteSpan] = []
        var inner: [ByteSpan] = []
        for draft in drafts {
            // what is no part of the answer says nothing of how it ends
            let pieces = draft.pieces.dropLast(tail.count(draft.pieces, below: draft.question))
            for (index, piece) in pieces.enumerated() {
                guard piece.line.isProse, !piece.line.kind.isList, piece.line.code < 0.6, !piece.line.isHeadingLike
                else { continue }
                let content = text.trimmed(piece.content)
                if content.isEmpty { continue }
                if index == pieces.count - 1 {
                    ends.append(content)
                } else if piece.line.length >= 16 {
                    inner.append(content)
                }
            }
        }
        truncation.learn(ends: ends, inner: inner)
        let firsts = drafts.compactMap { draft in draft.pieces.first.map { text.trimmed($0.content) } }.filter {
            !$0.isEmpty
        }
        let labelled = firsts.count { Label.wordWithoutColon(text, $0) != nil && Label.scan(text, $0) == nil }
        labelsLackColon = labelled >= 3 && labelled * 2 >= firsts.count
        // cells that end sentences say that one without an end is cut
        let cells = drafts.filter { $0.isCell && ($0.pieces.last?.line.length ?? 0) > 0 }.compactMap(\.pieces.last)
            .filter { Scalars.count(text.bytes, text.trimmed($0.content).range) >= 12 }
        cellsClose =
            cells.count >= 4
            && cells.count { truncation.closes(text.trimmed($0.content)) } * 10 >= cells.count * 6
    }

    func judge(_ draft: ExtractWriter.Draft) -> Result {
        var pieces = draft.pieces
        var flags: [Flag] = []
        var removed: [(line: Int, rule: String, evidence: String)] = []
        // a mark that was wrapped away from its question
        if let first = pieces.first, first.line.kind != .code, isMark(first.content) { pieces.removeFirst() }
        // the words of a button that shows the answer
        while pieces.count > 1, let first = pieces.first,
            RevealWords.holds(text, first.content)
        {
            pieces.removeFirst()
            if let next = pieces.first { pieces[0].line.label = Label.scan(text, next.content) }
        }
        if pieces.count == 1, RevealWords.holds(text, pieces[0].content) { pieces = [] }
        stripLabel(&pieces)
        // rules and bare headings at either end are layout
        while let last = pieces.last, last.line.kind == .rule { pieces.removeLast() }
        while let first = pieces.first, first.line.kind == .rule { pieces.removeFirst() }
        // a note that something is left out, or an end mark, is no part of the answer
        var notes: [ByteSpan] = []
        while let last = pieces.last, pieces.count > 1,
            Placeholders.isEndNote(text, last.content) || last.line.kind == .rule
        {
            notes.append(last.content)
            pieces.removeLast()
        }
        let tail = tail.count(pieces, below: draft.question)
        let adverts = pieces.suffix(tail).map(\.content)
        pieces.removeLast(tail)
        // the number of the next question, on a line of its own above it
        while let last = pieces.last, pieces.count > 1, isBareNumber(last, isUnnumbered: draft.number == nil) {
            pieces.removeLast()
        }
        pieces.removeAll { $0.content.isEmpty && !article.blocks[$0.line.block].isFence }
        var status: AnswerStatus
        var marker: ByteSpan?
        if pieces.isEmpty || isOnlyOptions(pieces) {
            status = .missing
            if let withheld = withheldNotice(draft) {
                flags.append(
                    Flag(
                        .answerWithheld, message: "the answer is behind a group, a paywall or a download",
                        evidence: withheld))
            }
            flags.append(
                Flag(
                    .answerMissing, message: FlagCode.answerMissing.meaning,
                    evidence: pieces.isEmpty
                        ? "nothing stands between this question and what follows it" : "only the options stand below it"
                ))
            if !pieces.isEmpty {
                for line in draft.answerLines { removed.append((line, "answer.options", "options without an answer")) }
            }
            pieces = []
        } else if let code = standInCode(pieces, draft.question) {
            status = .missing
            let evidence = markdown.plain(pieces)
            flags.append(Flag(code, message: code.meaning, evidence: evidence))
            flags.append(Flag(.answerMissing, message: FlagCode.answerMissing.meaning, evidence: evidence))
            for line in draft.answerLines { removed.append((line, code.rawValue, evidence)) }
            pieces = []
        } else if let cut = truncationVerdict(&pieces, &notes, draft)
            ?? withoutNote(&pieces, &notes, draft)
        {
            status = .truncated
            marker = cut.marker
            flags.append(Flag(.answerTruncated, message: FlagCode.answerTruncated.meaning, evidence: cut.evidence))
        } else {
            status = .answered
        }
        let question = PlainWords.of(text, draft.question, isMarkdown: article.source.format != .html)
        let answer = markdown.render(pieces)
        // nothing but an offer of the rest, or marks without words
        if answer.isEmpty, status != .missing {
            status = .missing
            flags.removeAll { $0.code == .answerTruncated }
            let evidence = marker.map { text.string($0) } ?? "nothing that could be read stands below it"
            flags.append(Flag(.answerMissing, message: FlagCode.answerMissing.meaning, evidence: evidence))
            for line in draft.answerLines { removed.append((line, "answer.empty", evidence)) }
        }
        if status != .missing { flags += contentFlags(question, pieces, answer) }
        let start = article.originalOffset(draft.start)
        let end = article.originalOffset(draft.end)
        return Result(
            question: ExtractedQuestion(
                number: draft.number, section: draft.section, text: question, status: status, answer: answer,
                span: ByteSpan(start, max(start, end)), flags: flags),
            removedLines: removed, marker: marker, notes: notes, adverts: adverts)
    }

    /// Verdicts that begin in a range. O(log verdicts + found).
    func verdicts(from start: Int, to end: Int) -> ArraySlice<Verdict> {
        var low = 0
        var high = verdicts.count
        while low < high {
            let middle = (low + high) / 2
            if verdicts[middle].span.start < start { low = middle + 1 } else { high = middle }
        }
        return verdicts[low...].prefix { $0.span.start <= end }
    }

    /// `答：`, `解析：` before the answer. `答案：B` under options is the answer and stays.
    private func stripLabel(_ pieces: inout [AnswerMarkdown.Piece]) {
        if let first = pieces.first, first.line.label == nil, first.line.isProse {
            let content = text.trimmed(first.content)
            if let end = Label.wordWithoutColon(text, content) {
                if end == content.end {
                    pieces.removeFirst()
                } else if labelsLackColon {
                    pieces[0].content = ByteSpan(end, content.end)
                }
                return
            }
        }
        guard let first = pieces.first, let label = first.line.label, label.label != .question,
            label.span.start >= first.content.start - 1,
            label.span.end <= first.content.end + 8
        else { return }
        let rest = text.trimmed(ByteSpan(label.span.end, max(label.span.end, first.content.end)))
        if isChoice(rest), pieces.count > 1 || rest.count <= 3 {
            return
        }
        if rest.isEmpty {
            pieces.removeFirst()
        } else {
            pieces[0].content = rest
            pieces[0].line.prefix = NumberPrefix.scan(text, rest)
        }
    }

    /// `B`, `A、C`, `ABD`
    private func isChoice(_ span: ByteSpan) -> Bool {
        guard !span.isEmpty, span.count <= 12 else { return false }
        var letters = 0
        for byte in text.bytes[span.range] where byte < 0x80 {
            if byte | 0x20 >= 0x61, byte | 0x20 <= 0x68 {
                letters += 1
            } else if byte > 0x20, byte != UInt8(ascii: ","), byte != UInt8(ascii: "."), byte != UInt8(ascii: "("),
                byte != UInt8(ascii: ")")
            {
                return false
            }
        }
        return letters >= 1
    }

    /// The flag of an answer that is none: it stands in for one, says where one is sold, or repeats the question.
    private func standInCode(_ pieces: [AnswerMarkdown.Piece], _ question: ByteSpan) -> FlagCode? {
        if let kind = standIn(pieces) { return kind == .withheld ? .answerWithheld : .answerPlaceholder }
        return repeats(pieces, question) ? .answerEcho : nil
    }

    /// Nothing but the question once more: a scraper took its title for the first line of the answer.
    private func repeats(_ pieces: [AnswerMarkdown.Piece], _ question: ByteSpan) -> Bool {
        guard pieces.count == 1, pieces[0].content.count <= question.count + 40, question.count >= 9 else {
            return false
        }
        return NormalForm.question(text.string(pieces[0].content)) == NormalForm.question(text.string(question))
    }

    /// Two or more lines `A. …` and nothing else.
    private func isOnlyOptions(_ pieces: [AnswerMarkdown.Piece]) -> Bool {
        let options = pieces.count { AnswerKeys.isOption(text, $0.content) }
        return options >= 2 && options == pieces.count
    }

    private func standIn(_ pieces: [AnswerMarkdown.Piece]) -> Placeholders.Kind? {
        // below the options of a choice
        let options = pieces.prefix { AnswerKeys.isOption(text, $0.content) }.count
        if options >= 2, options < pieces.count { return standIn(Array(pieces.dropFirst(options))) }
        // a chapter of which the post says that it is left out
        if pieces.count > 1, pieces.count <= 3, isChapter(pieces[0]),
            let kind = standIn(Array(pieces.dropFirst()))
        {
            return kind
        }
        // an offer of the rest says nothing of what stands before it
        let contents = pieces.prefix(pieces.count <= 2 ? 2 : 1).map { piece -> ByteSpan in
            guard piece.content.count <= 400, let offer = truncation.trailingOffer(piece.content) else {
                return piece.content
            }
            let said = text.trimmed(ByteSpan(piece.content.start, offer.start))
            return Scalars.count(text.bytes, said.range) >= 10 ? said : piece.content
        }
        // longer ones are no stand-ins, whatever stands at their end
        let kinds = contents.map { $0.count <= 400 ? Placeholders.kind(text, $0) : nil }
        // below a stand-in only the page's own lines follow: nothing that states anything
        if let first = kinds[0], pieces.count > 1, pieces.count <= 24,
            pieces.dropFirst().allSatisfy({ isNoStatement($0) })
        {
            return first
        }
        guard pieces.count <= 2 else { return nil }
        let unlisted = kinds.indices.filter { kinds[$0] == nil }
        guard unlisted.allSatisfy({ pieces[$0].line.kind != .code && StandInModel.holds(text, contents[$0]) }) else {
            return nil
        }
        return kinds.contains(.withheld) ? .withheld : .standIn
    }

    /// A short heading, or a line that is numbered as chapters are.
    private func isChapter(_ piece: AnswerMarkdown.Piece) -> Bool {
        guard piece.line.length <= 30, piece.line.isProse else { return false }
        if piece.line.isHeadingLike || SectionMarks.isDecorated(text, piece.content) { return true }
        return piece.line.prefix.map { $0.dialect.namesSection || $0.dialect.numeral == .chinese } ?? false
    }

    /// `07`, `面试官第6问：`
    private func isBareNumber(_ piece: AnswerMarkdown.Piece, isUnnumbered: Bool) -> Bool {
        let content = text.trimmed(piece.content)
        guard piece.line.kind != .code, !content.isEmpty, Scalars.count(text.bytes, content.range) <= 12 else {
            return false
        }
        let bytes = text.bytes[content.range]
        if bytes.count <= 3, isUnnumbered || bytes.first == UInt8(ascii: "0"),
            bytes.allSatisfy({ CharacterClass.isASCIIDigit(UInt32($0)) })
        {
            return true
        }
        guard let prefix = NumberPrefix.scan(text, content), prefix.dialect.namesQuestion else { return false }
        return prefix.span.end >= content.end
    }

    /// `？` and nothing else.
    private func isMark(_ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        return !content.isEmpty && content.count <= 6
            && Scalars.decode(text.bytes, at: content.start).width >= content.count / 2
            && CharacterClass.isSentenceEnd(Scalars.decode(text.bytes, at: content.start).scalar)
            && CharacterClass.isSentenceEnd(Scalars.before(text.bytes, content.end, from: content.start).scalar)
    }

    /// A short line that is no sentence: a title, a link's words, a count.
    func isNoStatement(_ piece: AnswerMarkdown.Piece) -> Bool {
        let content = text.trimmed(piece.content)
        if case .tableRow = piece.line.kind { return false }
        guard piece.line.kind != .code, piece.line.code < 0.5,
            Scalars.count(text.bytes, content.range) <= 40
        else { return false }
        let last = content.isEmpty ? 0 : Scalars.before(text.bytes, content.end, from: content.start).scalar
        return last != 0x3002 && last != 0x2E && last != 0xFF1B
    }

    /// What a removed advert right below the question says about its answer.
    private func withheldNotice(_ draft: ExtractWriter.Draft) -> String? {
        for verdict in verdicts(from: draft.question.end, to: draft.question.end + 400) {
            if verdict.rule.hasPrefix("page.") { continue }
            let between = text.trimmed(ByteSpan(draft.question.end, verdict.span.start))
            if between.isEmpty, Placeholders.isWithheld(text, verdict.span) { return Strip.excerpt(text, verdict.span) }
        }
        return nil
    }

    private func contentFlags(_ question: String, _ pieces: [AnswerMarkdown.Piece], _ answer: String) -> [Flag] {
        var flags: [Flag] = []
        let form = NormalForm.question(answer)
        if !form.isEmpty, form == NormalForm.question(question) {
            flags.append(Flag(.answerEcho, message: FlagCode.answerEcho.meaning, evidence: answer))
        }
        if let promise = ListPromise.broken(text, pieces) {
            flags.append(
                Flag(
                    .answerListIncomplete, message: "it promises \(promise.promised) points and gives \(promise.given)",
                    evidence: promise.evidence))
        }
        let buffer = TextBuffer(answer)
        if let residue = EntityResidue.suspects(buffer, buffer.whole) {
            flags.append(
                Flag(.textResidue, message: "a character reference could not be read", evidence: buffer.string(residue))
            )
        }
        if let mojibake = Mojibake.suspect(buffer) {
            flags.append(Flag(.textMojibake, message: FlagCode.textMojibake.meaning, evidence: mojibake))
        }
        return flags
    }
}
