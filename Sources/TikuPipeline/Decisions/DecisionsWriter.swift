internal import TikuModel

extension Decisions.Decision {
    /// The entry as it stands in `decisions.yml`: one key a line, so that two people's decisions merge in git.
    public var yaml: String {
        var pairs: [(String, String)] = []
        func add(_ key: String, _ value: String?) {
            if let value { pairs.append((key, value)) }
        }
        func add(_ key: String, _ target: Decisions.Target, _ wording: String = "wording") {
            add(key, target.name)
            add(wording, target.wording)
        }
        switch action {
        case .merge(let gone, let kept):
            add("merge", gone)
            add("into", kept, "intoWording")
        case .keep(let one, let other):
            add("keep", one)
            add("apart", other, "apartWording")
        case .split(let target, let wording, let source):
            add("split", target.name)
            add("wording", wording)
            add("source", source)
        case .remove(let target):
            add("remove", target)
        case .edit(let target, let edit):
            add("edit", target)
            add("text", edit.text)
            add("answer", edit.answer)
        case .accept(let code, let target):
            add("accept", code.rawValue)
            add("question", target)
        case .acceptSource(let code, let path):
            add("accept", code.rawValue)
            add("source", path)
        case .undo(let key):
            add("undo", key)
        }
        var lines = pairs.map { "\($0.0): \(Self.scalar($0.1))" }
        if case .edit(_, let edit) = action, let section = edit.section {
            lines.append("section: [" + section.map(Self.quoted).joined(separator: ", ") + "]")
        }
        if let reason { lines.append("reason: \(Self.scalar(reason))") }
        return lines.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element + "\n" }.joined()
    }

    /// Ids, codes and plain words bare; all else in double quotes, escaped as JSON is, which YAML 1.2 reads.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
            } && (text.utf8.first.map { (0x61...0x7A).contains($0) } ?? false)
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text)
        return isPlain ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String { CanonicalJSON.string(.string(text)) }
}

extension Decisions {
    /// The file with one more decision at its end; all that stands in it stays, comments too.
    ///
    /// - Throws: `ConfigurationError` when the file cannot be read as decisions, or would not be after the change.
    public static func adding(
        _ decision: Decision, to bytes: ContiguousArray<UInt8>, file: String
    ) throws(ConfigurationError) -> ContiguousArray<UInt8> {
        let before = try read(bytes, file: file)
        var text = String(decoding: bytes, as: UTF8.self)
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        if before.entries == 0 {
            // an empty list may be written `decisions: []` or `decisions:`
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            text = lines.filter { !$0.hasPrefix("decisions:") }.joined(separator: "\n")
            text += (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + "decisions:\n"
        }
        text += decision.yaml
        let after = ContiguousArray(text.utf8)
        guard try read(after, file: file).entries == before.entries + 1 else {
            throw ConfigurationError(
                file: file, line: 1, message: "the list is not written one entry below the other; add to it by hand")
        }
        return after
    }
}
