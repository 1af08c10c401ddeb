internal import TikuModel
internal import TikuText

/// Images in Markdown, as the strip stage looks at them.
extension Strip {
    /// `![alt](target) words`: the image and the words.
    static func imagesApart(_ text: TextBuffer, _ span: ByteSpan) -> [ByteSpan] {
        guard let alt = markdownAlt(text, span),
            let close = text.bytes[alt.end..<span.end].firstIndex(of: UInt8(ascii: ")"))
        else { return [span] }
        var end = close + 1
        while end < span.end, text.bytes[end] == 0x20 { end += 1 }
        return end < span.end ? [ByteSpan(span.start, end), ByteSpan(end, span.end)] : [span]
    }

    /// The alternative text and the address of an image that opens the span.
    static func markdownImage(_ text: TextBuffer, _ span: ByteSpan) -> (alt: ByteSpan, target: ByteSpan)? {
        guard let alt = markdownAlt(text, span) else { return nil }
        let target = alt.end + 2
        return (alt, ByteSpan(target, text.bytes[target..<span.end].firstIndex(of: UInt8(ascii: ")")) ?? target))
    }

    /// The alternative text of an image that opens the span.
    static func markdownAlt(_ text: TextBuffer, _ span: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        guard span.count > 4, bytes[span.start] == UInt8(ascii: "!"), bytes[span.start + 1] == UInt8(ascii: "["),
            let close = bytes[(span.start + 2)..<span.end].firstIndex(of: UInt8(ascii: "]")), close + 1 < span.end,
            bytes[close + 1] == UInt8(ascii: "(")
        else { return nil }
        return ByteSpan(span.start + 2, close)
    }
}
