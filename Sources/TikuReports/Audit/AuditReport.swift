public import TikuModel
public import TikuPipeline

/// A way to write an audit for people or machines. One format, one file.
public protocol AuditFormat: Sendable {
    /// Name on the command line.
    static var name: String { get }

    func render(_ report: AuditReport) -> String
}

/// What an audit found, in the order it is shown: by source, then severity, code and place.
public struct AuditReport: Sendable {
    public struct Finding: Hashable, Sendable {
        /// Path of the source that it speaks of.
        public var source: String
        public var question: Question?
        public var flag: Flag
        /// Where the question stands that it speaks of.
        public var occurrence: Occurrence?
        /// The same for the same finding in any later audit: from code and question or source, not from numbers or places. A digest,
        /// made when it is asked for.
        public var fingerprint: String { String(Identifier.sha256(identity.utf8).prefix(20)) }
        fileprivate var identity: String
        /// The baseline knows it.
        public var isOld = false

        /// In the decoded text of the source.
        public var span: ByteSpan? { occurrence?.span }
        /// In the raw file; the first line for a finding about the whole source.
        public var lines: LineRange? { question == nil ? LineRange(1, 1) : occurrence?.lines }

        /// Whether it can make an audit fail at all.
        public var counts: Bool { flag.accepted == nil && !isOld }
    }

    public let bank: Bank
    public private(set) var findings: [Finding]
    public let policy: AuditPolicy
    public let threshold: AuditPolicy.Threshold
    /// Folder that the sources' paths start from, as machines see it that read the report.
    public let raw: String
    /// Findings of the baseline that are there no more.
    public private(set) var resolved = 0

    /// - Parameters:
    ///   - policy: other severities, and when it fails.
    ///   - baseline: fingerprints of findings that are known; nil for none.
    public init(
        _ bank: Bank, policy: AuditPolicy = AuditPolicy(), baseline: AuditBaseline? = nil, raw: String = "Raw"
    ) {
        self.bank = bank
        self.policy = policy
        self.raw = raw
        threshold = policy.failOn ?? .error
        let paths = bank.paths
        var findings: [Finding] = []
        var taken: [String: Int] = [:]
        func add(_ source: String, _ question: Question?, _ flag: Flag, _ place: Occurrence?) {
            guard let severity = policy.severity(of: flag, in: source) else { return }
            var flag = flag
            flag.severity = severity
            // which other question is close, which section is left out: several of one code about one thing
            let detail: String
            switch flag.code {
            case .questionNearDuplicate, .sectionOmitted: detail = flag.message
            default: detail = ""
            }
            let seed = [flag.code.rawValue, question?.id ?? source, detail].joined(separator: "\u{1F}")
            let count = taken[seed, default: 0]
            taken[seed] = count + 1
            findings.append(
                Finding(
                    source: source, question: question, flag: flag, occurrence: place,
                    identity: count == 0 ? seed : seed + "\u{1F}\(count)"))
        }
        for source in bank.sources {
            for flag in source.flags { add(source.path, nil, flag, nil) }
        }
        for question in bank.questions {
            let place = question.occurrences.first { $0.source == question.answer.source } ?? question.occurrences.first
            for flag in question.flags { add(place.flatMap { paths[$0.source] } ?? "", question, flag, place) }
        }
        if let baseline {
            for index in findings.indices where baseline.fingerprints.contains(findings[index].fingerprint) {
                findings[index].isOld = true
            }
            resolved = baseline.fingerprints.count - findings.count(where: \.isOld)
        }
        self.findings = Self.order(findings).map { findings[$0] }
    }

    /// Places are sorted, not findings, which are large.
    private static func order(_ findings: [Finding]) -> [Int] {
        let sources = Set(findings.map(\.source)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let ranks = Dictionary(uniqueKeysWithValues: zip(sources, sources.indices))
        let keys = findings.map { finding in
            (
                ranks[finding.source] ?? 0, finding.flag.severity, finding.flag.code.rawValue,
                finding.question?.number ?? 0
            )
        }
        return findings.indices.sorted { left, right in
            let (first, second) = (keys[left], keys[right])
            if first.0 != second.0 { return first.0 < second.0 }
            if first.1 != second.1 { return first.1 > second.1 }
            if first.2 != second.2 { return first.2 < second.2 }
            if first.3 != second.3 { return first.3 < second.3 }
            return findings[left].fingerprint < findings[right].fingerprint
        }
    }

    /// Findings of a severity that no curator agreed to and no baseline knows.
    public func count(_ severity: Severity) -> Int { findings.count { $0.flag.severity == severity && $0.counts } }

    /// How many findings a curator agreed to.
    public var accepted: Int { findings.count { $0.flag.accepted != nil } }

    /// How many the baseline knows.
    public var old: Int { findings.count { $0.isOld && $0.flag.accepted == nil } }

    /// Share of the questions that have an answer, 0 to 1; 1 for a bank without questions.
    public var completeness: Double {
        bank.summary.questions == 0 ? 1 : Double(bank.summary.answered) / Double(bank.summary.questions)
    }

    /// Whether a finding makes the audit fail.
    public func fails(_ finding: Finding) -> Bool {
        guard let severity = threshold.severity else { return false }
        return finding.counts && finding.flag.severity >= severity
    }

    /// Why the audit fails, one sentence each; empty where it does not.
    public var failures: [String] {
        var reasons: [String] = []
        let count = findings.count { fails($0) }
        if count > 0 {
            let new = old > 0 || resolved > 0 ? "new " : ""
            reasons.append(
                threshold == .error
                    ? SummaryText.count(count, new + "error")
                    : SummaryText.count(count, new + "finding") + " of severity \(threshold.rawValue) or above")
        }
        if let least = policy.minCompleteness, completeness < least {
            reasons.append("completeness is \(Self.percent(completeness)), below \(Self.percent(least))")
        }
        if let most = policy.maxMissing, bank.summary.missing > most {
            reasons.append("\(SummaryText.count(bank.summary.missing, "answer")) missing, more than \(most)")
        }
        return reasons
    }

    /// `39.0 %`, rounded down so that 100 % means all.
    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
