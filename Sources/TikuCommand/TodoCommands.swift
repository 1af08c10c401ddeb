internal import ArgumentParser
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

struct TodoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "todo", abstract: "List the questions without an answer, for a person or a model to fill.",
        discussion: "`tiku fill` takes the answers back, as proposals that `tiku review` shows.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown, jsonl
    }

    enum Status: String, ExpressibleByArgument, CaseIterable {
        case missing, truncated
    }

    @Argument(help: "The bank.", completion: .file(extensions: ["json"])) var bank = "Clean/bank.json"
    @Option(help: "markdown or jsonl.") var to = Format.markdown
    @Option(help: "Only questions of this section, of any depth; may be given several times.") var section: [String] =
        []
    @Option(help: "missing or truncated; both where none is given.") var status: [Status] = []
    @Option(name: .shortAndLong, help: "The file. (default: standard output)", completion: .file()) var output: String?

    func run() throws {
        var selection = Selection()
        selection.sections = section
        selection.statuses = (status.isEmpty ? Status.allCases : status).compactMap {
            AnswerStatus(rawValue: $0.rawValue)
        }
        let questions = selection.questions(of: try Setup.requireBank(bank))
        let text = TodoList.render(questions, as: TodoList.Format(rawValue: to.rawValue) ?? .markdown)
        guard let output else { return Console.print(text) }
        try OutputDirectory.writeFile(ContiguousArray(text.utf8), to: output)
        Console.say(
            "\(output): \(SummaryText.count(questions.count, "question")) to answer; `tiku fill \(output)` takes them back"
        )
    }
}

struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Take answers back that were written into a list from `tiku todo`.",
        discussion: """
            Each becomes a proposal in proposals.jsonl, beside the bank. Nothing goes into the bank before a curator accepts \
            it in `tiku review`. Exit code 2 when an answer could not be taken; the others are.
            """)

    @Argument(help: "The file, Markdown or JSON lines; - for standard input.", completion: .file()) var file: String
    @Option(help: "The bank. proposals.jsonl lies beside it.", completion: .file(extensions: ["json"]))
    var bank = "Clean/bank.json"

    func run() throws {
        let loaded = try Setup.requireBank(bank)
        let path = file == "-" ? "/dev/stdin" : file
        let text = String(decoding: try SourceTree.readFile(path, limit: 1 << 28), as: UTF8.self)
        let read = TodoList.read(text)
        let folder = Setup.place(of: bank)
        var problems = read.problems
        var taken = 0
        if !read.filled.isEmpty {
            try OutputDirectory.update(Proposals.fileName, in: folder) { bytes in
                var proposals = try Proposals(bytes, file: "\(folder)/\(Proposals.fileName)")
                let added = proposals.add(read.filled, bank: loaded, from: file == "-" ? "stdin" : file)
                taken = added.taken
                problems += added.problems
                return proposals.bytes
            }
        }
        for problem in problems { Console.complain("\(Visible.text(file)): \(Visible.text(problem))") }
        Console.say(
            "\(folder)/\(Proposals.fileName): \(SummaryText.count(taken, "proposal")) taken, \(read.empty) left empty; `tiku review` shows them"
        )
        if !problems.isEmpty { throw ExitCode(2) }
    }
}
