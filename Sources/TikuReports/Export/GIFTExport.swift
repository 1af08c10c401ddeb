internal import TikuModel

/// Moodle's GIFT: an essay question for each question, its answer as general feedback, sections as categories.
public struct GIFTExport: ExportFormat {
    public static let name = "gift"

    public init() {}

    public func render(_ items: [ExportItems.Item]) -> String {
        var blocks: [String] = []
        var section: [String]?
        for item in items {
            let question = item.question
            if question.section != section {
                let path = question.section.isEmpty ? ["-"] : question.section
                // a slash parts categories; two stand for one
                let name = path.map { Visible.text($0).replacing("/", with: "//") }.joined(separator: "/")
                blocks.append("$CATEGORY: $course$/top/\(name)")
            }
            section = question.section
            let answer =
                question.answer.status == .missing
                ? "" : "####[html]" + Self.escape(MarkdownHTML.render(question.answer.text))
            blocks.append(
                "// \(question.id)\n::\(Self.escape("\(question.number) \(Visible.text(Visible.cut(question.text, to: 80)))"))::"
                    + "[html]\(Self.escape("<p>\(Markup.html(Visible.text(question.text)))</p>")){\(answer)}")
        }
        return blocks.map { $0 + "\n\n" }.joined()
    }

    /// `~ = # { } :` and the backslash have a meaning; a line end is written out, for a blank line would end the question.
    private static func escape(_ text: String) -> String {
        var output = ""
        for character in text {
            if "~=#{}:\\".contains(character) { output.append("\\") }
            if character == "\n" || character == "\r\n" { output += "\\n" } else { output.append(character) }
        }
        return output
    }
}
