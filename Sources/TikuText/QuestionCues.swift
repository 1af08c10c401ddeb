public import TikuModel

/// How much a line reads like a question: marks, interrogatives, the imperatives of interviewers.
public enum QuestionCues {
    private static let interrogatives = Words.list(
        """
        什么, 如何, 怎么, 怎样, 为什么, 为何, 哪些, 哪个, 哪几, 哪里, 哪种, 哪一, 几种, 几个, 多少, 是否, 能否, 可否,
        有没有, 是不是, 能不能, 要不要, 会不会, 可不可以, 吗, 呢, 何时, 何为, 何谓, 啥, 咋, 区别, 异同, 优缺点, 多大, 多久,
        谁, 还是, what, how, why, when, which, who, where, whose, difference between, differences between, is it,
        can you, do you, does, did, are there, is there, should, would you,
        什麼, 為什麼, 為何, 怎麼, 怎樣, 哪裡, 哪種, 幾種, 幾個, 沒有, 嗎, 何謂, 區別, 差別, 差異, 異同, 優缺點, 誰, 還是,
        なぜ, どうして, どう, どのよう, どんな, どの, どちら, いつ, とは何, 何です, 何でしょう, 違い
        """)
    private static let imperatives = Words.list(
        """
        介绍, 说说, 谈谈, 讲讲, 讲一下, 说一下, 谈一下, 讲一讲, 说一说, 谈一谈, 聊聊, 简述, 阐述, 解释, 描述, 列举,
        举例, 比较, 对比, 请, 分析, 论述, 概述, 叙述, 写出, 实现一个, 手写, 设计一个, 原理, 流程, 作用, 理解, 含义,
        应用场景, 特点, 机制, 步骤, 原因, 好处, 意义, 关系, explain, describe, define, list, name, compare, tell me, give, discuss, write,
        implement, design, outline, walk me through, mention,
        介紹, 說說, 談談, 講講, 說明, 說一下, 談一下, 請, 簡述, 解釋, 列舉, 舉例, 比較, 對比, 設計一個, 特點, 步驟
        """)
    private static let strong = PhraseAutomaton(interrogatives)
    private static let weak = PhraseAutomaton(imperatives)
    /// A line that starts with one of these is seldom the statement of a list.
    private static let openers = PhraseAutomaton(
        Words.list(
            """
            说一个, 说一下, 举一个, 举例, 写一个, 谈一谈, 讲一讲, 什么是, 为什么, 如何, 怎么, 怎样, 介绍, 说说, 谈谈, 讲讲, 讲一下, 说一下, 简述, 阐述, 解释, 描述, 列举, 请,
            有哪些, 哪些, 是否, 能否, 谈一下, 聊聊, what, how, why, when, which, who, where, explain, describe, define,
            compare, tell me, is, are, can, does, do, should, could, will, would, did, have, has, list, name, discuss
            """))

    /// What interviewers say, and hardly anybody who explains: it asks whatever mark it ends with.
    private static let commands = PhraseAutomaton(
        Words.list(
            """
            walk me through, talk me through, tell me about, tell us about, tell me how, tell me why, give me an example, describe a time,
            describe a situation, 请简述, 请介绍, 请谈谈, 请谈一谈, 请说说, 请说一说, 请讲讲, 请解释, 请描述, 请举例, 请列举, 请简单介绍, 请简单说, 谈谈你, 说说你, 讲讲你
            """))

    /// Words that ask only with a mark behind what follows.
    private static let relatives = PhraseAutomaton(
        Words.list(
            """
            what they asked, what they ask, what they want, what we asked, what we ask, what we learned, what i asked, what i ask, what i was asked,
            what i learned, what i got, what you will be asked, what you need to know, what you should know, what interviewers,
            what candidates, what everybody, what nobody, how we hire, how we interview, how i prepared, how i got, how i passed,
            how they interview, why i failed, why i left
            """))

    /// What an account of an interview tells: `一面都问了啥`.
    private static let accounts = PhraseAutomaton(
        Words.list("都问了, 问了我, 被问了, 问了些, 问了啥, 会问些, 都考了, 考了啥, 都會問, 都問了"))

    /// How Japanese asks and requests, at the end of a sentence.
    private static let requests = Words.list(
        "ください, 下さい, ですか, ますか, でしょうか, ましたか, ませんか, 述べよ, 説明せよ, 答えよ"
    ).map { Array($0.utf8) }

    /// A gap to fill in: `（ ）`, `____`.
    private static let blanks = PhraseAutomaton(["（ ）", "（  ）", "（　）", "（　　）", "（）", "( )", "(  )", "(   )", "____"])

    /// Has a gap to fill in.
    public static func hasGap(_ text: TextBuffer, _ span: ByteSpan) -> Bool { blanks.contains(text.bytes, span.range) }

    /// Opens with a word that asks or commands: `请说说`, `Explain`, `Tell me`.
    public static func opens(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        openers.longestPrefix(text.bytes, text.trimmed(span).range) != nil
    }

