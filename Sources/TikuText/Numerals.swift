/// The numerals themselves: `12`, `03`, `1.2`, `十二`, `⑫`, `XII`, `a`.
extension NumberPrefix.Scanner {
    typealias Numeral = NumberPrefix.Numeral

    /// Reads the numeral. Values above 9,999 are not numbers of questions.
    mutating func numeral() -> (Int, Numeral)? {
        let first = scalar
        if let value = Self.circled(first) {
            advance()
            return (value, .circled)
        }
        if CharacterClass.isASCIIDigit(CharacterClass.halfWidth(first)) { return arabic() }
        if let value = chinese() { return (value, .chinese) }
        return roman()
    }

    private mutating func arabic() -> (Int, Numeral)? {
        var value = 0
        var digits = 0
        let isPadded = CharacterClass.halfWidth(scalar) == 0x30
        while CharacterClass.isASCIIDigit(CharacterClass.halfWidth(scalar)), position < end {
            value = value * 10 + Int(CharacterClass.halfWidth(scalar) - 0x30)
            digits += 1
            if digits > 4 { return nil }
            advance()
        }
        var parts = 1
        while parts < 4, position + 1 < end, bytes[position] == UInt8(ascii: "."),
            CharacterClass.isASCIIDigit(UInt32(bytes[position + 1]))
        {
            position += 1
            value = 0
            digits = 0
            while position < end, CharacterClass.isASCIIDigit(UInt32(bytes[position])), digits < 4 {
                value = value * 10 + Int(bytes[position] - 0x30)
                digits += 1
                position += 1
            }
            parts += 1
        }
        if parts > 1 { return (value, .dotted) }
        return (value, isPadded && digits > 1 ? .padded : .arabic)
    }

    mutating func chinese() -> Int? {
        let start = position
        var total = 0
        var unit = 0
        var count = 0
        while position < end, count < 6 {
            switch scalar {
            case 0x5341:  // 十
                total += max(unit, 1) * 10
                unit = 0
            case 0x767E:  // 百
                total += max(unit, 1) * 100
                unit = 0
            default:
                guard let digit = Self.chineseDigit(scalar) else {
                    if count == 0 { return nil }
                    return total + unit
                }
                unit = digit
            }
            count += 1
            advance()
        }
        if count == 0 {
            position = start
            return nil
        }
        return total + unit
    }

    private static func chineseDigit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x3007, 0x96F6: 0
        case 0x4E00, 0x58F9: 1
        case 0x4E8C, 0x8D30: 2
        case 0x4E09, 0x53C1: 3
        case 0x56DB, 0x8086: 4
        case 0x4E94, 0x4F0D: 5
        case 0x516D, 0x9646: 6
        case 0x4E03, 0x67D2: 7
        case 0x516B, 0x634C: 8
        case 0x4E5D, 0x7396: 9
        default: nil
        }
    }

    private static func circled(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x2460...0x2473: Int(scalar) - 0x2460 + 1
        case 0x3251...0x325F: Int(scalar) - 0x3251 + 21
        case 0x32B1...0x32BF: Int(scalar) - 0x32B1 + 36
        case 0x2474...0x2487: Int(scalar) - 0x2474 + 1
        case 0x2488...0x249B: Int(scalar) - 0x2488 + 1
        case 0x2776...0x277F: Int(scalar) - 0x2776 + 1
        case 0x2780...0x2789: Int(scalar) - 0x2780 + 1
        case 0x278A...0x2793: Int(scalar) - 0x278A + 1
        case 0x24F5...0x24FE: Int(scalar) - 0x24F5 + 1
        case 0x2160...0x216B: Int(scalar) - 0x2160 + 1
        default: nil
        }
    }

    /// Roman numerals up to 39 in capitals, else one letter A–Z or a–z.
    private mutating func roman() -> (Int, Numeral)? {
        let start = position
        var value = 0
        var last = 0
        while position < end, position - start < 7 {
            let digit: Int
            switch bytes[position] {
            case UInt8(ascii: "I"): digit = 1
            case UInt8(ascii: "V"): digit = 5
            case UInt8(ascii: "X"): digit = 10
            default: digit = 0
            }
            if digit == 0 { break }
            value += digit > last && last > 0 ? digit - 2 * last : digit
            last = digit
            position += 1
        }
        if position > start, value > 0, value < 40 {
            if position < end, CharacterClass.isASCIILetter(scalar) {
                position = start
                return nil
            }
            return (value, .roman)
        }
        position = start
        guard position < end, CharacterClass.isASCIILetter(scalar) else { return nil }
        let letter = Int(bytes[position] | 0x20) - 0x61 + 1
        guard position + 1 < end, !CharacterClass.isASCIILetter(UInt32(bytes[position + 1])) else { return nil }
        position += 1
        return (letter, .letter)
    }
}
