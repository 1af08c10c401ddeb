public import TikuModel

/// The script that a text is mostly written in, which is all that the stages need of its language.
public enum Language {
    /// `zh`, `ja`, `ko`, `en` (any Latin script) or `und`.
    public static func guess(_ text: TextBuffer, _ span: ByteSpan) -> String {
        var han = 0
        var kana = 0
        var hangul = 0
        var latin = 0
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isASCIILetter(scalar) {
                latin += 1
            } else if CharacterClass.isHan(scalar) {
                han += 1
            } else if scalar >= 0x3041, scalar <= 0x30FF {
                kana += 1
            } else if scalar >= 0xAC00, scalar <= 0xD7AF {
                hangul += 1
            }
            offset += width
        }
        // a Chinese character weighs as much as a short word
        if kana * 4 > han + kana, kana > 0, kana + han > latin / 4 { return "ja" }
        if hangul > latin / 4, hangul > han { return "ko" }
        if han > 0, han * 6 >= latin { return "zh" }
        return latin > 0 ? "en" : "und"
    }

    public static func guess(_ text: String) -> String {
        let buffer = TextBuffer(text)
        return guess(buffer, buffer.whole)
    }

    /// Share of CJK among the letters of a text, sampled over its first 64 KiB.
    public static func cjkShare(_ text: TextBuffer) -> Double {
        var cjk = 0
        var other = 0
        var offset = 0
        while offset < min(text.count, 65_536) {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isCJK(scalar) {
                cjk += 1
            } else if CharacterClass.isASCIILetter(scalar) {
                other += 1
            }
            offset += width
        }
        return cjk + other == 0 ? 0 : Double(cjk) / Double(cjk + other)
    }
}
