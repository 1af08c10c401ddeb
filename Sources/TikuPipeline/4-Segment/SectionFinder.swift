internal import TikuModel
internal import TikuText

/// Finds the headings that the questions stand under.
///
/// A heading is short, ends no sentence, is set apart by markup, by decoration or by a numeral of another dialect than
/// the questions', and stands before a question, before another heading, or before words that say the section is left out.
/// Headings inside answers stand before prose.
struct SectionFinder {
    let article: Article
    let lines: [Line]
    let style: QuestionStyle
    /// Whether a line is a candidate question.
    let isCandidate: [Bool]
    /// Most questions of the article are headings of this level.
    let questionLevel: Int?
    private let firstCandidate: Int?
    /// Some line is set apart by a blank one.
    private let hasBlanks: Bool
    /// Lines that name a part by their last word, right above a question.
    private let namedParts: Set<Int>
    /// Lines that name parts and are numbered as the questions are, but count on their own.
    private let countedParts: Set<Int>
    /// What the table of contents names besides the questions.
    private let listed: ContentsTitles

    init(
        article: Article, lines: [Line], style: QuestionStyle, isCandidate: [Bool], questionLevel: Int?,
        listed: ContentsTitles
    ) {
        self.listed = listed
        self.article = article
        self.lines = lines
        self.style = style
        self.isCandidate = isCandidate
        self.questionLevel = questionLevel
        firstCandidate = isCandidate.firstIndex(of: true)
        hasBlanks = lines.contains(where: \.afterBlank)
        namedParts = Self.namedParts(article, lines, isCandidate)
        countedParts =
            style.isNumbered && !style.namesQuestion ? Self.countedParts(article, lines, style) : []
    }

    struct Section {
        var line: Int
        var title: ByteSpan
        var rank: Int
    }

    private enum Mark: Hashable {
        case numbered(NumberPrefix.Dialect)
        case heading(Int)
        case listed
        case decorated
        case strong
        case plain

        var isHeading: Bool {
            if case .heading = self { return true }
            return false
        }
    }

    /// `1. Basics`, `2. Storage` in plain text, above questions that say what they are (`面试题1`, `Q1:`): every line of the dialect is
    /// short, asks nothing, counts on from the one before, and stands right above a question.
    private func countedHeadings() -> [(Int, (mark: Mark, title: ByteSpan))] {
        guard style.namesQuestion else { return [] }
        var found: [NumberPrefix.Dialect: [Int]] = [:]
        for (index, line) in lines.enumerated() {
            guard let prefix = line.prefix, prefix.dialect.numeral == .arabic, !prefix.number.isEmpty,
                QuestionStyle(line) != style
            else { continue }
            found[prefix.dialect, default: []].append(index)
        }
        var headings: [(Int, (mark: Mark, title: ByteSpan))] = []
        for (dialect, places) in found where places.count >= 2 {
            let fits = places.enumerated().allSatisfy { place, index in
                let line = lines[index]
                let last = Scalars.before(article.text.bytes, line.content.end, from: line.content.start).scalar
                return line.prefix?.value == place + 1 && line.length <= 20 && line.cue < 1.2 && line.isProse
                    && !CharacterClass.isSentenceEnd(last) && index + 1 < lines.count
                    && (isCandidate[index + 1] || place == places.count - 1
                        || Placeholders.isOmission(article.text, lines[index + 1].content))
            }
            guard fits else { continue }
            for index in places {
                headings.append((index, (.numbered(dialect), article.text.trimmed(lines[index].body))))
            }
        }
        return headings
    }

    private func isPartName(_ line: Line) -> Bool {
        // the subject of a reply
        if article.blocks[line.block].post > 0, article.text.bytes[line.content.range].starts(with: "Re:".utf8) {
            return true
        }
        guard line.length <= 16 else { return false }
        var title = line.body
        if let inner = SectionMarks.title(article.text, line.content) { title = inner }
        let form = NormalForm.question(article.text.string(title))
        if Self.partNames.contains(form) { return true }
        return ["部分", "如下", "列表", "汇总", "一览"].contains {
            form.hasSuffix($0) && Self.partNames.contains(String(form.dropLast($0.count)))
        }
    }

