/// A half-open range of UTF-8 bytes in one article's text.
///
/// Every position Tiku reports is a byte offset: it is what editors, SARIF and `dd` agree on, and it needs no
/// scan to find.
public struct ByteSpan: Hashable, Sendable {
    /// Offset of the first byte.
    public var start: Int
    /// Offset one past the last byte; never before `start`.
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }

    /// Length in bytes.
    public var count: Int { end - start }
    public var isEmpty: Bool { start == end }
    public var range: Range<Int> { start..<end }

    public func contains(_ offset: Int) -> Bool { offset >= start && offset < end }
    public func contains(_ other: ByteSpan) -> Bool { other.start >= start && other.end <= end }
    public func overlaps(_ other: ByteSpan) -> Bool { start < other.end && other.start < end }

    /// The part that both spans share; empty (at the later start) where they are apart.
    public func intersection(_ other: ByteSpan) -> ByteSpan {
        ByteSpan(max(start, other.start), max(max(start, other.start), min(end, other.end)))
    }
}

extension ByteSpan: Comparable {
    public static func < (left: ByteSpan, right: ByteSpan) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}
