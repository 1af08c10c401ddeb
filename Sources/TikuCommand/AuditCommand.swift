internal import ArgumentParser
internal import Glibc
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show what is missing, truncated and doubtful in a bank, and fail where it is too much.",
        discussion: """
            Exit code 1 when a finding is at or above --fail-on, when too few questions have an answer, or when too many \
            answers are missing. Findings that a decision accepted or that the baseline knows never fail an audit. What is \
            not given here comes from audit: in tiku.yml.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown, html, sarif, junit, github, csv

        var writer: any AuditFormat {
            switch self {
            case .text: TextAudit()
            case .json: JSONAudit()
            case .markdown: MarkdownAudit()
            case .html: HTMLAudit()
            case .sarif: SARIFAudit()
            case .junit: JUnitAudit()
            case .github: GitHubAudit()
            case .csv: CSVAudit()
            }
        }
    }

    enum Threshold: String, ExpressibleByArgument, CaseIterable {
        case error, warning, note, never
    }

    /// `sarif=out.sarif`
    struct Report: ExpressibleByArgument {
        var format: Format
        var path: String

        init?(argument: String) {
            guard let mark = argument.firstIndex(of: "="), let format = Format(rawValue: String(argument[..<mark]))
            else {
                return nil
            }
            self.format = format
            path = String(argument[argument.index(after: mark)...])
            if path.isEmpty { return nil }
        }
    }

    @Argument(help: "The bank.", completion: .file(extensions: ["json"]))
    var file = "Clean/bank.json"

    @Option(name: .shortAndLong, help: "How to print the findings.")
    var format = Format.text

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write a report to a file too; can be given several times.", valueName: "format=file"))
    var report: [Report] = []

    @Option(help: "Lowest severity that makes the audit fail: error, warning, note or never. (default: error)")
    var failOn: Threshold?

    @Option(help: "Least share of the questions that must have an answer, 0 to 1.")
    var minCompleteness: Double?

    @Option(help: "Most answers that may be missing.")
    var maxMissing: Int?

    @Option(help: "File with findings that are known and fail nothing.", completion: .file(extensions: ["json"]))
    var baseline: String?

    @ArgumentParser.Flag(
        help:
            "Write the baseline: all findings where there is none, else those of it that are still there. (default file: baseline.json beside the bank)"
    )
    var writeBaseline = false

    @Option(help: "Folder that the sources lie in, as paths in reports begin.", completion: .directory)
    var raw = "Raw"

    @Option(
        help: "Configuration. (default: tiku.yml in the folder above the bank's, or in the bank's)",
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @ArgumentParser.Flag(name: .shortAndLong, help: "Print nothing; the exit code tells.")
    var quiet = false

    func validate() throws {
        if let minCompleteness, !(0...1).contains(minCompleteness) {
            throw ValidationError("--min-completeness must be from 0 to 1; for 90 % give 0.9.")
        }
        if let maxMissing, maxMissing < 0 { throw ValidationError("--max-missing must not be negative.") }
    }

    func run() throws {
        let bank = try Setup.requireBank(file)
        var policy = try Setup.auditPolicy(config, bank: file)
        policy.failOn = failOn.flatMap { AuditPolicy.Threshold(rawValue: $0.rawValue) } ?? policy.failOn
        policy.minCompleteness = minCompleteness ?? policy.minCompleteness
        policy.maxMissing = maxMissing ?? policy.maxMissing
        let known = writeBaseline ? baseline ?? Setup.place(of: file) + "/baseline.json" : baseline
        let old = try known.flatMap { try readBaseline($0) }
        var audit = AuditReport(bank, policy: policy, baseline: old, raw: raw)
        if writeBaseline, let known {
            let new = AuditBaseline(audit, replacing: old)
            try OutputDirectory.writeFile(new.fileBytes, to: known)
            if !quiet {
                let gone = old.map { ", \($0.entries.count - new.entries.count) resolved and dropped" } ?? ""
                Console.error("\(known): \(SummaryText.count(new.entries.count, "known finding"))\(gone)")
            }
            if old == nil { audit = AuditReport(bank, policy: policy, baseline: new, raw: raw) }
        }
        for report in report {
            try OutputDirectory.writeFile(ContiguousArray(report.format.writer.render(audit).utf8), to: report.path)
        }
        if !quiet {
            Console.print(format.writer.render(audit))
            if audit.resolved > 0, !writeBaseline {
                Console.error(
                    "\(known ?? ""): \(SummaryText.count(audit.resolved, "finding")) of it resolved; --write-baseline takes them out"
                )
            }
        }
        let failures = audit.failures
        if !failures.isEmpty {
            if !quiet { Console.error("audit fails: " + failures.joined(separator: "; ")) }
            throw ExitCode(1)
        }
    }

    /// - Returns: nil where the file is to be written and is not there yet.
    private func readBaseline(_ path: String) throws -> AuditBaseline? {
        if writeBaseline, access(path, F_OK) != 0 { return nil }
        let bytes = try SourceTree.readFile(path, limit: 1 << 28)
        do {
            return try AuditBaseline(try JSONParser.parse(bytes))
        } catch {
            throw Complaint("\(path): is no baseline (\(error)); write one with `tiku audit --write-baseline`")
        }
    }
}
