public import TikuModel

/// Why a question looks as it does: every place it stands, every flag, and what was removed around it.
public enum Explanation {
    /// A line of `removed.jsonl`.
    public struct Removed: Sendable {
        public var source: String
        public var span: ByteSpan
        public var rule: String
        public var evidence: String
        public var text: String

        public init?(_ json: JSONValue) {
            guard case .object(let members) = json, case .string(let source)? = members["source"],
                case .array(let ends)? = members["span"], ends.count == 2, case .integer(let start) = ends[0],
                case .integer(let end) = ends[1], case .string(let rule)? = members["rule"],
                case .string(let evidence)? = members["evidence"], case .string(let text)? = members["text"]
            else { return nil }
            self.source = source
            span = ByteSpan(start, end)
            self.rule = rule
            self.evidence = evidence
            self.text = text
        }
    }

    /// - Parameter id: an id, or a number.
    /// - Returns: nil when the bank has no such question.
    public static func render(_ bank: Bank, id: String, removed: [Removed]) -> String? {
        if let retired = bank.retired.first(where: { $0.id == id || String($0.number) == id }) {
            return "#\(retired.number) \(retired.id) is retired: \(Visible.text(retired.reason))\n"
        }
        guard let question = bank.questions.first(where: { $0.id == id || String($0.number) == id }) else { return nil }
        let paths = bank.paths
        func path(_ id: String?) -> String { Visible.text(id.flatMap { paths[$0] } ?? "nowhere") }
        var lines = ["#\(question.number) \(question.id)  \(Visible.text(question.text))"]
        if !question.section.isEmpty {
            lines.append("section: " + Visible.text(question.section.joined(separator: " › ")))
        }
        lines.append(
            "answer: \(question.answer.status.rawValue)"
                + (question.answer.source == nil ? "" : ", from \(path(question.answer.source))"))
        if question.answer.healedFrom != nil {
            lines.append(
                "        healed: the first source has no whole answer, \(path(question.answer.healedFrom)) has it")
        }
        lines.append(
            "stands in \(question.occurrences.count == 1 ? "one place" : "\(question.occurrences.count) places"):")
        for occurrence in question.occurrences {
            lines.append(
                "  \(path(occurrence.source)), bytes \(occurrence.span.start)–\(occurrence.span.end), "
                    + "number \(occurrence.number.map(Visible.text) ?? "none"), section \(occurrence.section.map(Visible.text) ?? "none")"
            )
            lines.append("    asks: \(Visible.text(occurrence.text))")
            lines.append(
                "    answer \(occurrence.status.rawValue)"
                    + (occurrence.answer.isEmpty ? "" : ": " + Visible.text(Visible.cut(occurrence.answer, to: 160))))
            for item in removed where item.source == occurrence.source && item.span.overlaps(widened(occurrence.span)) {
                lines.append(
                    "    removed by \(item.rule), bytes \(item.span.start)–\(item.span.end): \(Visible.text(Visible.cut(item.text, to: 100)))"
                )
                lines.append("      because: \(Visible.text(item.evidence))")
            }
        }
        if question.occurrences.count > 1 {
            lines.append(
                "merged because the wordings ask the same, or because a decision says so: decisions.yml lists those")
        }
        for flag in question.flags {
            lines.append("flag \(flag.severity.rawValue) \(flag.code.rawValue): \(Visible.text(flag.message))")
            if let accepted = flag.accepted { lines.append("  accepted: \(Visible.text(accepted))") }
            if !flag.evidence.isEmpty {
                lines.append("  evidence: \(Visible.text(Visible.cut(flag.evidence, to: 200)))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// An advert right below an answer is part of its story.
    private static func widened(_ span: ByteSpan) -> ByteSpan { ByteSpan(span.start, span.end + 1) }
}
