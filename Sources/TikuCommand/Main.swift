internal import ArgumentParser
internal import TikuPipeline

@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tiku",
        abstract: "Turns scraped interview-question articles into one clean, validated question bank.",
        discussion: """
            Put articles (HTML, text, Markdown, MHTML, JSON lines, WARC; gzip too) into Raw/ and run `tiku build`. Then read Clean/report.md, or run \
            `tiku audit` to see what is missing.

            Exit codes: 0 clean, 1 findings at or above the chosen severity, 2 wrong usage or unreadable input, \
            70 a defect of tiku's.
            """,
        version: Pipeline.version,
        subcommands: [
            InitCommand.self, BuildCommand.self, CleanCommand.self, AuditCommand.self, ExplainCommand.self,
            DiffCommand.self,
            StatsCommand.self, ExportCommand.self, DecideCommand.self, ReviewCommand.self, TodoCommand.self,
            FillCommand.self, ValidateCommand.self,
            RulesCommand.self,
            SchemaCommand.self, ExtractCommand.self, RepeatedCommand.self, AssembleCommand.self, ShingleCommand.self,
            DecidePairsCommand.self, ReduceCommand.self,
        ])

    /// How the command wants to be heard.
    private static func settings(of command: any ParsableCommand) -> Talk.Settings {
        (command as? any TalkingCommand)?.talk.settings ?? Talk.Settings()
    }

    static func main() async {
        do {
            var command = try parseAsRoot()
            Talk.start(settings(of: command))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as any UserError {
            Console.complain(error.description)
            exit(withError: ExitCode(2))
        } catch let error as ExitCode {
            exit(withError: error)
        } catch {
            // ArgumentParser's wrong usage is 64; ours is 2
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            Talk.start(Talk.Settings())
            let message = fullMessage(for: error)
            Console.complain(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message)
            exit(withError: ExitCode(2))
        }
    }
}

/// An error whose description tells a person what to do.
protocol UserError: Error, CustomStringConvertible {}

extension FileError: UserError {}
extension ConfigurationError: UserError {}

struct Complaint: UserError {
    var description: String

    init(_ description: String) { self.description = description }
}
