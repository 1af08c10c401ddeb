import Foundation
import TestSupport
import Testing
import TikuModel

/// What each command says to a wrong use: on standard error, with exit code 2, naming the thing and what to do.
@Suite("Wrong uses")
struct WrongUseTests {
    struct Use: CustomTestStringConvertible, Sendable {
        var arguments: [String]
        var message: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String, _ message: String) {
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.message = message
        }
    }

    static let uses = [
        Use("frobnicate", "Unexpected argument 'frobnicate'"),
        Use("--frobnicate", "Unknown option '--frobnicate'"),
        Use("build Nowhere", "Nowhere: there is no such file or folder; name one that exists"),
        Use("build Empty", "Empty: the folder holds no files; put scraped articles into it"),
        Use("build --jobs 0", "--jobs must be at least 1"),
        Use("build --jobs many", "The value 'many' is invalid for '--jobs <jobs>'"),
        Use("build Raw --output Raw", "Raw: is also the output; name two folders"),
        Use("build --output .", ".: holds the working directory and would be replaced; choose another with --output"),
        Use("build --output file.txt", "file.txt: exists and is no folder; choose another with --output"),
        Use("build --quiet --verbose", "--quiet and --verbose contradict each other; leave one out"),
        Use("build --cache c --no-cache", "--cache and --no-cache contradict each other; leave one out"),
        Use("build --log-format xml", "The value 'xml' is invalid for '--log-format <log-format>'"),
        Use("build Bad/Raw", "Bad/tiku.yml:2: there is no flag \"answer.gone\"; known are answer.missing"),
        Use(
            "build Rules/Raw", "Rules/tiku.yml:1: rules.disable: there is no rule \"ad.none\"; `tiku rules` lists them"),
        Use("build Raw --output Old", "Old/bank.json: the bank to be replaced cannot be relied on"),
        Use("build Raw --output Decided", "Decided/decisions.yml:1:"),
        Use("clean", "Missing expected argument '<inputs> ...'"),
        Use("clean Nowhere", "Nowhere: there is no such file or folder; name one that exists"),
        Use("clean Raw --format pdf", "The value 'pdf' is invalid for '--format <format>'"),
        Use("clean bad.pdf", "bad.pdf: the file is a PDF, not text; convert it to text or HTML"),
        Use("clean empty.txt", "empty.txt: the file is empty; remove it or scrape it again"),
        Use("audit none.json", "none.json: cannot be opened: No such file or directory"),
        Use("audit Raw/a.txt", "Raw/a.txt: is no valid bank"),
        Use("audit Raw", "Raw: is a folder; name a file"),
        Use("audit --fail-on sometimes", "The value 'sometimes' is invalid for '--fail-on <fail-on>'"),
        Use("audit --min-completeness 90", "--min-completeness must be from 0 to 1; for 90 % give 0.9"),
        Use("audit --max-missing -1", "--max-missing"),
        Use("audit --report sarif", "The value 'sarif' is invalid for '--report"),
        Use("audit --report pdf=x.pdf", "The value 'pdf=x.pdf' is invalid for '--report"),
        Use("audit --baseline none.json", "none.json: cannot be opened: No such file or directory"),
        Use("audit --baseline Raw/a.txt", "Raw/a.txt: is no baseline"),
        Use("audit --report sarif=file.txt/x", "file.txt"),
        Use("audit --config none.yml", "none.yml: cannot be opened"),
        Use("explain", "Missing expected argument '<id>'"),
        Use(
            "explain q-0000000000000",
            "Clean/bank.json: there is no question q-0000000000000; `tiku audit` lists ids and numbers"),
        Use("explain 99", "Clean/bank.json: there is no question 99"),
        Use("diff Clean/bank.json", "Missing expected argument '<new>'"),
        Use("diff none.json Clean/bank.json", "none.json: cannot be opened"),
        Use("stats Raw/a.txt", "Raw/a.txt: is no valid bank"),
        Use("export", "Missing expected argument '--to <to>'"),
        Use("export --to pdf", "The value 'pdf' is invalid for '--to <to>'"),
        Use("export --to html", "--to html writes a folder; name it with --output"),
        Use("export --to csv --flag answer.gone", "there is no flag \"answer.gone\"; known are answer.missing"),
        Use("export --to csv --status done", "The value 'done' is invalid for '--status <status>'"),
        Use("decide remove 99", "99"),
        Use("decide merge 1 1", "both are the same question"),
        Use("decide accept answer.gone 1", "answer.gone"),
        Use("init --action nonsense", "--action must be OWNER/REPOSITORY@VERSION"),
        Use("init file.txt", "file.txt"),
        Use("validate none.json", "none.json: cannot be opened"),
    ]

    private static let folder: Result<Scratch, any Error> = Result {
        let scratch = try Scratch([
            "Raw/a.txt": "面试题\n1、什么是锁？\n\n互斥的工具，一次放一个线程进门。\n\n2、什么是栈？\n", "file.txt": "x",
            "bad.pdf": "%PDF-1.7", "empty.txt": " \n", "Bad/Raw/a.txt": "x",
            "Bad/tiku.yml": "audit:\n  severity: {answer.gone: note}\n",
            "Rules/Raw/a.txt": "x", "Rules/tiku.yml": "rules: {disable: [ad.none]}\n", "Old/bank.json": "{}",
            "Decided/decisions.yml": "- marry: [1, 2]\n",
        ])
        try FileManager.default.createDirectory(at: scratch.url("Empty"), withIntermediateDirectories: true)
        _ = try scratch.tiku("build", "-q")
        return scratch
    }

    @Test("each says what is wrong and what to do", arguments: uses)
    func use(_ use: Use) throws {
        let scratch = try Self.folder.get()
        let result = try Shell.run(Shell.tiku, use.arguments, in: scratch.folder)
        #expect(result.status == 2, "\(result)")
        #expect(result.output == "")
        #expect(result.errors.contains(use.message), "\(result.errors)")
        #expect(result.errors.hasPrefix("tiku: ") && !result.errors.contains("Error Domain"), "\(result.errors)")
    }
}
