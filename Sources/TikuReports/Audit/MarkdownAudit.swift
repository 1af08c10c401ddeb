internal import TikuModel

/// The audit as Markdown, for a pull request or a wiki: a summary, then the findings source by source.
public struct MarkdownAudit: AuditFormat {
    public static let name = "markdown"

    public init() {}

    public func render(_ report: AuditReport) -> String {
        let summary = report.bank.summary
        var lines = ["# Audit", ""]
        for failure in report.failures { lines.append("- **fails**: \(failure)") }
        if report.failures.isEmpty { lines.append("- passes") }
        lines += [
            "- \(summary.questions) questions: \(summary.answered) answered (\(AuditReport.percent(report.completeness))), "
                + "\(summary.missing) missing, \(summary.truncated) truncated",
            "- \(report.count(.error)) errors, \(report.count(.warning)) warnings, \(report.count(.note)) notes"
                + (report.accepted > 0 ? ", \(report.accepted) accepted" : "")
                + (report.old > 0 ? ", \(report.old) known to the baseline" : "")
                + (report.resolved > 0 ? ", \(report.resolved) of the baseline resolved" : ""),
        ]
        var index = report.findings.startIndex
        while index < report.findings.endIndex {
            let source = report.findings[index].source
            let end = report.findings[index...].firstIndex { $0.source != source } ?? report.findings.endIndex
            lines += ["", "## " + MarkdownReport.escape(source)]
            lines += MarkdownReport.findings(Array(report.findings[index..<end]))
            index = end
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