    func sections() -> [Section] {
        var marks: [Int: (mark: Mark, title: ByteSpan)] = [:]
        for (index, line) in lines.enumerated() {
            if let found = mark(index, line) { marks[index] = found }
        }
        for (index, found) in countedHeadings() { marks[index] = found }
        // first pass: what stands below each
        var accepted: Set<Int> = []
        var support: [Mark: (yes: Int, no: Int)] = [:]
        for index in lines.indices.reversed() {
            guard let (mark, _) = marks[index] else { continue }
            var below = below(index, accepted: accepted)
            if below == .prose,
                standsAbove(mark) || isRound(lines[index]) || mark == .decorated && isAnswered(index + 1)
                    || mark.isHeading && style == .asking,
                isNear(index)
            {
                below = .question
            }
            if mark == .listed,
                lines.indices.contains(index + 1) && isCandidate[index + 1] || isNear(index)
            {
                below = .question
            }
            if below != .prose { accepted.insert(index) }
            var tally = support[mark] ?? (0, 0)
            if below == .prose { tally.no += 1 } else { tally.yes += 1 }
            support[mark] = tally
        }
        var sections: [Section] = []
        for index in lines.indices {
            guard let (mark, title) = marks[index] else { continue }
            let tally = support[mark] ?? (0, 0)
            let stands: Bool
            switch mark {
            case .plain:
                stands =
                    accepted.contains(index)
                    && (isPlainHeading(index) || isLikeOpening(index, marks) || isRound(lines[index]))
            case .listed: stands = accepted.contains(index)
            case .strong:
                stands =
                    accepted.contains(index) && (lines[index].cue < 1.2 || hasWord(title))
                    && (tally.yes >= tally.no || hasWord(title))
            case .heading(let level):
                if let questionLevel, level > questionLevel {
                    stands = false
                } else {
                    stands = accepted.contains(index) || (tally.yes > tally.no * 2 && tally.yes >= 2)
                }
            case .numbered, .decorated:
                stands = accepted.contains(index) || (tally.yes > tally.no * 3 && tally.yes >= 2 && hasWord(title))
            }
            if stands { sections.append(Section(line: index, title: title, rank: rank(mark))) }
        }
        return withoutOrdinals(sections)
    }

    /// Marks that no heading inside an answer has: above the questions' own level, or `第一部分`.
    private func standsAbove(_ mark: Mark) -> Bool {
        switch mark {
        case .heading(let level): questionLevel.map { level < $0 } ?? false
        case .numbered(let dialect): dialect.namesSection
        default: false
        }
    }

    /// `二面`, `HR 面`, `二面（人事）`, `Phone screen`: a round of an interview, above its questions and perhaps a word about how it went.
    private func isRound(_ line: Line) -> Bool {
        guard line.length <= 24, line.prefix == nil || line.isHeadingLike else { return false }
        let form = NormalForm.question(article.text.string(line.body))
        return Self.roundWords.open(form) && Self.rounds.contains { form.hasPrefix($0) && form.count <= $0.count + 16 }
    }

    /// Between the heading and the next question stand a few words only, such as an advert that no rule knew.
    private func isNear(_ index: Int) -> Bool {
        lines[(index + 1)...].indices.prefix(3).contains { next in
            isCandidate[next] && (lines[next].cue > 0.5 || isAnswered(next))
        }
    }

    /// An answer label stands below.
    private func isAnswered(_ index: Int) -> Bool {
        index + 1 < lines.count && lines[index + 1].label.map { $0.label != .question } ?? false
    }

    private func rank(_ mark: Mark) -> Int {
        switch mark {
        case .heading(let level): level
        case .numbered, .decorated, .listed: 7
        case .strong: 8
        case .plain: 9
        }
    }

    /// A bold line stands right above the first question.
    private var opensStrong: Bool {
        guard let first = firstCandidate, first > 0 else { return false }
        return lines[first - 1].isStrong && lines[first - 1].cue < 1.2 && lines[first - 1].prefix == nil
    }

