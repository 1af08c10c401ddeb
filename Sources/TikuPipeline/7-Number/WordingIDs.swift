internal import TikuModel

/// The ids that wordings give, each worked out once.
struct WordingIDs: Sendable {
    private var known: [String: String] = [:]

    init() {}

    init(_ occurrences: [SourcedQuestion]) {
        known.reserveCapacity(occurrences.count)
        for occurrence in occurrences {
            if let marks = occurrence.question.marks { known[occurrence.question.text] = marks.id }
        }
    }

    subscript(wording: String) -> String { known[wording] ?? QuestionNames.id(wording) }

    /// Those of a question: of its own wording, then of its occurrences'.
    func of(_ text: String, _ occurrences: [Occurrence]) -> [String] {
        let own = self[text]
        return [own] + occurrences.map { $0.text == text ? own : self[$0.text] }
    }
}
