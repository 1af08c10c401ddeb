internal import Yams

/// A mistake in a YAML file: where and what.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var message: String

    public var description: String { "\(file):\(line): \(message)" }
}

/// Reads rule packs from YAML, with the line of any mistake.
enum RulePackReader {
    static func read(_ yaml: String, file: String) throws(ConfigurationError) -> RulePack {
        let root = try Node.compose(yaml, file: file)
        let reader = YAMLReader(file: file)
        let top = try reader.mapping(root, known: ["pack", "classes", "rules"], what: "a rule pack")
        let name = try reader.string(top["pack"], key: "pack", parent: root)
        var classes: [String: [String]] = [:]
        if let node = top["classes"] { classes = try Self.classes(node, reader) }
        var rules: [Rule] = []
        var lines: [String: Int] = [:]
        if let node = top["rules"] {
            rules = try Self.rules(node, reader)
            lines = try Self.lines(node, reader)
        }
        return RulePack(name: name, classes: classes, rules: rules, lines: lines)
    }

    /// The line of each rule by its id.
    static func lines(_ node: Node, _ reader: YAMLReader) throws(ConfigurationError) -> [String: Int] {
        var lines: [String: Int] = [:]
        for item in try reader.sequence(node, key: "rules") {
            if let id = item["id"]?.scalar?.string { lines[id] = item["id"]?.mark?.line ?? 1 }
        }
        return lines
    }

    static func classes(_ node: Node, _ reader: YAMLReader) throws(ConfigurationError) -> [String: [String]] {
        var classes: [String: [String]] = [:]
        for (name, list) in try reader.pairs(node, what: "classes") {
            classes[name] = try reader.strings(list, key: "classes.\(name)").filter { !$0.isEmpty }
        }
        return classes
    }

    static func rules(_ node: Node, _ reader: YAMLReader) throws(ConfigurationError) -> [Rule] {
        var rules: [Rule] = []
        for item in try reader.sequence(node, key: "rules") {
            let map = try reader.mapping(
                item,
                known: [
                    "id", "reason", "needs", "unless", "starts", "mark", "longest", "soft", "foreign", "removes",
                    "keeps",
                ],
                what: "a rule")
            let id = try reader.string(map["id"], key: "id", parent: item)
            var rule = Rule(
                id: id, reason: try reader.string(map["reason"], key: "\(id): reason", parent: item),
                needs: try conditions(map["needs"], key: "\(id): needs", reader),
                unless: try conditions(map["unless"], key: "\(id): unless", reader), starts: nil, needsMark: false,
                longest: nil, isSoft: false, isForeign: false,
                removes: [], keeps: [])
            if let node = map["starts"] { rule.starts = try reader.string(node, key: "\(id): starts", parent: item) }
            if let node = map["mark"] { rule.needsMark = try reader.bool(node, key: "\(id): mark") }
            if let node = map["longest"] { rule.longest = try reader.integer(node, key: "\(id): longest") }
            if let node = map["soft"] { rule.isSoft = try reader.bool(node, key: "\(id): soft") }
            if let node = map["foreign"] { rule.isForeign = try reader.bool(node, key: "\(id): foreign") }
            if let node = map["removes"] { rule.removes = try reader.strings(node, key: "\(id): removes") }
            if let node = map["keeps"] { rule.keeps = try reader.strings(node, key: "\(id): keeps") }
            guard rule.starts != nil || !rule.needs.isEmpty else {
                throw reader.error(item, "\(id): a rule must have \"needs\" or \"starts\"")
            }
            rules.append(rule)
        }
        return rules
    }

    private static func conditions(
        _ node: Node?, key: String, _ reader: YAMLReader
    ) throws(ConfigurationError) -> [[Condition]] {
        guard let node else { return [] }
        var all: [[Condition]] = []
        for text in try reader.strings(node, key: key) {
            var alternatives: [Condition] = []
            for part in text.split(separator: "|") {
                if part.hasPrefix("@") {
                    guard let detector = Detector(rawValue: String(part.dropFirst())) else {
                        throw reader.error(node, "\(key): unknown detector \(part)")
                    }
                    alternatives.append(.detector(detector))
                    continue
                }
                let pieces = part.split(separator: "*")
                let count = pieces.count == 1 ? 1 : pieces.count == 2 ? Int(pieces[1]) ?? 0 : 0
                guard let name = pieces.first, (1...99).contains(count) else {
                    throw reader.error(node, "\(key): \"\(part)\" is no condition")
                }
                alternatives.append(.words(of: String(name), count: count))
            }
            guard !alternatives.isEmpty else { throw reader.error(node, "\(key): a condition is empty") }
            all.append(alternatives)
        }
        return all
    }
}

