internal import TikuModel
internal import TikuText

/// Addresses, numbers and prices in a sentence, found by scanning bytes.
enum Detectors {
    static func find(_ detector: Detector, _ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        switch detector {
        case .url: url(text, span)
        case .number: digits(text, span, atLeast: 5, atMost: 13)
        case .digits: digits(text, span, atLeast: 1, atMost: 20)
        case .phone: phone(text, span)
        case .price: price(text, span)
        case .handle: handle(text, span)
        }
    }

    /// `http://`, `https://`, `www.`, `tg.`, `t.me/`
    private static func url(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        var offset = span.start
        while offset + 6 < span.end {
            let rest = bytes[offset..<span.end]
            if rest.starts(with: "http".utf8) && (rest.dropFirst(4).starts(with: "://".utf8) || rest.dropFirst(4).starts(with: "s://".utf8))
                || rest.starts(with: "www.".utf8) || rest.starts(with: "t.me/".utf8)
            {
                return ByteSpan(offset, min(span.end, offset + 40))
            }
            // a bare host: letters, a dot, a known ending
            if bytes[offset] == UInt8(ascii: "."), offset > span.start, CharacterClass.isASCIILetter(UInt32(bytes[offset - 1])) {
                for ending in [".com/", ".com ", ".cn/", ".net/", ".org/", ".io/", ".com"] where rest.starts(with: ending.utf8) {
                    if ending == ".com", rest.count > 4, CharacterClass.isASCIILetter(UInt32(rest[rest.startIndex + 4])) { continue }
                    return ByteSpan(offset - 1, offset + ending.utf8.count)
                }
            }
            offset += 1
        }
        return nil
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
            while offset < span.end, CharacterClass.isASCIIDigit(UInt32(bytes[offset])) || bytes[offset] == UInt8(ascii: "-") {
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
            if scalar == 0x24 || scalar == 0xA5 || scalar == 0xFFE5 || scalar == 0x20AC || scalar == 0xA3, digitFollows {
                return ByteSpan(offset, next + 1)
            }
            if scalar == 0x5143 || scalar == 0x6298 || scalar == 0x5757 || scalar == 0x25, offset > span.start {
                var before = offset
                while before > span.start, bytes[before - 1] == 0x20 { before -= 1 }
                if before > span.start, CharacterClass.isASCIIDigit(UInt32(bytes[before - 1])) { return ByteSpan(before - 1, next) }
            }
            offset = next
        }
        return nil
    }

    /// An account name: five to twenty ASCII letters, digits, `_`, `-` that are no plain word: with a digit or an underscore,
    /// or all lower case right after a Chinese character or a colon.
    private static func handle(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        var offset = span.start
        while offset < span.end {
            let byte = bytes[offset]
            guard CharacterClass.isASCIILetter(UInt32(byte)) else {
                offset += Scalars.decode(bytes, at: offset).width
                continue
            }
            let start = offset
            var hasDigit = false
            var hasUpper = false
            while offset < span.end {
                let byte = bytes[offset]
                if CharacterClass.isASCIIDigit(UInt32(byte)) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
                    hasDigit = true
                } else if byte >= 0x41, byte <= 0x5A {
                    hasUpper = true
                } else if !CharacterClass.isASCIILetter(UInt32(byte)) {
                    break
                }
                offset += 1
            }
            let count = offset - start
            guard count >= 5, count <= 20 else { continue }
            if hasDigit, !hasUpper { return ByteSpan(start, offset) }
            let isEnd = offset >= span.end || bytes[offset] >= 0x80 || bytes[offset] == 0x20 || bytes[offset] == 0x2C
            var before = start
            while before > span.start, bytes[before - 1] == 0x20 { before -= 1 }
            let left = before > span.start ? Scalars.before(bytes, before, from: span.start).scalar : 0
            if !hasUpper, isEnd, left >= 0x80 || left == 0x3A { return ByteSpan(start, offset) }
        }
        return nil
    }
}
