internal import TikuModel
internal import TikuText

/// A thread whose first post asks and whose replies answer: the replies are content then.
struct ThreadReplies {
    /// The article with the verdicts on its replies taken back.
    let opened: Article
    /// Index of the first block of the replies.
    let firstBlock: Int

    /// - Returns: nil unless most questions have no answer and the replies hold lines with their numbers.
    init?(_ article: Article, _ reading: Reading) {
        guard reading.style != nil, reading.repliesFrom == nil else { return nil }
        if let replies = Self.posts(article, reading) {
            opened = article.withOpenComments
            firstBlock = replies
            return
        }
        guard reading.style?.isNumbered ?? false else { return nil }
        // answers under a heading of their own are no replies
        let hasHeading = reading.roles.contains { role in
            if case .removed("segment.answer-heading", _) = role { true } else { false }
        }
        guard !hasHeading else { return nil }
        var wanted: Set<Int> = []
        var unanswered = 0
        var questions = 0
        for (index, role) in reading.roles.enumerated() {
            guard case .question(let answerStart) = role, let prefix = reading.lines[index].prefix else { continue }
            questions += 1
            wanted.insert(prefix.value)
            let isAnswered =
                answerStart != nil || (index + 1 < reading.roles.count && reading.roles[index + 1] == .answer)
            if !isAnswered { unanswered += 1 }
        }
        guard questions >= 2, unanswered * 10 >= questions * 7 else { return nil }
        if let run = Self.runOn(article, reading, wanted) {
            opened = article
            firstBlock = run
            return
        }
        let replies = article.blocks.indices.filter {
            article.blocks[$0].region == .comments && article.blocks[$0].kind != .blank
        }
        guard let first = replies.first else { return nil }
        let answered = replies.filter { index in
            let block = article.blocks[index]
            guard let prefix = NumberPrefix.scan(article.text, block.content), wanted.contains(prefix.value) else {
                return false
            }
            return block.content.end - prefix.span.end >= 12
        }
        guard answered.count >= 2, answered.count * 3 >= questions else { return nil }
        opened = article.withOpenComments
        firstBlock = first
    }

    /// First block of the second post, where the first one asks and answers hardly anything.
    private static func posts(_ article: Article, _ reading: Reading) -> Int? {
        let shape = ThreadShape(article)
        guard shape.isThread || shape.isCommunity,
            var first = article.blocks.firstIndex(where: { $0.post > 1 && $0.region == .comments })
        else { return nil }
        // who asks may stand above all that is marked as a post: the first of those replies then
        if let post = article.blocks.firstIndex(where: { $0.post == 1 && $0.kind != .blank }), post < first,
            let last = reading.roles.lastIndex(where: { if case .question = $0 { true } else { false } }),
            reading.lines[last].block < post
        {
            first = post
        }
        var questions = 0
        var answered = 0
        for (index, role) in reading.roles.enumerated() {
            guard case .question(let answerStart) = role else { continue }
            // a question of the replies is none of the thread's
            if article.blocks[reading.lines[index].block].post > 1 { return nil }
            questions += 1
            if answerStart != nil
                || index + 1 < reading.roles.count && reading.roles[index + 1] == .answer
                    && reading.lines[index + 1].block < first
            {
                answered += 1
            }
        }
        return questions > 0 && answered * 10 <= questions * 3 ? first : nil
    }

    /// The post that answers a thread's only question: the first that says something.
    static func answer(_ article: Article, _ lines: [Line], _ replies: [Int]) -> Int? {
        var lengths: [(post: Int, length: Int)] = []
        for index in replies {
            let post = article.blocks[lines[index].block].post
            guard post > 1 else { continue }
            if lengths.last?.post != post { lengths.append((post, 0)) }
            lengths[lengths.count - 1].length += article.text.bytes[lines[index].content.range].count { $0 > 0x20 }
        }
        return lengths.first { $0.length >= 60 }?.post
            ?? lengths.max { $0.length < $1.length }.flatMap {
                $0.length >= 36 ? $0.post : nil
            }
    }

    /// Replies that were read as the last question's answer: lines that open with the numbers of questions above.
    private static func runOn(_ article: Article, _ reading: Reading, _ wanted: Set<Int>) -> Int? {
        guard let last = reading.roles.lastIndex(where: { if case .question = $0 { true } else { false } }) else {
            return nil
        }
        var found: Set<Int> = []
        for index in reading.lines.indices.dropFirst(last + 1) where reading.roles[index] == .answer {
            if let value = ReplyNumber.scan(article.text, reading.lines[index]), wanted.contains(value) {
                found.insert(value)
            }
        }
        guard wanted.count >= 3, found.count >= 2, found.count * 2 >= wanted.count - 1, last + 1 < reading.lines.count
        else { return nil }
        return reading.lines[last + 1].block
    }
}

