internal import TikuModel
internal import TikuText

/// What each line of an article is: the result of segmentation before anything is written.
struct Reading {
    enum Role: Hashable {
        case title
        case section(title: ByteSpan)
        /// `answerStart` is where an answer begins in the same line.
        case question(answerStart: Int?)
        case answer
        case text
        case removed(rule: String, evidence: String)
    }

    var lines: [Line]
    var roles: [Role]
    /// The series found; nil for an article that asks nothing.
    var style: QuestionStyle?
    var isAnnounced: Bool
    /// First block of the replies that answer the questions of a thread.
    var repliesFrom: Int?
    /// The article as it was read: with replies among its content, where they answer.
    var article: Article
    /// Where the questions stand in a table.
    var table: QuestionTable?
}

/// Reads an article as a whole: which lines ask, which are headings, which answer.
///
/// The steps: a table of contents goes first, then the style of the questions is chosen over all candidates, then headings by
/// what stands below them, then the series by a dynamic programme. Only then is a line split into question and answer. The
/// method is explained in `docs/segmentation.md`.
struct Reader {
    let article: Article
    private let text: TextBuffer

    init(_ article: Article) {
        self.article = article
        text = article.text
    }

    private static let announcements = PhraseAutomaton(
        Words.list(
            """
            面试题, 面试, 问答, 题库, 八股, 真题, 笔试, 高频题, 常见问题, 习题, 试题, 考题, 题目, 连问, 灵魂拷问,
            interview, questions, question, faq, f.a.q, q&a, q & a, quiz, q&as, faqs
            """))
    private static let answerHeadings: Set<String> = Set(
        Words.list(
            """
            答案, 参考答案, 答案与解析, 答案解析, 答案及解析, 参考答案与解析, 参考解析, 解析, 答案部分, 答案区, 以下是答案,
            以下为答案, 标准答案, 答案汇总, 题目答案, 面试题答案, 详细答案, 附答案, 参考答案如下, 答案如下, 各题答案, 解答,
            参考解答, 答题解析, 题解, 答案篇, answers, answerkey, answer, solutions, theanswers, keyanswers, sampleanswers,
            answersandexplanations, modelanswers, suggestedanswers
            """))

    func read() -> Reading {
        let reading = read(article)
        guard let replies = ThreadReplies(article, reading) else { return reading }
        return Reader(replies.opened).read(replies.opened, repliesFrom: replies.firstBlock)
    }

    private func read(_ article: Article, repliesFrom: Int? = nil) -> Reading {
        let builder = LineBuilder(article)
        var lines = LineSplitter(builder).split(builder.lines())
        if needsBareNumbers(lines) { lines = BareNumbers.give(text, lines) }
        var reading = Reading(
            lines: lines, roles: Array(repeating: .text, count: lines.count), style: nil,
            isAnnounced: isAnnounced(lines),
            repliesFrom: repliesFrom, article: article)
        var work = Array(lines.indices)
        if let contents = TableOfContents.lines(text, lines) {
            for index in contents {
                reading.roles[index] = .removed(rule: "segment.contents", evidence: "a table of contents")
            }
            work.removeAll { contents.contains($0) }
        }
        if let table = QuestionTable(article, lines, work) {
            readTable(table, work, &reading)
            return reading
        }
        let working = work.map { lines[$0] }
        guard let choice = StyleChooser(lines: working, isAnnounced: reading.isAnnounced).choose() else {
            markTitle(&reading, before: lines.count)
            return reading
        }
        reading.style = choice.style
        var answersFrom = answerHeading(working)
        if let repliesFrom { answersFrom = working.firstIndex { $0.block >= repliesFrom } ?? answersFrom }
        let questionPart = answersFrom.map { Array(working[..<$0]) } ?? working
        let inline = questionPart.indices.filter { isInlineQuestion(questionPart[$0], choice.style) }
        let candidates = questionPart.indices.map { index in
            isCandidate(questionPart, index, choice.style) || inline.count >= 2 && inline.contains(index)
        }
        let level = questionLevel(questionPart, candidates)
        let title = titleLine(questionPart)
        let sections = SectionFinder(
            article: article, lines: questionPart, style: choice.style, isCandidate: candidates, questionLevel: level
        ).sections().filter { $0.line != title }
        let sectionLines = Set(sections.map(\.line))
        let questions = series(questionPart, candidates, sectionLines, choice.style, level)
        guard !questions.isEmpty else {
            markTitle(&reading, before: lines.count)
            return reading
        }
        assign(questions, sections, work, questionPart.count, &reading)
        return reading
    }

    /// An announced list whose numbers carry no mark: `1 HDFS 的写流程`.
    private func needsBareNumbers(_ lines: [Line]) -> Bool {
        isAnnounced(lines) && StyleChooser(lines: lines, isAnnounced: true).choose() == nil
    }

    // MARK: Which lines ask

    private func isCandidate(_ lines: [Line], _ index: Int, _ style: QuestionStyle) -> Bool {
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
        return false
    }

