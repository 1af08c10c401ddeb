public import Foundation

/// A folder of its own for one test, with the command run in it.
public struct Scratch: Sendable {
    public let folder: URL

    /// - Parameter files: texts by their paths below the folder.
    public init(_ files: [String: String] = [:]) throws {
        folder = try Place.temporary()
        for (name, text) in files { try write(name, text) }
    }

    public func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

    public func write(_ name: String, _ text: String) throws {
        try FileManager.default.createDirectory(
            at: url(name).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url(name))
    }

    public func read(_ name: String) throws -> String { try String(contentsOf: url(name), encoding: .utf8) }

    public func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: url(name).path) }

    @discardableResult
    public func tiku(_ arguments: String...) throws -> Shell.Result { try Shell.run(Shell.tiku, arguments, in: folder) }

    /// Inode and time of change of each file below a folder: equal only where nothing was written.
    public func state(of name: String) throws -> [String: String] {
        var state: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: url(name).path) {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: url(name).appendingPathComponent(path).path)
            state[path] = "\(attributes[.systemFileNumber] ?? "") \(attributes[.modificationDate] ?? "")"
        }
        return state
    }

    /// Runs a Python program of the tests' own environment.
    public func python(_ script: String, _ arguments: String...) throws -> Shell.Result {
        guard let python = Shell.python else { return Shell.Result(status: 127, output: "", errors: "no Python") }
        return try Shell.run(python, ["-c", script] + arguments, in: folder)
    }
}
