import Foundation
import TestSupport
import Testing

/// The map half and the reduce half as processes of their own.
@Suite("Map and reduce apart")
struct EngineTests {
    /// Runs a pipe of the command with a shell; `$1` is the command.
    private func sh(_ script: String, in scratch: Scratch) throws -> Shell.Result {
        try Shell.run(URL(fileURLWithPath: "/bin/sh"), ["-ec", script, "sh", Shell.tiku.path], in: scratch.folder)
    }

    /// The files of a folder as records, in an order of their own.
    private func records(of folder: URL) throws -> String {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted {
            $0.hashValue < $1.hashValue
        }
        return try names.compactMap { name -> String? in
            let file = folder.appendingPathComponent(name)
            guard !file.hasDirectoryPath, let data = try? Data(contentsOf: file) else { return nil }
            let path = String(decoding: try JSONSerialization.data(withJSONObject: [name]), as: UTF8.self).dropFirst()
                .dropLast()
            return "{\"path\":\(path),\"base64\":\"\(data.base64EncodedString())\"}\n"
        }.joined()
    }

    private static let outputs = ["bank.json", "removed.jsonl", "report.md", "articles"]

    private func check(_ raw: URL) throws {
        let scratch = try Scratch()
        try FileManager.default.copyItem(at: raw, to: scratch.url("Raw"))
        #expect(try scratch.tiku("build", "-q", "--output", "Built").status == 0)
        try scratch.write("records.jsonl", try records(of: raw))
        // in one process
        let one = try sh(
            "\"$1\" extract --files < records.jsonl | sort -r | \"$1\" assemble -q --output One", in: scratch)
        #expect(one.status == 0 && one.errors == "", "\(one)")
        // in several, each with a part of the records, that know of one another by the table only
        let several = try sh(
            """
            split -l 7 records.jsonl part-
            for part in part-*; do "$1" extract --files --contexts < $part; done | "$1" repeated > table
            for part in part-*; do "$1" extract --files --repeated table < $part; done | "$1" assemble -q --output Several
            """, in: scratch)
        #expect(several.status == 0 && several.errors == "", "\(several)")
        for folder in ["One", "Several"] {
            for name in Self.outputs {
                let differs = try sh("diff -r Built/\(name) \(folder)/\(name)", in: scratch)
                #expect(differs.status == 0, "\(folder)/\(name): \(differs.output.prefix(600))")
            }
        }
    }

    @Test("extract | assemble is build, byte for byte: the shipped posts")
    func shipped() throws { try check(Place.raw) }

    @Test(
        "extract | assemble is build, byte for byte: the development corpus",
        .enabled(if: Place.corpus != nil, "the development corpus is not beside the checkout"))
    func corpus() throws {
        guard let corpus = Place.corpus else { return }
        try check(corpus.appendingPathComponent("corpus/dev/raw"))
    }

    /// The reduce half in its pieces, put together by lists in place of an engine.
    private func checkPieces(_ raw: URL) throws {
        let scratch = try Scratch()
        try FileManager.default.copyItem(at: raw, to: scratch.url("Raw"))
        #expect(try scratch.tiku("build", "-q", "--output", "Built").status == 0)
        try scratch.write("records.jsonl", try records(of: raw))
        let script = Place.root.appendingPathComponent("Tests/Oracles/reduce-locally.py").path
        let half = Place.root.appendingPathComponent("Scripts/spark/reduce_half.py").path
        let built = try sh(
            """
            "$1" extract --files < records.jsonl > extracts.jsonl
            python3 '\(script)' "$1" '\(half)' extracts.jsonl bank.json
            cmp Built/bank.json bank.json
            """, in: scratch)
        #expect(built.status == 0, "\(built)")
        // a post goes: what is left keeps its ids and numbers, and the rest retires
        let again = try sh(
            """
            gone=$(ls Raw | head -n 1)
            rm "Raw/$gone"
            "$1" build -q --output Built
            grep -vF '"path":"'"$gone"'"' records.jsonl | "$1" extract --files > fewer.jsonl
            python3 '\(script)' "$1" '\(half)' fewer.jsonl again.json bank.json
            grep -q '"reason":' again.json
            cmp Built/bank.json again.json
            """, in: scratch)
        #expect(again.status == 0, "\(again)")
    }

