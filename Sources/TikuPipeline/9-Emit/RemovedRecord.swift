public import TikuModel

/// The lines of `removed.jsonl`: every span that the bank does not hold, and why.
public enum RemovedRecords {
    /// Longest text of a span that is written out, in bytes; a longer one is cut with `…`.
    public static let textLimit = 400

    public static func lines(_ extract: Extract, source: String) -> ContiguousArray<UInt8> {
        var writer = CanonicalJSON()
        for tile in extract.tiles {
            guard case .removed(let rule, let evidence) = tile.role else { continue }
            // members in the order of their keys, as canonical JSON has them
            for (key, text) in [
                ("{\"evidence\":", evidence), (",\"path\":", extract.source.path), (",\"rule\":", rule),
                (",\"source\":", source),
            ] {
                writer.raw(key)
                writer.write(text)
            }
            writer.raw(",\"span\":[\(tile.span.start),\(tile.span.end)],\"text\":")
            writer.write(tile.excerpt)
            writer.raw("}\n")
        }
        return writer.bytes
    }
}
