internal import TikuModel
internal import TikuText

/// Which lines ask: the candidates of a style, and the series among them.
extension Reader {
    func isCandidate(_ lines: [Line], _ index: Int, _ style: QuestionStyle) -> Bool {
        let line = lines[index]
        guard line.isProse, line.code < 0.8, line.length <= 6_000 else { return false }
        if line.prefix == nil, Furniture.isClosing(text, line) || Furniture.isOpening(text, line) { return false }
        if case .heading(let level) = style, let own = line.headingLevel, own < level, line.prefix == nil, line.cue >= 3
        {
            return true
        }
        if QuestionStyle(line) == style {
            if style.isNumbered || style == .labelled { return true }
            return line.length <= 200
        }
        guard !style.isNumbered else { return false }
        // unnumbered: a line that asks, right above an answer label, is a question whatever it looks like
        if line.prefix == nil, isAnswered(lines, index), line.length <= 200,
            line.cue >= 3
                || (line.startsParagraph || line.afterBlank) && !(index > 0 && QuestionStyle(lines[index - 1]) == style)
        {
            return true
        }
        return style == .asking && asksInShort(lines, index)
    }

    /// `说说事件循环` right above the next question: a request without a mark that nobody answered.
    private func asksInShort(_ lines: [Line], _ index: Int) -> Bool {
        let line = lines[index]
        guard line.prefix == nil, line.label == nil, line.opensBlock, line.kind == .paragraph, line.cue >= 1.6,
            (4...24).contains(line.length), index + 1 < lines.count, QuestionStyle(lines[index + 1]) == .asking,
            QuestionCues.opens(text, line.content)
        else { return false }
        let last = Scalars.before(text.bytes, line.content.end, from: line.content.start).scalar
        return CharacterClass.isWord(last)
    }

    /// What an interviewer says before the first question or after the last: `今天就到这里，结果会在一周内通知。`
    func greetings(_ lines: [Line]) -> Set<Int> {
        let labelled = lines.indices.filter { lines[$0].label?.label == .question }
        return Set([labelled.first, labelled.last].compactMap { $0 }.filter { isGreeting(lines[$0]) })
    }

    private func isGreeting(_ line: Line) -> Bool {
        guard let label = line.label, label.number == nil, line.prefix == nil else { return false }
        let words = text.trimmed(ByteSpan(label.span.end, max(label.span.end, line.content.end)))
        guard !words.isEmpty, QuestionCues.score(text, words) < 0.5 else { return false }
        let last = Scalars.before(text.bytes, words.end, from: words.start).scalar
        return last == 0x3002 || last == 0x2E
    }

    /// A paragraph of an unnumbered article that opens with a whole question and goes on with its answer.
    func isInlineQuestion(_ line: Line, _ style: QuestionStyle) -> Bool {
        switch style {
        case .heading, .strong: break
        case .asking: return asksBeforeGap(line)
        default: return false
        }
        guard line.kind == .paragraph, line.startsParagraph, line.opensBlock, line.prefix == nil, line.label == nil,
            let end = splitter.answerStart(line)
        else { return false }
        let question = text.trimmed(ByteSpan(line.content.start, end))
        let rest = text.trimmed(ByteSpan(end, line.content.end))
        let isEnglish = Language.guess(text, question) == "en"
        let length = Scalars.count(text.bytes, question.range)
        guard length >= (isEnglish ? 24 : 10), length <= 200, rest.count >= 30 else { return false }
        // a story with a question in it tells first and asks later
        let first = Sentences.split(text, question).first ?? question
        if QuestionCues.firstMark(text, first) == nil, QuestionCues.score(text, first) < 0.2, !isEnglish {
            return false
        }
        return QuestionCues.score(text, question) >= (isEnglish ? 4.6 : 5)
    }

    /// `短链接怎么设计？ 发号器…`: a space behind a Chinese question mark, where a scraper joined two lines.
    private func asksBeforeGap(_ line: Line) -> Bool {
        guard line.kind == .paragraph, line.opensBlock, line.prefix == nil, line.label == nil,
            let mark = QuestionCues.firstMark(text, line.content), mark < line.content.end,
            CharacterClass.isWhiteSpace(Scalars.decode(text.bytes, at: mark).scalar),
            Scalars.before(text.bytes, mark, from: line.content.start).scalar == 0xFF1F
        else { return false }
        let question = ByteSpan(line.content.start, mark)
        return Scalars.count(text.bytes, question.range) <= 60 && Sentences.split(text, question).count == 1
            && QuestionCues.score(text, question) >= 2.4
    }