extension Article {
    /// The comments are content: only the adverts among them go.
    var withOpenComments: Article {
        var opened = self
        opened.verdicts.removeAll { $0.rule == "page.comments" }
        opened.verdicts += beneathComments
        return opened
    }
}

/// The number of the question that a reply answers: `2. …`, `我来答第 2 题：…`.
enum ReplyNumber {
    static func scan(_ text: TextBuffer, _ line: Line) -> Int? {
        if let prefix = NumberPrefix.scan(text, line.content), prefix.dialect.numeral != .letter { return prefix.value }
        return named(text, line.content)?.value
    }

    /// `回答9：`
    private static let leads: [[UInt8]] = Words.list("回答, 答, 解答, 回复, 我答, 题").map { Array($0.utf8) }

    private static let englishLeads: [[UInt8]] = Words.list(
        "re, regarding, for, to, on, about, as for, answer to, answering, my answer to, my take on, here is, answer for, reply to"
    ).map { Array($0.utf8) }
    private static let englishNames: [[UInt8]] = Words.list("question, qn, q, number, no., nr., #").map {
        Array($0.utf8)
    }

    /// `Re question 2:`, `For Q3 -`, `Answer to #4:`
    private static func namedInEnglish(_ text: TextBuffer, _ content: ByteSpan) -> (value: Int, end: Int)? {
        let bytes = text.bytes[content.range].prefix(40).map { byte -> UInt8 in
            CharacterClass.isASCIILetter(UInt32(byte)) ? byte | 0x20 : byte
        }
        var offset = 0
        func skip(_ signs: Set<UInt8>) { while offset < bytes.count, signs.contains(bytes[offset]) { offset += 1 } }
        func take(_ words: [[UInt8]]) -> Bool {
            let found = words.filter { bytes[offset...].starts(with: $0) }.max { $0.count < $1.count }
            offset += found?.count ?? 0
            return found != nil
        }
        let separators: Set<UInt8> = [0x20, UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: ".")]
        skip(separators)
        guard take(englishLeads) else { return nil }
        let afterLead = offset
        skip(separators)
        guard offset > afterLead else { return nil }
        let isNamed = take(englishNames)
        skip(separators)
        _ = isNamed && take(englishNames)
        skip(separators.union([UInt8(ascii: "#")]))
        let digits = bytes[offset...].prefix { CharacterClass.isASCIIDigit(UInt32($0)) }
        guard (1...3).contains(digits.count) else { return nil }
        offset += digits.count
        // a number with a unit is no question's: `Re 1: …`, but `For 3 years …`
        let ends: Set<UInt8> = [UInt8(ascii: ":"), UInt8(ascii: ")"), UInt8(ascii: "-")]
        guard
            offset == bytes.count
                || (isNamed ? !CharacterClass.isWord(UInt32(bytes[offset])) : ends.contains(bytes[offset]))
        else { return nil }
        skip([0x20, UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: ",")])
        return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, content.start + offset)
    }

    /// `5题`, `5 题：`
    private static func counted(_ text: TextBuffer, _ content: ByteSpan) -> (value: Int, end: Int)? {
        let digits = text.bytes[content.range].prefix { CharacterClass.isASCIIDigit(UInt32($0)) }
        guard (1...3).contains(digits.count) else { return nil }
        var end = digits.endIndex
        while end < content.end, text.bytes[end] == 0x20 { end += 1 }
        guard text.bytes[end..<content.end].starts(with: "题".utf8) else { return nil }
        end += 3
        guard end == content.end || !CharacterClass.isWord(Scalars.decode(text.bytes, at: end).scalar) else {
            return nil
        }
        while end < content.end,
            [0x20, 0x3A, 0x2C].contains(text.bytes[end])
                || [0xFF1A, 0xFF0C, 0x3001].contains(Scalars.decode(text.bytes, at: end).scalar)
        {
            end += Scalars.decode(text.bytes, at: end).width
        }
        return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, end)
    }

    /// `第 N 题` among the first characters, and where the answer begins.
    static func named(_ text: TextBuffer, _ content: ByteSpan) -> (value: Int, end: Int)? {
        for lead in leads where text.bytes[content.range].starts(with: lead) {
            let rest = ByteSpan(content.start + lead.count, content.end)
            guard let prefix = NumberPrefix.scan(text, rest), prefix.dialect.numeral == .arabic, prefix.value < 1_000
            else { continue }
            return (prefix.value, prefix.span.end)
        }
        if let named = namedInEnglish(text, content) ?? counted(text, content) { return named }
        var offset = content.start
        let limit = min(content.end, content.start + 36)
        while offset < limit {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if scalar == 0x7B2C, let prefix = NumberPrefix.scan(text, ByteSpan(offset, content.end)),
                prefix.dialect.namesQuestion
            {
                return (prefix.value, prefix.span.end)
            }
            offset += width
        }
        return nil
    }
}
