public import TikuModel

/// Signs that a text went through the wrong character encoding.
public enum Mojibake {
    /// UTF-8 read as Latin-1 or Windows-1252, UTF-8 read as GBK, and the replacement character.
    private static let signs = PhraseAutomaton([
        "\u{FFFD}", "锟斤拷", "烫烫烫", "屯屯屯", "ï¼", "ã€", "â€œ", "â€™", "â€\u{9D}", "ä¸", "å\u{8F}", "çš„", "Ã©", "Ã¨", "Ã¤",
        "Ã¶", "Ã¼", "Â·", "鈥", "銆", "锛", "涓€", "鐨勯",
    ])

    /// The words around the first sign, or nil.
    public static func suspect(_ text: TextBuffer) -> String? {
        var found: ByteSpan?
        signs.scan(text.bytes, text.whole.range) { match in
            found = match.span
            return false
        }
        guard let found else { return nil }
        var start = max(0, found.start - 24)
        while start < found.start, text.bytes[start] & 0xC0 == 0x80 { start += 1 }
        var end = min(text.count, found.end + 24)
        while end < text.count, text.bytes[end] & 0xC0 == 0x80 { end += 1 }
        return text.string(ByteSpan(start, end))
    }
}