    @Test("the pieces of the reduce half give the bank of build, byte for byte, and keep numbers: the shipped posts")
    func shippedInPieces() throws { try checkPieces(Place.raw) }

    @Test(
        "the pieces of the reduce half give the bank of build, byte for byte, and keep numbers: the development corpus",
        .enabled(if: Place.corpus != nil, "the development corpus is not beside the checkout"))
    func corpusInPieces() throws {
        guard let corpus = Place.corpus else { return }
        try checkPieces(corpus.appendingPathComponent("corpus/dev/raw"))
    }

    @Test(
        "a line that is none of its step's is named, with its number",
        arguments: [
            "shingle", "shingle --frequencies table", "decide-pairs --frequencies table", "reduce cluster",
            "reduce votes",
            "reduce reposts", "reduce merge", "reduce usual", "reduce number", "reduce finish", "reduce sources",
            "reduce summary",
        ])
    func wrongLines(_ step: String) throws {
        let scratch = try Scratch(["table": "{\"wordings\":2}\n[\"死锁\",2]\n"])
        for line in ["{}", "[1]", "nonsense", "{\"questions\":[]}"] {
            let done = try sh("printf '\n%s\n' '\(line)' | \"$1\" \(step)", in: scratch)
            #expect(
                done.status == 2 && done.errors.contains("standard input: line 2 is no "), "\(step) \(line): \(done)")
        }
    }

    @Test("errors are records too, and the bank says so; a scraper's JSON lines go in as they are")
    func errors() throws {
        let scratch = try Scratch([
            "records.jsonl":
                "{\"path\":\"a.txt\",\"base64\":\"\"}\nno record\n{\"path\":\"b.txt\",\"base64\":\"\(Data("面试题\n1、什么是锁？\n互斥。\n".utf8).base64EncodedString())\"}\n",
            "posts.jsonl": "{\"text\":\"面试题\\n1、什么是栈？\\n后进先出。\"}\n",
        ])
        let lines = try sh("\"$1\" extract --files < records.jsonl", in: scratch).output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.count { $0.contains("\"error\":\"") } == 2, "\(lines)")
        let built = try sh("\"$1\" extract --files < records.jsonl | \"$1\" assemble -q", in: scratch)
        #expect(try built.status == 0 && scratch.read("Clean/bank.json").contains("\"quarantined\":2"), "\(built)")
        let scraped = try sh("\"$1\" extract < posts.jsonl", in: scratch)
        #expect(scraped.output.contains("\"path\":\"stdin#1\"") && scraped.output.contains("什么是栈"), "\(scraped)")
        let wrong = try sh("echo '{}' | \"$1\" assemble -q", in: scratch)
        #expect(wrong.status == 2 && wrong.errors.contains("line 1 is no extract"), "\(wrong)")
    }

    @Test("a path that leads out of its folder is refused, by extract and by assemble; nothing is written outside")
    func paths() throws {
        let scratch = try Scratch()
        let post = Data("面试题\n1、什么是锁？\n互斥。\n".utf8).base64EncodedString()
        for path in ["../../out.txt", "/tmp/out.txt", "a/../../out.txt", "a//b.txt", "./a.txt", ""] {
            try scratch.write("in/records.jsonl", "{\"path\":\"\(path)\",\"base64\":\"\(post)\"}\n")
            let line = try sh("\"$1\" extract --files < in/records.jsonl", in: scratch).output
            #expect(line.contains("\"error\":\"line 1 is no object") && line.contains("stdin#1"), "\(path): \(line)")
        }
        try scratch.write("in/records.jsonl", "{\"path\":\"a.txt\",\"base64\":\"\(post)\"}\n")
        let forged = try sh(
            "\"$1\" extract --files < in/records.jsonl | sed 's|\"a.txt\"|\"../../../out.txt\"|' | \"$1\" assemble -q --output in/Clean",
            in: scratch)
        #expect(forged.status == 2 && forged.errors.contains("line 1 is no extract"), "\(forged)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["in"])
    }
}
