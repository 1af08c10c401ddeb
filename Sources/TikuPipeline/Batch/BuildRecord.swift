internal import Glibc
public import TikuModel

/// What the last build of an output directory was made from and what it wrote: a build of the same from the same has nothing to do.
///
/// It is believed only where the inputs are the same by their content and the output still holds, byte for byte, what was written.
public struct BuildRecord: Hashable, Sendable {
    /// Digest of sources, rules, decisions, program and the ways of building.
    public var inputs: String
    /// Digest of the files written.
    public var outputs: String
    public var summary: JSONValue
    /// What was printed, and what was said of decisions.
    public var text: String
    public var stale: [String]
    public var status: Int

    public init(inputs: String, outputs: String, summary: JSONValue, text: String, stale: [String], status: Int) {
        self.inputs = inputs
        self.outputs = outputs
        self.summary = summary
        self.text = text
        self.stale = stale
        self.status = status
    }

    private static let format = "tiku.build/1"

    private static func file(_ cache: String, _ output: String) -> String { name(cache, output) + ".json" }

    /// Where the cache keeps what it knows of an output directory, without an ending.
    static func name(_ cache: String, _ output: String) -> String {
        let name = OutputDirectory.resolved(output) ?? output
        return "\(cache)/builds/\(Identifier.sha256(name.utf8).prefix(16))"
    }

    /// The record of an output directory; nil where there is none that can be read.
    public init?(cache: String, output: String) {
        guard let bytes = try? SourceTree.readFile(Self.file(cache, output), limit: 1 << 24),
            case .object(let members)? = try? JSONParser.parse(bytes), members["format"] == .string(Self.format),
            case .string(let inputs)? = members["inputs"], case .string(let outputs)? = members["outputs"],
            let summary = members["summary"], case .string(let text)? = members["text"],
            case .array(let lines)? = members["stale"], case .integer(let status)? = members["status"]
        else { return nil }
        let stale = lines.compactMap { line -> String? in
            if case .string(let text) = line { return text }
            return nil
        }
        self.init(inputs: inputs, outputs: outputs, summary: summary, text: text, stale: stale, status: status)
    }

    /// Keeps the record; where the folder cannot be written to, the next build does its work again.
    public func store(cache: String, output: String) {
        let json = JSONValue.object([
            "format": .string(Self.format), "inputs": .string(inputs), "outputs": .string(outputs),
            "summary": summary, "text": .string(text), "stale": .array(stale.map { .string($0) }),
            "status": .integer(status),
        ])
        try? OutputDirectory.writeLoosely(CanonicalJSON.encode(json), to: Self.file(cache, output))
    }
}

/// Tells one build of a program from another, without reading it: its size and when it was made.
public enum Program {
    public static let identity: String = {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return Pipeline.version }
        return "\(Pipeline.version) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }()
}
