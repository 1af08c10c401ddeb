internal import TikuModel
internal import TikuText

/// Addresses, numbers and prices in a sentence, found by scanning bytes.
enum Detectors {
    static func find(_ detector: Detector, _ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        switch detector {
        case .url: url(text, span)
        case .digits: digits(text, span, atLeast: 1, atMost: 20)
        case .phone: phone(text, span)
        case .price: price(text, span)
        case .contact: contact(text, span)
        case .hashtags: hashtags(text, span)
        case .han: han(text, span)
        }
    }

    /// `http://`, `https://`, `www.`, `tg.`, `t.me/`
    private static func url(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        var offset = span.start
        while offset + 6 < span.end {
            let rest = bytes[offset..<span.end]
            if rest.starts(with: "http".utf8)
                && (rest.dropFirst(4).starts(with: "://".utf8) || rest.dropFirst(4).starts(with: "s://".utf8))
                || rest.starts(with: "www.".utf8) || rest.starts(with: "t.me/".utf8)
            {
                return ByteSpan(offset, min(span.end, offset + 40))
            }
            // a bare host: letters, a dot, a known ending
            if bytes[offset] == UInt8(ascii: "."), offset > span.start,
                CharacterClass.isASCIILetter(UInt32(bytes[offset - 1]))
            {
                for ending in [".com/", ".com ", ".cn/", ".net/", ".org/", ".io/", ".com"]
                where rest.starts(with: ending.utf8) {
                    if ending == ".com", rest.count > 4, CharacterClass.isASCIILetter(UInt32(rest[rest.startIndex + 4]))
                    {
                        continue
                    }
                    return ByteSpan(offset - 1, offset + ending.utf8.count)
                }
            }
            offset += 1
        }
        return nil
    }

    /// Eight Chinese characters or more.
    private static func han(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        var offset = span.start
        var count = 0
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isHan(scalar) { count += 1 }
            if count == 8 { return span }
            offset += width
        }
        return nil
    }

    /// `#a# #b#` from the start to the end.
    private static func hashtags(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        guard bytes[span.start] == UInt8(ascii: "#"), bytes[span.end - 1] == UInt8(ascii: "#") else { return nil }
        let marks = bytes[span.range].count { $0 == UInt8(ascii: "#") }
        return marks >= 4 && marks % 2 == 0 ? span : nil
    }

    /// A run of ASCII digits, not part of a longer word or a decimal.
    private static func digits(_ text: TextBuffer, _ span: ByteSpan, atLeast: Int, atMost: Int) -> ByteSpan? {
        let bytes = text.bytes
        var offset = span.start
        while offset < span.end {
            guard CharacterClass.isASCIIDigit(UInt32(bytes[offset])) else {
                offset += 1
                continue
            }
            let start = offset
            while offset < span.end, CharacterClass.isASCIIDigit(UInt32(bytes[offset])) { offset += 1 }
            let isWord = start > span.start && CharacterClass.isASCIILetter(UInt32(bytes[start - 1]))
            if !isWord, offset - start >= atLeast, offset - start <= atMost { return ByteSpan(start, offset) }
        }
        return nil
    }

    /// `400-000-0000`, `010-12345678`, eleven digits that start with 1.
    private static func phone(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        var offset = span.start
        while offset < span.end {
            guard CharacterClass.isASCIIDigit(UInt32(bytes[offset])) else {
                offset += 1
                continue
            }
            let start = offset
            var hyphens = 0
            while offset < span.end,
                CharacterClass.isASCIIDigit(UInt32(bytes[offset])) || bytes[offset] == UInt8(ascii: "-")
            {
                if bytes[offset] == UInt8(ascii: "-") { hyphens += 1 }
                offset += 1
            }
            let count = offset - start - hyphens
            if hyphens >= 1, hyphens <= 3, count >= 8, count <= 13 { return ByteSpan(start, offset) }
            if hyphens >= 2, count >= 7, bytes[start] == UInt8(ascii: "4") { return ByteSpan(start, offset) }
            if hyphens == 0, count == 11, bytes[start] == UInt8(ascii: "1") { return ByteSpan(start, offset) }
        }
        return nil
    }

    /// `$19`, `¥9.9`, `99元`, `8折`, `30%`
    private static func price(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            let next = offset + width
            let digitFollows = next < span.end && CharacterClass.isASCIIDigit(UInt32(bytes[next]))
            if scalar == 0x24 || scalar == 0xA5 || scalar == 0xFFE5 || scalar == 0x20AC || scalar == 0xA3, digitFollows
            {
                return ByteSpan(offset, next + 1)
            }
            if scalar == 0x5143 || scalar == 0x6298 || scalar == 0x5757 || scalar == 0x25, offset > span.start {
                var before = offset
                while before > span.start, bytes[before - 1] == 0x20 { before -= 1 }
                if before > span.start, CharacterClass.isASCIIDigit(UInt32(bytes[before - 1])) {
                    return ByteSpan(before - 1, next)
                }
            }
            offset = next
        }
        return nil
    }

    /// An account name or a number of five to thirteen digits, right after a word for an account: `微信 abc_12`, `群号：12345678`.
    private static func contact(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        var offset = span.start
        while offset < span.end {
            guard isName(bytes[offset]) else {
                offset += Scalars.decode(bytes, at: offset).width
                continue
            }
            let start = offset
            var digits = 0
            while offset < span.end, isName(bytes[offset]) {
                if CharacterClass.isASCIIDigit(UInt32(bytes[offset])) { digits += 1 }
                offset += 1
            }
            let count = offset - start
            guard count >= 5, count <= 20, digits == 0 || digits == count || digits < count else { continue }
            if digits == count, count > 13 { continue }
            // `a.b`, `f(x)`: code, not an account
            if offset < span.end,
                bytes[offset] == UInt8(ascii: ".") || bytes[offset] == UInt8(ascii: "(")
                    || bytes[offset] == UInt8(ascii: "/")
            {
                continue
            }
            if followsAccountWord(bytes, start, span.start) { return ByteSpan(start, offset) }
        }
        return nil
    }

    private static func isName(_ byte: UInt8) -> Bool {
        CharacterClass.isASCIILetter(UInt32(byte)) || CharacterClass.isASCIIDigit(UInt32(byte))
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// Whether 微信, 号, 群, 加, QQ … stands right before, colons and spaces apart.
    private static func followsAccountWord(_ bytes: ContiguousArray<UInt8>, _ start: Int, _ limit: Int) -> Bool {
        var offset = start
        while offset > limit {
            let (scalar, width) = Scalars.before(bytes, offset, from: limit)
            switch scalar {
            case 0x20, 0x3A, 0xFF1A, 0xFF08, 0x28, 0x300C, 0x201C, 0x3010, 0x662F, 0x4E3A: offset -= width
            case 0x52A0:
                // 加 x, but not 添加 x, 增加 x
                let before = offset - width > limit ? Scalars.before(bytes, offset - width, from: limit).scalar : 0
                return ![0x6DFB, 0x589E, 0x9644, 0x8FFD, 0x53E0, 0x53C2, 0x7D2F].contains(before)
            case 0x4FE1, 0x5FAE, 0x53F7, 0x7FA4, 0x624B, 0x7801, 0x7EBF, 0x8BDD, 0x6263, 0x88D9, 0x8BE2, 0x51, 0x71,
                0x56, 0x76, 0x58, 0x78,
                0x8BAF, 0x7406, 0x670D:
                // 信 微 号 群 手 码 线 话 扣 裙 询 Q V X 讯 理 服
                return true
            default: return false
            }
        }
        return false
    }
}
