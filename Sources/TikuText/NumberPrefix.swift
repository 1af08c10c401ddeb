public import TikuModel

/// The number at the start of a line, and the dialect it is printed in: `1、`, `Q1:`, `第1题`, `（一）`, `①`, `01|` …
///
/// A prefix is a candidate only. Which candidates number questions is decided over the whole article.
public struct NumberPrefix: Hashable, Sendable {
    /// How the numeral itself is written.
    public enum Numeral: UInt8, Hashable, Sendable {
        case arabic, padded, chinese, circled, roman, letter
        /// `1.2`: the value is the last part.
        case dotted
    }

    /// What stands around the numeral. Two prefixes in one dialect look alike to a reader.
    public struct Dialect: Hashable, Sendable {
        public var opening: String
        public var closing: String
        public var numeral: Numeral
        /// Whether the words around the numeral name it a question: `Q1`, `第1题`, `面试题1`.
        public var namesQuestion: Bool
        /// Whether they name it a part: `第一章`, `Part 1`.
        public var namesSection: Bool

        public init(opening: String, closing: String, numeral: Numeral, namesQuestion: Bool, namesSection: Bool) {
            self.opening = opening
            self.closing = closing
            self.numeral = numeral
            self.namesQuestion = namesQuestion
            self.namesSection = namesSection
        }
    }

    public var dialect: Dialect
    public var value: Int
    /// The numeral.
    public var number: ByteSpan
    /// From the start of the line to where the words begin.
    public var span: ByteSpan

    public init(dialect: Dialect, value: Int, number: ByteSpan, span: ByteSpan) {
        self.dialect = dialect
        self.value = value
        self.number = number
        self.span = span
    }

    private static let questionWords = PhraseAutomaton(
        Words.list(
            """
            question, q, 问题, 面试题, 题目, 问, 试题, 考题, 高频题, 真题, problem, prompt, exercise, quiz, challenge, puzzle, no., no, 例题, 习题, 练习题, 思考题, 必考题, 常考题, 笔试题, 题, 提问, query, 質問, 設問, 問題, 問, 面試題, 試題, 題目, 題, 考点
            """), digitsJoin: false)
    private static let sectionWords = PhraseAutomaton(
        ["part", "chapter", "section", "module", "unit", "lesson", "day", "专题", "模块"], digitsJoin: false)
    /// Reads the prefix at the start of `span`, leading white space and emphasis marks skipped. O(length of prefix).
    public static func scan(_ text: TextBuffer, _ span: ByteSpan) -> NumberPrefix? {
        var scanner = Scanner(bytes: text.bytes, position: span.start, end: span.end)
        return scanner.prefix()
    }

    /// Readings of a number that has lost the mark behind it, the longest first: `问题一深分页怎么优化`, `面试题十二map 安全吗`.
    ///
    /// Prose begins like this as well (`问题一般出在…`): only a row of such lines that count on shows that they are numbers.
    public static func scanGlued(_ text: TextBuffer, _ span: ByteSpan) -> [NumberPrefix] {
        guard let word = questionWords.longestPrefix(text.bytes, span.range), word.span.count >= 6,
            text.bytes[word.span.start] >= 0x80
        else { return [] }
        var readings: [NumberPrefix] = []
        var end = word.span.end
        while end < span.end, end - word.span.end < 12 {
            end += Scalars.decode(text.bytes, at: end).width
            var scanner = Scanner(bytes: text.bytes, position: word.span.end, end: end)
            guard let value = scanner.chinese(), scanner.position == end else { break }
            let dialect = Dialect(
                opening: text.string(word.span), closing: "", numeral: .chinese, namesQuestion: true,
                namesSection: false)
            readings.append(
                NumberPrefix(
                    dialect: dialect, value: value, number: ByteSpan(word.span.end, end),
                    span: ByteSpan(span.start, end)))
        }
        return readings.reversed()
    }

    /// The Chinese numeral that a span opens with, whatever follows it: `十二`, and where it ends.
    public static func chineseNumeral(_ text: TextBuffer, _ span: ByteSpan) -> (value: Int, end: Int)? {
        var scanner = Scanner(bytes: text.bytes, position: span.start, end: span.end)
        return scanner.chinese().map { ($0, scanner.position) }
    }

    struct Scanner {
        let bytes: ContiguousArray<UInt8>
        var position: Int
        let end: Int

        var scalar: UInt32 { position < end ? Scalars.decode(bytes, at: position).scalar : 0 }

