public import TikuModel

/// Builds a changed copy of a text and the map back.
public struct Rewriter {
    public let source: TextBuffer
    private var output = ContiguousArray<UInt8>()
    private var copied = 0
    private var edits: [Edit] = []

    public init(_ source: TextBuffer) {
        self.source = source
        output.reserveCapacity(source.count)
    }

    public var isUnchanged: Bool { edits.isEmpty }

    /// Puts `replacement` where `span` stands. Spans must come in order and not overlap.
    public mutating func replace(_ span: ByteSpan, with replacement: some Sequence<UInt8>, rule: String) {
        guard span.start >= copied else { return }
        output.append(contentsOf: source.bytes[copied..<span.start])
        let start = output.count
        output.append(contentsOf: replacement)
        edits.append(Edit(rule: rule, original: span, repaired: ByteSpan(start, output.count)))
        copied = span.end
    }

    public consuming func finish() -> (text: TextBuffer, edits: EditMap) {
        if edits.isEmpty { return (source, EditMap()) }
        output.append(contentsOf: source.bytes[copied...])
        return (TextBuffer(output), EditMap(edits))
    }
}

extension EditMap {
    /// The offset in the repaired text of a boundary in the decoded one; inside an edit, the edit's end.
    public func repaired(_ offset: Int) -> Int {
        var low = 0
        var high = edits.count
        while low < high {
            let middle = (low + high) / 2
            if edits[middle].original.start < offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        let edit = edits[low - 1]
        if offset <= edit.original.end { return edit.repaired.end }
        return edit.repaired.end + (offset - edit.original.end)
    }

    public func repaired(_ span: ByteSpan) -> ByteSpan { ByteSpan(repaired(span.start), repaired(span.end)) }
}
