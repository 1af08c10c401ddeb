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
