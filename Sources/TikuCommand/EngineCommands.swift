internal import ArgumentParser
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

/// The map half alone, for an engine that has its own way to spread work.
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "The map half alone: records on standard input, extracts as JSON lines out.",
        discussion: """
            Reads one file of any format, such as a scraper's JSON lines or a WARC; with --files, JSON lines of files \
            ({"path": …, "base64": …}). Writes one line for each source; one that cannot be read has an error in place of the extract.

            What repeats across articles is removed too. One process knows that of all it reads, and holds all of it. Several \
            do it in two passes: each writes --contexts, `tiku repeated` counts them, and each reads the --repeated table.
            """)

    @ArgumentParser.Flag(help: "Standard input has a file a line: {\"path\": …, \"base64\": …}.") var files = false
    @ArgumentParser.Flag(help: "Write what `tiku repeated` counts, in place of extracts.") var contexts = false
    @Option(help: "The table that `tiku repeated` wrote; records are then worked on as they come.", completion: .file())
    var repeated: String?
    @Option(help: "Folder whose tiku.yml (beside it) counts.", completion: .directory) var raw = "Raw"
    @Option(name: .shortAndLong, help: "Records at work at once. (default: one per core)") var jobs: Int?

    func validate() throws {
        if contexts, repeated != nil {
            throw ValidationError("--contexts and --repeated contradict each other; leave one out.")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    }

    func run() async throws {
        let pipeline = try Setup.pipeline(beside: raw)
        let jobs = jobs ?? Setup.cores()
        if let repeated {
            let known = pipeline.knowing(try RepeatedCommand.read(repeated))
            return try await inChunks(pipeline, jobs) { known.extract($0).map(ExtractLine.line) }
        }
        if contexts {
            return try await inChunks(pipeline, jobs) { entry in
                pipeline.prepare(entry).compactMap { prepared in
                    guard case .article(let article) = prepared else { return nil }
                    return CanonicalJSON.string(.string(SentenceContexts(article).encoded)) + "\n"
                }
            }
        }
        var entries: [SourceTree.Entry] = []
        if files {
            var records = try FileRecords(pipeline.limits)
            while let chunk = try records.next(upTo: 1_000, bytes: .max) { entries += chunk }
        } else {
            entries = try SourceTree(root: "-").entries
        }
        let batch = Batch(pipeline: pipeline, jobs: jobs)
        for outcome in await batch.run(Batch.Inputs(entries)).outcomes { Console.print(ExtractLine.line(outcome)) }
    }

    /// Some records at a time, so that memory does not grow with their number; lines come in the order of the records.
    private func inChunks(
        _ pipeline: Pipeline, _ jobs: Int, _ body: @escaping @Sendable (SourceTree.Entry) -> [String]
    ) async throws {
        guard files else {
            for line in try SourceTree(root: "-").entries.flatMap(body) { Console.print(line) }
            return
        }
        var records = try FileRecords(pipeline.limits)
        while let chunk = try records.next(upTo: 256, bytes: 16 << 20) {
            let lines = await ParallelMap.run(count: chunk.count, jobs: jobs) { body(chunk[$0]) }
            for line in lines.joined() { Console.print(line) }
        }
    }
}

/// Counts what repeats across articles, from what several `tiku extract --contexts` wrote.
struct RepeatedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repeated", abstract: "Count what repeats across articles, for `tiku extract --repeated`.",
        discussion: "Reads what any number of `tiku extract --contexts` wrote, one behind the other, in any order.")

    func run() throws {
        var contexts: [SentenceContexts] = []
        for (index, line) in try SourceTree.readFile("/dev/stdin", limit: 1 << 36).split(separator: 0x0A).enumerated() {
            guard case .string(let text)? = try? JSONParser.parse(line), let read = SentenceContexts(encoded: text)
            else {
                throw Complaint(
                    "standard input: line \(index + 1) was not written by `tiku extract --contexts` of this version")
            }
            contexts.append(read)
        }
        guard contexts.count >= RepeatedSentences.least else { return }
        for (hash, count) in RepeatedSentences(contexts).table {
            Console.print("[\"\(String(hash, radix: 16))\",\(count)]\n")
        }
    }

    static func read(_ path: String) throws -> RepeatedSentences {
        var table: [(hash: UInt64, count: Int)] = []
        for (index, line) in try SourceTree.readFile(path, limit: 1 << 34).split(separator: 0x0A).enumerated() {
            guard case .array(let pair)? = try? JSONParser.parse(line), pair.count == 2,
                case .string(let text) = pair[0],
                let hash = UInt64(text, radix: 16), case .integer(let count) = pair[1]
            else { throw Complaint("\(path): line \(index + 1) was not written by `tiku repeated`") }
            table.append((hash, count))
        }
        return RepeatedSentences(table: table)
    }
}

