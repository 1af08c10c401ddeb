public import TikuModel
public import TikuPipeline

/// Which questions of a bank are meant. Each condition that is given must hold; within one, any of its values.
public struct Selection: Hashable, Sendable {
    /// Titles, of any depth.
    public var sections: [String] = []
    public var statuses: [AnswerStatus] = []
    /// Questions with a finding of one of these that no curator agreed to.
    public var flags: [FlagCode] = []
    public var languages: [String] = []
    /// Patterns for the paths of sources.
    public var sources: [Glob] = []

    public init() {}

    /// In the order of the bank. O(questions).
    public func questions(of bank: Bank) -> [Question] {
        let paths = bank.paths
        return bank.questions.filter { question in
            (sections.isEmpty || question.section.contains { sections.contains($0) })
                && (statuses.isEmpty || statuses.contains(question.answer.status))
                && (flags.isEmpty || question.flags.contains { flags.contains($0.code) && $0.accepted == nil })
                && (languages.isEmpty || languages.contains(question.lang))
                && (sources.isEmpty
                    || question.occurrences.contains { occurrence in
                        paths[occurrence.source].map { path in sources.contains { $0.matches(path) } } ?? false
                    })
        }
    }
}

/// Questions on their way out, with what is known about them beside the bank's own words.
public struct ExportItems: Sendable {
    public struct Item: Sendable {
        public var question: Question
        /// Paths of the sources it stands in, each once, in order.
        public var sources: [String]
    }

    public private(set) var items: [Item] = []
    private var known: Set<String> = []

    public init() {}

    /// A question that stands in several banks comes from the first.
    public mutating func add(_ questions: [Question], of bank: Bank) {
        let paths = bank.paths
        for question in questions where known.insert(question.id).inserted {
            var sources: [String] = []
            for occurrence in question.occurrences {
                let path = paths[occurrence.source] ?? occurrence.source
                if !sources.contains(path) { sources.append(path) }
            }
            items.append(Item(question: question, sources: sources))
        }
    }
}

/// A way to write questions for another program.
public protocol ExportFormat: Sendable {
    /// Name on the command line.
    static var name: String { get }

    func render(_ items: [ExportItems.Item]) -> String
}