    /// A paragraph of an unnumbered article that opens with a whole question and goes on with its answer.
    private func isInlineQuestion(_ line: Line, _ style: QuestionStyle) -> Bool {
        switch style {
        case .heading, .strong: break
        default: return false
        }
        guard line.kind == .paragraph, line.startsParagraph, line.opensBlock, line.prefix == nil, line.label == nil,
            let end = QuestionSplitter(article: article).answerStart(line)
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

    /// Right below stands a label for an answer, and not the letter of a choice.
    private func isAnswered(_ lines: [Line], _ index: Int) -> Bool {
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
    private func questionLevel(_ lines: [Line], _ isCandidate: [Bool]) -> Int? {
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
    private func series(
        _ lines: [Line], _ isCandidate: [Bool], _ sections: Set<Int>, _ style: QuestionStyle, _ level: Int?
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
                        line: index, value: prefix.value, weight: weight(lines, index, level, look),
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
    private func otherDialects(_ lines: [Line], _ sections: Set<Int>, _ chosen: Set<Int>, _ style: QuestionStyle)
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
    private func headingShare(_ lines: [Line], _ isCandidate: [Bool]) -> Double {
        let asking = lines.indices.filter { isCandidate[$0] && lines[$0].cue > 1.5 }
        guard asking.count >= 3 else { return 0.5 }
        return Double(asking.count { lines[$0].isHeadingLike }) / Double(asking.count)
    }

    /// How much a candidate reads and looks like the article's questions.
    private func weight(_ lines: [Line], _ index: Int, _ level: Int?, _ headingShare: Double) -> Double {
        let line = lines[index]
        var weight = min(max(line.cue, -1.5), 4) - 0.7
        if let prefix = line.prefix, prefix.dialect.namesQuestion { weight += 1.2 }
        if let level {
            if line.kind == .heading(level: level) {
                weight += 1.2
            } else if line.isHeadingLike {
                weight -= 0.6
            } else {
                weight -= 0.6
            }
        } else if line.isHeadingLike {
            weight += headingShare < 0.3 ? -0.5 : 0.8
        } else if headingShare > 0.7 {
            weight -= 0.4
        }
        if line.kind.isList { weight -= 0.8 }
        if isAnswered(lines, index) { weight += 2.6 }
        return weight
    }

    // MARK: Who answers

    private func assign(
        _ questions: [Int], _ sections: [SectionFinder.Section], _ work: [Int], _ questionCount: Int,
        _ reading: inout Reading
    ) {
        let splitter = QuestionSplitter(article: article)
        let first = min(
            questions.first ?? 0, sections.map(\.line).first { $0 < (questions.first ?? 0) } ?? questions.first ?? 0)
        for index in 0..<first where index < work.count {
            reading.roles[work[index]] = .removed(
                rule: "position.introduction", evidence: "stands before the first question")
        }
        markTitle(&reading, before: work.isEmpty ? 0 : work[first])
        var sectionAt: [Int: SectionFinder.Section] = [:]
        for section in sections { sectionAt[section.line] = section }
        let questionSet = Set(questions)
        var inQuestion = false
        let closing = closingLine(reading, work, questions.last ?? 0, questionCount)
        for index in first..<questionCount {
            let line = reading.lines[work[index]]
            if let closing, index >= closing {
                reading.roles[work[index]] = .removed(
                    rule: "position.closing", evidence: "stands after the last answer")
                continue
            }
            if let section = sectionAt[index] {
                reading.roles[work[index]] = .section(title: section.title)
                inQuestion = false
            } else if questionSet.contains(index) {
                reading.roles[work[index]] = .question(answerStart: splitter.answerStart(line))
                inQuestion = true
            } else if inQuestion {
                reading.roles[work[index]] = .answer
            } else if Placeholders.isOmission(text, line.content) {
                reading.roles[work[index]] = .removed(rule: "segment.omission", evidence: text.string(line.content))
            }
        }
        if questionCount < work.count { assignAnswerPart(Array(work[questionCount...]), &reading) }
    }

    /// The line after the last question that takes leave of the reader: `## Conclusion`, `- END -`, `评论`.
    private func closingLine(_ reading: Reading, _ work: [Int], _ last: Int, _ count: Int) -> Int? {
        guard last + 1 < count else { return nil }
        return (last + 1..<count).first { index in
            let line = reading.lines[work[index]]
            guard Furniture.isClosing(text, line) else { return false }
            // 总结 may head the last part of an answer, unless it looks like the questions' own headings
            let question = reading.lines[work[last]]
            if let level = question.headingLevel {
                return (line.headingLevel ?? 9) <= level
                    || line.headingLevel == nil && !line.isStrong && line.length <= 8
            }
            return line.isHeadingLike || index > last + 1
        }
    }

    // MARK: All answers at the end

    /// Index of a heading such as `参考答案` after which answers are listed by number, if the article is built so.
    private func answerHeading(_ lines: [Line]) -> Int? {
        for (index, line) in lines.enumerated() where index > 2 && line.length <= 30 && line.isProse {
            var title = line.body
            if let inner = SectionMarks.title(text, line.content) { title = inner }
            var form = NormalForm.question(text.string(title))
            if let prefix = NumberPrefix.scan(text, title) {
                form = NormalForm.question(text.string(ByteSpan(prefix.span.end, title.end)))
            }
            guard Self.answerHeadings.contains(form), index + 1 < lines.count else { continue }
            let after = lines[(index + 1)...].prefix(12)
            let numbered = lines[(index + 1)...].count { $0.prefix != nil && $0.isProse }
            let before = lines[..<index].count { $0.prefix != nil && $0.isProse }
            guard let head = after.first,
                head.prefix != nil || head.label != nil || after.contains(where: { $0.prefix != nil }),
                numbered >= 2, before >= 2
            else { continue }
            // above it stand questions and headings, and hardly anything else
            guard let first = lines[..<index].firstIndex(where: { $0.prefix != nil && $0.cue > 0.5 }) else { continue }
            let bare = lines[first..<index].count {
                $0.prefix == nil && !$0.isHeadingLike && $0.cue < 2 && !SectionMarks.isDecorated(text, $0.content)
            }
            if bare * 4 <= index - first { return index }
        }
        return nil
    }

    /// Lines after the answers' heading: each number opens the answer to the question of that number.
    private func assignAnswerPart(_ work: [Int], _ reading: inout Reading) {
        guard let heading = work.first else { return }
        if reading.repliesFrom != nil {
            for index in work {
                reading.roles[index] = .removed(rule: "page.reply", evidence: "a reply that answers no question")
            }
            return
        }
        reading.roles[heading] = .removed(
            rule: "segment.answer-heading", evidence: text.string(reading.lines[heading].content))
        for index in work.dropFirst() { reading.roles[index] = .answer }
    }

    // MARK: Tables of questions and answers

    private func readTable(_ table: QuestionTable, _ work: [Int], _ reading: inout Reading) {
        reading.style = .asking
        reading.table = table
        let first = table.rows.first ?? 0
        for index in work where index < first {
            reading.roles[index] = .removed(rule: "position.introduction", evidence: "stands before the first question")
        }
        for row in table.rows {
            if let found = table.row(row) {
                reading.roles[row] = .question(answerStart: found.answer?.start)
            } else {
                let evidence = Strip.excerpt(text, reading.lines[row].content)
                reading.roles[row] = .removed(rule: "segment.table-head", evidence: evidence)
            }
        }
        markTitle(&reading, before: first)
    }

    // MARK: Title

    private func isAnnounced(_ lines: [Line]) -> Bool {
        if let title = article.source.title {
            let buffer = TextBuffer(title)
            if Self.announcements.contains(buffer.bytes, buffer.whole.range) { return true }
        }
        for line in lines.prefix(8) where line.length <= 200 {
            if Self.announcements.contains(text.bytes, line.content.range) { return true }
        }
        for verdict in article.verdicts.prefix(6) where verdict.span.start < 4_000 {
            if Self.announcements.contains(text.bytes, verdict.span.range) { return true }
        }
        return false
    }

    /// The line that is the article's title: it repeats the page's, or opens the text without a number.
    private func titleLine(_ lines: [Line]) -> Int? {
        for (index, line) in lines.prefix(4).enumerated() {
            guard line.isProse, line.prefix == nil, line.length <= 120, !SectionMarks.isDecorated(text, line.content)
            else { continue }
            if let title = article.source.title {
                let (own, page) = (NormalForm.question(text.string(line.content)), NormalForm.question(title))
                if own == page || own.count * 2 >= page.count && (page.hasPrefix(own) || own.hasPrefix(page)) {
                    return index
                }
                continue
            }
            if line.headingLevel == 1, lines.count(where: { $0.headingLevel == 1 }) == 1 { return index }
            if index == 0, line.headingLevel == nil, !line.isStrong,
                Self.announcements.contains(text.bytes, line.content.range)
                    || line.afterBlank && lines.count > 1 && lines[1].afterBlank
            {
                return index
            }
        }
        return nil
    }

    /// The first short line that ends no sentence, or the heading that repeats the page's title.
    private func markTitle(_ reading: inout Reading, before limit: Int) {
        let title = article.source.title.map(NormalForm.question)
        for index in 0..<min(limit, reading.lines.count) {
            let line = reading.lines[index]
            guard line.isProse, line.length <= 120, line.length >= 3 else { continue }
            let form = NormalForm.question(text.string(line.content))
            if let title {
                if form == title || (line.headingLevel == 1 && title.hasPrefix(form)) {
                    reading.roles[index] = .title
                    return
                }
                continue
            }
            if line.headingLevel == 1
                || (index <= 1 && line.prefix == nil && !closesSentence(line.content) && line.length <= 60)
            {
                reading.roles[index] = .title
                return
            }
            if index > 3 { return }
        }
    }

    private func closesSentence(_ span: ByteSpan) -> Bool {
        let last = Scalars.before(text.bytes, span.end, from: span.start).scalar
        return last == 0x3002 || last == 0x2E || last == 0xFF0C
    }
}

extension Line {
    var headingLevel: Int? {
        if case .heading(let level) = kind { return level }
        return nil
    }
}

extension BlockKind {
    var isRow: Bool {
        if case .tableRow = self { return true }
        return false
    }
}
