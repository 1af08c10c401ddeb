public import TikuModel

/// What numbering has to know of the bank that is replaced: which wordings have which ids and numbers.
public struct KnownQuestions: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var id: String
        var number: Int
        /// The ids that its wordings give, that of its own first.
        var wordings: [String]
    }

    var questions: [Entry]
    var retired: [RetiredQuestion]

    /// O(size of the bank): the digest of each wording.
    public init(_ bank: Bank) { self.init(bank, ids: WordingIDs()) }

    init(_ bank: Bank, ids: WordingIDs) {
        questions = bank.questions.map { question in
            Entry(
                id: question.id, number: question.number,
                wordings: ids.of(question.text, question.occurrences))
        }
        retired = bank.retired
    }

    init(questions: [Entry], retired: [RetiredQuestion]) {
        self.questions = questions
        self.retired = retired
    }
}
