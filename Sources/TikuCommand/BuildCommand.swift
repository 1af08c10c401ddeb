internal import ArgumentParser
internal import Glibc
internal import Logging
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

struct BuildCommand: AsyncParsableCommand, TalkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the bank: Raw/ in, Clean/ out.",
        discussion: """
            Writes bank.json, removed.jsonl (every removed span with its rule), articles/ (the cleaned articles) and report.md. \
            They are replaced together. Other files in the output folder stay, but not in its articles/, which belongs to tiku.

            What was found in a file is kept in .tiku/ beside the output, by the content of the file, the rules and the \
            version: a file that did not change is not read again, and a build of what did not change writes nothing. \
            The folder may be deleted at any time.
            """)

    @Argument(help: "Folder with the scraped articles, or one file.", completion: .directory)
    var raw = "Raw"

    @Option(name: .shortAndLong, help: "Folder to write to.", completion: .directory)
    var output = "Clean"

    @Option(name: .shortAndLong, help: "Files to read at once. (default: one per core)")
    var jobs: Int?

    @ArgumentParser.Flag(help: "Print the summary as JSON.")
    var json = false

    @ArgumentParser.Flag(help: "Number all questions anew, without regard to the bank that is replaced.")
    var fresh = false

    @Option(
        help: "Folder for what is known of unchanged files. (default: .tiku beside the output)", completion: .directory)
    var cache: String?

    @ArgumentParser.Flag(help: "Read every file again and keep nothing for the next build.")
    var noCache = false

    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
        if cache != nil, noCache {
            throw ValidationError("--cache and --no-cache contradict each other; leave one out.")
        }
    }

    func run() async throws {
        Console.handleInterrupts()
        let configuration = try Setup.configuration(beside: raw)
        let pipeline = try Setup.pipeline(configuration)
        let directory = try OutputDirectory(path: output)
        let tree = try Setup.tree(raw, output: directory.path, limits: pipeline.limits)
        let folder = noCache ? nil : cache ?? directory.parent + "/.tiku"
        let progress = ProgressLine(talk)
        let batch = Batch(
            pipeline: pipeline, jobs: jobs ?? Setup.cores(),
            cache: folder.map { ExtractCache(folder: $0, pipeline: pipeline, program: Program.identity) },
            report: { progress.show($0) })
        let inputs = await batch.inputs(tree)
        let decisions = try Setup.decisions(directory.path + "/" + Decisions.fileName)
        let key = inputs.digest.map { digest in
            [digest, decisions.sha256, configuration?.sha256 ?? "", Program.identity, fresh ? "fresh" : ""]
                .joined(separator: " ")
        }
        if let folder, let key, let last = BuildRecord(cache: folder, output: directory.path), last.inputs == key,
            last.outputs == directory.digest(of: BankFiles.owned)
        {
            Talk.logger.debug("nothing changed since the last build")
            return try finish(last)
        }
        let result = await batch.run(inputs)
        progress.finish()
        // from here on nobody else changes the bank that the numbers follow from
        let lock = try OutputLock(directory.path, waiting: 60)
        defer { withExtendedLifetime(lock) {} }
        let previous = fresh ? nil : try Setup.previousBank(directory.path + "/bank.json")
        let build = pipeline.assemble(result.outcomes, previous: previous, decisions: decisions)
        let defects = BankValidation.problems(build.bank)
        guard defects.isEmpty else {
            Console.complain(
                "the bank breaks its own rules, which is a defect of tiku's; nothing was written:\n"
                    + defects.map(\.description).joined(separator: "\n"))
            throw ExitCode(70)
        }
        let files = BankFiles.files(build, policy: configuration?.configuration.audit ?? AuditPolicy())
        try directory.replace(with: files, owned: BankFiles.owned, holding: lock)
        let summary = build.bank.summary
        let record = BuildRecord(
            inputs: key ?? "", outputs: OutputDirectory.digest(of: files), summary: summary.json,
            text: SummaryText.render(build, output: directory.path),
            stale: build.stale.map { "\(directory.path)/\(Visible.text($0))" },
            status: summary.sources > 0 && summary.quarantined == summary.sources ? 2 : 0)
        Talk.logger.debug(
            "\(SummaryText.count(result.read, "file")) read, \(result.known) unchanged",
            metadata: ["read": "\(result.read)", "unchanged": "\(result.known)"])
        if let folder, key != nil, result.isStable { record.store(cache: folder, output: directory.path) }
        try finish(record)
    }

    private func finish(_ record: BuildRecord) throws {
        for line in record.stale { Console.say(line) }
        if talk.quiet {
            for line in record.text.split(separator: "\n") where line.hasPrefix("Not read: ") {
                Console.say(String(line))
            }
        }
        if json {
            Console.print(CanonicalJSON.string(record.summary) + "\n")
        } else if !talk.quiet {
            Console.print(record.text)
        }
        if record.status != 0 { throw ExitCode(Int32(record.status)) }
    }
}
