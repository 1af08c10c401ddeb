internal import TikuModel

/// One flat object a line, every key on every line and of one type, as pandas and `datasets` infer them.
public struct JSONLinesExport: ExportFormat {
    public static let name = "jsonl"

    public init() {}

    public func render(_ items: [ExportItems.Item]) -> String {
        var writer = CanonicalJSON()
        for item in items {
            let question = item.question
            writer.write(
                .object([
                    "id": .string(question.id), "number": .integer(question.number),
                    "section": .array(question.section.map { .string($0) }), "question": .string(question.text),
                    "answer": .string(question.answer.text), "status": .string(question.answer.status.rawValue),
                    "lang": .string(question.lang), "sources": .array(item.sources.map { .string($0) }),
                    "flags": .array(question.flags.filter { $0.accepted == nil }.map { .string($0.code.rawValue) }),
                    "healed": .bool(question.answer.healedFrom != nil),
                ]))
            writer.raw("\n")
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
