internal import TikuModel
internal import TikuText

/// Where answers stand apart from their questions: under `参考答案` at the end, or at the end of each part.
extension Reader {
    private static let answerHeadings: Set<String> = Set(
        Words.list(
            """
            答案, 参考答案, 答案与解析, 答案解析, 答案及解析, 参考答案与解析, 参考解析, 解析, 答案部分, 答案区, 以下是答案,
            以下为答案, 标准答案, 答案汇总, 题目答案, 面试题答案, 详细答案, 附答案, 参考答案如下, 答案如下, 各题答案, 解答,
            参考解答, 附参考答案, 附标准答案, 附答案解析, 附答案与解析, 附解析, 文末答案, 答案见下, 答题解析, 题解, 答案篇, answers, answerkey, answer, solutions, theanswers, keyanswers, sampleanswers,
            answersandexplanations, modelanswers, suggestedanswers, answersnumberedasabove, answersinorder, answersinthesameorder,
            answerstothequestions, answerstothequestionsabove, answerstoallquestions, answerstotheabove, allanswers, fullanswers
            """))

    private func isAnswerHeading(_ line: Line) -> Bool {
        guard line.length <= 30, line.isProse else { return false }
        var title = line.body
        if let inner = SectionMarks.title(text, line.content) { title = inner }
        var form = NormalForm.question(text.string(title))
        if let prefix = NumberPrefix.scan(text, title) {
            form = NormalForm.question(text.string(ByteSpan(prefix.span.end, title.end)))
        }
        return Self.answerHeadings.contains(form) || Self.isComposed(form)
    }

    /// `参考答案及详细解析`: made of such words and of nothing else.
    private static func isComposed(_ form: String) -> Bool {
        guard composing.open(form) else { return false }
        var rest = form[...]
        var names = false
        while !rest.isEmpty {
            if let word = answerWords.first(where: { rest.hasPrefix($0) }) {
                names = true
                rest = rest.dropFirst(word.count)
            } else if let word = besideAnswer.first(where: { rest.hasPrefix($0) }) {
                rest = rest.dropFirst(word.count)
            } else {
                return false
            }
        }
        return names
    }

    private static let answerWords = Words.list("答案, 解析, 解答, 详解, 题解, 答题要点, 參考答案")
    private static let composing = FormWords(answerWords + besideAnswer)
    private static let besideAnswer = Words.list(
        "参考, 标准, 详细, 完整, 全部, 本卷, 试题, 题目, 各题, 以上, 以下, 及, 与, 和, 附, 如下, 见下, 汇总, 部分, 篇, 区, 点拨, 是, 为, 编号, 题号, 序号, 一一, 对应, 按, 顺序, 上面, 上述, 同上"
    )

    /// The runs of lines, each from a heading of answers on, that answer the questions before them; where no heading is, one from the
    /// line on at which the questions' numbers start over and state.
    ///
    /// A run ends where the next questions begin: at a line that asks, with the number after the last one, where another heading
    /// of answers follows; the headings right above it belong to those questions.
    func answerRuns(_ lines: [Line]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var from = 0
        // more parts than this are no exam; each costs a pass over the lines
        while runs.count < 40, from < lines.count, let found = answerHeading(Array(lines[from...])) {
            let heading = from + found
            let asked = lines[from..<heading].compactMap { $0.cue > 0.5 ? $0.prefix?.value : nil }.max() ?? 0
            var end = lines.count
            if asked > 0, lines[(heading + 1)...].contains(where: isAnswerHeading) {
                let last = lines.lastIndex(where: isAnswerHeading) ?? heading
                if let next = lines[(heading + 1)..<last].firstIndex(where: {
                    $0.prefix?.value == asked + 1 && $0.cue > 0.5 && $0.label == nil
                }) {
                    end = next
                    while end - 1 > heading, isPartHeading(lines[end - 1]) { end -= 1 }
                }
            }
            runs.append(heading..<end)
            from = end
        }
        if runs.isEmpty, let first = answersWithoutHeading(lines) { runs.append(first..<lines.count) }
        return runs
    }

