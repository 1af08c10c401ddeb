internal import TikuModel
internal import TikuText

/// Splits a line that holds a question and the start of its answer.
struct QuestionSplitter {
    let article: Article
    private let strong: SpanIndex

    init(article: Article) {
        self.article = article
        strong = SpanIndex(article.inlines.lazy.filter { $0.kind == .strong }.map(\.span))
    }

    /// Where the answer begins, or nil when all of the body is the question.
    ///
    /// In order of certainty: an answer label; bold type that covers the question; the last of the question marks that
    /// close it; a space after words that end a question in Chinese.
    ///
    /// - Parameter isAlone: the next line is no answer.
    func answerStart(_ line: Line, isAlone: Bool = false) -> Int? {
        let body = line.body
        guard !body.isEmpty else { return nil }
        if let start = labelled(body) { return start }
        // a heading is a question whole, but for one that took its answer along and left none below
        if line.isHeadingLike, line.length <= 200 {
            return isAlone ? afterMarks(body).flatMap { told(body, from: $0) ? $0 : nil } : nil
        }
        // the bold type of `**面试官：**` ends with the label
        if line.label?.label != .question, let start = afterStrong(line) { return start }
        if let start = afterMarks(body) { return start }
        if let start = afterCommand(body) { return start }
        // a mark at its end closes the whole line
        if asksAtItsEnd(body) { return nil }
        if line.length > 28, let start = afterPhrase(line) { return start }
        if line.prefix != nil, let start = afterColon(body) { return start }
        return nil
    }

    /// Behind the marks stand words that end sentences and ask nothing.
    private func told(_ body: ByteSpan, from start: Int) -> Bool {
        let rest = article.text.trimmed(ByteSpan(start, body.end))
        guard !rest.isEmpty else { return false }
        let last = Scalars.before(article.text.bytes, rest.end, from: rest.start).scalar
        return Scalars.count(article.text.bytes, rest.range) >= 16 && QuestionCues.firstMark(article.text, rest) == nil
            && (last == 0x3002 || last == 0x2E || hasSentenceEnd(rest.start, rest.end))
    }

    /// A question mark, and perhaps a sign of surprise or bold type behind it.
    private func asksAtItsEnd(_ body: ByteSpan) -> Bool {
        var end = body.end
        while end > body.start {
            let (scalar, width) = Scalars.before(article.text.bytes, end, from: body.start)
            if scalar == 0xFF1F || scalar == 0x3F { return true }
            guard scalar == 0x21 || scalar == 0xFF01 || scalar == 0x2A else { return false }
            end -= width
        }
        return false
    }

    /// `什么是 X？ 答：…`
    private func labelled(_ body: ByteSpan) -> Int? {
        let text = article.text
        var offset = body.start
        var mayStart = false
        let limit = min(body.end, body.start + 900)
        while offset < limit {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if mayStart, !CharacterClass.isWhiteSpace(scalar),
                let label = Label.scan(text, ByteSpan(offset, body.end)), label.label != .question,
                !text.trimmed(ByteSpan(label.span.end, body.end)).isEmpty
            {
                return offset
            }
            mayStart =
                CharacterClass.isWhiteSpace(scalar) || CharacterClass.isSentenceEnd(scalar) || scalar == 0xFF09
                || scalar == 0x29 || scalar == 0x2A || scalar == 0xFF1A || scalar == 0x3A
            offset += width
        }
        return nil
    }

    /// Bold type covers a number and the words behind it, and nothing else of the line.
    func opensStrong(_ line: Line) -> Bool { line.prefix != nil && !line.isStrong && afterStrong(line) != nil }

