public import TikuModel
internal import TikuPipeline

/// An extract as one JSON object without loss, for engines that run the map half elsewhere: `tiku extract` writes it, `tiku assemble` reads
/// it.
public enum ExtractRecord {
    public static let format = "tiku.extract/1"

    public static func json(_ extract: Extract) -> JSONValue {
        let source = extract.source
        return .object([
            "format": .string(format), "path": .string(source.path), "sha256": .string(source.sha256),
            "kind": .string(source.format.rawValue), "encoding": .string(source.encoding),
            "sourceTitle": JSONValue(source.title), "url": JSONValue(source.url), "author": JSONValue(source.author),
            "date": JSONValue(source.date), "language": JSONValue(source.language), "title": JSONValue(extract.title),
            "claimed": JSONValue(extract.claimed), "claimEvidence": JSONValue(extract.claimEvidence),
            "sections": .array(
                extract.sections.map { section in
                    .object([
                        "title": .string(section.title), "omitted": .bool(section.omitted), "span": span(section.span),
                        "evidence": JSONValue(section.evidence),
                    ])
                }),
            "questions": .array(extract.questions.map(json)), "tiles": .array(extract.tiles.map(json)),
            "flags": .array(extract.flags.map(json)), "cleaned": .string(extract.cleaned),
            "plain": .string(extract.plain), "length": .integer(extract.length),
            "repairs": .object(extract.repairs.mapValues { .integer($0) }),
        ])
    }

    static func json(_ question: ExtractedQuestion) -> JSONValue {
        .object([
            "number": JSONValue(question.number), "section": JSONValue(question.section),
            "text": .string(question.text),
            "status": .string(question.status.rawValue), "answer": .string(question.answer),
            "span": span(question.span),
            "lines": question.lines.map { .array([.integer($0.first), .integer($0.last)]) } ?? .null,
            "flags": .array(question.flags.map(json)),
        ])
    }

    private static func json(_ tile: Tile) -> JSONValue {
        var json: [String: JSONValue] = ["span": span(tile.span), "role": .string(tile.role.name)]
        if case .removed(let rule, let evidence) = tile.role {
            json["rule"] = .string(rule)
            json["evidence"] = .string(evidence)
            json["excerpt"] = .string(tile.excerpt)
        }
        return .object(json)
    }

    private static func json(_ flag: Flag) -> JSONValue {
        .object([
            "code": .string(flag.code.rawValue), "severity": .string(flag.severity.rawValue),
            "message": .string(flag.message), "evidence": .string(flag.evidence),
        ])
    }

    private static func span(_ span: ByteSpan) -> JSONValue { .array([.integer(span.start), .integer(span.end)]) }

    /// - Returns: nil for an object that is no extract of this format.
    public static func extract(_ json: JSONValue) -> Extract? {
        let reader = JSONMembers(json)
        guard reader.text("format") == format, let path = reader.text("path"), let sha256 = reader.text("sha256"),
            let kind = reader.text("kind").flatMap(SourceFormat.init(rawValue:)),
            let encoding = reader.text("encoding"),
            let cleaned = reader.text("cleaned"), let plain = reader.text("plain"),
            let length = reader.number("length"),
            let sections = reader.list("sections", section), let questions = reader.list("questions", question),
            let tiles = reader.list("tiles", tile), let flags = reader.list("flags", flag),
            tilingDefect(tiles, length: length) == nil,
            questions.allSatisfy({ $0.span.start >= 0 && $0.span.end <= length })
        else { return nil }
        var repairs: [String: Int] = [:]
        if case .object(let members)? = reader["repairs"] {
            for case (let rule, .integer(let count)) in members { repairs[rule] = count }
        }
        let source = SourceInfo(
            path: path, sha256: sha256, format: kind, encoding: encoding, title: reader.text("sourceTitle"),
            url: reader.text("url"), author: reader.text("author"), date: reader.text("date"),
            language: reader.text("language"))
        return Extract(
            source: source, title: reader.text("title"), claimed: reader.number("claimed"),
            claimEvidence: reader.text("claimEvidence"), sections: sections, questions: questions, tiles: tiles,
            flags: flags, cleaned: cleaned, plain: plain, length: length, repairs: repairs)
    }

    private static func section(_ json: JSONValue) -> ExtractedSection? {
        let reader = JSONMembers(json)
        guard let title = reader.text("title"), let span = reader.span("span"),
            case .bool(let omitted)? = reader["omitted"]
        else { return nil }
        return ExtractedSection(title: title, omitted: omitted, span: span, evidence: reader.text("evidence"))
    }

    static func question(_ json: JSONValue) -> ExtractedQuestion? {
        let reader = JSONMembers(json)
        guard let text = reader.text("text"), let status = reader.text("status").flatMap(AnswerStatus.init(rawValue:)),
            let answer = reader.text("answer"), let span = reader.span("span"), let flags = reader.list("flags", flag)
        else { return nil }
        let lines = reader.pair("lines").map { LineRange($0.0, $0.1) }
        return ExtractedQuestion(
            number: reader.text("number"), section: reader.text("section"), text: text, status: status, answer: answer,
            span: span, lines: lines, flags: flags, marks: WordingMarks(text))
    }

    private static func tile(_ json: JSONValue) -> Tile? {
        let reader = JSONMembers(json)
        guard let span = reader.span("span"), let name = reader.text("role") else { return nil }
        if name == "removed" {
            guard let rule = reader.text("rule"), let evidence = reader.text("evidence") else { return nil }
            return Tile(
                span: span, role: .removed(rule: rule, evidence: evidence), excerpt: reader.text("excerpt") ?? "")
        }
        let roles: [TileRole] = [.title, .section, .question, .answer, .text]
        return roles.first { $0.name == name }.map { Tile(span: span, role: $0) }
    }

    static func flag(_ json: JSONValue) -> Flag? {
        let reader = JSONMembers(json)
        guard let code = reader.text("code").flatMap(FlagCode.init(rawValue:)),
            let severity = reader.text("severity").flatMap(Severity.init(rawValue:)),
            let message = reader.text("message"),
            let evidence = reader.text("evidence")
        else { return nil }
        return Flag(code, message: message, evidence: evidence, severity: severity)
    }
}
