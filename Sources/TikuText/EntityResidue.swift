public import TikuModel

/// Repairs what is left of character references after a scraper dropped their `&`, escaped it twice, or lost the
/// semicolon: `#xff0c;`, `&amp;#8220;`, `&nbsp`, `\u3002`.
///
/// Certain cases only (law 6): a number must name a character that people type as punctuation or as a letter of a
/// non-Latin script. `#333;` is a colour, and stays.
public enum EntityResidue {
    public static let rule = "repair.entity-residue"

    /// Names that stand for typographic characters; `&lt;` and `&amp;` may be what the author wrote about.
    private static let names: [(name: [UInt8], scalar: UInt32)] = [
        ("nbsp", 0x20), ("ldquo", 0x201C), ("rdquo", 0x201D), ("lsquo", 0x2018), ("rsquo", 0x2019),
        ("hellip", 0x2026), ("mdash", 0x2014), ("ndash", 0x2013), ("middot", 0xB7), ("bull", 0x2022), ("ensp", 0x20),
        ("emsp", 0x20), ("thinsp", 0x20), ("zwnj", 0), ("shy", 0), ("ZeroWidthSpace", 0), ("NoBreak", 0),
        ("copy", 0xA9), ("reg", 0xAE), ("trade", 0x2122),
        ("times", 0xD7), ("rarr", 0x2192), ("larr", 0x2190),
    ].map { (Array($0.0.utf8), UInt32($0.1)) }

    /// One residue at `offset`, if there is one.
    struct Found {
        var end: Int
        var scalar: UInt32
    }

    static func find(_ bytes: ContiguousArray<UInt8>, at offset: Int) -> Found? {
        var position = offset
        if bytes[position] == UInt8(ascii: "\\") { return escape(bytes, at: position) }
        var hadAmpersand = false
        if bytes[position] == UInt8(ascii: "&") {
            hadAmpersand = true
            position += 1
            while bytes[position...].prefix(4).elementsEqual("amp;".utf8) { position += 4 }
        }
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: "#") { return number(bytes, at: position) }
        guard hadAmpersand else { return nil }
        return name(bytes, at: position)
    }

    private static func number(_ bytes: ContiguousArray<UInt8>, at start: Int) -> Found? {
        var position = start + 1
        guard position < bytes.count else { return nil }
        let isHexadecimal = bytes[position] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { position += 1 }
        var value: UInt32 = 0
        var digits = 0
        while position < bytes.count, digits < 7 {
            let byte = bytes[position]
            let digit: UInt32
            switch byte {
            case 0x30...0x39: digit = UInt32(byte - 0x30)
            case 0x41...0x46 where isHexadecimal, 0x61...0x66 where isHexadecimal:
                digit = UInt32((byte | 0x20) - 0x61 + 10)
            default:
                digit = 99
            }
            if digit == 99 { break }
            value = value * (isHexadecimal ? 16 : 10) + digit
            digits += 1
            position += 1
        }
        guard digits >= 2, position < bytes.count, bytes[position] == UInt8(ascii: ";"), isTypable(value) else {
            return nil
        }
        return Found(end: position + 1, scalar: value)
    }

    private static func name(_ bytes: ContiguousArray<UInt8>, at start: Int) -> Found? {
        for (name, scalar) in names where bytes[start...].prefix(name.count).elementsEqual(name) {
            let end = start + name.count
            if end < bytes.count, bytes[end] == UInt8(ascii: ";") { return Found(end: end + 1, scalar: scalar) }
            // without its semicolon only the space is certain: it is never the start of a word
            if scalar == 0x20, end == bytes.count || !CharacterClass.isASCIILetter(UInt32(bytes[end])) {
                return Found(end: end, scalar: scalar)
            }
        }
        return nil
    }

    /// `\u3002`, for CJK punctuation and Han only: in code, an escape for anything else is likely meant.
    private static func escape(_ bytes: ContiguousArray<UInt8>, at start: Int) -> Found? {
        guard start + 6 <= bytes.count, bytes[start + 1] == UInt8(ascii: "u") else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start + 2..<start + 6] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        guard
            CharacterClass.isHan(value) || (value >= 0x3001 && value <= 0x3011) || (value >= 0xFF01 && value <= 0xFF1F)
        else { return nil }
        return Found(end: start + 6, scalar: value)
    }

    private static func isTypable(_ value: UInt32) -> Bool {
        switch value {
        case 0xA0, 0xB7, 0xD7, 0x2010...0x2027, 0x2030...0x205E, 0x20AC, 0x2122, 0x2190...0x21FF, 0x2460...0x24FF,
            0x25A0...0x27BF, 0x3000...0x30FF, 0xFE10...0xFE6F, 0xFF01...0xFF65:
            true
        default: CharacterClass.isCJK(value)
        }
    }

    /// Whether something that looks like residue stands in the span, repaired or not: `#x1f;`, `&foo;`.
    public static func suspects(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        var offset = span.start
        while offset < span.end {
            if bytes[offset] == UInt8(ascii: "#"), offset + 3 < span.end {
                var end = offset + 1
                let isHexadecimal = bytes[end] == UInt8(ascii: "x")
                if isHexadecimal { end += 1 }
                let digits = end
                while end < span.end,
                    isHexadecimal ? isHexDigit(bytes[end]) : CharacterClass.isASCIIDigit(UInt32(bytes[end]))
                {
                    end += 1
                }
                if end - digits >= (isHexadecimal ? 2 : 4), end < span.end, bytes[end] == UInt8(ascii: ";") {
                    return ByteSpan(offset, end + 1)
                }
            }
            offset += 1
        }
        return nil
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
    }
}