    /// Evidence for a question, from about -2 to 6. A line of statements scores near 0.
    public static func score(_ text: TextBuffer, _ span: ByteSpan) -> Double {
        let bytes = text.bytes
        let content = text.trimmed(span)
        guard !content.isEmpty else { return -2 }
        var score = 0.0
        let end = trimmedEnd(text, content)
        let last = end > content.start ? Scalars.before(bytes, end, from: content.start).scalar : 0
        switch last {
        case 0x3F, 0xFF1F: score += 3
        case 0x3002, 0x2E, 0xFF0E, 0x3B, 0xFF1B: score -= 1
        case 0x3A, 0xFF1A, 0x2C, 0xFF0C, 0x3001: score -= 1.2
        default: break
        }
        let head = ByteSpan(content.start, min(content.end, content.start + 240))
        if last != 0x3F, last != 0xFF1F, firstMark(text, head) != nil { score += 1.5 }
        if strong.contains(bytes, head.range) { score += 1.6 } else if weak.contains(bytes, head.range) { score += 0.9 }
        if commands.longestPrefix(bytes, content.range) != nil, last != 0x3A, last != 0xFF1A {
            score += last == 0x3002 || last == 0x2E ? 3.2 : 2.2
        } else if openers.longestPrefix(bytes, content.range) != nil {
            score += 0.8
        }
        // `What they asked on Rust` without a mark is a title
        if last != 0x3F, last != 0xFF1F,
            relatives.longestPrefix(bytes, content.range) != nil || accounts.contains(bytes, head.range)
        {
            score -= 2
        }
        if last != 0x3F, last != 0xFF1F, isRequested(bytes, content, end) { score += last == 0x3002 ? 3.6 : 2.6 }
        if blanks.contains(bytes, head.range) { score += 2.6 }
        let length = Scalars.count(bytes, content.range)
        if length > 160 { score -= 0.8 }
        if length < 4 { score -= 0.8 }
        return score
    }

    /// Ends in a Japanese request, whatever mark is behind it.
    private static func isRequested(_ bytes: ContiguousArray<UInt8>, _ content: ByteSpan, _ end: Int) -> Bool {
        var end = end
        if end > content.start {
            let (last, width) = Scalars.before(bytes, end, from: content.start)
            if last == 0x3002 { end -= width }
        }
        // all of them end in a kana or a kanji of three bytes
        guard end - content.start >= 12, bytes[end - 3] >= 0xE3, bytes[end - 3] <= 0xE8 else { return false }
        return requests.contains { bytes[content.start..<end].suffix($0.count).elementsEqual($0) }
    }

    /// End of the first question mark in the span that closes a question.
    ///
    /// A mark inside brackets, quotes or code (`a ? b : c`, `"why?"`) does not close one.
    public static func firstMark(_ text: TextBuffer, _ span: ByteSpan) -> Int? {
        let bytes = text.bytes
        var depth = 0
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            switch scalar {
            case 0x28, 0xFF08, 0x300A, 0x300C, 0x201C, 0x5B, 0x3010: depth += 1
            case 0x29, 0xFF09, 0x300B, 0x300D, 0x201D, 0x5D, 0x3011: depth = max(0, depth - 1)
            case 0xFF1F where depth == 0: return runEnd(bytes, offset + width, span.end)
            case 0x3F where depth == 0:
                let end = offset + 1
                // `?.`, `?:` and `?x=` are code or a URL
                if end < span.end, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ":") { break }
                if isQuery(bytes, end, span.end) { break }
                return runEnd(bytes, end, span.end)
            default: break
            }
            offset += width
        }
        return nil
    }

    /// `?r=77` of an address.
    private static func isQuery(_ bytes: ContiguousArray<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let word = bytes[start..<min(end, start + 32)].prefix { $0 > 0x20 && $0 < 0x80 }
        guard let sign = word.firstIndex(of: UInt8(ascii: "=")), sign > start else { return false }
        return word[..<sign].allSatisfy { CharacterClass.isASCIILetter(UInt32($0)) || $0 == 0x5F || $0 == 0x2D }
    }

    private static func runEnd(_ bytes: ContiguousArray<UInt8>, _ start: Int, _ end: Int) -> Int {
        var offset = start
        while offset < end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            guard scalar == 0x3F || scalar == 0xFF1F || scalar == 0x21 || scalar == 0xFF01 || scalar == 0x2A else {
                break
            }
            offset += width
        }
        return offset
    }

    private static func trimmedEnd(_ text: TextBuffer, _ span: ByteSpan) -> Int {
        var end = span.end
        while end > span.start {
            let (scalar, width) = Scalars.before(text.bytes, end, from: span.start)
            guard CharacterClass.isClosing(scalar) || CharacterClass.isWhiteSpace(scalar) else { break }
            end -= width
        }
        return end
    }
}
