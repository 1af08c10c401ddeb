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