    /// Right below stands a label for an answer, and not the letter of a choice.
    func isAnswered(_ lines: [Line], _ index: Int) -> Bool {
        guard index + 1 < lines.count, let label = lines[index + 1].label, label.label != .question,
            lines[index].label == nil
        else { return false }
        let rest = text.trimmed(ByteSpan(label.span.end, max(label.span.end, lines[index + 1].content.end)))
        if text.bytes[label.span.start] | 0x20 == UInt8(ascii: "a"), label.span.count <= 3, !rest.isEmpty,
            lines[index].label != nil
        {
            return false
        }
        return rest.isEmpty || rest.count > 6
    }

    /// The heading level that most candidates share, if most are headings.
    func questionLevel(_ lines: [Line], _ isCandidate: [Bool]) -> Int? {
        var counts: [Int: Int] = [:]
        var total = 0
        for (index, line) in lines.enumerated() where isCandidate[index] && line.cue > 0.5 {
            total += 1
            if case .heading(let level) = line.kind { counts[level, default: 0] += 1 }
        }
        guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }), best.value * 2 > total else {
            return nil
        }
        return best.key
    }

    /// Indices of the lines that are questions.
    func series(
        _ lines: [Line], _ isCandidate: [Bool], _ sections: Set<Int>, _ style: QuestionStyle, _ level: Int?,
        _ listed: ContentsTitles
    ) -> [Int] {
        var chosen: Set<Int> = []
        if style.isNumbered {
            let look = headingShare(lines, isCandidate)
            var candidates: [SeriesReader.Candidate] = []
            var crossed = false
            for (index, line) in lines.enumerated() {
                if sections.contains(index) { crossed = true }
                guard isCandidate[index], !sections.contains(index), let prefix = line.prefix else { continue }
                candidates.append(
                    SeriesReader.Candidate(
                        line: index, value: prefix.value,
                        weight: weight(lines, index, level, look) + (listed.lists(text, line) ? 2 : 0),
                        afterSection: crossed))
                crossed = false
            }
            chosen = Set(SeriesReader.read(candidates).map { candidates[$0].line })
        } else {
            chosen = Set(lines.indices.filter { isCandidate[$0] && !sections.contains($0) })
        }
        if style.isNumbered { chosen.formUnion(otherDialects(lines, sections, chosen, style)) }
        // a heading of the questions' level that asks has only lost its number
        if let level {
            for (index, line) in lines.enumerated()
            where !sections.contains(index) && line.kind == .heading(level: level) {
                if line.prefix == nil, line.cue >= 2.4 { chosen.insert(index) }
            }
        }
        return chosen.sorted()
    }

    /// Questions of sections that print their numbers in another dialect: a section without any question of the article's
    /// style, whose first lines are numbered and ask.
    func otherDialects(_ lines: [Line], _ sections: Set<Int>, _ chosen: Set<Int>, _ style: QuestionStyle)
        -> Set<Int>
    {
        var found: Set<Int> = []
        let starts = sections.sorted()
        for (place, start) in starts.enumerated() {
            let range = (start + 1)..<(place + 1 < starts.count ? starts[place + 1] : lines.count)
            guard let first = range.first, !range.contains(where: { chosen.contains($0) }),
                let other = QuestionStyle(lines[first]), other.isNumbered
            else { continue }
            let members = range.filter { QuestionStyle(lines[$0]) == other }
            let cue = members.reduce(0) { $0 + min(lines[$1].cue, 4) }
            guard members.count >= 2, cue / Double(members.count) >= 1.5 else { continue }
            let candidates = members.map {
                SeriesReader.Candidate(
                    line: $0, value: lines[$0].prefix?.value ?? 0, weight: weight(lines, $0, nil, 0.5) + 0.6,
                    afterSection: $0 == first)
            }
            found.formUnion(SeriesReader.read(candidates).map { candidates[$0].line })
        }
        return found
    }

    /// Share of headings and bold lines among the candidates that clearly ask.
    func headingShare(_ lines: [Line], _ isCandidate: [Bool]) -> Double {
        let asking = lines.indices.filter { isCandidate[$0] && lines[$0].cue > 1.5 }
        guard asking.count >= 3 else { return 0.5 }
        return Double(asking.count { lines[$0].isHeadingLike }) / Double(asking.count)
    }

    /// How much a candidate reads and looks like the article's questions.
    func weight(_ lines: [Line], _ index: Int, _ level: Int?, _ headingShare: Double) -> Double {
        let line = lines[index]
        var weight = min(max(line.cue, -1.5), 4) - 0.7
        if let prefix = line.prefix, prefix.dialect.namesQuestion { weight += 1.2 }
        if let level {
            if line.kind == .heading(level: level) {
                weight += 1.2
            } else {
                weight -= 0.6
            }
        } else if line.isHeadingLike {
            weight += headingShare < 0.3 ? -0.5 : 0.8
        } else if headingShare > 0.7 {
            weight -= 0.4
        }
        if line.kind.isList { weight -= 0.8 }
        if splitter.opensStrong(line) { weight += 1 }
        if isAnswered(lines, index) { weight += 2.6 }
        return weight
    }
}
