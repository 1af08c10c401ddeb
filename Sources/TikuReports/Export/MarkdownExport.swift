internal import TikuModel
internal import TikuPipeline

/// The questions as one Markdown document, section by section.
public struct MarkdownExport: ExportFormat {
    public static let name = "markdown"

    public init() {}

    public func render(_ items: [ExportItems.Item]) -> String {
        var lines = ["# Question bank"]
        var section: [String]?
        for item in items {
            let question = item.question
            if question.section != section, !question.section.isEmpty {
                lines += ["", "## " + MarkdownReport.escape(question.section.joined(separator: " › "))]
            }
            section = question.section
            lines += ["", "### \(question.number). \(MarkdownReport.escape(question.text))", ""]
            switch question.answer.status {
            case .missing: lines.append("*No answer yet.*")
            case .answered: lines.append(SafeMarkdown.text(question.answer.text))
            case .truncated:
                lines += [SafeMarkdown.text(question.answer.text), "", "*The answer stops here in its source.*"]
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Markdown of scraped text that does no harm where raw HTML is let through: tags outside of code become text, and links lead to the
/// web or a mailbox only.
enum SafeMarkdown {
    static func text(_ markdown: String) -> String {
        var fence: Substring?
        return markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let trimmed = String(line).trimmingSpaces
            if let open = fence {
                if trimmed == open { fence = nil }
                return Visible.line(String(line))
            }
            if trimmed.hasPrefix("```") {
                fence = trimmed.prefix { $0 == "`" }
                return Visible.line(String(line))
            }
            return Visible.line(self.line(String(line)))
        }.joined(separator: "\n")
    }

    private static func line(_ line: String) -> String {
        var output = String.UnicodeScalarView()
        let scalars = Array(line.unicodeScalars)
        let lastRuns = lastRuns(scalars)
        /// Backticks that opened the code span we are in; 0 outside.
        var code = 0
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "`" {
                var run = 0
                while index + run < scalars.count, scalars[index + run] == "`" { run += 1 }
                // a run that nothing closes opens nothing
                if code == 0, lastRuns[run, default: 0] > index { code = run } else if code == run { code = 0 }
                output.append(contentsOf: scalars[index..<index + run])
                index += run
                continue
            }
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            if scalar == "\\", code == 0, index + 1 < scalars.count {
                output.append(contentsOf: [scalar, next])
                index += 2
                continue
            }
            if code == 0, scalar == "<", next == "/" || next == "!" || next == "?" || next.properties.isAlphabetic {
                output.append("\\")
            }
            if code == 0, scalar == "]", next == "(" {
                let rest = scalars[(index + 2)...]
                let target = String(String.UnicodeScalarView(rest.prefix { $0 != ")" })).trimmingSpaces
                if !MarkdownEscape.isWeb(target), target.contains(":") || target.hasPrefix("//") {
                    output.append(contentsOf: "]\\(".unicodeScalars)
                    index += 2
                    continue
                }
            }
            output.append(scalar)
            index += 1
        }
        return String(output)
    }

    /// Where the last run of each number of backticks stands.
    private static func lastRuns(_ scalars: [Unicode.Scalar]) -> [Int: Int] {
        var runs: [Int: Int] = [:]
        var index = 0
        while index < scalars.count {
            var run = 0
            while index + run < scalars.count, scalars[index + run] == "`" { run += 1 }
            if run > 0 { runs[run] = index }
            index += max(run, 1)
        }
        return runs
    }
}