    /// A numbered heading above a number that goes on where the questions above it stopped: no list in an answer does.
    private func goesOn(_ index: Int) -> Bool {
        let own = lines[index].prefix?.dialect
        guard
            own.map({
                $0.namesSection || $0.numeral == .chinese || $0.numeral == .roman && lines[index].isHeadingLike
            })
                ?? (SectionMarks.isDecorated(article.text, lines[index].content)
                    || opensStrong && lines[index].isStrong),
            let next = lines[index + 1].prefix?.value,
            let above = lines[..<index].last(where: { QuestionStyle($0) == style })?.prefix?.value
        else { return false }
        return (above...above + 3).contains(next)
    }

    private enum Below { case question, omission, section, prose, end }

    private func below(_ index: Int, accepted: Set<Int>) -> Below {
        guard index + 1 < lines.count else { return .end }
        let next = lines[index + 1]
        if isCandidate[index + 1] {
            // a list in an answer also starts with a number: it must ask, or look like the article's questions
            if let questionLevel, next.headingLevel != questionLevel, next.cue < 1.2 { return .prose }
            if let prefix = next.prefix, style.isNumbered, QuestionStyle(next) == style {
                return prefix.value <= 3 || next.cue > 1 || goesOn(index) ? .question : .prose
            }
            return .question
        }
        if Placeholders.isOmission(article.text, next.content) { return .omission }
        if accepted.contains(index + 1) { return .section }
        return .prose
    }

    private func mark(_ index: Int, _ line: Line) -> (Mark, ByteSpan)? {
        guard line.isProse, line.length <= 60, line.length >= 2 || line.headingLevel != nil,
            line.code < 0.75 || line.isHeadingLike
        else {
            return nil
        }
        let text = article.text
        if isPartName(line) || Truncation.isOffer(text, line.content) || TextThread.floor(text, line.content) != nil
            || isAddress(line.content)
            || namesMember(line)
            || namesPosts(line.content)
        {
            return nil
        }
        if line.headingLevel == nil, !line.kind.isList, line.prefix == nil, line.label == nil, line.cue < 1.2,
            listed.holds(text, line.content)
        {
            return (.listed, text.trimmed(line.body))
        }
        let isQuestionStyle = QuestionStyle(line) == style
        // a heading above the questions' own level may count as they do
        let isAbove = line.headingLevel.flatMap { own in questionLevel.map { own < $0 } } ?? false
        if isQuestionStyle, style.isNumbered, !(isAbove && line.cue < 1.2) {
            guard countedParts.contains(index), let dialect = line.prefix?.dialect else { return nil }
            return (.numbered(dialect), text.trimmed(line.body))
        }
        let content = line.content
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        let isNumberedHeading = line.headingLevel != nil && line.prefix != nil && line.length <= 20
        if line.label != nil || !isNumberedHeading && !isRound(line) && isTalk(content) { return nil }
        if last == 0x3002 || last == 0xFF0C || last == 0xFF1B || last == 0x3B || last == 0x2C { return nil }
        if let title = SectionMarks.title(text, content), SectionMarks.isDecorated(text, content) {
            if Placeholders.kind(text, title) != nil { return nil }
            return (.decorated, strippedNumber(title))
        }
        if let prefix = line.prefix,
            prefix.dialect.namesSection || (prefix.dialect.numeral == .chinese && !prefix.dialect.namesQuestion)
                || (prefix.dialect.numeral == .roman && prefix.dialect.closing == ".")
        {
            let title = text.trimmed(line.body)
            guard !title.isEmpty else { return nil }
            return (.numbered(prefix.dialect), title)
        }
        if case .heading(let level) = line.kind {
            if isQuestionStyle || isCandidate[index], !((hasWord(content) || isAbove) && line.cue < 1.2) { return nil }
            if line.prefix != nil, line.cue >= 3 { return nil }
            return (.heading(level), text.trimmed(line.body))
        }
        if line.isStrong {
            if isQuestionStyle, !(hasWord(content) && line.cue < 1) { return nil }
            return line.cue < 2 && !isSold(content) ? (.strong, text.trimmed(line.body)) : nil
        }
        if CharacterClass.isSentenceEnd(last) || last == 0x3A || last == 0xFF1A { return nil }
        if !line.kind.isList, let bare = bareNumber(line, content)?.title {
            return (
                .numbered(
                    NumberPrefix.Dialect(
                        opening: "", closing: " ", numeral: .arabic, namesQuestion: false, namesSection: true)), bare
            )
        }
        let next = index + 1 < lines.count ? lines[index + 1] : nil
        let restarts = (next?.prefix?.value ?? 9) <= 1 && (next?.cue ?? 0) >= (line.length <= 14 && index > 0 ? 0.5 : 2)
        guard article.source.format == .text || !line.opensBlock || restarts else { return nil }
        guard line.prefix == nil, line.label == nil, !line.kind.isList,
            line.length <= (text.bytes[content.range].allSatisfy { $0 < 0x80 } ? 44 : 30), line.cue < 1.5,
            hasWord(content) || !isRest(content),
            index > firstCandidate ?? 0 || ClaimReader.read(text, content, isAdvert: false) == nil
        else {
            return nil
        }
        return (.plain, content)
    }

