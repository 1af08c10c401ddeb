internal import TikuModel

/// The findings as a table for spreadsheets.
public struct CSVAudit: AuditFormat {
    public static let name = "csv"

    public init() {}

    public func render(_ report: AuditReport) -> String {
        var table = CSVTable([
            "severity", "code", "source", "first line", "last line", "number", "id", "question", "message", "evidence",
            "state", "fingerprint",
        ])
        for finding in report.findings {
            let state = finding.flag.accepted.map { "accepted: " + $0 } ?? (finding.isOld ? "baseline" : "new")
            table.add([
                finding.flag.severity.rawValue, finding.flag.code.rawValue, finding.source,
                finding.lines.map { String($0.first) } ?? "", finding.lines.map { String($0.last) } ?? "",
                finding.question.map { String($0.number) } ?? "", finding.question?.id ?? "",
                finding.question?.text ?? "", finding.flag.message, finding.flag.evidence, state, finding.fingerprint,
            ])
        }
        return table.text
    }
}
