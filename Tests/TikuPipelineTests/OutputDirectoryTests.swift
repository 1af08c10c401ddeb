import Foundation
import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

@Suite("An output is replaced as a whole, and left alone where nothing changed")
struct OutputDirectoryTests {
    static let owned: Set<String> = ["big", "small"]

    /// A file that comes in pieces of seven bytes, which is no divisor of anything.
    static func pieces(_ path: String, _ text: String) -> OutputDirectory.File {
        OutputDirectory.File(path: path) { put in
            var rest = ContiguousArray(text.utf8)[...]
            while !rest.isEmpty {
                ContiguousArray(rest.prefix(7)).withUnsafeBytes(put)
                rest = rest.dropFirst(7)
            }
        }
    }

    static let long = String(repeating: "长文一段，", count: 20_000)

    @Test("a file in pieces holds what it would hold in one", arguments: [0, 1, 7, 40_000])
    func pieces(_ count: Int) async throws {
        let text = String(repeating: "字", count: count)
        let scratch = try Scratch()
        let folder = try OutputDirectory(path: scratch.url("out").path)
        let made = try await folder.replace(with: [Self.pieces("big", text)], owned: Self.owned)
        #expect(made.isNew)
        #expect(made.digests == ["big": Identifier.sha256(text.utf8)])
        #expect(try String(contentsOfFile: scratch.url("out/big").path, encoding: .utf8) == text)
        #expect(Self.pieces("big", text).bytes == ContiguousArray(text.utf8))
    }

    @Test("the same files again change nothing; one that differs is written and the others stay the files they were")
    func unchanged() async throws {
        let scratch = try Scratch()
        let folder = try OutputDirectory(path: scratch.url("out").path)
        func put(_ big: String, _ small: String) async throws -> Bool {
            let files = [Self.pieces("big", big), OutputDirectory.File(path: "small/a.md", text: small)]
            return try await folder.replace(with: files, owned: Self.owned, jobs: 2).isNew
        }
        func inode(_ name: String) throws -> UInt64 {
            let attributes = try FileManager.default.attributesOfItem(atPath: scratch.url("out/" + name).path)
            return try #require(attributes[.systemFileNumber] as? UInt64)
        }
        #expect(try await put(Self.long, "klein"))
        let (big, small) = (try inode("big"), try inode("small/a.md"))
        #expect(try await !put(Self.long, "klein"))
        #expect(try inode("big") == big)
        #expect(try await put(Self.long, "kleiner"))
        #expect(try inode("big") == big)
        #expect(try inode("small/a.md") != small)
        // one byte in the middle, at the end, one more, one less
        for other in [
            "x" + Self.long.dropFirst(), Self.long.dropLast() + "x", Self.long + "x", String(Self.long.dropLast()),
        ] {
            #expect(try await put(other, "kleiner"))
            #expect(try String(contentsOfFile: scratch.url("out/big").path, encoding: .utf8) == other)
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.url("out.tiku-new").path))
    }

    @Test("what is not Tiku's is carried over, what is and is not among the files goes")
    func carriedOver() async throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            atPath: scratch.url("out/notes").path, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: scratch.url("out/notes/a.txt").path))
        try Data("old".utf8).write(to: URL(fileURLWithPath: scratch.url("out/small").path))
        let folder = try OutputDirectory(path: scratch.url("out").path)
        try await folder.replace(with: [Self.pieces("big", "neu")], owned: Self.owned)
        #expect(try String(contentsOfFile: scratch.url("out/notes/a.txt").path, encoding: .utf8) == "mine")
        #expect(!FileManager.default.fileExists(atPath: scratch.url("out/small").path))
    }
}
