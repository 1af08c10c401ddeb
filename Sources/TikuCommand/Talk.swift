internal import ArgumentParser
internal import Glibc
internal import Logging
internal import Synchronization
internal import TikuModel
internal import TikuReports

/// How much a command says while it works, and how. Data goes to standard output, all of this to standard error.
struct TalkOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @ArgumentParser.Flag(name: .shortAndLong, help: "Print nothing but errors and warnings.")
    var quiet = false

    @ArgumentParser.Flag(name: .shortAndLong, help: "Say what becomes of each file.")
    var verbose = false

    @Option(help: "Messages on standard error as text, or as JSON, one object a line.")
    var logFormat = Format.text

    var settings: Talk.Settings {
        Talk.Settings(level: quiet ? .warning : verbose ? .debug : .info, isJSON: logFormat == .json)
    }

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose contradict each other; leave one out.") }
    }
}

/// A command that says something while it works.
protocol TalkingCommand {
    var talk: TalkOptions { get }
}

/// The log handlers: plain lines for people, JSON lines for machines.
enum Talk {
    struct Settings {
        var level = Logger.Level.info
        var isJSON = false
    }

    static let logger = Logger(label: "tiku")
    private static let isStarted = Atomic<Bool>(false)

    /// Before a command runs; a second call changes nothing.
    static func start(_ settings: Settings) {
        guard !isStarted.exchange(true, ordering: .relaxed) else { return }
        LoggingSystem.bootstrap { _ in
            var handler = StandardErrorHandler(isJSON: settings.isJSON)
            handler.logLevel = settings.level
            return handler
        }
    }
}

private struct StandardErrorHandler: LogHandler {
    let isJSON: Bool
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(isJSON: Bool) { self.isJSON = isJSON }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        guard isJSON else {
            // an error is told from the rest by who says it
            let prefix = event.level >= .error ? "tiku: " : ""
            return Console.error(prefix + "\(event.message)")
        }
        var members: [String: JSONValue] = [
            "level": .string(event.level.rawValue), "message": .string("\(event.message)"), "time": .string(Self.now()),
        ]
        for (key, value) in all { members[key] = Self.json("\(value)", isText: key == "path") }
        Console.error(CanonicalJSON.string(.object(members)))
    }

    private static func json(_ text: String, isText: Bool) -> JSONValue {
        if isText { return .string(text) }
        if let flag = Bool(text) { return .bool(flag) }
        return Int(text).map { .integer($0) } ?? .string(text)
    }

    /// RFC 3339, UTC.
    private static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
