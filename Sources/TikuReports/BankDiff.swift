public import TikuModel

/// What a rebuild changed, question by question.
public struct BankDiff: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case new, retired, returned, reworded
        case answered = "answered at last"
        case lost = "lost its answer"
        case changed = "answer changed"

        var key: String {
            switch self {
            case .answered: "answered"
            case .lost: "lost"
            case .changed: "changed"
            default: rawValue
            }
        }
    }

    public struct Change: Hashable, Sendable {
        public var kind: Kind
        public var id: String
        public var number: Int
        public var text: String
        /// What stood there before, or why the question went.
        public var detail: String
    }

    public let changes: [Change]

    public init(from old: Bank, to new: Bank) {
        let before = Dictionary(old.questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let retiredBefore = Set(old.retired.map(\.id))
        let after = Set(new.questions.map(\.id))
        let reasons = Dictionary(new.retired.map { ($0.id, $0.reason) }, uniquingKeysWith: { first, _ in first })
        var changes: [Change] = []
        for question in new.questions {
            func add(_ kind: Kind, _ detail: String) {
                changes.append(
                    Change(kind: kind, id: question.id, number: question.number, text: question.text, detail: detail))
            }
            guard let previous = before[question.id] else {
                add(retiredBefore.contains(question.id) ? .returned : .new, question.answer.status.rawValue)
                continue
            }
            if previous.text != question.text { add(.reworded, previous.text) }
            let (was, now) = (previous.answer.status, question.answer.status)
            if was != .answered, now == .answered {
                add(.answered, "was \(was.rawValue)")
            } else if was == .answered, now != .answered || was == .truncated && now == .missing {
                add(.lost, "is \(now.rawValue)")
            } else if previous.answer.text != question.answer.text {
                add(.changed, "")
            }
        }
        for question in old.questions where !after.contains(question.id) {
            changes.append(
                Change(
                    kind: .retired, id: question.id, number: question.number, text: question.text,
                    detail: reasons[question.id] ?? ""))
        }
        self.changes = changes.sorted { left, right in
            let order = Kind.allCases
            let (a, b) = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
            return (a, left.number) < (b, right.number)
        }
    }

    public func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }

    public var summary: String {
        let parts = Kind.allCases.compactMap { kind -> String? in
            let count = count(kind)
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        return parts.isEmpty ? "no question changed" : parts.joined(separator: ", ")
    }

    public var text: String {
        changes.map { change in
            let detail = change.detail.isEmpty ? "" : " (\(Visible.text(change.detail)))"
            return "\(change.kind.rawValue): #\(change.number) \(change.id)  \(Visible.text(change.text))\(detail)\n"
        }.joined() + summary + "\n"
    }

    /// For a pull request.
    public var markdown: String {
        var lines = ["**Question bank**: \(summary)"]
        for kind in Kind.allCases where count(kind) > 0 {
            lines += ["", "<details><summary>\(count(kind)) \(kind.rawValue)</summary>", ""]
            for change in changes where change.kind == kind {
                let detail = change.detail.isEmpty ? "" : " — " + MarkdownReport.escape(change.detail)
                lines.append("- #\(change.number) \(MarkdownReport.escape(change.text)) (`\(change.id)`)\(detail)")
            }
            lines += ["", "</details>"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    public var json: JSONValue {
        .object([
            "counts": .object(
                Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0.key, .integer(count($0))) })),
            "changes": .array(
                changes.map { change in
                    .object([
                        "kind": .string(change.kind.key), "id": .string(change.id), "number": .integer(change.number),
                        "text": .string(change.text), "detail": .string(change.detail),
                    ])
                }),
        ])
    }
}
