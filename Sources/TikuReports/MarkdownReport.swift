internal import TikuModel
public import TikuPipeline

/// `report.md`: what is missing, truncated and doubtful, source by source.
public enum MarkdownReport {
    public static func render(_ build: Build, policy: AuditPolicy = AuditPolicy()) -> String {
        let bank = build.bank
        let summary = bank.summary
        var lines = ["# Question bank report", ""]
        lines.append("| | |")
        lines.append("| --- | ---: |")
        for (name, value) in [
            ("Sources", summary.sources), ("Unreadable sources", summary.quarantined), ("Questions", summary.questions),
            ("Answered", summary.answered), ("Missing", summary.missing), ("Truncated", summary.truncated),
            ("Healed from another source", summary.healed), ("Duplicates merged", summary.duplicates),
            ("Spans removed", summary.removedSpans),
        ] { lines.append("| \(name) | \(value) |") }
        if !build.repairs.isEmpty {
            lines += [
                "",
                "Repairs: "
                    + build.repairs.sorted { $0.key < $1.key }.map { "\($0.value) × `\($0.key)`" }.joined(
                        separator: ", ") + ".",
            ]
        }
        let findings = Dictionary(grouping: AuditReport(bank, policy: policy).findings, by: \.source)
        let removals = removals(build)
        for source in bank.sources {
            lines += ["", "## " + escape(source.path), ""]
            if source.status == .quarantined {
                lines.append("Not read: \(escape(source.reason ?? "")).")
                continue
            }
            let promised = source.claimed.map { ", promises \($0)" } ?? ""
            lines.append(
                "\(escape(source.title ?? "no title")) — holds \(source.found)\(promised). Encoding \(source.encoding ?? "unknown")."
            )
            lines += Self.removed(removals[source.path] ?? [:])
            lines += Self.findings(findings[source.path] ?? [])
        }
        if !bank.retired.isEmpty {
            lines += ["", "## Retired numbers", ""]
            lines += bank.retired.map { "- #\($0.number) `\($0.id)`: \(escape($0.reason))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How many spans each rule removed, by the path of the source.
    private static func removals(_ build: Build) -> [String: [String: Int]] {
        var counts: [String: [String: Int]] = [:]
        for case .extracted(let extract) in build.outcomes {
            for tile in extract.tiles {
                if case .removed(let rule, _) = tile.role {
                    counts[extract.source.path, default: [:]][rule, default: 0] += 1
                }
            }
        }
        return counts
    }

    private static func removed(_ counts: [String: Int]) -> [String] {
        guard !counts.isEmpty else { return [] }
        return [
            "",
            "Removed: " + counts.sorted { $0.key < $1.key }.map { "\($0.value) × `\($0.key)`" }.joined(separator: ", ")
                + ".",
        ]
    }

    static func findings(_ findings: [AuditReport.Finding]) -> [String] {
        var lines: [String] = []
        var code: FlagCode?
        for finding in findings {
            if finding.flag.code != code {
                code = finding.flag.code
                let count = findings.count { $0.flag.code == finding.flag.code }
                lines += [
                    "",
                    "### \(finding.flag.severity.rawValue) `\(finding.flag.code.rawValue)`: \(finding.flag.code.meaning) (\(count))",
                    "",
                ]
            }
            let evidence =
                finding.flag.evidence.isEmpty || finding.flag.code == .answerMissing
                ? "" : " — " + escape(Visible.cut(finding.flag.evidence, to: 120))
            let state =
                finding.flag.accepted.map { " — accepted: " + escape($0) }
                ?? (finding.isOld ? " — known to the baseline" : "")
            if let question = finding.question {
                lines.append("- #\(question.number) \(escape(question.text)) (`\(question.id)`)\(evidence)\(state)")
            } else {
                lines.append("- \(escape(finding.flag.message))\(evidence)\(state)")
            }
        }
        return lines
    }

    /// Scraped text as Markdown text on one line: nothing in it is markup.
    static func escape(_ text: String) -> String {
        var output = ContiguousArray<UInt8>()
        var text = Visible.text(text)
        output.reserveCapacity(text.utf8.count + 8)
        text.withUTF8 { bytes in
            for byte in bytes {
                if isMark(byte) { output.append(UInt8(ascii: "\\")) }
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// `\` `` ` `` `*` `_` `<` `>` `[` `]` `|` `#`
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x5C, 0x60, 0x2A, 0x5F, 0x3C, 0x3E, 0x5B, 0x5D, 0x7C, 0x23: true
        default: false
        }
    }
}
