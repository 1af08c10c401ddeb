internal import ArgumentParser
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

struct CleanCommand: AsyncParsableCommand, TalkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Clean articles without building a bank.",
        discussion: "Prints the cleaned articles, or writes one file each under the same stem with --output.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown, text, json

        var ending: String {
            switch self {
            case .markdown: "md"
            case .text: "txt"
            case .json: "json"
            }
        }
    }

    @Argument(help: "Files or folders.", completion: .file())
    var inputs: [String]

    @Option(name: .shortAndLong, help: "Folder to write to.", completion: .directory)
    var output: String?

    @Option(name: .shortAndLong, help: "markdown, text or json.")
    var format = Format.markdown

    @Option(name: .shortAndLong, help: "Articles to read at once. (default: one per core)")
    var jobs: Int?

    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    }

    func run() async throws {
        let pipeline = try Setup.pipeline(beside: inputs.first ?? "Raw")
        var failed = false
        var files: [(path: String, text: String)] = []
        for input in inputs {
            let progress = ProgressLine(talk)
            let batch = Batch(pipeline: pipeline, jobs: jobs ?? Setup.cores(), report: { progress.show($0) })
            let tree = try Setup.tree(input, output: output, limits: pipeline.limits)
            let outcomes = await batch.run(Batch.Inputs(unread: tree)).outcomes
            progress.finish()
            for outcome in outcomes {
                switch outcome {
                case .quarantined(let quarantine):
                    Console.complain("\(Visible.text(quarantine.path)): \(quarantine.reason)")
                    failed = true
                case .extracted(let extract):
                    let text: String
                    switch format {
                    case .markdown: text = extract.cleaned
                    case .text: text = extract.plain
                    case .json: text = CanonicalJSON.string(ExtractJSON.json(extract)) + "\n"
                    }
                    files.append((extract.source.path, text))
                }
            }
        }
        if let output {
            try writeFiles(files, to: output)
        } else {
            for file in files { Console.print(file.text) }
        }
        if failed { throw ExitCode(2) }
    }

    private func writeFiles(_ files: [(path: String, text: String)], to output: String) throws {
        let names = BankFiles.articleNames(files.map(\.path), ending: format.ending)
        let folder = try OutputDirectory(path: output)
        for (file, name) in zip(files, names) { try folder.write(ContiguousArray(file.text.utf8), as: name) }
    }
}
