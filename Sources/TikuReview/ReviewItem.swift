internal import TikuModel
internal import TikuReports

/// One thing that waits for a curator: a finding about a question, a pair, or a source, or a proposed answer.
struct ReviewItem: Sendable {
    static let proposal = "proposal"

    /// A flag's code, or `proposal`.
    var kind: String
    var severity: Severity
    /// Id of the question; nil for a finding about a source.
    var question: String?
    var number: Int
    /// The other question of a pair.
    var other: String?
    /// Id of the source, for findings about sources.
    var source: String?
    var text: String
    var status: AnswerStatus?

    private init(
        kind: String, severity: Severity, question: BankLines.Head? = nil, source: BankSource? = nil,
        other: String? = nil
    ) {
        self.kind = kind
        self.severity = severity
        self.question = question?.id
        self.other = other
        self.source = source?.id
        number = question?.number ?? 0
        text = question?.text ?? source?.path ?? ""
        status = question?.status
    }

    var key: String { "\(kind) \(question ?? source ?? "") \(other ?? "")" }

    func isAbout(_ words: String) -> Bool {
        text.lowercased().contains(words) || question == words || "#\(number)" == words
    }

    var json: JSONValue {
        .object([
            "key": .string(key), "kind": .string(kind), "severity": .string(severity.rawValue),
            "question": JSONValue(question),
            "other": JSONValue(other), "source": JSONValue(source), "number": .integer(number),
            "text": .string(Visible.text(text)), "status": JSONValue(status?.rawValue),
        ])
    }

    /// Worst first, then by kind, then in the order of numbers. A pair is one item. O(findings · log findings).
    static func all(of bank: BankLines, _ proposals: Proposals) -> [ReviewItem] {
        var items: [ReviewItem] = []
        var pairs: Set<String> = []
        for question in bank.heads {
            let first = items.count
            if question.status != .answered, proposals[question.id] != nil {
                items.append(ReviewItem(kind: proposal, severity: .error, question: question))
            }
            for flag in question.flags where flag.accepted == nil {
                let other = flag.code == .questionNearDuplicate ? near(flag) : nil
                if let other {
                    guard pairs.insert([question.id, other].sorted().joined(separator: " ")).inserted else { continue }
                }
                let isKnown = items[first...].contains { $0.kind == flag.code.rawValue && $0.other == other }
                if isKnown { continue }
                items.append(
                    ReviewItem(kind: flag.code.rawValue, severity: flag.severity, question: question, other: other))
            }
        }
        for source in bank.sources {
            let first = items.count
            for flag in source.flags where flag.accepted == nil {
                if items[first...].contains(where: { $0.kind == flag.code.rawValue }) { continue }
                items.append(ReviewItem(kind: flag.code.rawValue, severity: flag.severity, source: source))
            }
        }
        let order = Dictionary(
            FlagCode.allCases.enumerated().map { ($0.element.rawValue, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        let severities: [Severity: Int] = [.error: 0, .warning: 1, .note: 2]
        let ranks = items.map { (severities[$0.severity] ?? 3, order[$0.kind] ?? -1) }
        return items.indices.sorted { (ranks[$0].0, ranks[$0].1, $0) < (ranks[$1].0, ranks[$1].1, $1) }.map {
            items[$0]
        }
    }

    /// All questions as items, for search.
    static func questions(of bank: BankLines, _ query: ReviewDesk.Query) -> [ReviewItem] {
        bank.heads.lazy.map { ReviewItem(kind: "question", severity: .note, question: $0) }.filter { item in
            query.text.isEmpty || item.isAbout(query.text)
        }
    }

    /// The other question's id, which the finding names.
    static func near(_ flag: Flag) -> String? {
        flag.message.split(separator: " ").last { $0.hasPrefix("q-") }.map(String.init)
    }
}
