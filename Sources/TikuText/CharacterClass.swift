/// Classes of scalars that the stages ask about, as plain range tests.
public enum CharacterClass {
    /// Han, kana or hangul: scripts that put no space between words (hangul does, but wraps between syllables).
    @inlinable
    public static func isCJK(_ scalar: UInt32) -> Bool {
        isHan(scalar) || (scalar >= 0x3041 && scalar <= 0x30FF) || (scalar >= 0xAC00 && scalar <= 0xD7AF)
    }

    @inlinable
    public static func isHan(_ scalar: UInt32) -> Bool {
        (scalar >= 0x4E00 && scalar <= 0x9FFF) || (scalar >= 0x3400 && scalar <= 0x4DBF)
            || (scalar >= 0x20000 && scalar <= 0x323AF) || (scalar >= 0xF900 && scalar <= 0xFAFF) || scalar == 0x3007
    }

    /// Full-width punctuation of Chinese and Japanese text.
    @inlinable
    public static func isCJKPunctuation(_ scalar: UInt32) -> Bool {
        (scalar >= 0x3001 && scalar <= 0x303F && scalar != 0x3005 && scalar != 0x3007)
            || (scalar >= 0xFF01 && scalar <= 0xFF0F) || (scalar >= 0xFF1A && scalar <= 0xFF20)
            || (scalar >= 0xFF3B && scalar <= 0xFF40) || (scalar >= 0xFF5B && scalar <= 0xFF65)
            || scalar == 0x201C || scalar == 0x201D || scalar == 0x2018 || scalar == 0x2019 || scalar == 0x2026
            || scalar == 0x2014
    }

    /// Ends a sentence: 。！？．.!?… and their kin.
    @inlinable
    public static func isSentenceEnd(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E, 0x21, 0x3F, 0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0xFF61, 0x203C, 0x2047, 0x2048, 0x2049, 0x061F, 0x06D4,
            0x0964:
            true
        default: false
        }
    }

    /// Closes something that was opened, so a sentence end before it still ends the sentence.
    @inlinable
    public static func isClosing(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x29, 0x5D, 0x7D, 0x22, 0x27, 0x2A, 0x5F, 0x60, 0xFF09, 0x3011, 0x300D, 0x300F, 0x300B, 0x3009, 0x201D,
            0x2019, 0xFF3D, 0xFF5D, 0xBB, 0x3015, 0xFE0F:
            true
        default: false
        }
    }

    @inlinable
    public static func isASCIIDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

    @inlinable
    public static func isASCIILetter(_ scalar: UInt32) -> Bool {
        (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A && scalar < 0x80
    }

    @inlinable
    public static func isWhiteSpace(_ scalar: UInt32) -> Bool {
        scalar <= 0x20 || scalar == 0xA0 || scalar == 0x3000 || scalar == 0xFEFF
            || (scalar >= 0x2000 && scalar <= 0x200A)
    }

    /// A letter or digit of any script; the slow path asks the standard library.
    @inlinable
    public static func isWord(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return isASCIILetter(scalar) || isASCIIDigit(scalar) }
        if isCJK(scalar) { return true }
        guard let value = Unicode.Scalar(scalar) else { return false }
        return value.properties.isAlphabetic || value.properties.numericType != nil
    }

    /// Full-width ASCII to ASCII, the ideographic space to a space; anything else unchanged.
    @inlinable
    public static func halfWidth(_ scalar: UInt32) -> UInt32 {
        if scalar >= 0xFF01, scalar <= 0xFF5E { return scalar - 0xFEE0 }
        return scalar == 0x3000 ? 0x20 : scalar
    }

    /// Invisible marks that scraping leaves behind and no text needs: zero-width space, word joiner, byte-order
    /// mark, soft hyphen, and C0 controls but for tab and line feed. Joiners (U+200C, U+200D) and direction marks stay:
    /// emoji, Persian and Hebrew need them.
    @inlinable
    public static func isResidue(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x200B, 0x2060, 0xFEFF, 0x00AD: true
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: false
        }
    }

    /// The value of a hexadecimal digit.
    public static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
