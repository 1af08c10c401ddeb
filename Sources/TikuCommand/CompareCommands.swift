internal import ArgumentParser
internal import TikuModel
internal import TikuReports

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what a rebuild changed, question by question.",
        discussion: "New, retired, returned, reworded, answered at last, lost its answer.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown
    }

    @Argument(help: "The bank before.", completion: .file(extensions: ["json"]))
    var old: String

    @Argument(help: "The bank after.", completion: .file(extensions: ["json"]))
    var new: String

    @Option(name: .shortAndLong, help: "text, json, or markdown for a pull request.")
    var format = Format.text

    func run() throws {
        let diff = BankDiff(from: try Setup.requireBank(old), to: try Setup.requireBank(new))
        switch format {
        case .text: Console.print(diff.text)
        case .json: Console.print(CanonicalJSON.string(diff.json) + "\n")
        case .markdown: Console.print(diff.markdown)
        }
    }
}

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show the bank in numbers: by source, section, status and language.",
        discussion: "Sources are counted as they are, before any healing.")

    @Argument(help: "The bank.", completion: .file(extensions: ["json"]))
    var file = "Clean/bank.json"

    @ArgumentParser.Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let statistics = BankStatistics(try Setup.requireBank(file))
        Console.print(json ? CanonicalJSON.string(statistics.json) + "\n" : statistics.text)
    }
}
