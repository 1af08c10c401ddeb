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
        let progress = ProgressLine(talk)
        var run = BuildRun(raw: raw, output: output)
        run.jobs = jobs ?? Setup.cores()
        run.isFresh = fresh
        run.keepsCache = !noCache
        run.cache = cache
        try finish(try await run.run(report: { progress.show($0) }, finished: { progress.finish() }))
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
