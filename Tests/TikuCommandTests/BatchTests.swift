import Foundation
import TestSupport
import Testing
import TikuModel

/// What is done again, and what is not.
@Suite("Batch runs")
struct BatchTests {
    private static func post(_ n: Int) -> String {
        "面试题 \(n)\n1、第\(n)个问题是什么？\n\n第\(n)个答案是一句完整的话。\n\n2、还有第\(n)种办法吗？\n\n没有第\(n)种办法，只有一种。\n"
    }

    private func posts(_ count: Int) throws -> Scratch {
        try Scratch(Dictionary(uniqueKeysWithValues: (1...count).map { ("Raw/\($0).txt", Self.post($0)) }))
    }

    @Test("a second build of the same reads no file again and writes no byte; so does one after the cache is gone")
    func unchanged() throws {
        let scratch = try posts(5)
        let first = try scratch.tiku("build")
        let (clean, cache) = (try scratch.state(of: "Clean"), try scratch.state(of: ".tiku"))
        let second = try scratch.tiku("build", "--verbose")
        #expect(second.output == first.output && second.errors == "nothing changed since the last build\n")
        #expect(try scratch.state(of: "Clean") == clean && scratch.state(of: ".tiku") == cache)
        try FileManager.default.removeItem(at: scratch.url(".tiku"))
        #expect(try scratch.tiku("build", "--verbose").errors.contains("5 files read, 0 unchanged"))
        #expect(try scratch.state(of: "Clean") == clean)
    }

    @Test("only what changed is read: a file, the rules, the program's ways")
    func changed() throws {
        let scratch = try posts(6)
        _ = try scratch.tiku("build", "-q")
        try scratch.write("Raw/3.txt", Self.post(33))
        #expect(try scratch.tiku("build", "-v").errors.contains("1 file read, 5 unchanged"))
        try scratch.write("tiku.yml", "keep: [某词]\n")
        #expect(try scratch.tiku("build", "-v").errors.contains("6 files read, 0 unchanged"))
        #expect(try scratch.tiku("build", "-v", "--no-cache").errors.contains("6 files read"))
        #expect(try scratch.tiku("build", "-v").errors.contains("nothing changed"))
        #expect(try scratch.tiku("build", "-v", "--fresh").errors.contains("0 files read, 6 unchanged"))
    }

    @Test("a build from the cache is the build without it, byte for byte, also where what repeats across posts changes")
    func same() throws {
        let advert = "天天练题的伙伴都在用这本小册子哦"
        let scratch = try posts(4)
        for n in 1...4 {
            try scratch.write("Raw/\(n).txt", Self.post(n) + "\n\(advert)\n\n3、末题\(n)怎么做？\n\n慢慢做，做完第\(n)遍就会了。\n")
        }
        _ = try scratch.tiku("build", "-q")
        for n in 5...9 {
            try scratch.write("Raw/\(n).txt", Self.post(n) + "\n\(advert)\n\n3、末题\(n)怎么做？\n\n慢慢做，做完第\(n)遍就会了。\n")
            _ = try scratch.tiku("build", "-q")
            _ = try scratch.tiku("build", "-q", "--fresh")
            _ = try scratch.tiku("build", "-q", "--fresh", "--no-cache", "--output", "Other")
            for name in ["bank.json", "removed.jsonl", "report.md"] {
                #expect(try scratch.read("Clean/\(name)") == scratch.read("Other/\(name)"), "\(n) \(name)")
            }
        }
    }

    @Test("a damaged cache is as good as none")
    func damaged() throws {
        let scratch = try posts(3)
        _ = try scratch.tiku("build", "-q")
        let bank = try scratch.read("Clean/bank.json")
        var random = SeededRandom(7)
        for path in try FileManager.default.subpathsOfDirectory(atPath: scratch.url(".tiku").path).sorted() {
            let file = scratch.url(".tiku/" + path)
            guard !file.hasDirectoryPath, let data = try? Data(contentsOf: file), !data.isEmpty else { continue }
            try Data(Mangler.mangle(Array(data), &random)).write(to: file)
        }
        let result = try scratch.tiku("build", "-v")
        #expect(result.status == 0 && result.errors.contains("3 files read, 0 unchanged"), "\(result.errors)")
        #expect(try scratch.read("Clean/bank.json") == bank)
    }

