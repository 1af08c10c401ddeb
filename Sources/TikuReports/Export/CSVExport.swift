internal import TikuModel

/// A table for spreadsheets, safe to open.
public struct CSVExport: ExportFormat {
    public static let name = "csv"

    public init() {}

    public func render(_ items: [ExportItems.Item]) -> String {
        var table = CSVTable([
            "number", "id", "section", "question", "answer", "status", "lang", "sources", "flags",
        ])
        for item in items {
            let question = item.question
            table.add([
                String(question.number), question.id, question.section.joined(separator: " › "), question.text,
                question.answer.text, question.answer.status.rawValue, question.lang,
                item.sources.joined(separator: "; "),
                question.flags.filter { $0.accepted == nil }.map(\.code.rawValue).joined(separator: "; "),
            ])
        }
        return table.text
    }
}
