/// Lines of a raw file, counted from 1, both ends included.
public struct LineRange: Hashable, Sendable {
    public var first: Int
    /// Never before `first`.
    public var last: Int

    public init(_ first: Int, _ last: Int) {
        self.first = first
        self.last = max(first, last)
    }
}

/// Where the decoded text of a source stands in the file that it came from, line by line.
public enum RawLines: Hashable, Sendable {
    /// The text has the file's own lines.
    case same
    /// A line of the file for each of some offsets of the text; both only grow.
    case marks([Mark])
    /// All of it stands on one line: a record of JSON lines.
    case single(Int)
    /// The file has no such lines: a record of a WARC, a compressed file.
    case none

    public struct Mark: Hashable, Sendable {
        public var offset: Int
        public var line: Int

        public init(offset: Int, line: Int) {
            self.offset = offset
            self.line = line
        }
    }

    /// The lines of each span; nil where the file has none. O(length of the text) for all together.
    ///
    /// - Parameters:
    ///   - spans: sorted by start, in the decoded text.
    ///   - text: the decoded text.
    public func ranges(of spans: [ByteSpan], in text: TextBuffer) -> [LineRange?] {
        switch self {
        case .none: return spans.map { _ in nil }
        case .single(let line): return spans.map { _ in LineRange(line, line) }
        case .marks(let marks):
            return spans.map { span in
                guard !marks.isEmpty else { return nil }
                return LineRange(Self.line(at: span.start, marks), Self.line(at: max(span.start, span.end - 1), marks))
            }
        case .same:
            var counter = LineCounter(text)
            return spans.map { span in
                let content = text.trimmed(span)
                let first = counter.line(at: content.start)
                var end = counter
                return LineRange(first, end.line(at: max(content.start, content.end - 1)))
            }
        }
    }

    private static func line(at offset: Int, _ marks: [Mark]) -> Int {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return marks[max(0, low - 1)].line
    }

    /// Counts line ends up to offsets that only grow.
    private struct LineCounter {
        private let text: TextBuffer
        private var offset = 0
        private var count = 1

        init(_ text: TextBuffer) { self.text = text }

        mutating func line(at place: Int) -> Int {
            guard place >= offset else { return count }
            for byte in text.bytes[offset..<min(place, text.count)] where byte == 0x0A { count += 1 }
            offset = place
            return count
        }
    }
}
