internal import ArgumentParser
internal import Glibc
internal import Synchronization
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the bank: Raw/ in, Clean/ out.",
        discussion: """
            Writes bank.json, removed.jsonl (every removed span with its rule), articles/ (the cleaned articles) and report.md. \
            They are replaced together. Other files in the output folder stay, but not in its articles/, which belongs to tiku.
            """)

    @Argument(help: "Folder with the scraped articles, or one file.", completion: .directory)
    var raw = "Raw"

    @Option(name: .shortAndLong, help: "Folder to write to.", completion: .directory)
    var output = "Clean"

    @Option(name: .shortAndLong, help: "Articles to read at once. (default: one per core)")
    var jobs: Int?

    @ArgumentParser.Flag(help: "Print the summary as JSON.")
    var json = false

    @ArgumentParser.Flag(help: "Number all questions anew, without regard to the bank that is replaced.")
    var fresh = false

    @ArgumentParser.Flag(name: .shortAndLong, help: "Print nothing but errors.")
    var quiet = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    }

    func run() async throws {
        let pipeline = try Setup.pipeline(beside: raw)
        let directory = try OutputDirectory(path: output)
        let previous = fresh ? nil : try Setup.previousBank(directory.path + "/bank.json")
        let outcomes = try await Setup.extract(raw, pipeline: pipeline, jobs: jobs, output: directory.path)
        let decisions = try Setup.decisions(directory.path + "/" + Decisions.fileName)
        let build = pipeline.assemble(outcomes, previous: previous, decisions: decisions)
        let defects = BankValidation.problems(build.bank)
        guard defects.isEmpty else {
            Console.complain(
                "the bank breaks its own rules, which is a defect of tiku's; nothing was written:\n"
                    + defects.map(\.description).joined(separator: "\n"))
            throw ExitCode(70)
        }
        for line in build.stale { Console.say("\(directory.path)/\(Visible.text(line))") }
        try directory.replace(with: BankFiles.files(build), owned: BankFiles.owned)
        if json {
            Console.print(CanonicalJSON.string(build.bank.summary.json) + "\n")
        } else if !quiet {
            Console.print(SummaryText.render(build, output: directory.path))
        }
        if build.bank.summary.sources > 0, build.bank.summary.quarantined == build.bank.summary.sources {
            throw ExitCode(2)
        }
    }
}

/// What several commands need before they start.
enum Setup {
    /// The pipeline with the built-in rules and those of a `tiku.yml` beside Raw.
    ///
    /// - Parameter raw: the folder, or an article in it.
    static func pipeline(beside raw: String) throws -> Pipeline {
        var packs = try BuiltInRules.packs()
        var keep: [String] = []
        var fields = RecordFields()
        if let file = configurationFile(for: raw) {
            let text = String(decoding: try SourceTree.readFile(file, limit: 1 << 20), as: UTF8.self)
            let configuration = try Configuration.read(text, file: file)
            packs = try configuration.apply(to: packs, file: file)
            keep = configuration.keep
            fields = configuration.fields
        }
        return Pipeline(rules: try RuleSet(packs, keep: keep), fields: fields)
    }

    /// The `tiku.yml` that holds for a path: beside it, and for an article beside the folder it lies in.
    private static func configurationFile(for raw: String) -> String? {
        var places = [place(of: raw)]
        var status = stat()
        if stat(raw, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            places.append(places[0] == "." ? ".." : place(of: places[0]))
        }
        return places.map { $0 + "/tiku.yml" }.first { access($0, F_OK) == 0 }.map {
            $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0
        }
    }

    /// The folder that a path lies in.
    private static func place(of path: String) -> String {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "" : String(trimmed[..<slash])
    }

    static func previousBank(_ path: String) throws -> Bank? {
        guard access(path, F_OK) == 0 else { return nil }
        var (bank, problems) = try readBank(path)
        if let read = bank {
            problems = BankValidation.problems(read)
            if !problems.isEmpty { bank = nil }
        }
        guard let bank else {
            throw Complaint(
                "\(path): the bank to be replaced cannot be relied on (\(Visible.text(problems.first?.description ?? ""))); mend it, or use --fresh to number anew"
            )
        }
        return bank
    }

    /// The curator's decisions beside a bank; none where there is no file.
    static func decisions(_ path: String) throws -> Decisions {
        guard access(path, F_OK) == 0 else { return Decisions() }
        return try Decisions.read(try SourceTree.readFile(path, limit: 1 << 26), file: path)
    }

    static func readBank(_ path: String) throws -> (Bank?, [BankProblem]) {
        let bytes = try SourceTree.readFile(path)
        do {
            return Bank.decode(try JSONParser.parse(bytes))
        } catch {
            return (nil, [BankProblem(path: "file", message: "is no JSON: \(error)")])
        }
    }

    /// Runs the map half over all files below a folder.
    static func extract(_ raw: String, pipeline: Pipeline, jobs: Int?, output: String? = nil) async throws -> [Outcome]
    {
        let entries = try SourceTree(root: raw, except: output).entries
        guard !entries.isEmpty else {
            throw Complaint(
                "\(raw): the folder holds no files; put scraped articles into it (HTML, text, Markdown, MHTML, JSON lines, WARC; gzip too)"
            )
        }
        let jobs = jobs ?? cores()
        let first = pipeline
        let budget = MemoryBudget(isBounded: raw != "-")
        // each file is parsed once where memory allows, else once more when what repeats is known
        let parsed = await ParallelMap.run(count: entries.count, jobs: jobs) { index in
            let prepared = first.prepare(entries[index])
            let contexts = prepared.compactMap { item -> SentenceContexts? in
                if case .article(let article) = item { return SentenceContexts(article) }
                return nil
            }
            return (contexts: contexts, prepared: budget.allows(prepared) ? prepared : nil)
        }
        let contexts = parsed.flatMap(\.contexts)
        let second =
            contexts.count >= RepeatedSentences.least ? first.knowing(RepeatedSentences(contexts)) : first
        return await ParallelMap.run(count: entries.count, jobs: jobs) { index in
            if let prepared = parsed[index].prepared { return prepared.map { second.extract($0) } }
            return second.extract(entries[index])
        }.flatMap { $0 }
    }

    /// How much parsed text is kept between the two halves.
    private final class MemoryBudget: Sendable {
        private static let bytes = 192 << 20
        private let used = Atomic<Int>(0)
        private let isBounded: Bool

        init(isBounded: Bool) { self.isBounded = isBounded }

        /// Standard input cannot be read twice, so it is always kept.
        func allows(_ prepared: [Pipeline.Prepared]) -> Bool {
            let size = prepared.reduce(0) { total, item in
                if case .article(let article) = item { return total + article.original.count + article.text.count }
                return total
            }
            return used.add(size, ordering: .relaxed).newValue <= Self.bytes || !isBounded
        }
    }

    static func cores() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
