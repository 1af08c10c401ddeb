internal import TikuModel

/// The audit as plain text for a terminal: grouped by source and code, the evidence below each finding.
public struct TextAudit: AuditFormat {
    public static let name = "text"

    public init() {}

    public func render(_ report: AuditReport) -> String {
        var lines: [String] = []
        var source: String?
        var code: FlagCode?
        for finding in report.findings {
            if finding.source != source {
                if source != nil { lines.append("") }
                lines.append(Visible.text(finding.source))
                source = finding.source
                code = nil
            }
            if finding.flag.code != code {
                code = finding.flag.code
                lines.append(
                    "  \(finding.flag.severity.rawValue) \(finding.flag.code.rawValue): \(finding.flag.code.meaning)")
            }
            if let question = finding.question {
                lines.append("    #\(question.number) \(question.id)  \(Visible.text(question.text))")
            } else {
                lines.append("    " + Visible.text(finding.flag.message))
            }
            if let accepted = finding.flag.accepted {
                lines.append("      accepted: " + Visible.text(accepted))
            } else if finding.isOld {
                lines.append("      known to the baseline")
            }
            if !finding.flag.evidence.isEmpty, finding.flag.code != .answerMissing {
                lines.append("      " + Visible.text(Visible.cut(finding.flag.evidence, to: 100)))
            }
        }
        if !lines.isEmpty { lines.append("") }
        let summary = report.bank.summary
        lines.append(
            "\(summary.questions) questions: \(summary.answered) answered, \(summary.missing) missing, \(summary.truncated) truncated. "
                + "\(SummaryText.count(report.count(.error), "error")), \(SummaryText.count(report.count(.warning), "warning")), \(SummaryText.count(report.count(.note), "note"))"
                + (report.accepted > 0 ? ", \(report.accepted) accepted by decision" : "")
                + (report.old > 0 ? ", \(report.old) known to the baseline." : "."))
        return lines.joined(separator: "\n") + "\n"
    }
}
