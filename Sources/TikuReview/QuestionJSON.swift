internal import TikuModel
internal import TikuReports

/// A question with all that a curator needs to decide about it.
enum QuestionJSON {
    static func json(_ question: Question, _ bank: BankLines, _ proposals: Proposals, _ places: [String: Int])
        -> JSONValue
    {
        let sources = Dictionary(bank.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func path(_ id: String?) -> JSONValue { JSONValue(id.flatMap { sources[$0]?.path }.map(Visible.text)) }
        let near = question.flags.filter { $0.code == .questionNearDuplicate }.compactMap(ReviewItem.near)
        var json: [String: JSONValue] = [
            "id": .string(question.id), "number": .integer(question.number),
            "text": .string(Visible.lines(question.text)),
            "section": .array(question.section.map { .string(Visible.text($0)) }), "lang": .string(question.lang),
            "status": .string(question.answer.status.rawValue), "answer": .string(Visible.lines(question.answer.text)),
            "answerFrom": path(question.answer.source), "healedFrom": path(question.answer.healedFrom),
            "occurrences": .array(
                question.occurrences.prefix(200).map { occurrence in
                    .object([
                        "source": .string(occurrence.source), "path": path(occurrence.source),
                        "rawPath": JSONValue(sources[occurrence.source]?.path),
                        "url": JSONValue(sources[occurrence.source]?.url.map(Visible.text)),
                        "repostOf": path(sources[occurrence.source]?.repostOf),
                        "number": JSONValue(occurrence.number.map(Visible.text)),
                        "text": .string(Visible.lines(occurrence.text)), "wording": .string(occurrence.text),
                        "status": .string(occurrence.status.rawValue),
                        "answer": .string(Visible.lines(occurrence.answer)),
                        "start": .integer(occurrence.span.start), "end": .integer(occurrence.span.end),
                    ])
                }),
            "flags": .array(
                question.flags.map { flag in
                    .object([
                        "code": .string(flag.code.rawValue), "severity": .string(flag.severity.rawValue),
                        "message": .string(Visible.text(flag.message)),
                        "evidence": .string(Visible.text(flag.evidence)),
                        "accepted": JSONValue(flag.accepted.map(Visible.text)),
                    ])
                }),
            "near": .array(
                near.compactMap { places[$0] }.compactMap(bank.question).map { other in
                    .object([
                        "id": .string(other.id), "number": .integer(other.number),
                        "text": .string(Visible.lines(other.text)),
                        "status": .string(other.answer.status.rawValue),
                        "answer": .string(Visible.lines(other.answer.text)),
                        "paths": .array(other.occurrences.prefix(20).map { path($0.source) }),
                    ])
                }),
        ]
        if question.answer.status != .answered, let proposal = proposals[question.id] {
            json["proposal"] = .object([
                "answer": .string(Visible.lines(proposal.answer)), "from": .string(Visible.text(proposal.from)),
            ])
        }
        return .object(json)
    }
}