/// The reduce half alone.
struct AssembleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assemble", abstract: "The reduce half alone: extracts on standard input, the bank out.",
        discussion: """
            Reads what `tiku extract` wrote, in any order, and writes what `tiku build` of the same articles writes, byte for byte. \
            The bank that is replaced and decisions.yml count as they do there.
            """)

    @Option(name: .shortAndLong, help: "Folder to write to.", completion: .directory) var output = "Clean"
    @Option(help: "Folder whose tiku.yml (beside it) counts.", completion: .directory) var raw = "Raw"
    @ArgumentParser.Flag(help: "Number all questions anew, without regard to the bank that is replaced.") var fresh =
        false
    @ArgumentParser.Flag(name: .shortAndLong, help: "Print nothing but errors and warnings.") var quiet = false

    func run() async throws {
        let configuration = try Setup.configuration(beside: raw)
        let pipeline = try Setup.pipeline(configuration)
        let directory = try OutputDirectory(path: output)
        var outcomes: [Outcome] = []
        for (index, line) in try SourceTree.readFile("/dev/stdin", limit: 1 << 36).split(separator: 0x0A).enumerated() {
            guard let json = try? JSONParser.parse(line), let outcome = ExtractLine.outcome(json) else {
                throw Complaint(
                    "standard input: line \(index + 1) is no extract; write it with `tiku extract` of this version")
            }
            outcomes.append(outcome)
        }
        let lock = try OutputLock(directory.path, waiting: 60)
        defer { withExtendedLifetime(lock) {} }
        let decisions = try Setup.decisions(directory.path + "/" + Decisions.fileName)
        let previous = fresh ? nil : try Setup.previousBank(directory.path + "/bank.json")
        let build = pipeline.assemble(outcomes, previous: previous, decisions: decisions)
        let (record, _) = try await BuildRun.write(
            build, to: directory, holding: lock, policy: configuration?.configuration.audit ?? AuditPolicy(),
            inputs: "", jobs: Setup.cores())
        for line in record.stale { Console.say(line) }
        if !quiet { Console.print(record.text) }
        if record.status != 0 { throw ExitCode(Int32(record.status)) }
    }
}

/// One source as a line: its extract, or why it could not be read.
enum ExtractLine {
    static func line(_ outcome: Outcome) -> String {
        switch outcome {
        case .extracted(let extract): CanonicalJSON.string(ExtractRecord.json(extract)) + "\n"
        case .quarantined(let refused):
            CanonicalJSON.string(
                .object([
                    "format": .string(ExtractRecord.format), "path": .string(refused.path),
                    "sha256": .string(refused.sha256), "error": .string(refused.reason),
                ])) + "\n"
        }
    }

    static func outcome(_ json: JSONValue) -> Outcome? {
        if case .object(let members) = json, case .string(let reason)? = members["error"],
            case .string(let path)? = members["path"], case .string(let sha256)? = members["sha256"],
            members["format"] == .string(ExtractRecord.format), SourceTree.Entry.isBelow(path)
        {
            return .quarantined(Quarantine(path: path, sha256: sha256, reason: reason))
        }
        guard let extract = ExtractRecord.extract(json), SourceTree.Entry.isBelow(extract.source.path) else {
            return nil
        }
        return .extracted(extract)
    }
}
