import Foundation
import TestSupport
import Testing
import TikuModel

/// A build that is killed leaves the old output or the new one, whole; the next build heals.
@Suite("Faults")
struct FaultTests {
    private static func post(_ n: Int, _ version: Int) -> String {
        "面试题\n1、第\(n)题在第\(version)版问什么？\n\n第\(n)题在第\(version)版有一句完整的答案。\n\n2、第\(n)题还有下文吗？\n"
    }

    /// Names and bytes of all that the output holds.
    private func contents(_ scratch: Scratch) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: scratch.url("Clean").path) {
            let file = scratch.url("Clean/" + path)
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
                found[path] = try Data(contentsOf: file)
            }
        }
        return found
    }

    @Test("kill -9 at any moment: never a mix of two outputs, and the next build goes through")
    func killed() throws {
        let scratch = try Scratch()
        for n in 1...60 { try scratch.write("Raw/\(n).txt", Self.post(n, 0)) }
        #expect(try scratch.tiku("build", "-q").status == 0)
        var random = SeededRandom(11)
        for version in 1...14 {
            let old = try contents(scratch)
            for n in 1...60 where n % 7 == version % 7 { try scratch.write("Raw/\(n).txt", Self.post(n, version)) }
            let process = Process()
            process.executableURL = Shell.tiku
            process.arguments = ["build", "-q"]
            process.currentDirectoryURL = scratch.folder
            try process.run()
            usleep(UInt32.random(in: 1_000...700_000, using: &random))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let left = try contents(scratch)
            #expect(try scratch.tiku("validate", "-q").status == 0)
            let next = try scratch.tiku("build", "-q")
            #expect(next.status == 0 && next.errors == "", "\(next)")
            let new = try contents(scratch)
            #expect(left == old || left == new, "version \(version)")
            #expect(try scratch.tiku("validate", "-q").status == 0)
        }
        // nothing is left beside but the cache
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted()
        #expect(names == [".tiku", "Clean", "Raw"], "\(names)")
    }

    @Test(
        "kill -9 at 200 moments of builds that follow one another: what is read in between is always one whole output")
    func killedOften() throws {
        let scratch = try Scratch()
        for n in 1...8 { try scratch.write("Raw/\(n).txt", Self.post(n, 0)) }
        #expect(try scratch.tiku("build", "-q").status == 0)
        var random = SeededRandom(200)
        var banks: Set<Data> = [try Data(contentsOf: scratch.url("Clean/bank.json"))]
        for moment in 1...200 {
            try scratch.write("Raw/\(moment % 8 + 1).txt", Self.post(moment % 8 + 1, moment))
            let process = Process()
            process.executableURL = Shell.tiku
            process.arguments = ["build", "-q"]
            process.currentDirectoryURL = scratch.folder
            try process.run()
            usleep(UInt32.random(in: 1_000...450_000, using: &random))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let bytes = try Data(contentsOf: scratch.url("Clean/bank.json"))
            // a bank that was seen before needs no second look
            guard banks.insert(bytes).inserted else { continue }
            let bank = Bank.decode(try JSONParser.parse(bytes)).bank
            let articles = try FileManager.default.contentsOfDirectory(atPath: scratch.url("Clean/articles").path)
            #expect(
                bank?.sources.count == 8 && articles.count == 8 && scratch.exists("Clean/report.md"), "moment \(moment)"
            )
        }
        let last = try scratch.tiku("build", "-q")
        #expect(last.status == 0 && last.errors == "", "\(last)")
        #expect(try scratch.tiku("validate", "-q").status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted()
        #expect(names == [".tiku", "Clean", "Raw"], "\(names)")
    }

    /// Runs a shell script beside a scratch folder's files.
    private func sh(_ script: String, in scratch: Scratch) throws -> Shell.Result {
        try Shell.run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", script, "sh", Shell.tiku.path], in: scratch.folder)
    }

    @Test("a full disk: the old output stays whole, the message says so, the next build heals")
    func full() throws {
        let scratch = try Scratch(["Raw/1.txt": Self.post(1, 1)])
        #expect(try scratch.tiku("build", "-q").status == 0)
        let old = try contents(scratch)
        for n in 2...40 { try scratch.write("Raw/\(n).txt", Self.post(n, 1)) }
        // no file may grow past 8 KiB
        let limited = try sh("ulimit -f 16; \"$1\" build -q --no-cache", in: scratch)
        #expect(
            limited.status == 2 && limited.errors.hasPrefix("tiku: ")
                && limited.errors.contains("cannot be written: File too large"), "\(limited)")
        #expect(try contents(scratch) == old)
        let mount =
            "mount -t tmpfs -o size=40k none disk && \"$1\" build -q --no-cache --output disk/Clean; echo $? $(ls disk)"
        let mounted = try sh("mkdir disk; unshare -rm sh -c '\(mount)' sh \"$1\"", in: scratch)
        // where the system lets a user mount
        if mounted.status == 0, !mounted.output.isEmpty {
            #expect(mounted.output == "2\n" && mounted.errors.contains("No space left on device"), "\(mounted)")
        }
        #expect(try scratch.tiku("build", "-q").status == 0)
        #expect(try contents(scratch) != old)
    }

    @Test("an output that cannot be written to")
    func readOnly() throws {
        let scratch = try Scratch(["Raw/1.txt": Self.post(1, 1)])
        let result = try scratch.tiku("build", "-q", "--output", "/proc/tiku/Clean")
        #expect(result.status == 2 && result.errors.contains("choose another with --output"), "\(result)")
    }

    @Test(
        "a damaged previous bank stops the build and is left as it is",
        arguments: ["", "{", "[]", "{\"format\":\"tiku.bank/1\"}"])
    func damagedBank(_ text: String) throws {
        let scratch = try Scratch(["Raw/1.txt": Self.post(1, 1), "Clean/bank.json": text])
        let result = try scratch.tiku("build", "-q")
        #expect(
            result.status == 2
                && result.errors.contains("Clean/bank.json: the bank to be replaced cannot be relied on"), "\(result)")
        #expect(try scratch.read("Clean/bank.json") == text)
        #expect(try scratch.tiku("build", "-q", "--fresh").status == 0)
        #expect(try scratch.tiku("validate", "-q").status == 0)
    }

    @Test("two builds at once give no number twice: the second follows the first")
    func together() async throws {
        let scratch = try Scratch(["One/a.txt": Self.post(1, 1), "Two/b.txt": Self.post(2, 2)])
        let results = await withTaskGroup(of: Shell.Result?.self) { group in
            group.addTask { try? scratch.tiku("build", "One", "-q") }
            group.addTask { try? scratch.tiku("build", "Two", "-q") }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { $0?.status == 0 }, "\(results)")
        let bank = try JSONParser.parse(try scratch.read("Clean/bank.json").utf8)
        guard let read = Bank.decode(bank).bank else { throw CocoaError(.coderReadCorrupt) }
        // whichever came second retired the other's questions and numbered on
        #expect(Set(read.questions.map(\.number) + read.retired.map(\.number)) == [1, 2, 3, 4])
    }
}