    /// Where numbers that asked start over and state: questions one below the other, then their answers, with nothing between.
    private func answersWithoutHeading(_ lines: [Line]) -> Int? {
        let numbered = lines.indices.filter {
            lines[$0].isProse && lines[$0].prefix.map { !$0.number.isEmpty && $0.dialect.numeral == .arabic } ?? false
        }
        guard let first = numbered.first(where: { lines[$0].cue > 0.5 }), let opening = lines[first].prefix else {
            return nil
        }
        let places = numbered.filter { $0 >= first && lines[$0].prefix?.dialect == opening.dialect }
        func value(_ place: Int) -> Int { lines[places[place]].prefix?.value ?? 0 }
        guard let restart = places.indices.dropFirst().first(where: { value($0) <= value($0 - 1) }), restart >= 4,
            value(restart) <= opening.value + 2
        else { return nil }
        let (asked, answered) = (places[..<restart], places[restart...])
        let values = Set(asked.compactMap { lines[$0].prefix?.value })
        let isRising = zip(answered, answered.dropFirst()).allSatisfy {
            (lines[$0].prefix?.value ?? 0) < (lines[$1].prefix?.value ?? 0)
        }
        // questions stand close together and ask; answers are longer and state
        guard answered.count * 2 >= asked.count, isRising,
            answered.allSatisfy({ values.contains(lines[$0].prefix?.value ?? 0) }),
            (places[restart - 1] - first + 1) * 4 <= asked.count * 5,
            asked.count(where: { lines[$0].cue >= 1.5 }) * 10 >= asked.count * 6,
            answered.count(where: { lines[$0].cue >= 2 }) * 4 <= answered.count,
            answered.reduce(0, { $0 + lines[$1].length }) * asked.count * 2
                > asked.reduce(0, { $0 + lines[$1].length }) * answered.count * 3
        else { return nil }
        return places[restart]
    }

    private func isPartHeading(_ line: Line) -> Bool {
        line.isProse && line.length <= 40 && line.prefix?.dialect.namesQuestion != true
            && (line.isHeadingLike || SectionMarks.isDecorated(text, line.content)
                || line.prefix?.dialect.namesSection == true || line.prefix?.dialect.numeral == .chinese)
    }

    // MARK: All answers at the end

    /// Index of a heading such as `参考答案` after which answers are listed by number, if the article is built so.
    private func answerHeading(_ lines: [Line]) -> Int? {
        // before each line: numbered lines, and lines that are neither question nor heading, from the first question on
        var numbered = [0]
        var bare = [0]
        var first: Int?
        for (index, line) in lines.enumerated() {
            let hasNumber = line.prefix != nil || line.label?.number != nil
            numbered.append((numbered.last ?? 0) + (hasNumber && line.isProse ? 1 : 0))
            if first == nil, line.prefix != nil, line.cue > 0.5 { first = index }
            let isBare =
                first != nil && line.prefix == nil && !line.isHeadingLike && line.cue < 2
                && !SectionMarks.isDecorated(text, line.content) && !AnswerKeys.isOption(text, line.content)
            bare.append((bare.last ?? 0) + (isBare ? 1 : 0))
        }
        // a label that stands below many questions heads nothing
        let labels = lines.count { $0.label?.label == .answer || $0.label?.label == .explanation }
        for (index, line) in lines.enumerated() where index > 2 && line.length <= 30 && line.isProse {
            guard isAnswerHeading(line), index + 1 < lines.count else { continue }
            if line.label != nil, labels >= 3 { continue }
            let below = lines[(index + 1)...].prefix(12)
            guard let head = below.first,
                !AnswerKeys.scan(text, head.content).isEmpty || head.prefix != nil || head.label != nil
                    || below.contains(where: { $0.prefix != nil }),
                numbered[lines.count] - numbered[index + 1] >= 2 || !AnswerKeys.scan(text, head.content).isEmpty,
                numbered[index] >= 2
            else { continue }
            // above it stand questions and headings, and hardly anything else
            guard let first, first < index else { continue }
            if bare[index] * 4 <= index - first { return index }
        }
        return nil
    }

    /// Lines of the answers' part: each number opens the answer to the question of that number.
    func assignAnswerPart(_ work: [Int], _ reading: inout Reading) {
        if reading.repliesFrom != nil {
            for index in work {
                reading.roles[index] = .removed(rule: "page.reply", evidence: "a reply that answers no question")
            }
            return
        }
        for index in work {
            let line = reading.lines[index]
            reading.roles[index] =
                isAnswerHeading(line)
                ? .removed(rule: "segment.answer-heading", evidence: text.string(line.content)) : .answer
        }
    }
}
