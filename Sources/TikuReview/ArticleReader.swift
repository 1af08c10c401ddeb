internal import TikuModel
internal import TikuPipeline
internal import TikuReports

/// Reads an article again, to show what was kept of it, what was removed, and why.
struct ArticleReader: Sendable {
    /// Bytes shown before and behind the place that is asked for.
    private static let around = 48 << 10

    let raw: String
    let pipeline: Pipeline
    let cache: ExtractCache?

    /// The article in spans around a place in its decoded text; nil where it cannot be read.
    func json(_ path: String, around place: Int) -> JSONValue? {
        guard let (article, extract) = read(path) else { return nil }
        let place = min(max(0, place), extract.length)
        let (first, last) = (place - Self.around, place + Self.around)
        let shown = extract.tiles.filter { $0.span.end > first && $0.span.start < last }
        return .object([
            "path": .string(Visible.text(path)), "length": .integer(extract.length),
            "isWhole": .bool(shown.count == extract.tiles.count),
            "spans": .array(
                shown.map { tile in
                    var json: [String: JSONValue] = [
                        "start": .integer(tile.span.start), "end": .integer(tile.span.end),
                        "role": .string(tile.role.name),
                        "text": .string(Visible.lines(article.original.string(tile.span))),
                    ]
                    if case .removed(let rule, let evidence) = tile.role {
                        json["rule"] = .string(rule)
                        json["evidence"] = .string(Visible.text(Visible.cut(evidence, to: 200)))
                    }
                    return .object(json)
                }),
        ])
    }

    private func read(_ path: String) -> (Article, Extract)? {
        guard let entries = try? SourceTree(root: raw, limits: pipeline.limits).entries else { return nil }
        // a record of a container has the file's path and its place
        let file = entries.first { $0.path == path } ?? entries.first { path.hasPrefix($0.path + "#") }
        guard let file else { return nil }
        var found: (Article, Extract)?
        Containers.forEach(file, limits: pipeline.limits, fields: pipeline.fields) { record in
            guard found == nil, case .success(let source) = record, source.path == path else { return }
            guard let read = try? pipeline.read(source) else { return }
            // the build knows what repeats across articles
            if let known = cache?.extract(path, in: file), known.length == read.extract.length {
                found = (read.article, known)
            } else {
                found = (read.article, read.extract)
            }
        }
        return found
    }
}
