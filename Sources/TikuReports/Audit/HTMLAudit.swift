internal import TikuModel

/// The audit as one page that stands alone: completeness as charts, and a list of findings that is filtered in the browser.
///
/// Nothing is fetched, and a Content-Security-Policy lets only the page's own script and style run, named by their digests.
public struct HTMLAudit: AuditFormat {
    public static let name = "html"

    public init() {}

    public func render(_ report: AuditReport) -> String {
        let statistics = BankStatistics(report.bank)
        var page = HTMLPage(
            title: "Question bank audit", style: PackageResources.audit_css, script: PackageResources.audit_js)
        page.add(head(report))
        page.add("<main>")
        page.add(chart("Completeness by source, as scraped", statistics.sources))
        page.add(chart("Completeness by section", statistics.sections))
        page.add(list(report))
        page.add("</main>")
        return page.text
    }

    private func head(_ report: AuditReport) -> String {
        let summary = report.bank.summary
        let numbers = [
            ("questions", String(summary.questions)), ("answered", AuditReport.percent(report.completeness)),
            ("missing", String(summary.missing)), ("truncated", String(summary.truncated)),
            ("healed", String(summary.healed)), ("duplicates merged", String(summary.duplicates)),
            ("spans removed", String(summary.removedSpans)), ("sources", String(summary.sources)),
        ]
        let failures = report.failures
        let verdict =
            failures.isEmpty
            ? "<p><span class=\"verdict\">passes</span></p>"
            : "<p><span class=\"verdict fails\">fails</span> \(Markup.html(failures.joined(separator: "; ")))</p>"
        return "<header><h1>Question bank audit</h1>\(verdict)<ul class=\"numbers\">"
            + numbers.map { "<li><b>\($0.1)</b><span class=\"soft\">\($0.0)</span></li>" }.joined() + "</ul></header>"
    }

    private static let statuses = ["answered", "truncated", "missing"]

    private func chart(_ title: String, _ rows: [BankStatistics.Row]) -> String {
        let rows = rows.filter { $0.total > 0 }
        guard !rows.isEmpty else { return "" }
        // the longest lists tell most; the rest is in the list of findings
        let shown = rows.sorted { ($1.total, $0.name) < ($0.total, $1.name) }.prefix(60)
        var text = "<section><h2>\(title)</h2><p class=\"legend\">"
        for status in Self.statuses {
            text +=
                "<span><svg viewBox=\"0 0 1 1\" aria-hidden=\"true\"><rect class=\"\(status)\" width=\"1\" height=\"1\"/></svg>\(status)</span>"
        }
        text += "</p><div class=\"bars\">"
        for row in shown {
            let counts = [row.answered, row.truncated, row.missing]
            var start = 0
            var bars = ""
            for (status, count) in zip(Self.statuses, counts) where count > 0 {
                bars += "<rect class=\"\(status)\" x=\"\(start)\" width=\"\(count)\" height=\"1\"/>"
                start += count
            }
            let label = zip(Self.statuses, counts).map { "\($1) \($0)" }.joined(separator: ", ")
            text +=
                "<span class=\"name\">\(Markup.html(Visible.text(row.name)))</span>"
                + "<svg viewBox=\"0 0 \(row.total) 1\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"\(label)\">\(bars)</svg>"
                + "<span class=\"share\">\(row.answered) of \(row.total)</span>"
        }
        text += "</div>"
        if rows.count > shown.count { text += "<p class=\"soft\">and \(rows.count - shown.count) more</p>" }
        return text + "</section>"
    }

