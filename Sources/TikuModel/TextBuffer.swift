/// One contiguous run of valid UTF-8: the text of an article.
///
/// All stages index it by byte; nothing in the pipeline keeps `String`s of its own until the very end.
public struct TextBuffer: Hashable, Sendable {
    public let bytes: ContiguousArray<UInt8>

    /// - Parameter bytes: valid UTF-8; the decoder guarantees it.
    public init(_ bytes: ContiguousArray<UInt8>) { self.bytes = bytes }

    public init(_ text: String) { bytes = ContiguousArray(text.utf8) }

    public var count: Int { bytes.count }
    public var isEmpty: Bool { bytes.isEmpty }
    public var whole: ByteSpan { ByteSpan(0, bytes.count) }

    @inlinable
    public subscript(offset: Int) -> UInt8 { bytes[offset] }

    /// The text of a span. Offsets outside the buffer are clamped; a cut scalar becomes U+FFFD.
    public func string(_ span: ByteSpan) -> String {
        let start = min(max(span.start, 0), bytes.count)
        let end = min(max(span.end, start), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The span without white space (ASCII, U+00A0, U+3000, U+FEFF) at either end.
    public func trimmed(_ span: ByteSpan) -> ByteSpan {
        var start = span.start
        var end = span.end
        while start < end {
            let width = whiteSpaceWidth(at: start, before: end)
            if width == 0 { break }
            start += width
        }
        while end > start {
            if bytes[end - 1] <= 0x20 {
                end -= 1
            } else if end - start >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
                end -= 2
            } else if end - start >= 3, bytes[end - 3] == 0xE3, bytes[end - 2] == 0x80, bytes[end - 1] == 0x80 {
                end -= 3
            } else {
                break
            }
        }
        return ByteSpan(start, end)
    }

    /// Length in bytes of the white-space scalar at `offset`, 0 when there is none.
    @inlinable
    public func whiteSpaceWidth(at offset: Int, before end: Int) -> Int {
        let byte = bytes[offset]
        if byte <= 0x20 { return 1 }
        if byte == 0xC2, offset + 1 < end, bytes[offset + 1] == 0xA0 { return 2 }
        if byte == 0xE3, offset + 2 < end, bytes[offset + 1] == 0x80, bytes[offset + 2] == 0x80 { return 3 }
        if byte == 0xEF, offset + 2 < end, bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF { return 3 }
        return 0
    }
}
