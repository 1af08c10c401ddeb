/// One change that Repair made to an article's text, with what stood there before.
public struct Edit: Hashable, Sendable {
    /// Id of the repair rule, for example `repair.entity-residue`.
    public var rule: String
    /// Where the old text stands in the decoded text.
    public var original: ByteSpan
    /// Where the new text stands in the repaired text.
    public var repaired: ByteSpan

    public init(rule: String, original: ByteSpan, repaired: ByteSpan) {
        self.rule = rule
        self.original = original
        self.repaired = repaired
    }
}

/// The edits of one article in order, and the way back from repaired offsets to decoded ones.
public struct EditMap: Hashable, Sendable {
    /// Sorted, without overlap.
    public private(set) var edits: [Edit]

    public init(_ edits: [Edit] = []) { self.edits = edits }

    /// The offset in the decoded text that a boundary in the repaired text stands for.
    ///
    /// Monotone, 0 goes to 0 and the end to the end, so a tiling of the repaired text maps to a tiling of the
    /// decoded one. A boundary inside an edit goes to the edit's end. O(log edits).
    public func original(_ offset: Int) -> Int {
        var low = 0
        var high = edits.count
        while low < high {
            let middle = (low + high) / 2
            if edits[middle].repaired.start < offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        let edit = edits[low - 1]
        if offset <= edit.repaired.end { return edit.original.end }
        return edit.original.end + (offset - edit.repaired.end)
    }

    public func original(_ span: ByteSpan) -> ByteSpan {
        ByteSpan(original(span.start), original(span.end))
    }
}
