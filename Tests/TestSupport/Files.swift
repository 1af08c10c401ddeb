public import Foundation

/// Where things stand in the repository and around it.
public enum Place {
    public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    public static let fixtures = root.appendingPathComponent("Tests/Fixtures")
    public static let posts = fixtures.appendingPathComponent("posts")
    public static let raw = root.appendingPathComponent("Raw")

    /// The development corpus beside a developer's checkout; nil in a user's clone.
    public static let corpus: URL? = {
        let shared = root.deletingLastPathComponent().appendingPathComponent("shared")
        return FileManager.default.fileExists(atPath: shared.appendingPathComponent("score/score.py").path)
            ? shared : nil
    }()

    /// Files below a folder, by name.
    public static func files(in folder: URL, endings: [String]) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().map {
            folder.appendingPathComponent($0)
        }
    }

    /// A new empty folder that the test removes with the machine's temporary files.
    public static func temporary(_ name: String = "tiku-test") throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

/// Runs programs and keeps what they print.
public enum Shell {
    public struct Result: Sendable {
        public var status: Int32
        public var output: String
        public var errors: String
    }

    /// The built command, beside the test bundle.
    public static var tiku: URL {
        if let path = ProcessInfo.processInfo.environment["TIKU_BINARY"] { return URL(fileURLWithPath: path) }
        return Place.root.appendingPathComponent(".build/debug/tiku")
    }

    public static func run(_ program: URL, _ arguments: [String], in folder: URL? = nil, input: Data? = nil) throws
        -> Result
    {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = folder }
        let scratch = try Place.temporary("tiku-shell")
        let output = scratch.appendingPathComponent("out")
        let errors = scratch.appendingPathComponent("err")
        try Data().write(to: output)
        try Data().write(to: errors)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        if let input {
            let file = scratch.appendingPathComponent("in")
            try input.write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        process.waitUntilExit()
        let result = Result(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
        try? FileManager.default.removeItem(at: scratch)
        return result
    }

    public static func tiku(_ arguments: String..., in folder: URL? = nil) throws -> Result {
        try run(tiku, arguments, in: folder)
    }

    /// Python of the tests' own environment (`Scripts/test` makes it), nil where there is none.
    public static let python: URL? = {
        let path = Place.root.appendingPathComponent(".venv/bin/python3")
        return FileManager.default.fileExists(atPath: path.path) ? path : nil
    }()
}
