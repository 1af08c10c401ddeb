internal import TikuModel

/// JUnit's XML, as CI servers show it: a suite for each source, a case for each question.
///
/// A case fails by the findings that make the audit fail; what a curator agreed to or a baseline knows is skipped.
public struct JUnitAudit: AuditFormat {
    public static let name = "junit"

    public init() {}

    public func render(_ report: AuditReport) -> String {
        var bySource: [String: [AuditReport.Finding]] = [:]
        for finding in report.findings { bySource[finding.source, default: []].append(finding) }
        let paths = report.bank.paths
        var questions: [String: [Question]] = [:]
        for question in report.bank.questions {
            let place =
                question.occurrences.first { $0.source == question.answer.source } ?? question.occurrences.first
            questions[place.flatMap { paths[$0.source] } ?? "", default: []].append(question)
        }
        var suites: [String] = []
        var totals = (tests: 0, failures: 0, skipped: 0)
        for source in report.bank.sources {
            let findings = Dictionary(grouping: bySource[source.path] ?? []) { $0.question?.id ?? "" }
            var cases = [testCase("the source as a whole", source.path, findings[""] ?? [], report)]
            for question in questions[source.path] ?? [] {
                let name = "#\(question.number) \(question.text)"
                cases.append(testCase(name, source.path, findings[question.id] ?? [], report))
            }
            let failures = cases.count { $0.state == .failed }
            let skipped = cases.count { $0.state == .skipped }
            totals = (totals.tests + cases.count, totals.failures + failures, totals.skipped + skipped)
            suites.append(
                "  <testsuite name=\"\(Markup.xml(source.path))\" tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\">\n"
                    + cases.map(\.xml).joined() + "  </testsuite>\n")
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites name=\"tiku\" tests=\"\(totals.tests)\" failures=\"\(totals.failures)\" errors=\"0\" skipped=\"\(totals.skipped)\">\n"
            + suites.joined() + "</testsuites>\n"
    }

    private enum State { case passed, failed, skipped }

    private func testCase(
        _ name: String, _ source: String, _ findings: [AuditReport.Finding], _ report: AuditReport
    ) -> (xml: String, state: State) {
        let head =
            "    <testcase classname=\"\(Markup.xml(source))\" name=\"\(Markup.xml(Visible.cut(name, to: 200)))\""
        let failing = findings.filter { report.fails($0) }
        let others = findings.filter { !report.fails($0) }
        var body = failing.map { finding in
            "      <failure type=\"\(finding.flag.code.rawValue)\" message=\"\(Markup.xml(finding.flag.message))\">\(Markup.xml(finding.flag.evidence))</failure>\n"
        }.joined()
        if failing.isEmpty, let known = others.first(where: { !$0.counts }) {
            body += "      <skipped message=\"\(Markup.xml(known.flag.accepted ?? "known to the baseline"))\"/>\n"
        }
        if !others.isEmpty {
            let lines = others.map { "\($0.flag.severity.rawValue) \($0.flag.code.rawValue): \($0.flag.message)" }
            body += "      <system-out>\(Markup.xml(lines.joined(separator: "\n")))</system-out>\n"
        }
        let state: State = !failing.isEmpty ? .failed : body.contains("<skipped") ? .skipped : .passed
        return (body.isEmpty ? head + "/>\n" : head + ">\n" + body + "    </testcase>\n", state)
    }
}
