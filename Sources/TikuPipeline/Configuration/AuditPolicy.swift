public import TikuModel
internal import Yams

/// What a project makes of the audit's findings: other severities, for some paths only, and when an audit fails. From `tiku.yml`:
///
///     audit:
///       fail-on: error                         # error, warning, note or never
///       min-completeness: 0.9                  # share of the questions that have an answer
///       max-missing: 40
///       severity: {number.gap: off, answer.short: warning}
///       paths:
///         - match: [archive/**]
///           severity: {answer.missing: note}
public struct AuditPolicy: Hashable, Sendable {
    /// From which severity on a finding makes an audit fail.
    public enum Threshold: String, Hashable, Sendable, CaseIterable {
        case error, warning, note, never

        public var severity: Severity? { Severity(rawValue: rawValue) }
    }

    /// Other severities for some sources.
    public struct Exception: Hashable, Sendable {
        public var match: [Glob]
        /// nil for a code that is not shown.
        public var severity: [FlagCode: Severity?]

        public init(match: [Glob], severity: [FlagCode: Severity?]) {
            self.match = match
            self.severity = severity
        }
    }

    public var failOn: Threshold?
    /// 0 to 1.
    public var minCompleteness: Double?
    public var maxMissing: Int?
    /// nil for a code that is not shown.
    public var severity: [FlagCode: Severity?] = [:]
    /// The last one that matches holds.
    public var paths: [Exception] = []

    public init() {}

    /// The severity of a finding about a source; nil where it is not to be shown.
    public func severity(of flag: Flag, in path: String) -> Severity? {
        for exception in paths.reversed() {
            if let own = exception.severity[flag.code], exception.match.contains(where: { $0.matches(path) }) {
                return own
            }
        }
        if let own = severity[flag.code] { return own }
        return flag.severity
    }

    static func read(_ node: Node, _ reader: YAMLReader) throws(ConfigurationError) -> AuditPolicy {
        let keys = ["fail-on", "min-completeness", "max-missing", "severity", "paths"]
        let map = try reader.mapping(node, known: keys, what: "audit")
        var policy = AuditPolicy()
        if let value = map["fail-on"] { policy.failOn = try reader.choice(value, key: "audit.fail-on") }
        if let value = map["min-completeness"] {
            guard let share = value.float, (0...1).contains(share) else {
                throw reader.error(value, "audit.min-completeness must be a number from 0 to 1")
            }
            policy.minCompleteness = share
        }
        if let value = map["max-missing"] {
            let count = try reader.integer(value, key: "audit.max-missing")
            guard count >= 0 else { throw reader.error(value, "audit.max-missing must not be negative") }
            policy.maxMissing = count
        }
        if let value = map["severity"] { policy.severity = try severities(value, reader, "audit.severity") }
        if let value = map["paths"] {
            for item in try reader.sequence(value, key: "audit.paths") {
                let entry = try reader.mapping(item, known: ["match", "severity"], what: "audit.paths")
                guard let match = entry["match"], let severity = entry["severity"] else {
                    throw reader.error(item, "each of audit.paths needs match and severity")
                }
                policy.paths.append(
                    Exception(
                        match: try reader.strings(match, key: "match").map(Glob.init),
                        severity: try severities(severity, reader, "severity")))
            }
        }
        return policy
    }

    private static func severities(
        _ node: Node, _ reader: YAMLReader, _ key: String
    ) throws(ConfigurationError) -> [FlagCode: Severity?] {
        var severities: [FlagCode: Severity?] = [:]
        for (name, value) in try reader.pairs(node, what: key) {
            guard let code = FlagCode(rawValue: name) else {
                let known = FlagCode.allCases.map(\.rawValue).joined(separator: ", ")
                throw reader.error(value, "there is no flag \"\(name)\"; known are \(known)")
            }
            // YAML reads a bare `off` as false
            if value.scalar?.string == "off" || value.bool == false {
                severities[code] = .some(nil)
            } else {
                let severity: Severity = try reader.choice(value, key: "\(key).\(name)")
                severities[code] = severity
            }
        }
        return severities
    }
}

extension YAMLReader {
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node, key: String
    ) throws(ConfigurationError) -> Choice where Choice.RawValue == String {
        if let text = node.scalar?.string, let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw error(node, "\(key) must be one of \(known)")
    }
}
