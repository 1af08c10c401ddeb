public import TikuModel

/// The questions without a whole answer, for a person or a model to fill, and what comes back.
///
/// Markdown has a heading `## q-… · #12` for each question, the wording quoted below it, and room; JSON lines have an object with an empty
/// `answer` each. What comes back is told by the heading or by `id`.
public enum TodoList {
    public enum Format: String, Sendable, CaseIterable {
        case markdown, jsonl
    }

    static let format = "tiku.todo/1"

    /// - Parameter questions: those to be answered.
    public static func render(_ questions: [Question], as format: Format) -> String {
        switch format {
        case .markdown: markdown(questions)
        case .jsonl: questions.map { CanonicalJSON.string(json($0)) + "\n" }.joined()
        }
    }

    private static func json(_ question: Question) -> JSONValue {
        .object([
            "id": .string(question.id), "number": .integer(question.number), "question": .string(question.text),
            "section": .array(question.section.map { .string($0) }), "status": .string(question.answer.status.rawValue),
            "soFar": .string(question.answer.text), "answer": .string(""),
        ])
    }

    private static func markdown(_ questions: [Question]) -> String {
        var lines = [
            "<!-- \(format) -->", "",
            "Write each answer, in Markdown, below the quotation; leave what you do not know. `tiku fill FILE` takes them back.",
            "",
        ]
        for question in questions {
            lines += ["## \(question.id) · #\(question.number)", ""]
            lines += quoted(question.text)
            if !question.section.isEmpty { lines += quoted("(\(question.section.joined(separator: " › ")))") }
            if question.answer.status == .truncated {
                lines += [">"] + quoted("So far:") + [">"] + quoted(question.answer.text)
            }
            lines += ["", ""]
        }
        return lines.joined(separator: "\n")
    }

    private static func quoted(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + Visible.text(String($0)) }
    }

    /// One answer that came back.
    public struct Filled: Hashable, Sendable {
        public var id: String
        /// The wording it answers, where the file still says it.
        public var wording: String?
        public var answer: String
        /// Line of the file, counted from 1.
        public var line: Int
    }

    /// What a file holds: JSON lines where its first sign is `{`, else Markdown.
    ///
    /// - Returns: what was filled in, how many were left empty, and what is wrong with the rest, with its line.
    public static func read(_ text: String) -> (filled: [Filled], empty: Int, problems: [String]) {
        let first = text.utf8.first { $0 > 0x20 && $0 < 0x80 }
        return first == UInt8(ascii: "{") ? readLines(text) : readMarkdown(text)
    }

    private static func readLines(_ text: String) -> (filled: [Filled], empty: Int, problems: [String]) {
        var filled: [Filled] = []
        var empty = 0
        var problems: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.utf8.contains(where: { $0 > 0x20 }) else { continue }
            guard case .object(let members)? = try? JSONParser.parse(line.utf8), case .string(let id)? = members["id"],
                case .string(let answer)? = members["answer"]
            else {
                problems.append("line \(index + 1): is no object with the texts id and answer")
                continue
            }
            var wording: String?
            if case .string(let text)? = members["question"] { wording = text }
            if trimmed(answer).isEmpty {
                empty += 1
            } else {
                filled.append(Filled(id: id, wording: wording, answer: trimmed(answer), line: index + 1))
            }
        }
        return (filled, empty, problems)
    }

    private static func readMarkdown(_ text: String) -> (filled: [Filled], empty: Int, problems: [String]) {
        var filled: [Filled] = []
        var empty = 0
        var current: Filled?
        var quotation: [String]? = []
        var body: [String] = []
        var isFenced = false
        func close() {
            guard var entry = current else { return }
            entry.answer = trimmed(body.joined(separator: "\n"))
            if entry.answer.isEmpty { empty += 1 } else { filled.append(entry) }
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
            if line.hasPrefix("```") { isFenced.toggle() }
            if !isFenced, line.hasPrefix("## q-") {
                close()
                let id = line.dropFirst(3).prefix { $0 != " " && $0 != "·" }
                current = Filled(id: String(id), wording: nil, answer: "", line: index + 1)
                (quotation, body) = ([], [])
            } else if quotation != nil, line.hasPrefix(">") {
                quotation?.append(String(line.dropFirst(line.hasPrefix("> ") ? 2 : 1)))
                current?.wording = quotation?.first
            } else if current != nil {
                // the quotation ends with its first line that is none; blank lines before it do not count
                if !line.isEmpty || quotation?.isEmpty == false { quotation = nil }
                body.append(line)
            }
        }
        close()
        let problems = current == nil ? ["holds no heading `## q-…`; write one with `tiku todo`"] : []
        return (filled, empty, problems)
    }

    private static func trimmed(_ text: String) -> String {
        let buffer = TextBuffer(text)
        return buffer.string(buffer.trimmed(buffer.whole))
    }
}
