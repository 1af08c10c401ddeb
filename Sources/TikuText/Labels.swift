public import TikuModel

/// Labels that name what follows: `问：`, `答案：`, `参考答案`, `A:`, `解析：` …
public enum Label: Hashable, Sendable {
    case question, answer, explanation

    public struct Found: Hashable, Sendable {
        public var label: Label
        /// With its colon or brackets, and the white space after.
        public var span: ByteSpan
        /// The number of the question that it answers: `A6.`
        public var number: Int?
    }

    private static let words: [(String, Label)] = [
        ("问题", .question), ("问", .question), ("提问", .question), ("题目", .question), ("question", .question),
        ("q", .question), ("面试官", .question), ("interviewer", .question), ("主考官", .question), ("考官", .question),
        ("面试官问", .question), ("ask", .question),
        ("面试题", .question), ("質問", .question), ("設問", .question), ("問題", .question), ("問", .question),
        ("答案", .answer), ("答", .answer), ("参考答案", .answer), ("标准答案", .answer), ("正确答案", .answer),
        ("回答", .answer), ("参考回答", .answer), ("解答", .answer), ("答案要点", .answer), ("answer", .answer), ("ans", .answer),
        ("a", .answer), ("correct answer", .answer), ("reference answer", .answer), ("sample answer", .answer),
        ("候选人", .answer), ("我", .answer), ("求职者", .answer), ("应聘者", .answer), ("面试者", .answer), ("候选者", .answer),
        ("candidate", .answer), ("参考解答", .answer),
        ("示例回答", .answer), ("答题思路", .answer), ("解题思路", .answer), ("参考思路", .answer), ("作答", .answer),
        ("答题要点", .answer), ("参考要点", .answer), ("回答要点", .answer), ("示例答案", .answer), ("满分答案", .answer), ("解", .answer),
        ("response", .answer), ("model answer", .answer), ("suggested answer", .answer), ("sample response", .answer),
        ("推荐答案", .answer), ("solution", .answer), ("reply", .answer), ("最佳答案", .answer),
        ("解析", .explanation), ("答案解析", .explanation), ("参考解析", .explanation), ("explanation", .explanation),
        ("分析", .explanation), ("题目解析", .explanation), ("考点解析", .explanation), ("答案与解析", .explanation),
        ("回答例", .answer), ("模範回答", .answer), ("模範解答", .answer), ("答え", .answer), ("參考答案", .answer),
        ("解説", .explanation), ("答案與解析", .explanation),
    ]
    private static let automaton = PhraseAutomaton(words.map(\.0), digitsJoin: false)

    /// The end of a word for an answer that stands at the start of `span` and has lost its colon: `答`, `答案`, `Answer`.
    ///
    /// Only words that say nothing else: `我`, `a` and `solution` need their colon.
    public static func wordWithoutColon(_ text: TextBuffer, _ span: ByteSpan) -> Int? {
        guard let word = automaton.longestPrefix(text.bytes, span.range), words[word.phrase].1 != .question else {
            return nil
        }
        let name = words[word.phrase].0
        return name.contains("答") || name.hasSuffix("answer") ? word.span.end : nil
    }

    /// Parts that people play in an interview: the first ones ask.
    private static let askingRoles = 4
    private static let roles = PhraseAutomaton(
        ["面试官", "主考官", "考官", "interviewer", "候选人", "求职者", "应聘者", "面试者", "候选者", "candidate"], digitsJoin: false)

