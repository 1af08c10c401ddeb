internal import ArgumentParser
internal import Logging
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

/// One build of a folder: what `tiku build` does, and `tiku review` after each decision.
struct BuildRun: Sendable {
    var raw: String
    var output: String
    /// Files at work at once.
    var jobs = Setup.cores()
    var isFresh = false
    var keepsCache = true
    /// Folder of the cache; nil for the one beside the output.
    var cache: String?

    init(raw: String, output: String) {
        self.raw = raw
        self.output = output
    }

    /// Reads what changed, numbers after the bank that is there, and replaces the output as a whole.
    ///
    /// - Parameters:
    ///   - report: called after each file, from any thread.
    ///   - finished: called when all files are read.
    /// - Throws: what a person can act on (`UserError`), or `ExitCode` 70 where the bank breaks its own rules.
    func run(
        report: (@Sendable (Batch.Step) -> Void)? = nil, finished: () -> Void = {}
    ) async throws -> BuildRecord {
        let configuration = try Setup.configuration(beside: raw)
        let pipeline = try Setup.pipeline(configuration).withoutPlain()
        let directory = try OutputDirectory(path: output)
        let tree = try Setup.tree(raw, output: directory.path, limits: pipeline.limits)
        let folder = keepsCache ? cache ?? directory.parent + "/.tiku" : nil
        let batch = Batch(
            pipeline: pipeline, jobs: jobs,
            cache: folder.map { ExtractCache(folder: $0, pipeline: pipeline, program: Program.identity) },
            report: report)
        let inputs = await batch.inputs(tree)
        let decisions = try Setup.decisions(directory.path + "/" + Decisions.fileName)
        let key = inputs.digest.map { digest in
            [digest, decisions.sha256, configuration?.sha256 ?? "", Program.identity, isFresh ? "fresh" : ""]
                .joined(separator: " ")
        }
        if let folder, let key, let last = BuildRecord(cache: folder, output: directory.path), last.inputs == key,
            last.outputs == directory.digest(of: BankFiles.owned)
        {
            Talk.logger.debug("nothing changed since the last build")
            return last
        }
        let result = await batch.run(inputs)
        finished()
        // from here on nobody else changes the bank that the numbers follow from
        let lock = try OutputLock(directory.path, waiting: 60)
        defer { withExtendedLifetime(lock) {} }
        let known = isFresh ? nil : try Self.known(directory, cache: folder)
        let build = pipeline.assemble(result.outcomes, known: known, decisions: decisions)
        let (record, bank) = try await Self.write(
            build, to: directory, holding: lock, policy: configuration?.configuration.audit ?? AuditPolicy(),
            inputs: key ?? "", jobs: jobs)
        if let folder { build.known.store(cache: folder, output: directory.path, bank: bank) }
        Talk.logger.debug(
            "\(SummaryText.count(result.read, "file")) read, \(result.known) unchanged",
            metadata: ["read": "\(result.read)", "unchanged": "\(result.known)"])
        if let folder, key != nil, result.isStable { record.store(cache: folder, output: directory.path) }
        return record
    }

    /// What the numbers of the next bank follow from.
    private static func known(_ directory: OutputDirectory, cache: String?) throws -> KnownQuestions? {
        if let cache, let known = KnownQuestions(cache: cache, output: directory.path) { return known }
        return try Setup.previousBank(directory.path + "/bank.json").map { KnownQuestions($0) }
    }

    /// Replaces an output with a build's files, after a look at whether its bank keeps all rules.
    ///
    /// - Returns: what was done, and the SHA-256 of the bank's file.
    static func write(
        _ build: Build, to directory: OutputDirectory, holding lock: OutputLock, policy: AuditPolicy, inputs: String,
        jobs: Int
    ) async throws -> (record: BuildRecord, bank: String) {
        let defects = BankValidation.problems(build.bank)
        guard defects.isEmpty else {
            Console.complain(
                "the bank breaks its own rules, which is a defect of tiku's; nothing was written:\n"
                    + defects.map(\.description).joined(separator: "\n"))
            throw ExitCode(70)
        }
        let files = BankFiles.files(build, policy: policy)
        let digests = try await directory.replace(
            with: files, owned: BankFiles.owned, holding: lock, jobs: jobs
        ).digests
        let summary = build.bank.summary
        let record = BuildRecord(
            inputs: inputs, outputs: OutputDirectory.digest(of: digests), summary: summary.json,
            text: SummaryText.render(build, output: directory.path),
            stale: build.stale.map { "\(directory.path)/\(Visible.text($0))" },
            status: summary.sources > 0 && summary.quarantined == summary.sources ? 2 : 0)
        return (record, digests["bank.json"] ?? "")
    }
}