        mutating func advance() { position += Scalars.decode(bytes, at: position).width }

        mutating func skipSpaces() {
            while position < end, CharacterClass.isWhiteSpace(scalar) { advance() }
        }

        mutating func skipEmphasis() {
            while position < end, bytes[position] == UInt8(ascii: "*") || bytes[position] == UInt8(ascii: "_") {
                position += 1
            }
        }

        mutating func prefix() -> NumberPrefix? {
            let start = position
            skipSpaces()
            skipEmphasis()
            var opening = ""
            var namesQuestion = false
            var namesSection = false
            var closingBracket: UInt32 = 0
            if let bracket = Self.bracket(scalar) {
                opening.unicodeScalars.append(Unicode.Scalar(bracket.open) ?? "(")
                closingBracket = bracket.close
                advance()
            }
            var counted = false
            if scalar == 0x7B2C {  // 第
                counted = true
                opening += "第"
                advance()
                skipSpaces()
            } else if let word = NumberPrefix.questionWords.longestPrefix(bytes, position..<end) {
                namesQuestion = true
                opening += String(decoding: bytes[word.span.range], as: UTF8.self).lowercased()
                position = word.span.end
                if scalar == 0x7B2C { advance() }
                // `Q.1`
                if scalar == 0x2E, position + 1 < end, CharacterClass.isASCIIDigit(UInt32(bytes[position + 1])) {
                    advance()
                }
            } else if let word = NumberPrefix.sectionWords.longestPrefix(bytes, position..<end) {
                namesSection = true
                opening += String(decoding: bytes[word.span.range], as: UTF8.self).lowercased()
                position = word.span.end
            }
            if namesQuestion || namesSection {
                skipSpaces()
                if scalar == 0x23 || scalar == 0xFF03 { advance() }  // Question #1
            } else if !counted, opening.isEmpty, scalar == 0x23, position + 1 < end,
                CharacterClass.isASCIIDigit(UInt32(bytes[position + 1]))
            {
                opening = "#"
                advance()
            }
            let numberStart = position
            guard let (value, numeral) = numeral() else { return nil }
            let number = ByteSpan(numberStart, position)
            if numeral == .circled {
                skipSpaces()
                return made(opening, "", numeral, value, number, start, namesQuestion, namesSection)
            }
            if closingBracket != 0 {
                // `【第1题】`, `【第 1 题】`; `【第1】` needs no counter
                if counted, scalar != closingBracket {
                    if NumberPrefix.isSpacedCounter(bytes, position, end) { skipSpaces() }
                    guard
                        let counter = NumberPrefix.counters.prefix(NumberPrefix.questionCounters).first(where: {
                            starts(with: $0)
                        })
                    else { return nil }
                    position += counter.utf8.count
                    namesQuestion = true
                }
                guard scalar == closingBracket || (closingBracket == 0x29 && scalar == 0xFF09) else { return nil }
                advance()
                skipEmphasis()
                let mark = closingMark()
                skipSpaces()
                skipEmphasis()
                return made(opening, "]" + mark, numeral, value, number, start, namesQuestion, namesSection)
            }
            if counted {
                if NumberPrefix.isSpacedCounter(bytes, position, end) { skipSpaces() }
                guard let counter = NumberPrefix.counters.firstIndex(where: { starts(with: $0) }) else { return nil }
                position += NumberPrefix.counters[counter].utf8.count
                let isQuestion = counter < NumberPrefix.questionCounters
                skipEmphasis()
                let mark = closingMark()
                guard isQuestion || !mark.isEmpty || position >= end || CharacterClass.isWhiteSpace(scalar) else {
                    return nil
                }
                skipSpaces()
                return made(
                    opening, NumberPrefix.counters[counter], numeral, value, number, start, isQuestion, !isQuestion)
            }
            let named = namesQuestion || namesSection || opening == "#"
            let hadSpace = position < end && CharacterClass.isWhiteSpace(scalar)
            skipSpaces()
            let beforeMark = position
            let mark = closingMark()
            if mark.isEmpty {
                if numeral == .dotted, hadSpace, position < end, !Self.counts(scalar) {
                    return made(opening, " ", numeral, value, number, start, false, false)
                }
                guard named, hadSpace || position >= end || numeral == .arabic else { return nil }
                // `Q1 什么是…`; but not `问题1万个`
                guard hadSpace || position >= end || CharacterClass.isCJK(scalar) && !Self.counts(scalar) else {
                    return nil
                }
            } else if !named {
                if mark == "-" || mark == "|" && hadSpace && numeral == .chinese {
                    // `1 - text`, `1- text`: a hyphen needs a space behind it, and no number behind that
                    guard position < end, CharacterClass.isWhiteSpace(scalar),
                        hadSpace || numeral == .arabic || numeral == .padded
                    else { return nil }
                    if !hadSpace {
                        skipSpaces()
                        guard !CharacterClass.isASCIIDigit(scalar) else { return nil }
                    }
                } else if mark == ".", hadSpace {
                    return nil
                } else if mark == ":" && numeral == .arabic && beforeMark == number.end {
                    // `10:30` is a time
                    if position < end, CharacterClass.isASCIIDigit(scalar) { return nil }
                } else if mark == ".", position < end, bytes[beforeMark] == UInt8(ascii: "."),
                    !CharacterClass.isWhiteSpace(scalar)
                {
                    // `3.5 倍`, `2.x`, `1./`: a bare point needs a word after it
                    let isVersion =
                        scalar | 0x20 == 0x78
                        && (position + 1 >= end || !CharacterClass.isASCIILetter(UInt32(bytes[position + 1])))
                    let opens = [0x2A, 0x5B, 0x60, 0x40, 0x22, 0x3C].contains(scalar) || scalar >= 0x80
                    if !opens, isVersion || !CharacterClass.isASCIILetter(scalar) { return nil }
                }
                if numeral == .letter || numeral == .roman, mark != ".", mark != "、", mark != ")" { return nil }
                if numeral == .roman || numeral == .letter, mark == ".",
                    position < end, !CharacterClass.isWhiteSpace(scalar)
                {
                    return nil
                }
            }
            skipEmphasis()
            skipSpaces()
            skipEmphasis()
            return made(opening, mark, numeral, value, number, start, namesQuestion, namesSection)
        }

