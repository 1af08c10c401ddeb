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
    /// Lines that answer questions elsewhere: below a heading of answers, or in replies.
    var answerPart: Set<Int> = []

    /// How many lines ask.
    var questions: Int {
        roles.count {
            if case .question = $0 { return true }
            return false
        }
    }
}

/// Reads an article as a whole: which lines ask, which are headings, which answer.
///
/// The steps: a table of contents goes first, then the style of the questions is chosen over all candidates, then headings by
/// what stands below them, then the series by a dynamic programme. Only then is a line split into question and answer. The
/// method is explained in `docs/segmentation.md`.
struct Reader {
    let article: Article
    let text: TextBuffer
    let splitter: QuestionSplitter
    let shape: ThreadShape

    init(_ article: Article) {
        self.article = article
        text = article.text
        splitter = QuestionSplitter(article: article)
        shape = ThreadShape(article)
    }

    private static let announcements = PhraseAutomaton(
        Words.list(
            """
            面试题, 面试, 面经, 问答, 题库, 八股, 真题, 笔试, 高频题, 常见问题, 习题, 试题, 考题, 题目, 连问, 灵魂拷问,
            interview, questions, question, faq, f.a.q, q&a, q & a, quiz, q&as, faqs
            """))
    func read() -> Reading {
        let reading = read(article)
        // a thread that asks nothing for a bank is all of its posts; in a dialogue the later ones ask too
        if reading.questions <= 1, shape.isThread, shape.hasFirstPost {
            let opened = article.withOpenComments
            let second = Reader(opened).read(opened)
            if isDialogue(second) || reading.questions == 0 && (second.style == nil || isSwap(second)) { return second }
        }
        if reading.style == nil, article.source.format == .html, let opened = RunningProse.reopened(article) {
            let second = Reader(opened).read(opened)
            if second.style == nil { return second }
        }
        if let collected = collected(reading) { return collected }
        guard let replies = ThreadReplies(article, reading) else { return reading }
        return Reader(replies.opened).read(replies.opened, repliesFrom: replies.firstBlock)
    }

    func read(_ article: Article, repliesFrom: Int? = nil) -> Reading {
        let builder = LineBuilder(article)
        var lines = LineSplitter(builder).split(builder.lines())
        trustAnswerLabels(&lines)
        let isAnnounced = isAnnounced(lines)
        trustCompanions(&lines, isAnnounced: isAnnounced)
        lines = BareNumbers.giveLost(text, BareNumbers.giveGlued(text, BareNumbers.giveCounted(text, lines)))
        if isAnnounced, needsBareNumbers(lines) { lines = BareNumbers.give(text, lines) }
        var reading = Reading(
            lines: lines, roles: Array(repeating: .text, count: lines.count), style: nil,
            isAnnounced: isAnnounced,
            repliesFrom: repliesFrom, article: article)
        var work = Array(lines.indices)
        let contents = repliesFrom == nil ? TableOfContents.lines(text, lines) : nil
        if let contents {
            for index in contents {
                reading.roles[index] = .removed(rule: "segment.contents", evidence: "a table of contents")
            }
            work.removeAll { contents.contains($0) }
        }
        if let asked = communityQuestion(lines, work) { return readThread(asked, work, reading, repliesFrom) }
        if let table = QuestionTable(article, lines, work) {
            readTable(table, work, &reading)
            return reading
        }
        let working = work.map { lines[$0] }
        guard let choice = StyleChooser(lines: working, isAnnounced: reading.isAnnounced).choose() else {
            if let asked = asked(lines, work) { return readThread(asked, work, reading, repliesFrom) }
            markTitle(&reading, before: lines.count)
            return reading
        }
        reading.style = choice.style
        var answers = answerRuns(working)
        if let repliesFrom, let first = working.firstIndex(where: { $0.block >= repliesFrom }) {
            answers = [first..<working.count]
        }
        // questions first, then all that answers them
        let isAnswer = answers.reduce(into: Set<Int>()) { $0.formUnion($1) }
        let questionPart = working.indices.filter { !isAnswer.contains($0) }.map { working[$0] }
        reading.answerPart = Set(isAnswer.map { work[$0] })
        work = work.filter { !reading.answerPart.contains($0) } + work.filter { reading.answerPart.contains($0) }
        let inline = Set(questionPart.indices.filter { isInlineQuestion(questionPart[$0], choice.style) })
        let greetings = choice.style == .labelled ? greetings(questionPart) : []
        let candidates = questionPart.indices.map { index in
            !greetings.contains(index)
                && (isCandidate(questionPart, index, choice.style) || inline.count >= 2 && inline.contains(index))
        }
        let level = questionLevel(questionPart, candidates)
        let title = titleLine(questionPart)
        let listed = ContentsTitles(article, lines, contents)
        let found = SectionFinder(
            article: article, lines: questionPart, style: choice.style, isCandidate: candidates, questionLevel: level,
            listed: listed
        ).sections().filter { $0.line != title }
        let sections = isOpeningTitle(found, questionPart) ? [] : found
        let sectionLines = Set(sections.map(\.line))
        let questions = series(questionPart, candidates, sectionLines, choice.style, level, listed)
        guard !questions.isEmpty else {
            markTitle(&reading, before: lines.count)
            return reading
        }
        assign(questions, sections, work, questionPart.count, &reading)
        return reading
    }

