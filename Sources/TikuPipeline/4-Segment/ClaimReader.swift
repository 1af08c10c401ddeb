internal import TikuModel
internal import TikuText

/// Reads how many questions an article promises: `100道面试题`, `50连问`, `top 50 interview questions`.
enum ClaimReader {
    struct Claim: Hashable {
        var count: Int
        var evidence: String
    }

    private static let counters = Words.list(
        """
        道, 个问题, 个面试题, 题, 问, 连问, 连击, 连炮, 条面试题, 問, 道題, 個問題, 個面試題, 个高频, 个常见, 个经典, 个必问
        """)
    private static let questionWords = PhraseAutomaton([
        "题", "问", "題", "問", "question", "questions", "q&a", "faq", "q&as",
    ])
    private static let own = PhraseAutomaton(
        Words.list(
            """
            总结, 整理, 本文, 全部で, 總結, 收集, 汇总, 收录, 这篇, 梳理, 归纳, 精选, 盘点, 分享, 准备了, below, here are, this article,
            this post, we have, collected, you will find, list of, put together
            """))

    /// - Parameters:
    ///   - span: a line above the first question.
    ///   - isAdvert: the line has a verdict; it then has to speak of this very text.
    static func read(_ text: TextBuffer, _ span: ByteSpan, isAdvert: Bool) -> Claim? {
        let bytes = text.bytes
        guard questionWords.contains(bytes, span.range), !isAdvert || own.contains(bytes, span.range) else {
            return nil
        }
        var offset = span.start
        while offset < span.end {
            guard CharacterClass.isASCIIDigit(UInt32(bytes[offset])) else {
                offset += 1
                continue
            }
            let start = offset
            var value = 0
            while offset < span.end, CharacterClass.isASCIIDigit(UInt32(bytes[offset])), value < 100_000 {
                value = value * 10 + Int(bytes[offset] - 0x30)
                offset += 1
            }
            guard value >= 2, value <= 10_000, start == span.start || !isNumberByte(bytes[start - 1]) else { continue }
            var after = offset
            if after < span.end, bytes[after] == UInt8(ascii: "+") { after += 1 }
            while after < span.end, bytes[after] == 0x20 { after += 1 }
            let rest = text.string(ByteSpan(after, min(span.end, after + 90)))
            if counters.contains(where: { rest.hasPrefix($0) }) || isEnglishClaim(rest) {
                return Claim(count: value, evidence: Strip.excerpt(text, span))
            }
        }
        return nil
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        CharacterClass.isASCIIDigit(UInt32(byte)) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "$")
    }

    /// Up to six words, then "questions": `50 commonly asked Java interview questions`.
    private static func isEnglishClaim(_ rest: String) -> Bool {
        let words = rest.lowercased().split { !$0.isLetter && $0 != "&" }
        guard
            let place = words.prefix(8).firstIndex(where: {
                $0 == "questions" || $0 == "question" || $0 == "q&a" || $0 == "faqs"
            })
        else { return false }
        return !words[..<place].contains {
            ["of", "minutes", "min", "years", "days", "for", "week", "every"].contains($0)
        }
    }
}
