internal import TikuModel

/// Anki's import text, with the headers that its manual documents. The first column is a GUID made from the question's id, which is for
/// life: a later import of the same file updates the cards and adds none twice.
public struct AnkiExport: ExportFormat {
    public static let name = "anki"

    private let deck: String

    /// - Parameter deck: where new cards go; `::` parts a deck from one inside it.
    public init(deck: String = "Tiku") { self.deck = deck }

    public func render(_ items: [ExportItems.Item]) -> String {
        var text = """
            #separator:tab
            #html:true
            #guid column:1
            #notetype:Basic
            #deck:\(Visible.text(deck))
            #tags column:4
            #columns:GUID\tFront\tBack\tTags

            """
        for item in items {
            let question = item.question
            let back =
                question.answer.status == .missing ? "<i>no answer yet</i>" : MarkdownHTML.render(question.answer.text)
            let tags =
                [question.answer.status.rawValue, question.lang]
                + question.section.map { "section::" + Self.tag($0) }
            let fields = [
                "tiku-" + question.id, Markup.html(Visible.text(question.text)), back, tags.joined(separator: " "),
            ]
            text += fields.map(Self.field).joined(separator: "\t") + "\n"
        }
        return text
    }

    /// Quoted always: what is inside may hold tabs, line ends and a leading `#`.
    private static func field(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    /// A tag is one word.
    private static func tag(_ text: String) -> String {
        String(Visible.text(text).map { $0.isWhitespace || $0 == ":" || $0 == "\"" ? "_" : $0 })
    }
}