    /// `周工（面试官）：`: a name, what part its bearer plays, and a colon.
    private static func speaker(_ text: TextBuffer, _ span: ByteSpan) -> Found? {
        let bytes = text.bytes
        var position = span.start
        func scalar() -> UInt32 { position < span.end ? Scalars.decode(bytes, at: position).scalar : 0 }
        while position < span.end, scalar() == 0x2A { position += 1 }
        var length = 0
        while length <= 8, CharacterClass.isWord(scalar()) || scalar() == 0xB7 {
            position += Scalars.decode(bytes, at: position).width
            length += 1
        }
        guard (1...8).contains(length), scalar() == 0xFF08 || scalar() == 0x28 else { return nil }
        position += Scalars.decode(bytes, at: position).width
        guard let role = roles.longestPrefix(bytes, position..<span.end) else { return nil }
        position = role.span.end
        guard scalar() == 0xFF09 || scalar() == 0x29 else { return nil }
        position += Scalars.decode(bytes, at: position).width
        while position < span.end, scalar() == 0x2A || scalar() == 0x20 { position += 1 }
        guard scalar() == 0x3A || scalar() == 0xFF1A else { return nil }
        position += Scalars.decode(bytes, at: position).width
        while position < span.end, CharacterClass.isWhiteSpace(scalar()) || scalar() == 0x2A {
            position += Scalars.decode(bytes, at: position).width
        }
        return Found(label: role.phrase < askingRoles ? .question : .answer, span: ByteSpan(span.start, position))
    }

    /// The label at the start of `span`: a word of the list, then a colon or a closing bracket.
    public static func scan(_ text: TextBuffer, _ span: ByteSpan) -> Found? {
        let bytes = text.bytes
        var position = span.start
        func scalar() -> UInt32 { position < span.end ? Scalars.decode(bytes, at: position).scalar : 0 }
        func skip(_ test: (UInt32) -> Bool) {
            while position < span.end, test(scalar()) { position += Scalars.decode(bytes, at: position).width }
        }
        skip { CharacterClass.isWhiteSpace($0) || $0 == 0x2A }
        let isStrong = position > span.start && bytes[position - 1] == 0x2A
        let isBracketed = scalar() == 0x3010 || scalar() == 0x5B
        if isBracketed { position += Scalars.decode(bytes, at: position).width }
        guard let word = automaton.longestPrefix(bytes, position..<span.end) else { return speaker(text, span) }
        position = word.span.end
        let label = words[word.phrase].1
        if isBracketed {
            guard scalar() == 0x3011 || scalar() == 0x5D else { return nil }
            position += Scalars.decode(bytes, at: position).width
            skip { $0 == 0x3A || $0 == 0xFF1A || CharacterClass.isWhiteSpace($0) || $0 == 0x2A }
            return Found(label: label, span: ByteSpan(span.start, position))
        }
        // `**答** …`: bold in place of a colon
        if isStrong, scalar() == 0x2A, CharacterClass.isHan(Scalars.decode(bytes, at: word.span.start).scalar) {
            skip { $0 == 0x2A }
            if position == span.end || CharacterClass.isWhiteSpace(scalar()) {
                skip { CharacterClass.isWhiteSpace($0) }
                return Found(label: label, span: ByteSpan(span.start, position))
            }
        }
        // `**A.** …`
        if isStrong, scalar() == 0x2E, position + 1 < span.end, bytes[position + 1] == 0x2A {
            position += 1
            skip { CharacterClass.isWhiteSpace($0) || $0 == 0x2A }
            return Found(label: label, span: ByteSpan(span.start, position))
        }
        skip { $0 == 0x2A || $0 == 0x20 }
        // `Ans. …`
        if scalar() == 0x2E, words[word.phrase].0 == "ans" {
            position += 1
            skip { CharacterClass.isWhiteSpace($0) || $0 == 0x3A || $0 == 0x2D }
            return Found(label: label, span: ByteSpan(span.start, position))
        }
        // `A6、`: the number of the question again
        var number: Int?
        if label == .answer, words[word.phrase].0.utf8.allSatisfy({ $0 < 0x80 }) {
            let digits = position
            skip { CharacterClass.isASCIIDigit($0) }
            number = Int(text.string(ByteSpan(digits, position)))
            if scalar() == 0x3001 || scalar() == 0x2E, number != nil {
                position += Scalars.decode(bytes, at: position).width
                skip { CharacterClass.isWhiteSpace($0) }
                return Found(label: label, span: ByteSpan(span.start, position), number: number)
            }
        }
        guard scalar() == 0x3A || scalar() == 0xFF1A else { return nil }
        position += Scalars.decode(bytes, at: position).width
        skip { CharacterClass.isWhiteSpace($0) || $0 == 0x2A }
        return Found(label: label, span: ByteSpan(span.start, position), number: number)
    }
}