    @Test("numbers follow the bank that is there, not what the cache remembers of another")
    func known() throws {
        let scratch = try posts(3)
        _ = try scratch.tiku("build", "-q")
        let bank = try scratch.read("Clean/bank.json")
        #expect(bank.contains("\"number\":6,"))
        try scratch.write("Clean/bank.json", bank.replacing("\"number\":6,", with: "\"number\":60,"))
        try scratch.write("Raw/4.txt", Self.post(4))
        _ = try scratch.tiku("build", "-q")
        let next = try scratch.read("Clean/bank.json")
        #expect(next.contains("\"number\":60,") && next.contains("\"number\":62,") && !next.contains("\"number\":7,"))
    }

    @Test("an output that somebody changed is built again")
    func touched() throws {
        let scratch = try posts(2)
        _ = try scratch.tiku("build", "-q")
        let article = try scratch.read("Clean/articles/1.md")
        try scratch.write("Clean/articles/1.md", "scribble")
        #expect(try scratch.tiku("build", "-v").errors.contains("0 files read, 2 unchanged"))
        #expect(try scratch.read("Clean/articles/1.md") == article)
    }

    @Test("builds at the same time share a cache and do each other no harm")
    func together() async throws {
        let scratch = try posts(30)
        let results = await withTaskGroup(of: Shell.Result?.self) { group in
            for n in 1...4 { group.addTask { try? scratch.tiku("build", "-q", "--output", "Out\(n)") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { $0?.status == 0 })
        for n in 2...4 { #expect(try scratch.read("Out\(n)/bank.json") == scratch.read("Out1/bank.json")) }
    }

    @Test(
        "a line for every hundred files where there is no terminal; JSON lines where they are asked for; nothing with --quiet"
    )
    func progress() throws {
        let scratch = try posts(230)
        let plain = try scratch.tiku("build", "--no-cache")
        #expect(
            plain.errors.split(separator: "\n").count == 2 && plain.errors.hasPrefix("100/230 files, "),
            "\(plain.errors)")
        #expect(!plain.errors.contains("\u{1B}") && !plain.errors.contains("\r"))
        #expect(try scratch.tiku("build", "--no-cache", "-q").errors == "")
        let lines = try scratch.tiku("build", "--no-cache", "-v", "--log-format", "json").errors.split(separator: "\n")
        #expect(lines.count >= 230)
        for line in lines {
            guard case .object(let members) = try JSONParser.parse(line.utf8) else {
                throw CocoaError(.coderReadCorrupt)
            }
            #expect(members["level"] != nil && members["message"] != nil && members["time"] != nil)
        }
        let wrong = try scratch.tiku("build", "Nowhere", "--log-format", "json")
        guard case .object(let error) = try JSONParser.parse(wrong.errors.utf8) else {
            throw CocoaError(.coderReadCorrupt)
        }
        #expect(error["level"] == .string("error") && wrong.status == 2)
    }

    @Test("an interrupt leaves the old output whole and says so")
    func interrupt() throws {
        let scratch = try posts(40)
        _ = try scratch.tiku("build", "-q")
        let before = try scratch.state(of: "Clean")
        for n in 41...900 { try scratch.write("Raw/\(n).txt", Self.post(n)) }
        let process = Process()
        process.executableURL = Shell.tiku
        process.arguments = ["build", "--no-cache", "-j", "1"]
        process.currentDirectoryURL = scratch.folder
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var said = ""
        // when a first hundred of nine is done
        while !said.contains("100/900"), case let piece = errors.fileHandleForReading.availableData, !piece.isEmpty {
            said += String(decoding: piece, as: UTF8.self)
        }
        process.interrupt()
        said += String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(
            process.terminationStatus == 130 && said.contains("interrupted; the output is as it was before"),
            "\(process.terminationStatus) \(said)")
        #expect(try scratch.state(of: "Clean") == before)
        #expect(try scratch.tiku("build", "-q").status == 0)
    }
}
