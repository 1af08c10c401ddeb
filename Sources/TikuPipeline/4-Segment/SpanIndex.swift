internal import TikuModel

/// Spans sorted by their starts, to find those at a place without a look at each.
struct SpanIndex {
    private let spans: [ByteSpan]

    init(_ spans: some Sequence<ByteSpan>) { self.spans = spans.sorted() }

    /// The last span that starts at or before `span` and covers it. Exact for spans that do not nest. O(log n).
    func covering(_ span: ByteSpan) -> ByteSpan? {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].start <= span.start { low = middle + 1 } else { high = middle }
        }
        guard low > 0, spans[low - 1].end >= span.end else { return nil }
        return spans[low - 1]
    }

    /// The first span that starts at or after `offset`. O(log n).
    func first(from offset: Int) -> ByteSpan? {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].start < offset { low = middle + 1 } else { high = middle }
        }
        return low < spans.count ? spans[low] : nil
    }
}
