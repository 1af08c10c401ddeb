internal import ArgumentParser
internal import Glibc
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check a bank against its format and every invariant.",
        discussion:
            "Prints each problem with the question and key it stands at. Exit code 0 for a good bank, 1 for a bad one.")

    @Argument(help: "Banks. (default: Clean/bank.json)", completion: .file(extensions: ["json"]))
    var files: [String] = []

    @ArgumentParser.Flag(name: .shortAndLong, help: "Print nothing for a good bank.")
    var quiet = false

    func run() throws {
        var isGood = true
        for file in files.isEmpty ? ["Clean/bank.json"] : files {
            var (bank, problems) = try Setup.readBank(file)
            if let bank { problems = BankValidation.problems(bank) }
            for problem in problems { Console.say("\(file): \(Visible.text(problem.description))") }
            if !problems.isEmpty { isGood = false }
            if problems.isEmpty, !quiet {
                Console.print("\(file): valid, \(SummaryText.count(bank?.summary.questions ?? 0, "question"))\n")
            }
            bank = nil
        }
        if !isGood { throw ExitCode(1) }
    }
}

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show why a question looks as it does: every source, removal, rule and flag.")

    @Argument(
        help: "Id of the question (q-…), its number, or a raw article whose spans are shown with what became of them.")
    var id: String

    @Option(help: "The bank. removed.jsonl is read from beside it.", completion: .file(extensions: ["json"]))
    var bank = "Clean/bank.json"

    func run() throws {
        if !id.hasPrefix("q-"), Int(id) == nil, access(id, F_OK) == 0 { return try explainFile() }
        let loaded = try Setup.requireBank(bank)
        let folder = bank.lastIndex(of: "/").map { String(bank[...$0]) } ?? ""
        var removed: [Explanation.Removed] = []
        if access(folder + "removed.jsonl", F_OK) == 0 {
            for line in try SourceTree.readFile(folder + "removed.jsonl").split(separator: 0x0A) {
                if let json = try? JSONParser.parse(line), let item = Explanation.Removed(json) { removed.append(item) }
            }
        }
        guard let text = Explanation.render(loaded, id: id, removed: removed) else {
            throw Complaint("\(bank): there is no question \(Visible.text(id)); `tiku audit` lists ids and numbers")
        }
        Console.print(text)
    }

    private func explainFile() throws {
        let pipeline = try Setup.pipeline(beside: id)
        var failure: Quarantine?
        for entry in try SourceTree(root: id, limits: pipeline.limits).entries {
            Containers.forEach(entry, limits: pipeline.limits, fields: pipeline.fields) { record in
                do throws(Quarantine) {
                    let (article, extract) = try pipeline.read(try record.get())
                    Console.print(ArticleExplanation.render(article, extract))
                } catch {
                    failure = failure ?? error
                }
            }
        }
        if let failure { throw Complaint("\(Visible.text(failure.path)): \(failure.reason)") }
    }
}

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of the bank (draft 2020-12).")

    func run() { Console.print(BankSchema.text) }
}

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List, test and explain the rules that remove adverts and boilerplate.",
        discussion: """
            With --check every rule is held against its own examples, those of tiku.yml too; exit code 1 when one fails. \
            With --explain a sentence is shown with each rule that holds for it and the words it rests on.
            """)

    @Argument(help: "Folder whose tiku.yml (beside it) counts too.", completion: .directory)
    var raw = "Raw"

    @ArgumentParser.Flag(help: "Test each rule against its examples.")
    var check = false

    @Option(help: "A sentence to explain.")
    var explain: String?

    func run() throws {
        let rules = try Setup.pipeline(beside: raw).rules
        if let explain { return Console.print(RuleReport.explanation(of: explain, rules)) }
        if check {
            let failures = RuleReport.failures(rules)
            for failure in failures { Console.say(Visible.text(failure)) }
            guard failures.isEmpty else { throw ExitCode(1) }
            return Console.print("\(rules.rules.count) rules hold for their examples\n")
        }
        Console.print(RuleReport.list(rules))
    }
}

extension Setup {
    /// - Throws: `Complaint` that names the first problems.
    static func requireBank(_ path: String) throws -> Bank {
        let (bank, problems) = try readBank(path)
        if let bank { return bank }
        let shown = problems.prefix(5).map { Visible.text($0.description) }.joined(separator: "; ")
        throw Complaint("\(path): is no valid bank (\(shown)); run `tiku validate \(path)` for all problems")
    }
}