extension Node {
    /// - Throws: `ConfigurationError` with the line of a YAML mistake.
    static func compose(_ yaml: String, file: String) throws(ConfigurationError) -> Node {
        do {
            return try Yams.compose(yaml: yaml) ?? Node("")
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw ConfigurationError(file: file, line: mark.line, message: "not YAML: \(problem)")
            default: throw ConfigurationError(file: file, line: 1, message: "not YAML: \(error)")
            }
        } catch {
            throw ConfigurationError(file: file, line: 1, message: "not YAML: \(error)")
        }
    }
}

/// Typed access to YAML nodes; every error names file, line and key.
struct YAMLReader {
    let file: String

    func error(_ node: Node, _ message: String) -> ConfigurationError {
        ConfigurationError(file: file, line: node.mark?.line ?? 1, message: message)
    }

    func pairs(_ node: Node, what: String) throws(ConfigurationError) -> [(String, Node)] {
        guard case .mapping(let mapping) = node else {
            throw error(node, "\(what) must be a mapping of keys to values")
        }
        var pairs: [(String, Node)] = []
        for (key, value) in mapping {
            guard let name = key.string else { throw error(key, "a key of \(what) must be a word") }
            if pairs.contains(where: { $0.0 == name }) {
                throw error(key, "the key \"\(name)\" stands twice in \(what)")
            }
            pairs.append((name, value))
        }
        return pairs
    }

    func mapping(_ node: Node, known: [String], what: String) throws(ConfigurationError) -> [String: Node] {
        // a key with nothing but comments below it
        if let scalar = node.scalar, scalar.string.isEmpty, scalar.style == .plain { return [:] }
        guard case .mapping(let mapping) = node else {
            throw error(node, "\(what) must be a mapping of keys to values")
        }
        for (key, _) in mapping {
            let name = key.string ?? "?"
            if !known.contains(name) {
                throw error(key, "unknown key \"\(name)\" in \(what); known are \(known.joined(separator: ", "))")
            }
        }
        return Dictionary(try pairs(node, what: what), uniquingKeysWith: { first, _ in first })
    }

    func string(_ node: Node?, key: String, parent: Node) throws(ConfigurationError) -> String {
        guard let node else { throw error(parent, "the key \"\(key)\" is missing") }
        guard let text = node.scalar?.string, !text.isEmpty else { throw error(node, "\(key) must be a text") }
        return text
    }

    func integer(_ node: Node, key: String) throws(ConfigurationError) -> Int {
        guard let value = node.int else { throw error(node, "\(key) must be a whole number") }
        return value
    }

    /// A number of bytes: `65536`, `64KiB`, `16MiB`, `2GiB`.
    func bytes(_ node: Node, key: String) throws(ConfigurationError) -> Int {
        let text = node.scalar?.string ?? ""
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units = ["": 0, "KiB": 10, "MiB": 20, "GiB": 30]
        guard let count = Int(digits), count < 1 << 32, let shift = units[String(text.dropFirst(digits.count))] else {
            throw error(node, "\(key) must be a number of bytes, such as 65536, 64KiB or 16MiB")
        }
        return count << shift
    }

    func bool(_ node: Node, key: String) throws(ConfigurationError) -> Bool {
        guard let value = node.bool else { throw error(node, "\(key) must be true or false") }
        return value
    }

    func sequence(_ node: Node, key: String) throws(ConfigurationError) -> [Node] {
        guard case .sequence(let sequence) = node else { throw error(node, "\(key) must be a list") }
        return Array(sequence)
    }

    func strings(_ node: Node, key: String) throws(ConfigurationError) -> [String] {
        var texts: [String] = []
        for item in try sequence(node, key: key) {
            guard let text = item.scalar?.string else { throw error(item, "\(key) must be a list of texts") }
            texts.append(text)
        }
        return texts
    }
}
