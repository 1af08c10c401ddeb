public import TikuModel
public import TikuPipeline

/// What the pieces of the reduce half read and write, as JSON objects, a line each. See `docs/spark.md`.
public enum EngineRecord {
    // MARK: wordings

    public static func json(_ wording: WordingRecord) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(wording.id), "text": .string(wording.text), "form": .string(wording.form),
            "subject": .string(wording.subject), "post": .string(wording.post), "start": .integer(wording.start),
        ]
        if !wording.posts.isEmpty { members["posts"] = .array(wording.posts.map { .string($0) }) }
        return .object(members)
    }

    public static func wording(_ json: JSONValue) -> WordingRecord? {
        let reader = JSONMembers(json)
        guard let id = reader.text("id"), let text = reader.text("text"), let form = reader.text("form"),
            let subject = reader.text("subject"), let post = reader.text("post"), let start = reader.number("start")
        else { return nil }
        return WordingRecord(
            id: id, text: text, form: form, subject: subject, post: post, start: start,
            posts: reader.list("posts", Self.text) ?? [])
    }

    public static func json(_ token: WordingJoin.Token) -> JSONValue {
        .array([.string(token.name), .integer(token.weight), .bool(token.isSeeking)])
    }

    // MARK: pairs

    public static func json(left: String, right: String, _ verdict: WordingJoin.Verdict) -> JSONValue {
        .object([
            "left": .string(left), "right": .string(right), "shared": .integer(verdict.shared),
            "union": .integer(verdict.union), "merge": .bool(verdict.isMerge),
        ])
    }

    public static func pair(_ json: JSONValue) -> (left: String, right: String, verdict: WordingJoin.Verdict)? {
        let reader = JSONMembers(json)
        guard let left = reader.text("left"), let right = reader.text("right"), let verdict = verdict(json) else {
            return nil
        }
        return (left, right, verdict)
    }

    private static func verdict(_ json: JSONValue) -> WordingJoin.Verdict? {
        let reader = JSONMembers(json)
        guard let shared = reader.number("shared"), let union = reader.number("union"),
            case .bool(let isMerge)? = reader["merge"]
        else { return nil }
        return WordingJoin.Verdict(shared: shared, union: union, isMerge: isMerge)
    }

    /// Two wordings that met.
    public static func met(_ json: JSONValue) -> (left: WordingRecord, right: WordingRecord)? {
        let reader = JSONMembers(json)
        guard let left = reader["left"].flatMap(wording), let right = reader["right"].flatMap(wording) else {
            return nil
        }
        return (left, right)
    }

    // MARK: questions and their clusters

    public static func json(_ question: ExtractedQuestion, of wording: WordingRecord) -> JSONValue {
        .object([
            "id": .string(wording.id), "post": .string(wording.post), "question": ExtractRecord.json(question),
        ])
    }

    /// The wordings of a component, and the pairs among them.
    public static func component(
        _ json: JSONValue
    ) -> (wordings: [WordingRecord], pairs: [(left: String, right: String, verdict: WordingJoin.Verdict)])? {
        let reader = JSONMembers(json)
        guard let wordings = reader.list("wordings", wording), let pairs = reader.list("pairs", pair) else {
            return nil
        }
        return (wordings, pairs)
    }

    /// The questions of a cluster; there is one at least.
    public static func cluster(_ json: JSONValue) -> [EngineReduce.Placed]? {
        let questions = JSONMembers(json).list("questions") { json -> EngineReduce.Placed? in
            let reader = JSONMembers(json)
            guard let post = reader.text("post"), let question = reader["question"].flatMap(ExtractRecord.question)
            else { return nil }
            return EngineReduce.Placed(post: post, question: question)
        }
        guard let questions, !questions.isEmpty else { return nil }
        return questions
    }

    public static func json(_ votes: EngineReduce.Votes) -> JSONValue {
        .object([
            "posts": .array(votes.posts.map { .string($0) }),
            "pairs": .array(
                votes.pairs.map { pair in
                    .array([.string(pair.left), .string(pair.right), pair.isSame.map { .bool($0) } ?? .null])
                }),
        ])
    }

    /// The sum of the votes on two posts.
    public static func votes(
        _ json: JSONValue
    ) -> (left: String, right: String, common: Int, both: Int, same: Int, held: Int)? {
        let reader = JSONMembers(json)
        guard let left = reader.text("left"), let right = reader.text("right"), let common = reader.number("common"),
            let both = reader.number("both"), let same = reader.number("same"), let held = reader.number("held")
        else { return nil }
        return (left, right, common, both, same, held)
    }

    public static func json(_ merged: EngineReduce.Merged) -> JSONValue {
        var texts: [String] = []
        var seen: Set<String> = []
        for occurrence in merged.question.occurrences where seen.insert(occurrence.text).inserted {
            texts.append(occurrence.text)
        }
        return .object([
            "key": .string(merged.key), "post": .string(merged.post), "start": .integer(merged.start),
            "letters": JSONValue(merged.letters),
            "text": .string(merged.question.text), "texts": .array(texts.map { .string($0) }),
            "merged": merged.question.json,
        ])
    }

    // MARK: numbers

    public static func unnumbered(_ json: JSONValue) -> EngineReduce.Unnumbered? {
        let reader = JSONMembers(json)
        let near = reader.list("near") { json -> (key: String, verdict: WordingJoin.Verdict)? in
            guard let key = JSONMembers(json).text("key"), let verdict = verdict(json) else { return nil }
            return (key, verdict)
        }
        guard let key = reader.text("key"), let text = reader.text("text"),
            let texts = reader.list("texts", Self.text), let near
        else { return nil }
        return EngineReduce.Unnumbered(key: key, text: text, texts: texts, near: near)
    }

    public static func json(key: String, _ question: Question) -> JSONValue {
        .object([
            "key": .string(key), "id": .string(question.id), "number": .integer(question.number),
            "flags": .array(question.flags.map(\.json)),
        ])
    }

    /// A merged question with the number it got.
    public static func numbered(_ json: JSONValue) -> (merged: Question, id: String, number: Int, near: [Flag])? {
        let reader = JSONMembers(json)
        guard let merged = reader["merged"].flatMap({ Question($0) }), let id = reader.text("id"),
            let number = reader.number("number"), let near = reader.list("flags", ExtractRecord.flag)
        else { return nil }
        return (merged, id, number, near)
    }

    // MARK: sources

    public static func json(_ outcome: Outcome, reposts: [String: String]) -> JSONValue {
        var source = BankSource(outcome)
        source.repostOf = reposts[source.path].map(Identifier.source)
        guard case .extracted(let extract) = outcome else {
            return .object(["source": source.json, "sections": .array([]), "removed": .integer(0)])
        }
        return .object([
            "source": source.json, "sections": .array(extract.bankSections.map(\.json)),
            "removed": .integer(extract.removedSpans),
        ])
    }

    /// What a question or a source, with what was removed from it, adds to the summary.
    public static func counted(_ json: JSONValue) -> Summary? {
        let reader = JSONMembers(json)
        if let source = reader["source"] {
            guard let source = BankSource(source), let removed = reader.number("removed") else { return nil }
            return Summary(sources: [source], questions: [], removedSpans: removed)
        }
        return Question(json).map { Summary(sources: [], questions: [$0], removedSpans: 0) }
    }

    private static func text(_ json: JSONValue) -> String? {
        if case .string(let text) = json { return text }
        return nil
    }
}
