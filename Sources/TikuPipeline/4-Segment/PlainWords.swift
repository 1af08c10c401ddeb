internal import TikuModel
internal import TikuText

/// Titles and questions as plain text.
enum PlainWords {
    /// - Parameter isMarkdown: `**` and `__` around words, heading marks at the end and link syntax go.
    static func of(_ text: TextBuffer, _ span: ByteSpan, isMarkdown: Bool) -> String {
        let bytes = text.bytes
        var output = ContiguousArray<UInt8>()
        var offset = span.start
        var pendingSpace = false
        while offset < span.end {
            let byte = bytes[offset]
            let space = text.whiteSpaceWidth(at: offset, before: span.end)
            if space > 0 {
                pendingSpace = !output.isEmpty
                offset += space
                continue
            }
            if isMarkdown {
                if byte == UInt8(ascii: "*"), offset + 1 < span.end, bytes[offset + 1] == UInt8(ascii: "*") {
                    offset += 2
                    continue
                }
                if byte == UInt8(ascii: "["), let link = link(bytes, offset, span.end) {
                    let inner = of(text, link.words, isMarkdown: true)
                    if pendingSpace { output.append(0x20) }
                    pendingSpace = false
                    output.append(contentsOf: inner.utf8)
                    offset = link.end
                    continue
                }
            }
            if pendingSpace { output.append(0x20) }
            pendingSpace = false
            output.append(byte)
            offset += 1
        }
        // the sign of a heading's own link
        for sign in [" ¶", "¶", " §", " #"]
        where output.count > sign.utf8.count && output.suffix(sign.utf8.count).elementsEqual(sign.utf8) {
            output.removeLast(sign.utf8.count)
            break
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func link(_ bytes: ContiguousArray<UInt8>, _ start: Int, _ end: Int) -> (words: ByteSpan, end: Int)?
    {
        guard let close = bytes[start..<min(end, start + 400)].firstIndex(of: UInt8(ascii: "]")), close + 1 < end,
            bytes[close + 1] == UInt8(ascii: "("),
            let last = bytes[close..<min(end, close + 2_000)].firstIndex(of: UInt8(ascii: ")")), close > start + 1
        else { return nil }
        return (ByteSpan(start + 1, close), last + 1)
    }
}