    private func list(_ report: AuditReport) -> String {
        let codes = Set(report.findings.map(\.flag.code.rawValue)).sorted()
        let sources = Set(report.findings.map(\.source)).sorted()
        func options(_ values: [String], _ all: String) -> String {
            "<option value=\"\">\(all)</option>"
                + values.map { "<option>\(Markup.html($0))</option>" }.joined()
        }
        var text = "<section><h2>Findings</h2><form hidden>"
        text += "<label>Words<input name=\"words\" type=\"search\" autocomplete=\"off\"></label>"
        for (name, title, values) in [
            ("severity", "Severity", ["error", "warning", "note"]), ("code", "Code", codes),
            ("source", "Source", sources),
            ("state", "State", ["new", "baseline", "accepted"]),
        ] {
            text += "<label>\(title)<select name=\"\(name)\">\(options(values, "all"))</select></label>"
        }
        text += "</form><p class=\"soft\"><output aria-live=\"polite\">\(report.findings.count) findings</output></p>"
        text += "<ol class=\"findings\">" + report.findings.map(item).joined() + "</ol></section>"
        return text
    }

    private func item(_ finding: AuditReport.Finding) -> String {
        let flag = finding.flag
        let state = flag.accepted != nil ? "accepted" : finding.isOld ? "baseline" : "new"
        let title = finding.question.map { "#\($0.number) \($0.text)" } ?? flag.message
        var rows: [(String, String)] = [("Says", flag.message)]
        if let accepted = flag.accepted { rows.append(("Accepted", accepted)) }
        rows.append(("What to do", flag.code.remedy))
        let lines = finding.lines.map { $0.first == $0.last ? ", line \($0.first)" : ", lines \($0.first)–\($0.last)" }
        rows.append(("Source", finding.source + (lines ?? "")))
        if let question = finding.question { rows.append(("Id", question.id)) }
        let body = rows.map { "<dt>\($0.0)</dt><dd>\(Markup.html(Visible.text($0.1)))</dd>" }.joined()
        return "<li data-severity=\"\(flag.severity.rawValue)\" data-code=\"\(flag.code.rawValue)\""
            + " data-source=\"\(Markup.html(finding.source))\" data-state=\"\(state)\"><details><summary>"
            + "<span class=\"badge \(flag.severity.rawValue)\">\(flag.severity.rawValue)</span><code>\(flag.code.rawValue)</code>"
            + "<span class=\"text\">\(Markup.html(Visible.text(Visible.cut(title, to: 300))))</span>"
            + (state == "new" ? "" : "<span class=\"state\">\(state)</span>")
            + "</summary><div class=\"body\"><dl>\(body)</dl>\(context(finding))</div></details></li>"
    }

    /// The end of the answer, or the evidence alone, with the evidence marked where it stands.
    private func context(_ finding: AuditReport.Finding) -> String {
        let evidence = finding.flag.evidence
        guard !evidence.isEmpty, finding.flag.code != .answerMissing else { return "" }
        let words = Visible.cut(evidence, to: 300)
        if let answer = finding.occurrence?.answer, let place = answer.range(of: Self.core(evidence)) {
            let start =
                answer.index(place.lowerBound, offsetBy: -160, limitedBy: answer.startIndex) ?? answer.startIndex
            let end = answer.index(place.upperBound, offsetBy: 160, limitedBy: answer.endIndex) ?? answer.endIndex
            return "<blockquote>" + (start > answer.startIndex ? "… " : "")
                + Markup.html(String(answer[start..<place.lowerBound])) + "<mark>"
                + Markup.html(String(answer[place])) + "</mark>" + Markup.html(String(answer[place.upperBound..<end]))
                + (end < answer.endIndex ? " …" : "") + "</blockquote>"
        }
        return "<blockquote><mark>\(Markup.html(words))</mark></blockquote>"
    }

    /// Evidence as it stands in the answer: without the words that lead to it and marks of what was cut off.
    private static func core(_ evidence: String) -> String {
        let words = evidence.hasPrefix("an open bracket: ") ? String(evidence.dropFirst(17)) : evidence
        return words.trimmingPrefix("…").description
    }
}

extension String {
    /// Where the words first stand; nil for empty ones.
    fileprivate func range(of words: String) -> Range<String.Index>? {
        guard !words.isEmpty, let range = firstRange(of: words) else { return nil }
        return range
    }
}
