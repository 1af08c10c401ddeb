internal import Yams

/// `tiku.yml`: what a curator changes about the rules.
///
///     rules:
///       disable: [ad.course]
///       classes: {channel: [我们的群]}        # words added to a class
///       add:                                   # rules as in a pack; a known id replaces the rule
///         - {id: ad.mine, reason: …, needs: [channel, join], removes: […], keeps: […]}
///     keep: ["本文首发于"]                     # spans with these words stay, whatever rule removes them
///     ingest: {text: [post_body]}             # where JSON records hold what, before the names that are known
///     limits: {source-bytes: 128MiB}          # see Limits
///     audit: {fail-on: warning}               # see AuditPolicy
public struct Configuration: Hashable, Sendable {
    public var disabled: [String] = []
    public var classes: [String: [String]] = [:]
    public var added: [Rule] = []
    public var keep: [String] = []
    /// Where JSON records hold what.
    public var fields = RecordFields()
    public var limits = Limits()
    public var audit = AuditPolicy()
    private var addedLines: [String: Int] = [:]
    /// Line of each disabled rule's mention, for messages.
    private var lines: [String: Int] = [:]

    public init() {}

    /// Rules that stand in no pack and can be switched off all the same.
    static let modelRules: Set<String> = [AdvertModel.rule]

    /// Of the rules switched off, those that stand in no pack.
    public var without: Set<String> { Self.modelRules.intersection(disabled) }

    /// - Throws: `ConfigurationError` with file, line and key.
    public static func read(_ yaml: String, file: String) throws(ConfigurationError) -> Configuration {
        var configuration = Configuration()
        guard yaml.contains(where: { !$0.isWhitespace }) else { return configuration }
        let root = try Node.compose(yaml, file: file)
        let reader = YAMLReader(file: file)
        if root.scalar?.string.isEmpty ?? false { return configuration }
        let top = try reader.mapping(root, known: ["rules", "keep", "ingest", "limits", "audit"], what: "tiku.yml")
        if let keep = top["keep"] { configuration.keep = try reader.strings(keep, key: "keep") }
        if let node = top["audit"] { configuration.audit = try AuditPolicy.read(node, reader) }
        if let node = top["limits"] { configuration.limits = try limits(node, reader) }
        if let node = top["ingest"] { configuration.fields = try fields(node, reader) }
        if let node = top["rules"] {
            let rules = try reader.mapping(node, known: ["disable", "classes", "add"], what: "rules")
            if let list = rules["disable"] {
                configuration.disabled = try reader.strings(list, key: "rules.disable")
                for item in try reader.sequence(list, key: "rules.disable") {
                    configuration.lines[item.scalar?.string ?? ""] = item.mark?.line ?? 1
                }
            }
            if let list = rules["classes"] { configuration.classes = try RulePackReader.classes(list, reader) }
            if let list = rules["add"] {
                configuration.added = try RulePackReader.rules(list, reader)
                configuration.addedLines = try RulePackReader.lines(list, reader)
            }
        }
        return configuration
    }

    private static func fields(_ node: Node, _ reader: YAMLReader) throws(ConfigurationError) -> RecordFields {
        let keys: [(String, WritableKeyPath<RecordFields, [String]>)] = [
            ("html", \.html), ("markdown", \.markdown), ("text", \.text), ("title", \.title), ("url", \.url),
            ("author", \.author), ("date", \.date),
        ]
        let map = try reader.mapping(node, known: keys.map(\.0), what: "ingest")
        var fields = RecordFields()
        for (key, path) in keys {
            if let names = map[key] {
                fields[keyPath: path].insert(contentsOf: try reader.strings(names, key: "ingest.\(key)"), at: 0)
            }
        }
        return fields
    }

    private static func limits(_ node: Node, _ reader: YAMLReader) throws(ConfigurationError) -> Limits {
        let map = try reader.mapping(node, known: Limits.names.map(\.name), what: "limits")
        var limits = Limits()
        for (name, path, isBytes) in Limits.names {
            guard let value = map[name] else { continue }
            let count =
                try isBytes ? reader.bytes(value, key: "limits.\(name)") : reader.integer(value, key: "limits.\(name)")
            guard count > 0 else { throw reader.error(value, "limits.\(name) must be at least 1") }
            limits[keyPath: path] = count
        }
        return limits
    }

    /// The packs with the changes made.
    ///
    /// - Throws: `ConfigurationError` when a disabled rule is not known.
    public func apply(to packs: [RulePack], file: String) throws(ConfigurationError) -> [RulePack] {
        let known = Set(packs.flatMap(\.rules).map(\.id)).union(Self.modelRules)
        for id in disabled where !known.contains(id) {
            throw ConfigurationError(
                file: file, line: lines[id] ?? 1,
                message: "rules.disable: there is no rule \"\(id)\"; `tiku rules` lists them")
        }
        var packs = packs.map { pack in
            var pack = pack
            pack.rules.removeAll { disabled.contains($0.id) }
            return pack
        }
        packs.append(RulePack(name: file, classes: classes, rules: added, lines: addedLines))
        return packs
    }
}
