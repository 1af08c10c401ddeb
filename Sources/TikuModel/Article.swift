/// What an article's bytes turned out to be.
public enum SourceFormat: String, Hashable, Sendable, CaseIterable {
    case text, markdown, html
}

/// Facts about a source that travel with it through the pipeline.
public struct SourceInfo: Hashable, Sendable {
    /// Path below Raw, with `/` between the parts; a record inside a container adds `#` and its place.
    public var path: String
    /// SHA-256 of the raw bytes, in hexadecimal.
    public var sha256: String
    public var format: SourceFormat
    /// Lower-case name of the character encoding that the bytes were read in.
    public var encoding: String
    public var title: String?
    public var url: String?
    public var author: String?
    public var date: String?
    public var language: String?

    public init(
        path: String, sha256: String, format: SourceFormat, encoding: String, title: String? = nil, url: String? = nil,
        author: String? = nil, date: String? = nil, language: String? = nil
    ) {
        self.path = path
        self.sha256 = sha256
        self.format = format
        self.encoding = encoding
        self.title = title
        self.url = url
        self.author = author
        self.date = date
        self.language = language
    }
}

/// One article on its way through the map half: a text, and everything that is known about it as spans over it.
public struct Article: Sendable {
    public var source: SourceInfo
    /// The text as decoded. Spans in any output count in it. Never changes.
    public let original: TextBuffer
    /// The text that stages work on: `original` with all edits applied.
    public var text: TextBuffer
    /// In the order they were made: the first maps to `original`, each later one to the text before it.
    public var editLayers: [EditMap]
    /// Where `original` stands in the raw file.
    public var rawLines: RawLines
    /// Tile `text`.
    public var blocks: [Block]
    /// Sorted by start.
    public var inlines: [Inline]
    /// In the order they were given.
    public var verdicts: [Verdict]
    /// What holds inside comments where they turn out to be content: the replies of a thread.
    public var beneathComments: [Verdict] = []
    /// Blocks that a curator said stay, in their order.
    public var kept: [ByteSpan] = []
    /// Whether later stages may remove by wording and place.
    public var judgesWording = true

    public init(
        source: SourceInfo, text: TextBuffer, blocks: [Block], inlines: [Inline] = [], rawLines: RawLines = .same
    ) {
        self.source = source
        original = text
        self.text = text
        editLayers = []
        self.blocks = blocks
        self.inlines = inlines
        self.rawLines = rawLines
        verdicts = []
    }
}

extension Article {
    /// Whether a curator said that the block which a span lies in stays. O(log of what is kept).
    public func isKept(_ span: ByteSpan) -> Bool {
        var (low, high) = (0, kept.count)
        while low < high {
            let middle = (low + high) / 2
            if kept[middle].start <= span.start { low = middle + 1 } else { high = middle }
        }
        return low > 0 && kept[low - 1].end >= span.end
    }

    /// The span of the decoded text that a span of the repaired text stands for.
    public func originalSpan(_ span: ByteSpan) -> ByteSpan {
        ByteSpan(originalOffset(span.start), originalOffset(span.end))
    }

    /// The boundary in the decoded text that a boundary in the repaired text stands for. Monotone.
    public func originalOffset(_ offset: Int) -> Int {
        if offset == text.count { return original.count }
        return offset == 0 ? 0 : editLayers.reversed().reduce(offset) { $1.original($0) }
    }

    /// Number of edits by rule.
    public var editCounts: [String: Int] {
        var counts: [String: Int] = [:]
        for layer in editLayers {
            for edit in layer.edits { counts[edit.rule, default: 0] += 1 }
        }
        return counts
    }
}
