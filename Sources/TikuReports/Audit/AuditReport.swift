public import TikuModel

/// A way to write an audit for people or machines. One format, one file.
public protocol AuditFormat: Sendable {
    /// Name on the command line.
    static var name: String { get }

    func render(_ report: AuditReport) -> String
}

/// What an audit found, in the order it is shown: by source, then code, then place.
public struct AuditReport: Sendable {
    public struct Finding: Hashable, Sendable {
        /// Path of the source that it speaks of.
        public var source: String
        public var question: Question?
        public var flag: Flag
        /// In the decoded text of the source.
        public var span: ByteSpan?
    }

    public let bank: Bank
    public let findings: [Finding]

    public init(_ bank: Bank) {
        self.bank = bank
        let paths = Dictionary(bank.sources.map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
        var findings: [Finding] = []
        for source in bank.sources {
            findings += source.flags.map { Finding(source: source.path, question: nil, flag: $0, span: nil) }
        }
        for question in bank.questions {
            let place = question.occurrences.first { $0.source == question.answer.source } ?? question.occurrences.first
            let path = place.flatMap { paths[$0.source] } ?? ""
            findings += question.flags.map { Finding(source: path, question: question, flag: $0, span: place?.span) }
        }
        self.findings = findings.sorted { left, right in
            if left.source != right.source { return left.source.utf8.lexicographicallyPrecedes(right.source.utf8) }
            if left.flag.severity != right.flag.severity { return left.flag.severity > right.flag.severity }
            if left.flag.code != right.flag.code { return left.flag.code.rawValue < right.flag.code.rawValue }
            return (left.question?.number ?? 0) < (right.question?.number ?? 0)
        }
    }

    /// Findings of a severity that no curator agreed to.
    public func count(_ severity: Severity) -> Int {
        findings.count { $0.flag.severity == severity && $0.flag.accepted == nil }
    }

    /// How many findings a curator agreed to.
    public var accepted: Int { findings.count { $0.flag.accepted != nil } }

    /// Whether a finding that no curator agreed to is at or above the severity.
    public func fails(on severity: Severity?) -> Bool {
        guard let severity else { return false }
        return findings.contains { $0.flag.severity >= severity && $0.flag.accepted == nil }
    }
}
