public import TikuModel

/// An extract as JSON, for `tiku clean --format json`.
public enum ExtractJSON {
    public static func json(_ extract: Extract) -> JSONValue {
        .object([
            "path": .string(extract.source.path), "sha256": .string(extract.source.sha256),
            "encoding": .string(extract.source.encoding),
            "format": .string(extract.source.format.rawValue), "title": JSONValue(extract.title),
            "url": JSONValue(extract.source.url),
            "author": JSONValue(extract.source.author), "date": JSONValue(extract.source.date),
            "language": JSONValue(extract.source.language),
            "claimed": JSONValue(extract.claimed), "length": .integer(extract.length),
            "markdown": .string(extract.cleaned),
            "text": .string(extract.plain),
            "sections": .array(
                extract.sections.map { .object(["title": .string($0.title), "omitted": .bool($0.omitted)]) }),
            "questions": .array(
                extract.questions.map { question in
                    .object([
                        "number": JSONValue(question.number), "section": JSONValue(question.section),
                        "text": .string(question.text),
                        "status": .string(question.status.rawValue), "answer": .string(question.answer),
                        "span": .array([.integer(question.span.start), .integer(question.span.end)]),
                        "flags": .array(question.flags.map(\.json)),
                    ])
                }),
            "removed": .array(
                extract.tiles.compactMap { tile in
                    guard case .removed(let rule, let evidence) = tile.role else { return nil }
                    return .object([
                        "span": .array([.integer(tile.span.start), .integer(tile.span.end)]), "rule": .string(rule),
                        "evidence": .string(evidence), "text": .string(tile.excerpt),
                    ])
                }),
        ])
    }
}