        private func made(
            _ opening: String, _ closing: String, _ numeral: Numeral, _ value: Int, _ number: ByteSpan, _ start: Int,
            _ namesQuestion: Bool, _ namesSection: Bool
        ) -> NumberPrefix {
            NumberPrefix(
                dialect: Dialect(
                    opening: opening, closing: closing, numeral: numeral, namesQuestion: namesQuestion,
                    namesSection: namesSection),
                value: value, number: number, span: ByteSpan(start, position))
        }

        private func starts(with word: String) -> Bool {
            let count = word.utf8.count
            return position + count <= end && bytes[position..<position + count].elementsEqual(word.utf8)
        }

        /// 、 . ．) ） : ： | ｜ - – — ， / and their kin, folded to one form; empty when none stands here.
        private mutating func closingMark() -> String {
            let folded: String
            switch scalar {
            case 0x3001: folded = "、"
            case 0x2E, 0xFF0E: folded = "."
            case 0x29, 0xFF09: folded = ")"
            case 0x3A, 0xFF1A: folded = ":"
            case 0x7C, 0xFF5C: folded = "|"
            case 0x2D, 0x2013, 0x2014: folded = "-"
            case 0xFF0C, 0x2C: folded = ","
            case 0x3E, 0xFF1E: folded = ">"
            case 0x2F: folded = "/"
            default: return ""
            }
            if folded == ",", scalar == 0x2C { return "" }
            let isPoint = folded == "."
            advance()
            // a date or a fraction has no gap behind it
            if folded == "/", scalar != 0x20 { return "" }
            if isPoint, scalar == 0x3001 || scalar == 0x2E { return "" }
            return folded
        }

        /// 个 种 点 万 …: a number before it counts something.
        private static func counts(_ scalar: UInt32) -> Bool {
            [
                0x4E2A, 0x79CD, 0x70B9, 0x4E07, 0x5343, 0x767E, 0x6761, 0x6B21, 0x5E74, 0x6708, 0x5929, 0x7AE0, 0x7C7B,
                0x5206, 0x500D,
            ]
            .contains(scalar)
        }

        private static func bracket(_ scalar: UInt32) -> (open: UInt32, close: UInt32)? {
            switch scalar {
            case 0x28, 0xFF08: (0x28, 0x29)
            case 0x5B: (0x5B, 0x5D)
            case 0x3010: (0x3010, 0x3011)
            case 0x3014: (0x3014, 0x3015)
            case 0x300A: nil
            default: nil
            }
        }
    }
}