    private func strippedNumber(_ title: ByteSpan) -> ByteSpan {
        guard let prefix = NumberPrefix.scan(article.text, title), prefix.span.end < title.end else { return title }
        return ByteSpan(prefix.span.end, title.end)
    }

    func hasWord(_ span: ByteSpan) -> Bool { Self.words.contains(article.text.bytes, span.range) }

    /// An unmarked line is a heading only when the numbers start over below it, or when it was cut off the end of an answer.
    private func isPlainHeading(_ index: Int) -> Bool {
        let line = lines[index]
        if !line.opensBlock { return true }
        if namesPart(index) { return true }
        guard index + 1 < lines.count, let prefix = lines[index + 1].prefix, prefix.value <= 1,
            QuestionStyle(lines[index + 1]) == style
        else {
            return hasWord(line.content) && line.afterBlank && line.length <= 20 && index + 1 < lines.count
                && Placeholders.isOmission(article.text, lines[index + 1].content)
        }
        // where no line is set apart by a blank one, starting over is what tells
        return line.afterBlank || hasWord(line.content)
            || line.length <= 14 && line.cue < 0.5 && !hasBlanks
            || line.length <= 10 && line.cue < 0.5 && lines[index + 1].cue >= 1.5 && followsSentence(index)
    }

    private func followsSentence(_ index: Int) -> Bool {
        guard index > 0, lines[index - 1].isProse, !lines[index - 1].content.isEmpty else { return false }
        let content = lines[index - 1].content
        return CharacterClass.isSentenceEnd(Scalars.before(article.text.bytes, content.end, from: content.start).scalar)
    }

    /// `大数据部分`, `运维相关` above questions that carry no numbers, in an article with two such lines or more.
    private func namesPart(_ index: Int) -> Bool {
        !style.isNumbered && namedParts.count >= 2 && namedParts.contains(index)
    }

    /// An unmarked line like the one that stands right above the first question: it follows a closed sentence and stands before
    /// the next number.
    private func isLikeOpening(_ index: Int, _ marks: [Int: (mark: Mark, title: ByteSpan)]) -> Bool {
        guard let first = firstCandidate, first > 1, index > first + 1,
            marks[first - 1]?.mark == .plain, isPlainHeading(first - 1), index + 1 < lines.count,
            isCandidate[index + 1],
            let next = lines[index + 1].prefix?.value, QuestionStyle(lines[index + 1]) == style,
            let above = lines[..<index].indices.last(where: { isCandidate[$0] && QuestionStyle(lines[$0]) == style }),
            let last = lines[above].prefix?.value, next == last + 1, above < index - 1
        else { return false }
        let before = article.text.trimmed(lines[index - 1].content)
        guard !before.isEmpty, lines[index - 1].isProse else { return false }
        let end = Scalars.before(article.text.bytes, before.end, from: before.start).scalar
        return CharacterClass.isSentenceEnd(end) || end == 0x2E
    }
}

extension BlockKind {
    var isList: Bool {
        if case .listItem = self { return true }
        return false
    }
}
