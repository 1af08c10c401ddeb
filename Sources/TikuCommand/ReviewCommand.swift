internal import ArgumentParser
internal import Glibc
internal import TikuPipeline
internal import TikuReports
internal import TikuReview

struct ReviewCommand: AsyncParsableCommand, TalkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Open a page on this machine to work through what the audit flagged.",
        discussion: """
            Prints the page's address; open it in a browser. Each decision is written to decisions.yml at once and applied by \
            a build. The server listens on 127.0.0.1 only and answers only who has the address. Ctrl-C ends it.
            """)

    @Argument(help: "Folder of the bank.", completion: .directory) var clean = "Clean"
    @Option(help: "Folder of the articles. (default: Raw beside the bank's folder)", completion: .directory)
    var raw: String?
    @Option(help: "Port to listen on. (default: any that is free)") var port: UInt16 = 0
    @OptionGroup var talk: TalkOptions

    func run() async throws {
        var folder = clean
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        guard access(folder + "/bank.json", R_OK) == 0 else {
            throw Complaint("\(folder)/bank.json: there is no such bank; run `tiku build` first, or name its folder")
        }
        let above = Setup.place(of: folder)
        let raw = raw ?? (above == "." ? "Raw" : above + "/Raw")
        guard access(raw, R_OK) == 0 else {
            throw Complaint("\(raw): there is no such folder; name the articles' with --raw")
        }
        let pipeline = try Setup.pipeline(beside: raw).withoutPlain()
        let build = BuildRun(raw: raw, output: folder)
        let cache = ExtractCache(folder: above + "/.tiku", pipeline: pipeline, program: Program.identity)
        let desk: ReviewDesk
        do {
            desk = try ReviewDesk(folder: folder, raw: raw, pipeline: pipeline, cache: cache) {
                _ = try await build.run()
            }
        } catch let error as any UserError {
            throw error
        } catch {
            throw Complaint("\(folder)/bank.json: \(error); run `tiku build`")
        }
        do {
            try await ReviewServer(desk: desk).run(port: port) { address in
                Console.print(address + "\n")
                Console.say("open the address above in a browser; Ctrl-C ends the review")
            }
        } catch is CancellationError {
        } catch {
            throw Complaint("port \(port): cannot be listened on (\(error)); choose another with --port")
        }
    }
}
