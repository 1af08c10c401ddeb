internal import TikuModel
internal import Yams

extension Decisions {
    /// Reads `decisions.yml`:
    ///
    ///     decisions:
    ///       - merge: q-7f3k… # or a wording
    ///         into: q-9a2c…
    ///         reason: …
    ///       - keep: q-…
    ///         apart: q-…
    ///       - split: q-…
    ///         wording: …     # and, where it stands in several sources, source: path
    ///       - remove: q-…
    ///       - edit: q-…
    ///         text: …        # and, or: answer, section
    ///       - accept: answer.missing
    ///         question: q-…  # or source: path
    ///       - undo: 3f9a…    # the key of an earlier entry, as `tiku decide list` shows it
    ///
    /// - Throws: `ConfigurationError` with file, line and key.
    public static func read(_ bytes: ContiguousArray<UInt8>, file: String) throws(ConfigurationError) -> Decisions {
        let text = String(decoding: bytes, as: UTF8.self)
        var decisions = Decisions([], sha256: Identifier.sha256(bytes), length: bytes.count)
        guard text.contains(where: { !$0.isWhitespace }) else { return decisions }
        let root = try Node.compose(text, file: file)
        if root.scalar?.string.isEmpty ?? false { return decisions }
        let reader = YAMLReader(file: file)
        let top = try reader.mapping(root, known: ["decisions"], what: file)
        guard let list = top["decisions"], list.scalar?.string.isEmpty != true else { return decisions }
        let items = try reader.sequence(list, key: "decisions")
        let lines = LineStarts(bytes)
        for (index, item) in items.enumerated() {
            let line = item.mark?.line ?? 1
            let next = index + 1 < items.count ? items[index + 1].mark?.line ?? line + 1 : lines.count + 1
            let (action, reason) = try action(item, reader)
            let span = ByteSpan(lines.start(of: line), max(lines.start(of: line), lines.start(of: next)))
            let decision = Decision(action, reason: reason, line: line, span: span)
            if case .undo(let key) = action, let undone = decisions.list.lastIndex(where: { $0.key == key }) {
                decisions.list.remove(at: undone)
            } else {
                decisions.list.append(decision)
            }
        }
        decisions.entries = items.count
        return decisions
    }

    private static let kinds: [String: [String]] = [
        "merge": ["into", "wording", "intoWording"], "keep": ["apart", "wording", "apartWording"],
        "split": ["wording", "source"], "remove": ["wording"], "edit": ["wording", "text", "answer", "section"],
        "accept": ["question", "source", "wording"], "undo": [],
    ]

    private static func action(
        _ item: Node, _ reader: YAMLReader
    ) throws(ConfigurationError) -> (Action, String?) {
        let keys = Set(try reader.pairs(item, what: "a decision").map(\.0))
        let named = keys.intersection(kinds.keys)
        guard named.count == 1, let kind = named.first else {
            throw reader.error(
                item, "a decision must have exactly one of \(kinds.keys.sorted().joined(separator: ", "))")
        }
        let map = try reader.mapping(item, known: [kind, "reason"] + (kinds[kind] ?? []), what: "a \(kind) decision")
        func text(_ key: String) throws(ConfigurationError) -> String {
            let value = try reader.string(map[key], key: key == kind ? kind : "\(kind): \(key)", parent: item)
            guard value.utf8.contains(where: { $0 > 0x20 }) else {
                throw reader.error(map[key] ?? item, "\(kind): \(key) is blank")
            }
            return value
        }
        func optional(_ key: String) throws(ConfigurationError) -> String? {
            map[key] == nil ? nil : try text(key)
        }
        let reason = try optional("reason")
        let wording = try optional("wording")
        switch kind {
        case "merge":
            return (
                .merge(
                    Target(try text("merge"), wording: wording),
                    into: Target(try text("into"), wording: try optional("intoWording"))), reason
            )
        case "keep":
            return (
                .keep(
                    Target(try text("keep"), wording: wording),
                    apart: Target(try text("apart"), wording: try optional("apartWording"))), reason
            )
        case "split":
            return (
                .split(Target(try text("split")), wording: try text("wording"), source: try optional("source")), reason
            )
        case "undo": return (.undo(try text("undo")), reason)
        case "remove": return (.remove(Target(try text("remove"), wording: wording)), reason)
        case "edit":
            var edit = Edit(text: try optional("text"), answer: try optional("answer"))
            if let section = map["section"] {
                if let title = section.scalar?.string {
                    edit.section = title.isEmpty ? [] : [title]
                } else {
                    edit.section = try reader.strings(section, key: "edit: section")
                }
            }
            guard edit != Edit() else { throw reader.error(item, "an edit must give text, answer or section") }
            return (.edit(Target(try text("edit"), wording: wording), edit), reason)
        default:
            let name = try text("accept")
            guard let code = FlagCode(rawValue: name) else {
                throw reader.error(item, "accept: there is no finding \"\(name)\"; docs/flags/ lists them")
            }
            if let path = try optional("source") {
                guard map["question"] == nil else {
                    throw reader.error(item, "accept: give a question or a source, not both")
                }
                return (.acceptSource(code, path: path), reason)
            }
            return (.accept(code, question: Target(try text("question"), wording: wording)), reason)
        }
    }
}

/// Where the lines of a file begin.
private struct LineStarts {
    private var starts: [Int] = [0]
    private let length: Int

    init(_ bytes: ContiguousArray<UInt8>) {
        length = bytes.count
        for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    }

    var count: Int { starts.count }

    /// - Parameter line: counted from 1; a line past the end starts where the file ends.
    func start(of line: Int) -> Int { line - 1 < starts.count ? starts[max(0, line - 1)] : length }
}
