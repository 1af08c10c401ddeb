public import TikuModel

/// What opens a line of its own wherever it is found: a number as lists print it, a label, a heading's marks.
///
/// Scrapers glue whole articles into one line; inside it these places are where lines began.
public enum LineOpener {
    /// Whether such a thing stands at `offset`, which must follow white space or a sentence's end.
    public static func stands(at offset: Int, in text: TextBuffer, before end: Int) -> Bool {
        guard offset < end else { return false }
        let bytes = text.bytes
        let scalar = Scalars.decode(bytes, at: offset).scalar
        switch scalar {
        case 0x23: return isHeading(bytes, offset, end)
        case 0x3010: return isBracketed(bytes, offset, end) || isLabel(text, offset, end)
        // digits, Q, 第, 问, 面, 题, circled and bracketed numerals
        case 0x30...0x39, 0x51, 0x71, 0x7B2C, 0x95EE, 0x9762, 0x9898, 0x2460...0x2473, 0xFF08, 0x28, 0xFF10...0xFF19:
            return isNumber(text, offset, end) || isLabel(text, offset, end)
        // A, a, 答, 解, 参, S
        case 0x41, 0x61, 0x7B54, 0x89E3, 0x53C2, 0x53, 0x73, 0x45, 0x65: return isLabel(text, offset, end)
        default: return false
        }
    }

    private static func isNumber(_ text: TextBuffer, _ offset: Int, _ end: Int) -> Bool {
        let rest = ByteSpan(offset, min(end, offset + 48))
        guard let prefix = NumberPrefix.scan(text, rest), prefix.dialect.numeral != .letter, prefix.value <= 300,
            prefix.span.end < end
        else { return false }
        if prefix.dialect.namesQuestion || prefix.dialect.namesSection { return true }
        guard !prefix.dialect.closing.isEmpty else { return false }
        // `满 100 减 50，`: a comma closes a number of a list only where something ended before it
        if prefix.dialect.closing == ",", followsWord(text.bytes, offset) { return false }
        // `CC BY 4.0`: a version
        let digits = text.bytes[offset..<min(end, offset + 8)].drop { $0 >= 0x30 && $0 <= 0x39 }
        if digits.starts(with: ".0".utf8), digits.dropFirst(2).first.map({ $0 < 0x30 || $0 > 0x39 }) ?? true {
            return false
        }
        // `3.14`, `(1)` of an argument: what follows a number of a list begins a sentence
        let next = Scalars.decode(text.bytes, at: prefix.span.end).scalar
        return CharacterClass.isCJK(next) || (0x41...0x5A).contains(next) || (0x61...0x7A).contains(next)
            || next == 0x60
    }

    private static func followsWord(_ bytes: ContiguousArray<UInt8>, _ offset: Int) -> Bool {
        var end = offset
        while end > 0, CharacterClass.isWhiteSpace(UInt32(bytes[end - 1])) { end -= 1 }
        guard end > 0 else { return false }
        let last = Scalars.before(bytes, end, from: max(0, end - 4)).scalar
        return CharacterClass.isHan(last) || CharacterClass.isASCIILetter(last)
    }

    private static func isLabel(_ text: TextBuffer, _ offset: Int, _ end: Int) -> Bool {
        Label.scan(text, ByteSpan(offset, min(end, offset + 48))) != nil
    }

    private static func isHeading(_ bytes: ContiguousArray<UInt8>, _ offset: Int, _ end: Int) -> Bool {
        var next = offset
        while next < end, next - offset < 7, bytes[next] == 0x23 { next += 1 }
        return next - offset <= 6 && next < end && bytes[next] == 0x20
    }

    /// `【…】` with a few words in it.
    private static func isBracketed(_ bytes: ContiguousArray<UInt8>, _ offset: Int, _ end: Int) -> Bool {
        var next = offset
        var count = 0
        while next < end, count <= 16 {
            let (scalar, width) = Scalars.decode(bytes, at: next)
            if scalar == 0x3011 { return count > 1 }
            next += width
            count += 1
        }
        return false
    }
}