    /// What stands right above `答：` and may ask does ask, where an article has several such places.
    private func trustAnswerLabels(_ lines: inout [Line]) {
        // some authors call every answer an explanation
        let label: Label = lines.contains { $0.label?.label == .answer } ? .answer : .explanation
        let places = lines.indices.dropLast().filter { index in
            let line = lines[index]
            guard line.isProse, line.prefix == nil, line.label == nil, line.code < 0.5, (4...60).contains(line.length),
                line.cue >= 1,
                lines[index + 1].prefix == nil, lines[index + 1].label?.label == label,
                lines[index + 1].label.map({ $0.span.start <= lines[index + 1].content.start + 1 }) ?? false
            else { return false }
            let last = Scalars.before(text.bytes, line.content.end, from: line.content.start).scalar
            return last != 0x3002 && last != 0xFF0C && last != 0x2C && last != 0x3A && last != 0xFF1A
        }
        guard places.count >= 3 else { return }
        for index in places { lines[index].cue = max(lines[index].cue, 3) }
    }

    /// An announced list whose numbers carry no mark: `1 HDFS 的写流程`.
    private func needsBareNumbers(_ lines: [Line]) -> Bool {
        StyleChooser(lines: lines, isAnnounced: true).choose() == nil
    }

    // MARK: Who answers

    private func assign(
        _ questions: [Int], _ sections: [SectionFinder.Section], _ work: [Int], _ questionCount: Int,
        _ reading: inout Reading
    ) {
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
                let next = index + 1
                let isAlone = next >= questionCount || questionSet.contains(next) || sectionAt[next] != nil
                reading.roles[work[index]] = .question(answerStart: splitter.answerStart(line, isAlone: isAlone))
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
            let isMarked = line.isHeadingLike || SectionMarks.isDecorated(text, line.content)
            guard isMarked || Furniture.isEnd(text, line) else { return false }
            if let level = question.headingLevel {
                return (line.headingLevel ?? 9) <= level
                    || line.headingLevel == nil && !line.isStrong && line.length <= 8
            }
            return line.isHeadingLike || index > last + 1
        }
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
            if table.pairs.values.contains(row) {
                reading.roles[row] = .removed(rule: "segment.answer-row", evidence: "the answer of the row above")
            } else if let found = table.row(row) {
                reading.roles[row] = .question(answerStart: found.answer?.start)
            } else if let part = table.part(row) {
                reading.roles[row] = .section(title: part)
            } else if table.goesOn(row) {
                reading.roles[row] = .answer
            } else {
                let evidence = Strip.excerpt(text, reading.lines[row].content)
                reading.roles[row] = .removed(rule: "segment.table-head", evidence: evidence)
            }
        }
        markTitle(&reading, before: first)
        let rows = Set(table.rows)
        for (index, next) in zip(work, work.dropFirst()) where rows.contains(next) && !rows.contains(index) {
            // a heading right above the rows names their part
            let line = reading.lines[index]
            guard line.isHeadingLike || table.spans(line), line.length <= 60,
                reading.roles[index] != .title || SectionMarks.isDecorated(text, line.content)
            else { continue }
            reading.roles[index] = .section(title: SectionMarks.title(text, line.content) ?? text.trimmed(line.body))
        }
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

    /// The first line of an article without a title, where it is the only thing that looks like a heading.
    private func isOpeningTitle(_ sections: [SectionFinder.Section], _ lines: [Line]) -> Bool {
        guard sections.count == 1, sections[0].line == 0, article.source.title == nil else { return false }
        return lines[0].prefix == nil && !lines[0].isHeadingLike && !SectionMarks.isDecorated(text, lines[0].content)
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
    func markTitle(_ reading: inout Reading, before limit: Int) {
        let title = article.source.title.map(NormalForm.question)
        for index in 0..<min(limit, reading.lines.count) {
            let line = reading.lines[index]
            guard line.isProse, line.length <= 120, line.length >= 3 else { continue }
            // an entry of the contents
            if case .removed(rule: "segment.contents", _) = reading.roles[index] { continue }
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
