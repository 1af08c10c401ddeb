internal import TikuModel

/// Undoes one wrong decoding: UTF-8 that was read as Windows-1252 (`ï¼Œ` for `，`, `cafÃ©` for `café`), and percent-encoded UTF-8
/// that was left in prose (`%E4%BD%A0` for `你`).
///
/// Character by character, and only where it is certain: the letters must be the bytes of one whole UTF-8 sequence, and that
/// must be a character that people write. Nobody types such a row of letters on purpose; ftfy's heuristics take
/// longer runs and more encodings, at some risk.
enum DoubleDecoding {
    static let rule = "repair.mojibake"
    static let percentRule = "repair.percent-encoding"

    struct Found {
        var end: Int
        var scalar: UInt32
    }

    /// The character that the letters at `offset` were.
    static func find(_ bytes: ContiguousArray<UInt8>, at offset: Int) -> Found? {
        guard let (lead, first) = byte(bytes, at: offset), lead >= 0xC2, lead <= 0xF4 else { return nil }
        let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = UInt32(lead) & (count == 2 ? 0x1F : count == 3 ? 0x0F : 0x07)
        var position = first
        // `é……` is a letter and the marks of a Chinese ellipsis
        var isTypographic = true
        for _ in 1..<count {
            guard let (next, end) = byte(bytes, at: position), next & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3F)
            if next != 0x85, !(0x91...0x97).contains(next) { isTypographic = false }
            position = end
        }
        guard isWritten(value, count), !(isTypographic && count > 2) else { return nil }
        if count == 2 {
            // two letters only: part of a word, or beside another such pair
            let before = offset > 0 && CharacterClass.isASCIILetter(UInt32(bytes[offset - 1]))
            let after = position < bytes.count
            let letter = after && CharacterClass.isASCIILetter(UInt32(bytes[position]))
            let pair = after && byte(bytes, at: position).map { $0.0 >= 0xC2 && $0.0 <= 0xF4 } ?? false
            guard before || letter || pair || value < 0xC0 else { return nil }
            // what comes out must not be part of another such row of letters
            if let (next, _) = byte(bytes, at: position), next < 0xC0 { return nil }
            if offset > 0, let (previous, _) = byteBefore(bytes, offset), previous >= 0x80 { return nil }
        }
        return Found(end: position, scalar: value)
    }

    private static func isWritten(_ value: UInt32, _ count: Int) -> Bool {
        switch count {
        case 2: (0xA0...0x24F).contains(value) || (0x370...0x52F).contains(value) || (0x5D0...0x6FF).contains(value)
        case 3:
            CharacterClass.isCJK(value) || (0x2010...0x2044).contains(value) || (0x20A0...0x2122).contains(value)
                || (0x2190...0x27BF).contains(value) || (0x3000...0x30FF).contains(value)
                || (0xFF01...0xFF65).contains(value) || (0xAC00...0xD7A3).contains(value)
        default: (0x1F300...0x1FAFF).contains(value) || (0x20000...0x323AF).contains(value)
        }
    }

    /// The byte that Windows-1252 decodes to the character at `offset`, and where the next character begins.
    private static func byte(_ bytes: ContiguousArray<UInt8>, at offset: Int) -> (UInt8, Int)? {
        guard offset < bytes.count, bytes[offset] >= 0xC2 else { return nil }
        let (scalar, width) = Scalars.decode(bytes, at: offset)
        if (0x80...0xFF).contains(scalar) { return (UInt8(scalar), offset + width) }
        guard let byte = windows1252[scalar] else { return nil }
        return (byte, offset + width)
    }

    private static func byteBefore(_ bytes: ContiguousArray<UInt8>, _ offset: Int) -> (UInt8, Int)? {
        var start = offset - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return byte(bytes, at: start)
    }

    /// What Windows-1252 has at 80 to 9F (WHATWG Encoding, index windows-1252).
    private static let windows1252: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88,
        0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93,
        0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
        0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
    ]

    /// A run of `%XX` that is Chinese, Japanese or Korean text, outside of addresses.
    static func percent(_ bytes: ContiguousArray<UInt8>, at offset: Int) -> (end: Int, text: ContiguousArray<UInt8>)? {
        if offset > 0 {
            let before = bytes[offset - 1]
            let isAddress =
                CharacterClass.isASCIILetter(UInt32(before)) || CharacterClass.isASCIIDigit(UInt32(before))
                || "/=?&_.-+%#:".utf8.contains(before)
            guard !isAddress else { return nil }
        }
        var text = ContiguousArray<UInt8>()
        var position = offset
        while position + 2 < bytes.count, bytes[position] == UInt8(ascii: "%"),
            let high = CharacterClass.hexDigit(bytes[position + 1]),
            let low = CharacterClass.hexDigit(bytes[position + 2])
        {
            text.append(high << 4 | low)
            position += 3
        }
        guard text.count >= 3, let decoded = String(validating: text, as: UTF8.self),
            decoded.unicodeScalars.allSatisfy({ scalar in
                CharacterClass.isCJK(scalar.value) || CharacterClass.isCJKPunctuation(scalar.value)
            })
        else { return nil }
        return (position, text)
    }

}
