internal import TikuModel
public import TikuPipeline
internal import TikuReports

/// The bank under review, what waits in it, and what was decided: all requests go through here, one at a time.
///
/// A decision is on disk before it is answered for. The bank follows by a whole build, the same as `tiku build`, in the background; what was
/// decided is out of the queue at once. What another process wrote meanwhile is seen before anything is written, read anew, and said.
public actor ReviewDesk {
    /// Folder of the bank.
    let folder: String
    let articles: ArticleReader
    private let rebuild: @Sendable () async throws -> Void
    private var content: ReviewContent
    /// Items that were decided since the bank was last built.
    private var settled: Set<String> = []
    private var isBuilding = false
    private var isDirty = false
    private var failure: String?
    /// Counts what was read anew, so that the page sees a change.
    private var version = 1

    /// - Parameters:
    ///   - folder: of the bank.
    ///   - raw: folder of the articles.
    ///   - pipeline: reads articles again, to show them.
    ///   - cache: what the last build found in them.
    ///   - rebuild: builds the bank from the articles and the decisions, as `tiku build` does.
    /// - Throws: `FileError` or `ConfigurationError` for a bank or decisions that cannot be read.
    public init(
        folder: String, raw: String, pipeline: Pipeline, cache: ExtractCache?,
        rebuild: @escaping @Sendable () async throws -> Void
    ) throws {
        self.folder = folder
        self.rebuild = rebuild
        articles = ArticleReader(raw: raw, pipeline: pipeline, cache: cache)
        content = try ReviewContent(folder)
    }

    private func load() throws {
        content = try ReviewContent(folder)
        settled = []
        version += 1
    }

    /// Whether another process wrote something; it is read before anything else happens.
    private func follow() -> Bool {
        guard !isBuilding, ReviewContent.stamps(folder) != content.stamps else { return false }
        do {
            try load()
            failure = nil
        } catch {
            failure = "\(error)"
        }
        return true
    }

    // MARK: What the page asks

    func state() -> JSONValue {
        _ = follow()
        let open = content.items.count { !settled.contains($0.key) }
        let agreed =
            content.bank.heads.reduce(0) { $0 + $1.flags.count { $0.accepted != nil } }
            + content.bank.sources.reduce(0) { $0 + $1.flags.count { $0.accepted != nil } }
        let decided = content.decisions.list.count { decision in
            switch decision.action {
            case .accept, .acceptSource, .undo: false
            default: true
            }
        }
        let kinds = Dictionary(grouping: content.items.filter { !settled.contains($0.key) }, by: \.kind).mapValues {
            JSONValue.integer($0.count)
        }
        return .object([
            "version": .integer(version), "folder": .string(Visible.text(folder)),
            "questions": .integer(content.bank.heads.count),
            "missing": .integer(content.bank.summary.missing), "truncated": .integer(content.bank.summary.truncated),
            "open": .integer(open), "resolved": .integer(agreed + decided), "kinds": .object(kinds),
            "isBuilding": .bool(isBuilding || isDirty), "failure": JSONValue(failure),
        ])
    }

    /// Which items a page of the queue shows.
    struct Query: Sendable {
        var kind: String
        var severity: String
        var text: String
        var isAll: Bool
        var offset: Int
        var limit: Int

        init(_ query: [String: String]) {
            kind = query["kind"] ?? ""
            severity = query["severity"] ?? ""
            text = (query["q"] ?? "").lowercased()
            isAll = query["list"] == "all"
            offset = max(0, Int(query["offset"] ?? "") ?? 0)
            limit = min(500, max(1, Int(query["limit"] ?? "") ?? 100))
        }
    }

    func queue(_ query: Query) -> JSONValue {
        let found =
            query.isAll
            ? ReviewItem.questions(of: content.bank, query)
            : content.items.filter { item in
                !settled.contains(item.key) && (query.kind.isEmpty || item.kind == query.kind)
                    && (query.severity.isEmpty || item.severity.rawValue == query.severity)
                    && (query.text.isEmpty || item.isAbout(query.text))
            }
        let page = found.dropFirst(query.offset).prefix(query.limit)
        return .object([
            "total": .integer(found.count), "offset": .integer(query.offset), "version": .integer(version),
            "items": .array(page.map(\.json)),
        ])
    }

    func question(_ id: String) -> JSONValue? {
        _ = follow()
        return content.places[id].flatMap(content.bank.question).map {
            QuestionJSON.json($0, content.bank, content.proposals, content.places)
        }
    }

    func article(_ source: String, from place: Int) -> JSONValue? {
        guard let path = content.bank.sources.first(where: { $0.id == source })?.path else { return nil }
        return articles.json(path, around: place)
    }

    func history() -> JSONValue {
        _ = follow()
        return .array(
            content.decisions.list.suffix(500).reversed().map { decision in
                .object(["key": .string(decision.key), "yaml": .string(Visible.lines(decision.yaml))])
            })
    }

    // MARK: What the page decides

    enum Answer: Sendable {
        case done(JSONValue)
        /// Another process changed something; nothing was written.
        case changed(JSONValue)
        case refused(String)
    }

    func decide(_ request: [String: JSONValue]) -> Answer {
        if follow() {
            return .changed(.object(["error": .string("changed meanwhile"), "version": .integer(version)]))
        }
        do {
            let wish = try ReviewWish(
                request, bank: content.bank, places: content.places, decisions: content.decisions,
                proposals: content.proposals)
            if let action = wish.action {
                let decision = Decisions.Decision(action, reason: wish.reason)
                let file = "\(folder)/\(Decisions.fileName)"
                let known = content.decisions.sha256
                try OutputDirectory.update(Decisions.fileName, in: folder, waiting: 60) { bytes in
                    // between the look and the lock
                    guard try Decisions.read(bytes, file: file).sha256 == known else {
                        throw FileError(path: file, message: "changed meanwhile; try again")
                    }
                    return try Decisions.adding(decision, to: bytes, file: file)
                }
                content.decisions = try Decisions.read(
                    try ReviewContent.bytes(Decisions.fileName, in: folder), file: file)
                isDirty = true
            }
            if let rejected = wish.rejected {
                // what came in since the last look stays
                let file = "\(folder)/\(Proposals.fileName)"
                try OutputDirectory.update(Proposals.fileName, in: folder, waiting: 60) { bytes in
                    var left = try Proposals(bytes, file: file)
                    left.remove(rejected)
                    return left.bytes
                }
                if !isBuilding, !isDirty { try load() }
            }
            settled.formUnion(wish.settles)
            content.stamps = ReviewContent.stamps(folder)
            build()
            return .done(
                .object([
                    "key": JSONValue(wish.action.map { Decisions.Decision($0, reason: wish.reason).key }),
                    "version": .integer(version),
                ]))
        } catch let wrong as ReviewWish.Mistake {
            return .refused(wrong.reason)
        } catch {
            return .refused("\(error)")
        }
    }

    /// Builds until no decision is newer than the bank.
    private func build() {
        guard isDirty, !isBuilding else { return }
        isBuilding = true
        Task {
            while isDirty {
                isDirty = false
                do {
                    try await rebuild()
                    failure = nil
                } catch {
                    failure = "\(error)"
                }
            }
            do { try load() } catch { failure = "\(error)" }
            isBuilding = false
        }
    }
}
