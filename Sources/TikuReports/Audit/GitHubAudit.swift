internal import TikuModel

/// GitHub's workflow commands: each finding becomes an annotation at its line.
public struct GitHubAudit: AuditFormat {
    public static let name = "github"

    public init() {}

    public func render(_ report: AuditReport) -> String {
        var lines: [String] = []
        for finding in report.findings where finding.counts {
            let location = RawLocation(finding, raw: report.raw)
            let command =
                switch finding.flag.severity {
                case .error: "error"
                case .warning: "warning"
                case .note: "notice"
                }
            var properties = ["file=" + Self.property(Visible.path(location.path))]
            if let range = location.lines { properties += ["line=\(range.first)", "endLine=\(range.last)"] }
            properties.append("title=" + Self.property(finding.flag.code.rawValue))
            let question = finding.question.map { "#\($0.number) \(Visible.cut($0.text, to: 120)): " } ?? ""
            lines.append(
                "::\(command) \(properties.joined(separator: ","))::"
                    + Self.data(Visible.text(question + finding.flag.message)))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What a value of a command must not hold as it is.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
