public import TikuModel

/// One question in one source, on its way through the reduce half.
public struct SourcedQuestion: Hashable, Sendable {
    /// Index of its extract in the list the reduce half was given.
    public var extract: Int
    public var source: String
    public var question: ExtractedQuestion

    public init(extract: Int, source: String, question: ExtractedQuestion) {
        self.extract = extract
        self.source = source
        self.question = question
    }
}

/// Occurrences that ask the same thing, in the order of their sources.
public struct Cluster: Hashable, Sendable {
    public var members: [SourcedQuestion]
    /// Indices of other clusters that come close, with how close.
    public var near: [Near]
    /// Id of a question that a curator's decision took out of another; nil for all that stand as the sources print them.
    public var identity: String?

    public struct Near: Hashable, Sendable {
        public var cluster: Int
        public var similarity: Double
    }

    public init(members: [SourcedQuestion], near: [Near] = [], identity: String? = nil) {
        self.members = members
        self.near = near
        self.identity = identity
    }
}
