internal import ArgumentParser
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write questions for another program: Anki, Moodle, spreadsheets, pandas, a web site.",
        discussion: """
            All conditions that are given must hold for a question; of one condition given several times, any. A question that \
            stands in several banks is written once.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown, csv, jsonl, anki, gift, html
    }

    @Argument(help: "Banks. (default: Clean/bank.json)", completion: .file(extensions: ["json"]))
    var files: [String] = []

    @Option(help: "What to write.")
    var to: Format

    @Option(
        name: .shortAndLong, help: "File to write to, or the folder of the web site. (default: standard output)",
        completion: .file())
    var output: String?

    @Option(help: "Only questions of this section.")
    var section: [String] = []

    @Option(help: "Only questions whose answer is answered, missing or truncated.")
    var status: [Status] = []

    @Option(help: "Only questions with this finding, such as answer.truncated.")
    var flag: [String] = []

    @Option(help: "Only questions in this language: zh, en (any Latin script), ja, ko or und.")
    var lang: [String] = []

    @Option(help: "Only questions from sources whose path fits; * and ** are wild cards.")
    var source: [String] = []

    @Option(help: "Anki's deck for new cards; :: parts a deck from one inside it.")
    var deck = "Tiku"

    enum Status: String, ExpressibleByArgument, CaseIterable {
        case answered, missing, truncated
    }

    func validate() throws {
        if to == .html, output == nil { throw ValidationError("--to html writes a folder; name it with --output.") }
        for name in flag where FlagCode(rawValue: name) == nil {
            let known = FlagCode.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no flag \"\(name)\"; known are \(known).")
        }
    }

    func run() async throws {
        var selection = Selection()
        selection.sections = section
        selection.statuses = status.compactMap { AnswerStatus(rawValue: $0.rawValue) }
        selection.flags = flag.compactMap(FlagCode.init(rawValue:))
        selection.languages = lang
        selection.sources = source.map(Glob.init)
        var items = ExportItems()
        for file in files.isEmpty ? ["Clean/bank.json"] : files {
            let bank = try Setup.requireBank(file)
            items.add(selection.questions(of: bank), of: bank)
        }
        let format: any ExportFormat
        switch to {
        case .html:
            let files = SiteExport.files(items.items)
            let folder = try OutputDirectory(path: output ?? "")
            try await folder.replace(with: files, owned: folder.names { SiteExport.owns($0) })
            return
        case .markdown: format = MarkdownExport()
        case .csv: format = CSVExport()
        case .jsonl: format = JSONLinesExport()
        case .anki: format = AnkiExport(deck: deck)
        case .gift: format = GIFTExport()
        }
        let text = format.render(items.items)
        if let output {
            try OutputDirectory.writeFile(ContiguousArray(text.utf8), to: output)
        } else {
            Console.print(text)
        }
    }
}
