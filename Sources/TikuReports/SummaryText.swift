internal import TikuModel
public import TikuPipeline

/// A build in a few plain sentences.
public enum SummaryText {
    public static func render(_ build: Build, output: String) -> String {
        let summary = build.bank.summary
        var lines: [String] = []
        let quarantined = summary.quarantined > 0 ? ", \(summary.quarantined) unreadable" : ""
        lines.append("\(count(summary.sources, "source"))\(quarantined), \(count(summary.questions, "question")).")
        lines.append(
            "\(summary.answered) answered, \(summary.missing) missing, \(summary.truncated) truncated"
                + (summary.healed > 0 ? "; \(summary.healed) healed from another source." : "."))
        lines.append(
            "\(count(summary.duplicates, "duplicate")) merged, \(count(summary.removedSpans, "span")) removed, "
                + "\(count(build.repairs.values.reduce(0, +), "repair")) made.")
        let flags = build.bank.sources.flatMap(\.flags) + build.bank.questions.flatMap(\.flags)
        for code in [FlagCode.sectionOmitted, .claimMismatch, .questionNearDuplicate, .numberDuplicate] {
            let found = flags.count { $0.code == code }
            if found > 0 { lines.append("\(code.rawValue): \(found)") }
        }
        for source in build.bank.sources where source.status == .quarantined {
            lines.append("Not read: \(Visible.text(source.path)): \(source.reason ?? "")")
        }
        lines.append("Bank: \(output)/bank.json   Report: \(output)/report.md   Removed: \(output)/removed.jsonl")
        return lines.joined(separator: "\n") + "\n"
    }

    public static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
