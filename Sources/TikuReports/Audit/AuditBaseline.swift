public import TikuModel

/// What is wrong with a baseline file.
public struct BaselineError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    init(_ description: String) { self.description = description }
}

/// Findings that a project knows and lives with for now: an audit fails only on others. The file only ever shrinks: writing it
/// again drops what is resolved and takes in nothing new.
public struct AuditBaseline: Hashable, Sendable {
    public static let format = "tiku.baseline/1"

    public struct Entry: Hashable, Sendable {
        public var fingerprint: String
        public var code: String
        public var source: String
        /// The question, for a person who reads the file.
        public var text: String
    }

    public var entries: [Entry]
    public var fingerprints: Set<String> { Set(entries.map(\.fingerprint)) }

    /// Everything that a report holds and no curator agreed to.
    ///
    /// - Parameter old: the baseline that is replaced; nothing that it does not know comes in.
    public init(_ report: AuditReport, replacing old: AuditBaseline? = nil) {
        let known = old?.fingerprints
        entries = report.findings.filter { $0.flag.accepted == nil && known?.contains($0.fingerprint) ?? true }.map {
            Entry(
                fingerprint: $0.fingerprint, code: $0.flag.code.rawValue, source: $0.source,
                text: $0.question?.text ?? $0.flag.message)
        }
    }

    /// - Throws: `BaselineError` that names what is wrong.
    public init(_ json: JSONValue) throws(BaselineError) {
        guard case .object(let members) = json, members["format"] == .string(Self.format) else {
            throw BaselineError("format: is not \"\(Self.format)\"")
        }
        guard case .array(let items)? = members["findings"] else {
            throw BaselineError("findings: must be a list")
        }
        entries = []
        for (index, item) in items.enumerated() {
            guard case .object(let entry) = item, case .string(let fingerprint)? = entry["fingerprint"],
                case .string(let code)? = entry["code"], case .string(let source)? = entry["source"],
                case .string(let text)? = entry["text"]
            else {
                throw BaselineError("findings[\(index)]: needs fingerprint, code, source and text")
            }
            entries.append(Entry(fingerprint: fingerprint, code: code, source: source, text: text))
        }
    }

    /// One finding a line, so that git shows which went.
    public var fileBytes: ContiguousArray<UInt8> {
        var writer = CanonicalJSON()
        writer.raw("{\"findings\":[")
        for (index, entry) in entries.enumerated() {
            writer.raw(index == 0 ? "\n" : ",\n")
            writer.write(
                .object([
                    "fingerprint": .string(entry.fingerprint), "code": .string(entry.code),
                    "source": .string(entry.source), "text": .string(entry.text),
                ]))
        }
        writer.raw((entries.isEmpty ? "" : "\n") + "],\"format\":")
        writer.write(Self.format)
        writer.raw("}\n")
        return writer.bytes
    }
}
