extension Bank {
    /// Reads a bank strictly: every key present, none unknown, every value of its type.
    ///
    /// - Returns: the bank, or nil and all problems. A bank of another major version has one problem that says so.
    public static func decode(_ json: JSONValue) -> (bank: Bank?, problems: [BankProblem]) {
        let list = ProblemList()
        if case .object(let members) = json, case .string(let format)? = members["format"], format != Bank.format {
            list.add("format", "is \"\(format)\"; this version of tiku reads \"\(Bank.format)\"")
            return (nil, list.problems)
        }
        let reader = ObjectReader(
            json, path: "bank",
            keys: ["format", "generator", "sources", "sections", "questions", "retired", "summary"], list: list)
        _ = reader.string("format")
        let bank = Bank(
            generator: Generator(reader.value("generator"), list),
            sources: reader.array("sources").enumerated().map { BankSource($1, "sources[\($0)]", list) },
            sections: reader.array("sections").enumerated().map { BankSection($1, "sections[\($0)]", list) },
            questions: reader.array("questions").enumerated().map { Question($1, "questions[\($0)]", list) },
            retired: reader.array("retired").enumerated().map { RetiredQuestion($1, "retired[\($0)]", list) },
            summary: Summary(reader.value("summary"), list))
        return (list.problems.isEmpty ? bank : nil, list.problems)
    }
}

extension Generator {
    fileprivate init(_ json: JSONValue, _ list: ProblemList) {
        let reader = ObjectReader(json, path: "generator", keys: ["name", "version", "rules"], list: list)
        self.init(name: reader.string("name"), version: reader.string("version"), rules: reader.string("rules"))
    }
}

extension BankSource {
    /// nil for what is no source of a bank.
    public init?(_ json: JSONValue) {
        let list = ProblemList()
        self.init(json, "source", list)
        guard list.problems.isEmpty else { return nil }
    }

    init(_ json: JSONValue, _ path: String, _ list: ProblemList) {
        let reader = ObjectReader(
            json, path: path,
            keys: [
                "id", "path", "sha256", "title", "url", "encoding", "claimed", "found", "length", "status", "reason",
                "flags",
            ], optional: ["repostOf", "author", "date", "language"], list: list)
        self.init(
            id: reader.string("id"), path: reader.string("path"), sha256: reader.string("sha256"),
            title: reader.optionalString("title"), url: reader.optionalString("url"),
            encoding: reader.optionalString("encoding"), claimed: reader.optionalInteger("claimed"),
            found: reader.integer("found"), length: reader.integer("length"),
            status: reader.choice("status", of: SourceStatus.self) ?? .ok, reason: reader.optionalString("reason"),
            repostOf: reader.optionalString("repostOf"), author: reader.optionalString("author"),
            date: reader.optionalString("date"), language: reader.optionalString("language"),
            flags: Flag.list(reader, path, list))
    }
}

extension BankSection {
    fileprivate init(_ json: JSONValue, _ path: String, _ list: ProblemList) {
        let reader = ObjectReader(json, path: path, keys: ["id", "title", "source", "omitted"], list: list)
        self.init(
            id: reader.string("id"), title: reader.string("title"), source: reader.string("source"),
            omitted: reader.bool("omitted"))
    }
}

extension Question {
    /// nil for what is no question of a bank.
    public init?(_ json: JSONValue) {
        let list = ProblemList()
        self.init(json, "question", list)
        guard list.problems.isEmpty else { return nil }
    }

    init(_ json: JSONValue, _ path: String, _ list: ProblemList) {
        var path = path
        if case .object(let members) = json, case .string(let id)? = members["id"] { path += " (\(id))" }
        let reader = ObjectReader(
            json, path: path,
            keys: ["id", "number", "section", "text", "lang", "answer", "occurrences", "flags"], list: list)
        self.init(
            id: reader.string("id"), number: reader.integer("number"), section: reader.strings("section"),
            text: reader.string("text"), lang: reader.string("lang"),
            answer: Answer(reader.value("answer"), "\(path).answer", list),
            occurrences: reader.array("occurrences").enumerated().map {
                Occurrence($1, "\(path).occurrences[\($0)]", list)
            },
            flags: Flag.list(reader, path, list))
    }
}

extension Answer {
    fileprivate init(_ json: JSONValue, _ path: String, _ list: ProblemList) {
        let reader = ObjectReader(json, path: path, keys: ["status", "text", "source", "healedFrom"], list: list)
        self.init(
            status: reader.choice("status", of: AnswerStatus.self) ?? .missing, text: reader.string("text"),
            source: reader.optionalString("source"), healedFrom: reader.optionalString("healedFrom"))
    }
}

extension Occurrence {
    fileprivate init(_ json: JSONValue, _ path: String, _ list: ProblemList) {
        let reader = ObjectReader(
            json, path: path, keys: ["source", "number", "section", "text", "status", "answer", "span"],
            optional: ["lines"], list: list)
        var span = ByteSpan(0, 0)
        let ends = reader.array("span")
        if ends.count == 2, case .integer(let start) = ends[0], case .integer(let end) = ends[1], start >= 0,
            start <= end
        {
            span = ByteSpan(start, end)
        } else {
            list.add("\(path).span", "must be [start, end] in bytes, start not after end")
        }
        var lines: LineRange?
        if reader.value("lines") != .null {
            let ends = reader.array("lines")
            if ends.count == 2, case .integer(let first) = ends[0], case .integer(let last) = ends[1], first >= 1,
                first <= last
            {
                lines = LineRange(first, last)
            } else {
                list.add("\(path).lines", "must be [first, last], counted from 1, first not after last")
            }
        }
        self.init(
            source: reader.string("source"), number: reader.optionalString("number"),
            section: reader.optionalString("section"), text: reader.string("text"),
            status: reader.choice("status", of: AnswerStatus.self) ?? .missing, answer: reader.string("answer"),
            span: span, lines: lines)
    }
}

extension Flag {
    static func list(_ reader: ObjectReader, _ path: String, _ list: ProblemList) -> [Flag] {
        reader.array("flags").enumerated().compactMap { index, json in
            let flag = ObjectReader(
                json, path: "\(path).flags[\(index)]", keys: ["code", "severity", "message", "evidence"],
                optional: ["accepted"], list: list)
            guard let code = flag.choice("code", of: FlagCode.self) else { return nil }
            return Flag(
                code, message: flag.string("message"), evidence: flag.string("evidence"),
                severity: flag.choice("severity", of: Severity.self), accepted: flag.optionalString("accepted"))
        }
    }
}

extension RetiredQuestion {
    fileprivate init(_ json: JSONValue, _ path: String, _ list: ProblemList) {
        let reader = ObjectReader(json, path: path, keys: ["id", "number", "reason"], list: list)
        self.init(id: reader.string("id"), number: reader.integer("number"), reason: reader.string("reason"))
    }
}

extension Summary {
    init(_ json: JSONValue, _ list: ProblemList) {
        let reader = ObjectReader(
            json, path: "summary",
            keys: [
                "sources", "quarantined", "questions", "occurrences", "answered", "missing", "truncated", "healed",
                "duplicates", "removedSpans",
            ], list: list)
        self.init(
            sources: reader.integer("sources"), quarantined: reader.integer("quarantined"),
            questions: reader.integer("questions"), occurrences: reader.integer("occurrences"),
            answered: reader.integer("answered"), missing: reader.integer("missing"),
            truncated: reader.integer("truncated"), healed: reader.integer("healed"),
            duplicates: reader.integer("duplicates"), removedSpans: reader.integer("removedSpans"))
    }
}
