public import TikuModel

/// The lines of `removed.jsonl`: every span that the bank does not hold, and why.
public enum RemovedRecords {
    /// Longest text of a span that is written out, in bytes; a longer one is cut with `…`.
    public static let textLimit = 400

    public static func lines(_ extract: Extract, source: String) -> ContiguousArray<UInt8> {
        var bytes = ContiguousArray<UInt8>()
        for tile in extract.tiles {
            guard case .removed(let rule, let evidence) = tile.role else { continue }
            let record = JSONValue.object([
                "source": .string(source), "path": .string(extract.source.path),
                "span": .array([.integer(tile.span.start), .integer(tile.span.end)]), "rule": .string(rule),
                "evidence": .string(evidence), "text": .string(tile.excerpt),
            ])
            bytes.append(contentsOf: CanonicalJSON.encode(record))
            bytes.append(0x0A)
        }
        return bytes
    }
}
