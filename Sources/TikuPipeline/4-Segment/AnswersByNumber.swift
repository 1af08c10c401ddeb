internal import TikuModel
internal import TikuText

/// Answers that stand apart from their questions: under a heading at the end, or in the replies of a thread.
extension ExtractWriter {
    /// Gives the answers listed at the end to the questions of their numbers, in order where numbers repeat.
    ///
    /// A heading that repeats one of the questions' sections limits what follows to that section. In replies only the numbered
    /// lines count, and lists and code right below them: all else there is talk.
    func distribute(_ lines: [Int], over drafts: inout [Draft]) {
        var current: Int?
        var next = 0
        var section: String?
        if reading.repliesFrom != nil, drafts.count == 1 {
            answerAlone(lines, &drafts[0])
            return
        }
        var post = 0
        // the page's names do not tell its posts apart; lines that say who wrote and when do
        var isHeaded = false
        // the post that said which question it answers: other numbers in it are those of its lists
        var namedPost = -1
        // the post that quotes it: what it lists is of its answer
        var quotingPost = -1
        // the number read last, whether it was an answer's or a list's
        var counted = 0
        let forms = drafts.map { NormalForm.question(text.string($0.question)) }
        let hasPrinted = lines.contains { reading.lines[$0].prefix.map { !$0.number.isEmpty } ?? false }
        for index in lines {
            let line = reading.lines[index]
            let own = article.blocks[line.block].post
            if reading.repliesFrom != nil, own == 0, isSigned(line) {
                isHeaded = true
                current = nil
                continue
            }
            if own > 0 || reading.repliesFrom != nil, isPostTail(line) { continue }
            if own != post {
                // what another post says belongs to no question until it names one
                if own > 0, post > 0 { current = nil }
                post = own
            }
            if reading.repliesFrom != nil, own == 0, isPostHead(line) {
                isHeaded = true
                current = nil
                continue
            }
            if let title = sectionTitle(line, drafts) {
                section = title
                next = drafts.firstIndex { $0.section == title } ?? 0
                current = nil
                continue
            }
            if reading.repliesFrom != nil, let quoted = quotedQuestion(line, forms) {
                current = quoted
                quotingPost = own
                next = -1
                continue
            }
            // the items of a list inside an answer have the list's numbers, not the questions'
            let keys = AnswerKeys.scan(text, line.content)
            if !keys.isEmpty {
                for key in keys {
                    guard let match = drafts.firstIndex(where: { $0.value == key.number }) else { continue }
                    append(key.letter, of: line, index, to: &drafts[match])
                }
                current = nil
                continue
            }
            // `A6. …`
            if let label = line.label, let number = label.number,
                let match = drafts.firstIndex(where: {
                    $0.value == number && (section == nil || $0.section == section)
                })
            {
                current = match
                next = match + 1
                let rest = text.trimmed(ByteSpan(label.span.end, max(label.span.end, line.content.end)))
                append(rest, of: line, index, to: &drafts[match])
                continue
            }
            let isListed =
                own > 0 && namedPost == own && isPoint(line.prefix, of: current.map { drafts[$0] })
                || own > 0 && quotingPost == own && line.kind.isList
            if let prefix = line.prefix, prefix.dialect.numeral != .letter, !isListed,
                !prefix.number.isEmpty || !hasPrinted
            {
                let isBare = reading.repliesFrom != nil && text.trimmed(line.body).count < 6
                let open = drafts.indices.dropFirst(reading.repliesFrom == nil ? max(next, 0) : 0).filter {
                    section == nil || drafts[$0].section == section
                }
                let match =
                    open.first { drafts[$0].value == prefix.value }
                    ?? (drafts.allSatisfy { $0.value == nil } && prefix.value == next + 1 && next < drafts.count
                        ? next : nil)
                if prefix.dialect.namesQuestion, match != nil { namedPost = own }
                // a list counts on; the answers go on where the next one is given
                let isJump = prefix.value != counted + 1
                counted = prefix.value
                if let match, match - next <= 3 || isJump || current == nil || reading.repliesFrom != nil {
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
                    // a number printed twice: the question that nobody has answered yet
                    let match = drafts.firstIndex(where: { $0.value == named.value && $0.pieces.isEmpty })
                        ?? drafts.firstIndex(where: { $0.value == named.value })
                {
                    current = match
                    namedPost = own
                    let rest = text.trimmed(ByteSpan(named.end, max(named.end, line.content.end)))
                    if rest.count >= 6 {
                        append(rest, of: line, index, to: &drafts[match])
                        next = 0
                    } else {
                        next = -1
                    }
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
            if reading.repliesFrom != nil, post == 0, !isHeaded, !line.kind.isList, !line.kind.isRow, line.kind != .code
            {
                continue
            }
            drafts[current].pieces.append(AnswerMarkdown.Piece(line: line, content: line.content))
            drafts[current].answerLines.append(index)
        }
    }

    /// Whether a number below an answer counts its points: one in brackets, or one that no later question has.
    private func isPoint(_ prefix: NumberPrefix?, of draft: Draft?) -> Bool {
        guard let prefix, let draft, !prefix.dialect.namesQuestion else { return false }
        return prefix.dialect.opening == "（" || prefix.dialect.opening == "("
            || draft.value.map { prefix.value <= $0 } ?? false
    }

    /// The reply that answers the only question of a thread.
    private func answerAlone(_ lines: [Int], _ draft: inout Draft) {
        guard let post = ThreadReplies.answer(article, reading.lines, lines) else { return }
        for index in lines where article.blocks[reading.lines[index].block].post == post {
            let line = reading.lines[index]
            if isPostTail(line) { continue }
            draft.pieces.append(AnswerMarkdown.Piece(line: line, content: line.content))
            draft.answerLines.append(index)
        }
    }

    /// `来自Android客户端 2楼 2023-4-12 10:34`: a short line with a date and no sentence.
    private func isPostTail(_ line: Line) -> Bool {
        guard line.length <= 48, line.kind != .code else { return false }
        // the author's name
        if line.length <= 24, article.blocks[line.block].link != nil { return true }
        let bytes = text.bytes
        if TextThread.floor(text, line.content) != nil { return true }
        let last = Scalars.before(bytes, line.content.end, from: line.content.start).scalar
        let isOpen = !CharacterClass.isSentenceEnd(last) && last != 0x2E
        var digits = 0
        for offset in line.content.range {
            let byte = bytes[offset]
            if byte >= 0x30, byte <= 0x39 {
                digits += 1
                continue
            }
            if digits == 4, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
                return isOpen
            }
            digits = 0
        }
        return isOpen && Self.months.contains(bytes, line.content.range)
            && text.bytes[line.content.range].contains { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// `someone #7 posted yesterday`, `某人 #6 1 天前`: a short line with the post's number or its age.
    private func isPostHead(_ line: Line) -> Bool {
        guard line.length <= 48, line.isProse, !line.kind.isList, line.cue < 1.2 else { return false }
        let last = Scalars.before(text.bytes, line.content.end, from: line.content.start).scalar
        guard !CharacterClass.isSentenceEnd(last) else { return false }
        let bytes = text.bytes[line.content.range]
        let isCounted = zip(bytes, bytes.dropFirst()).contains { sign, digit in
            sign == UInt8(ascii: "#") && CharacterClass.isASCIIDigit(UInt32(digit))
        }
        return isCounted || Self.ages.contains(text.bytes, line.content.range)
    }

    /// `by tux » Wed Sep 03, 2023 8:12 pm`: who wrote and when, as one of the commonest programs for boards prints it.
    private func isSigned(_ line: Line) -> Bool {
        guard line.length <= 60, line.isProse else { return false }
        let words = text.string(line.content)
        return words.contains(" » ") && (words.hasPrefix("by ") || words.hasPrefix("由 "))
            && words.utf8.contains { CharacterClass.isASCIIDigit(UInt32($0)) }
    }

    private static let ages = PhraseAutomaton(
        Words.list(
            """
            天前, 小时前, 分钟前, 个月前, 年前, 周前, days ago, day ago, hours ago, hour ago, minutes ago, weeks ago, months ago, years ago,
            posted today, posted yesterday
            """))

    /// As dates have them: `Mar 3, 2024`.
    private static let months = PhraseAutomaton(
        Words.list(
            """
            jan, feb, mar, apr, jun, jul, aug, sep, oct, nov, dec, january, february, march, april, june, july, august,
            september, october, november, december
            """
        ).flatMap { month in
            (1...3).map { "\(month) \($0)" } + [
                "\(month) 4", "\(month) 5", "\(month) 6", "\(month) 7", "\(month) 8", "\(month) 9", " \(month) 20",
            ]
        })

    func append(_ content: ByteSpan, of line: Line, _ index: Int, to draft: inout Draft) {
        var answer = line
        answer.kind = .paragraph
        answer.label = Label.scan(text, content)
        answer.prefix = nil
        draft.pieces.append(AnswerMarkdown.Piece(line: answer, content: content))
        draft.answerLines.append(index)
    }

    /// The question that a line of a reply quotes word for word.
    ///
    /// - Parameter forms: the normal forms of the questions.
    func quotedQuestion(_ line: Line, _ forms: [String]) -> Int? {
        guard line.length <= 160 else { return nil }
        let form = NormalForm.question(text.string(line.content))
        return forms.firstIndex { $0.utf8.count >= 12 && form.hasSuffix($0) }
    }

    func sectionTitle(_ line: Line, _ drafts: [Draft]) -> String? {
        guard line.length <= 60 else { return nil }
        var title = line.body
        if let inner = SectionMarks.title(text, line.content) { title = inner }
        if let prefix = NumberPrefix.scan(text, title) { title = ByteSpan(prefix.span.end, title.end) }
        let form = NormalForm.question(text.string(title))
        return drafts.lazy.compactMap(\.section).first { NormalForm.question($0) == form }
    }

    func repeats(_ content: ByteSpan, _ question: ByteSpan) -> Bool {
        NormalForm.question(text.string(content)) == NormalForm.question(text.string(question))
    }
}
