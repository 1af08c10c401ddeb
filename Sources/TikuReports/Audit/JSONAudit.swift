internal import TikuModel

/// The audit as one JSON value, for scripts.
public struct JSONAudit: AuditFormat {
    public static let name = "json"

    public init() {}

    public func render(_ report: AuditReport) -> String {
        let findings = report.findings.map { finding -> JSONValue in
            var members: [String: JSONValue] = [
                "code": .string(finding.flag.code.rawValue), "severity": .string(finding.flag.severity.rawValue),
                "message": .string(finding.flag.message), "evidence": .string(finding.flag.evidence),
                "fingerprint": .string(finding.fingerprint), "source": .string(finding.source),
                "baseline": .bool(finding.isOld), "accepted": JSONValue(finding.flag.accepted),
            ]
            if let question = finding.question {
                members["question"] = .object([
                    "id": .string(question.id), "number": .integer(question.number), "text": .string(question.text),
                ])
            }
            if let span = finding.span { members["span"] = .array([.integer(span.start), .integer(span.end)]) }
            if let lines = finding.lines { members["lines"] = .array([.integer(lines.first), .integer(lines.last)]) }
            return .object(members)
        }
        let counts = Severity.allCases.map { ($0.rawValue, JSONValue.integer(report.count($0))) }
        return CanonicalJSON.string(
            .object([
                "format": .string("tiku.audit/1"), "summary": report.bank.summary.json, "findings": .array(findings),
                "counts": .object(Dictionary(uniqueKeysWithValues: counts)), "accepted": .integer(report.accepted),
                "baseline": .integer(report.old), "resolved": .integer(report.resolved),
                "completeness": .number((report.completeness * 10_000).rounded() / 10_000),
                "failures": .array(report.failures.map { .string($0) }),
            ])) + "\n"
    }
}
