public import TikuModel

/// The bank in numbers, by section, source, status and language.
public struct BankStatistics: Sendable {
    public struct Row: Hashable, Sendable {
        public var name: String
        public var answered = 0
        public var missing = 0
        public var truncated = 0

        public var total: Int { answered + missing + truncated }

        mutating func add(_ status: AnswerStatus) {
            switch status {
            case .answered: answered += 1
            case .missing: missing += 1
            case .truncated: truncated += 1
            }
        }

        var json: JSONValue {
            .object([
                "name": .string(name), "questions": .integer(total), "answered": .integer(answered),
                "missing": .integer(missing),
                "truncated": .integer(truncated),
            ])
        }
    }

    public let all: Row
    /// As the sources have it, before any healing.
    public let sources: [Row]
    public let sections: [Row]
    public let languages: [Row]

    public init(_ bank: Bank) {
        var all = Row(name: "all")
        var sections: [String: Row] = [:]
        var languages: [String: Row] = [:]
        var sources: [String: Row] = [:]
        let paths = bank.paths
        for question in bank.questions {
            all.add(question.answer.status)
            let section = question.section.isEmpty ? "(none)" : question.section.joined(separator: " › ")
            sections[section, default: Row(name: section)].add(question.answer.status)
            languages[question.lang, default: Row(name: question.lang)].add(question.answer.status)
            for occurrence in question.occurrences {
                let path = paths[occurrence.source] ?? occurrence.source
                sources[path, default: Row(name: path)].add(occurrence.status)
            }
        }
        for source in bank.sources where sources[source.path] == nil { sources[source.path] = Row(name: source.path) }
        func sorted(_ rows: [String: Row]) -> [Row] {
            rows.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        }
        self.all = all
        self.sections = sorted(sections)
        self.languages = sorted(languages)
        self.sources = sorted(sources)
    }

    public var text: String {
        var lines: [String] = []
        for (title, rows) in [("bank", [all]), ("sources", sources), ("sections", sections), ("languages", languages)] {
            lines.append(title)
            lines.append("  questions  answered   missing  truncated  complete")
            for row in rows {
                let share = row.total == 0 ? "-" : "\(row.answered * 100 / row.total) %"
                let numbers = [(row.total, 11), (row.answered, 10), (row.missing, 10), (row.truncated, 11)]
                let cells = numbers.map { Self.pad(String($0.0), $0.1) }.joined() + Self.pad(share, 10)
                lines.append(cells + "  " + Visible.text(row.name))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    public var json: JSONValue {
        .object([
            "all": all.json, "sources": .array(sources.map(\.json)), "sections": .array(sections.map(\.json)),
            "languages": .array(languages.map(\.json)),
        ])
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