    private func afterStrong(_ line: Line) -> Int? {
        let text = article.text
        let body = line.body
        let opening = line.prefix.map { min($0.span.start, body.start - 4) } ?? body.start - 4
        if let span = strong.first(from: opening), span.start <= body.start + 2, span.end > body.start,
            span.end < body.end
        {
            let isNumbered = line.prefix != nil && span.start < body.start - 1
            let rest = text.trimmed(ByteSpan(span.end, body.end))
            let length = Scalars.count(text.bytes, span.range)
            if !rest.isEmpty, length >= 4, Scalars.count(text.bytes, rest.range) > 8,
                isNumbered || QuestionCues.score(text, span) >= 0.8
            {
                return rest.start
            }
        }
        // Markdown: **question** answer
        let bytes = text.bytes
        let isOpen =
            bytes[..<body.start].suffix(2).elementsEqual("**".utf8)
            || line.prefix != nil && bytes[line.content.range].starts(with: "**".utf8)
                && bytes[line.content.start..<body.start].dropFirst(2).allSatisfy { $0 != UInt8(ascii: "*") }
        guard isOpen else { return nil }
        var offset = body.start
        while offset + 1 < body.end {
            if bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: "*") {
                let rest = text.trimmed(ByteSpan(offset + 2, body.end))
                return rest.isEmpty || offset - body.start < 6 ? nil : rest.start
            }
            offset += 1
        }
        return nil
    }

    /// After the marks: `A？B？answer`. Short sentences that ask again belong to the question.
    private func afterMarks(_ body: ByteSpan) -> Int? {
        let text = article.text
        let head = ByteSpan(body.start, min(body.end, body.start + 700))
        guard var end = QuestionCues.firstMark(text, head) else { return nil }
        guard Scalars.count(text.bytes, body.start..<end) <= 220 else { return nil }
        while true {
            let rest = text.trimmed(ByteSpan(end, body.end))
            if rest.isEmpty { return nil }
            guard let next = QuestionCues.firstMark(text, ByteSpan(rest.start, min(rest.end, rest.start + 240))),
                !hasSentenceEnd(rest.start, next),
                Scalars.count(text.bytes, rest.start..<next)
                    <= (Language.guess(text, ByteSpan(rest.start, next)) == "en" ? 110 : 48)
            else { break }
            end = next
        }
        var rest = text.trimmed(ByteSpan(end, body.end))
        // a remark in brackets after the mark is part of the question
        if let close = closingBracket(rest), Scalars.count(text.bytes, rest.start..<close) <= 24,
            Placeholders.kind(text, ByteSpan(rest.start, close)) == nil
        {
            rest = text.trimmed(ByteSpan(close, body.end))
            if rest.isEmpty { return nil }
        }
        let length = Scalars.count(text.bytes, rest.range)
        // few words after the mark ask for more: `… ？ 手写一个`
        if length <= 12, !endsSentence(rest), !answersAfterGap(rest, mark: end) { return nil }
        // `What is a closure? Explain.`
        let last = Scalars.before(text.bytes, rest.end, from: rest.start).width
        if length <= 24, QuestionCues.opens(text, rest), !hasSentenceEnd(rest.start, rest.end - last) { return nil }
        if asksOn(rest) { return nil }
        return rest.start
    }

    /// `谁负责举证？ 谁主张，谁举证`: behind a gap, words that ask for nothing.
    private func answersAfterGap(_ rest: ByteSpan, mark end: Int) -> Bool {
        let text = article.text
        guard rest.start > end, Scalars.before(text.bytes, end, from: 0).scalar == 0xFF1F else { return false }
        return Placeholders.kind(text, rest) != nil
            || text.string(rest).contains("，") && QuestionCues.score(text, rest) < 0.5
                && !QuestionCues.opens(text, rest)
    }

    /// One more sentence that asks, and nothing behind it: `Describe what mends them.`, `它的作用和常见类型`.
    private func asksOn(_ rest: ByteSpan) -> Bool {
        let text = article.text
        let length = Scalars.count(text.bytes, rest.range)
        if Self.commands.longestPrefix(text.bytes, rest.range) != nil {
            return length <= 90 && Sentences.split(text, rest).count == 1
        }
        if length <= 24, Self.requests.longestPrefix(text.bytes, rest.range) != nil,
            Sentences.split(text, rest).count == 1
        {
            return true
        }
        // `它的意思是…` says, `它的作用` asks
        if text.string(rest).contains("是"), QuestionCues.score(text, rest) < 0.5 { return false }
        return length <= 30 && Self.goingOn.longestPrefix(text.bytes, rest.range) != nil && !endsSentence(rest)
            && !hasSentenceEnd(rest.start, rest.end)
    }

    private static let commands = PhraseAutomaton(
        Words.list(
            "how, why, what, which, when, explain, describe, compare, discuss, give an example, give examples, tell me")
    )
    private static let requests = PhraseAutomaton(
        Words.list("举个例子, 举例, 请举, 请说, 请解释, 请简述, 请写, 说说, 谈谈, 讲讲, 试举, 试说, 试述, 能举, 可以举"))
    private static let goingOn = PhraseAutomaton(
        Words.list("它的, 其作用, 其原理, 其优, 其特点, 以及, 并说, 并举, 并解释, 并比较, 还有, 分别, 各有, 又有"))

    /// `说一个你常用的 App。 以记账软件为例，…`: a command that ends with a full stop, and an answer after a space.
    private func afterCommand(_ body: ByteSpan) -> Int? {
        let text = article.text
        guard let first = Sentences.split(text, ByteSpan(body.start, min(body.end, body.start + 400))).first,
            first.end < body.end
        else { return nil }
        let sentence = text.trimmed(first)
        let rest = text.trimmed(ByteSpan(first.end, body.end))
        let length = Scalars.count(text.bytes, sentence.range)
        guard first.end > sentence.end, QuestionCues.firstMark(text, sentence) != sentence.end, length >= 5,
            length <= 70, Scalars.count(text.bytes, rest.range) >= 16,
            QuestionCues.opens(text, sentence)
        else { return nil }
        // `Describe an outage that you caused. What changed afterwards?`
        if QuestionCues.firstMark(text, rest) == rest.end, length <= 120, !hasSentenceEnd(rest.start, rest.end) {
            return nil
        }
        return rest.start
    }

    /// `三种引用各用在哪里：强引用…。`: a short phrase, a colon, and sentences behind it.
    private func afterColon(_ body: ByteSpan) -> Int? {
        let text = article.text
        let bytes = text.bytes
        var offset = body.start
        var length = 0
        while offset < body.end, length <= 40 {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            if CharacterClass.isSentenceEnd(scalar) { return nil }
            if scalar == 0xFF1A || scalar == 0x3A, offset > body.start {
                let rest = text.trimmed(ByteSpan(offset + width, body.end))
                let said = Scalars.count(bytes, rest.range)
                let asks = QuestionCues.score(text, ByteSpan(body.start, offset)) >= 1.5
                guard length >= 4, asks ? said >= 2 : said >= 24,
                    asks || endsSentence(rest) || length * 2 < said,
                    Scalars.before(bytes, rest.end, from: rest.start).scalar != 0xFF1F,
                    Self.holdsHan(bytes, body.start..<offset),
                    rest.start > offset + width || scalar == 0xFF1A,
                    !Self.requestsAlone.contains(NormalForm.question(text.string(ByteSpan(body.start, offset))))
                else { return nil }
                return rest.start
            }
            offset += width
            length += 1
        }
        return nil
    }

    /// What asks for something that is only named behind the colon.
    private static let requestsAlone: Set<String> = Set(
        Words.list("说说你的理解, 谈谈你的理解, 说说你的看法, 谈谈你的看法, 说说看法, 谈谈看法, 说说看, 请回答, 请问, 面试官问, 面试官追问, 追问, 问, 提问, 思考"))

    private static func holdsHan(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Bool {
        bytes[range].contains { $0 >= 0xE3 && $0 <= 0xE9 }
    }

    /// `…有哪些 Transformer 体系…`: the first gap after a Chinese character whose left side reads like a whole question.
    private func afterPhrase(_ line: Line) -> Int? {
        let body = line.body
        let text = article.text
        let bytes = text.bytes
        var offset = body.start
        let limit = min(body.end, body.start + 240)
        while offset < limit {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            if CharacterClass.isWhiteSpace(scalar), offset > body.start {
                let left = Scalars.before(bytes, offset, from: body.start).scalar
                let piece = ByteSpan(body.start, offset)
                let rest = text.trimmed(ByteSpan(offset, body.end))
                let length = Scalars.count(bytes, piece.range)
                if CharacterClass.isHan(left), length >= 4, length <= 60,
                    Scalars.count(bytes, rest.range) >= (line.length > 44 ? 24 : 14),
                    Self.endings.contains(where: { ends(piece, with: $0) })
                        || CharacterClass.isHan(Scalars.decode(bytes, at: rest.start).scalar)
                            && QuestionCues.score(text, piece) >= 1.5
                {
                    return rest.start
                }
            }
            // a sentence end before any such gap: the line is prose
            if scalar == 0x3002 { return nil }
            offset += width
        }
        return nil
    }

    /// Words that end a question without a mark.
    private static let endings: [[UInt8]] = Words.list(
        """
        哪些, 什么, 吗, 呢, 么, 介绍, 区别, 原理, 过程, 流程, 作用, 特点, 优缺点, 有哪几种, 几种, 实现, 方式, 方法,
        步骤, 机制, 异同, 场景, 关系, 含义, 概念, 理解, 好处, 问题, 如何, 怎么办, 为什么, 是啥, 有啥, 多少, 哪个, 哪种,
        策略, 结构, 模型, 算法, 总结, 对比, 解释, 分类, 类型, 组成, 设计, 优化, 思路
        """
    ).map { Array($0.utf8) }

    private func ends(_ span: ByteSpan, with ending: [UInt8]) -> Bool {
        span.count >= ending.count && article.text.bytes[(span.end - ending.count)..<span.end].elementsEqual(ending)
    }

    private func hasSentenceEnd(_ start: Int, _ end: Int) -> Bool {
        var offset = start
        let bytes = article.text.bytes
        while offset < end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            if scalar == 0x3002 || scalar == 0xFF1B || scalar == 0xFF1A { return true }
            if scalar == 0x2E, offset + 1 < end, bytes[offset + 1] == 0x20 { return true }
            offset += width
        }
        return false
    }

    private func closingBracket(_ rest: ByteSpan) -> Int? {
        let bytes = article.text.bytes
        let (first, _) = Scalars.decode(bytes, at: rest.start)
        let close: UInt32
        switch first {
        case 0x28: close = 0x29
        case 0xFF08: close = 0xFF09
        case 0x3010: close = 0x3011
        case 0x5B: close = 0x5D
        default: return nil
        }
        var offset = rest.start
        while offset < min(rest.end, rest.start + 160) {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            offset += width
            if scalar == close { return offset }
        }
        return nil
    }

    private func endsSentence(_ span: ByteSpan) -> Bool {
        CharacterClass.isSentenceEnd(Scalars.before(article.text.bytes, span.end, from: span.start).scalar)
    }
}
