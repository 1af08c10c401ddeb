/// A stage's decision that a span is not part of the article, with the rule that says so and what it saw.
///
/// Nothing is deleted when a verdict is given: the text stays, and the verdict can be overruled.
public struct Verdict: Hashable, Sendable {
    /// In the repaired text.
    public var span: ByteSpan
    /// Id of the rule, for example `ad.join-group`.
    public var rule: String
    /// The words or facts the rule rests on.
    public var evidence: String

    public init(span: ByteSpan, rule: String, evidence: String) {
        self.span = span
        self.rule = rule
        self.evidence = evidence
    }
}
