public import TikuModel
internal import TikuText

/// What became of one source.
public enum Outcome: Sendable {
    case extracted(Extract)
    case quarantined(Quarantine)

    public var path: String {
        switch self {
        case .extracted(let extract): extract.source.path
        case .quarantined(let quarantine): quarantine.path
        }
    }

    var sha256: String {
        switch self {
        case .extracted(let extract): extract.source.sha256
        case .quarantined(let quarantine): quarantine.sha256
        }
    }

    func named(_ path: String) -> Outcome {
        switch self {
        case .extracted(var extract):
            extract.source.path = path
            return .extracted(extract)
        case .quarantined(var quarantine):
            quarantine.path = path
            return .quarantined(quarantine)
        }
    }
}

/// All that a build gives.
public struct Build: Sendable {
    public var bank: Bank
    /// In the order of their paths.
    public var outcomes: [Outcome]
    /// Number of repairs by rule, over all sources.
    public var repairs: [String: Int]
    /// Decisions that speak of nothing the sources hold: file, line and what is missed.
    public var stale: [String]
    /// What the next build's numbers follow from.
    public var known: KnownQuestions { KnownQuestions(bank, ids: ids) }
    let ids: WordingIDs
}

/// The whole flow: the map half turns one source into an extract, the reduce half turns extracts into a bank.
public struct Pipeline: Sendable {
    public static let version = "0.1.0"

    public let rules: RuleSet
    public let fields: RecordFields
    public var limits: Limits { ingest.limits }
    private let ingest: Ingest
    private let repair = Repair()
    private var strip: Strip
    private var segment = Segment()

    public init(
        rules: RuleSet, limits: Limits = Limits(), fields: RecordFields = RecordFields()
    ) {
        self.rules = rules
        self.fields = fields
        ingest = Ingest(limits: limits)
        strip = Strip(rules: rules)
    }

    /// What a bank says of who built it.
    public var generator: Generator { Generator(version: Self.version, rules: "sha256:" + rules.digest) }

    /// A digest of all that an extract depends on besides the article: version, rules, bounds, names of fields.
    var identity: String {
        var digest = Identifier.Digester()
        digest.add(Self.version)
        digest.add(rules.digest)
        digest.add(ingest.limits.identity)
        for names in fields.all { digest.add(names.joined(separator: "\u{1F}")) }
        if !segment.givesPlain { digest.add("without plain text") }
        return digest.finish()
    }

    /// The same pipeline, which also removes what repeats across many articles.
    public func knowing(_ repeated: RepeatedSentences) -> Pipeline {
        var pipeline = self
        pipeline.strip.repeated = repeated
        return pipeline
    }

    /// The same pipeline, whose extracts have no `plain`: a bank is made without it.
    public func withoutPlain() -> Pipeline {
        var pipeline = self
        pipeline.segment.givesPlain = false
        return pipeline
    }

    /// The map half over one file: an outcome for each source in it.
    public func extract(_ entry: SourceTree.Entry) -> [Outcome] {
        var outcomes: [Outcome] = []
        Containers.forEach(entry, limits: ingest.limits, fields: fields) { record in
            switch record {
            case .success(let source): outcomes.append(extract(source))
            case .failure(let quarantine): outcomes.append(.quarantined(quarantine))
            }
        }
        return outcomes
    }

    /// A source that is decoded, parsed and repaired, and not yet stripped: nothing in it depends on other sources.
    public enum Prepared: Sendable {
        case article(Article)
        case quarantined(Quarantine)
    }

    /// The first half of the map half over one file. O(size of the file).
    public func prepare(_ entry: SourceTree.Entry) -> [Prepared] {
        var prepared: [Prepared] = []
        Containers.forEach(entry, limits: ingest.limits, fields: fields) { record in
            switch record {
            case .success(let source): prepared.append(prepare(source))
            case .failure(let quarantine): prepared.append(.quarantined(quarantine))
            }
        }
        return prepared
    }

    /// Decodes, parses and repairs one source.
    public func prepare(_ source: RawSource) -> Prepared {
        do throws(Quarantine) {
            return .article(repair.run(try ingest.run(source)))
        } catch {
            return .quarantined(error)
        }
    }

    /// The second half of the map half.
    public func extract(_ prepared: Prepared) -> Outcome {
        switch prepared {
        case .quarantined(let quarantine): return .quarantined(quarantine)
        case .article(let article):
            do throws(Quarantine) {
                return .extracted(try finish(article).extract)
            } catch {
                return .quarantined(error)
            }
        }
    }

    /// The map half: one source, no state shared with any other.
    public func extract(_ source: RawSource) -> Outcome {
        do throws(Quarantine) {
            return .extracted(try read(source).extract)
        } catch {
            return .quarantined(error)
        }
    }

    /// One source with all that the stages said of it.
    ///
    /// - Throws: `Quarantine` for a source that cannot be read.
    public func read(_ source: RawSource) throws(Quarantine) -> (article: Article, extract: Extract) {
        try finish(repair.run(try ingest.run(source)))
    }

    private func finish(_ article: Article) throws(Quarantine) -> (article: Article, extract: Extract) {
        let article = strip.run(article)
        var extract = segment.run(article)
        for index in extract.questions.indices {
            extract.questions[index].marks = WordingMarks(extract.questions[index].text)
        }
        guard extract.questions.count <= limits.questions else {
            throw Quarantine(
                path: article.source.path, sha256: article.source.sha256,
                reason: "the article has \(extract.questions.count) questions, more than \(limits.questions); split it")
        }
        assert(
            tilingDefect(extract.tiles, length: extract.length) == nil,
            "the tiles of \(article.source.path) do not tile it")
        return (article, extract)
    }

    /// The reduce half. The order of outcomes does not matter.
    ///
    /// - Parameters:
    ///   - previous: the bank that this one replaces; its numbers stay.
    ///   - decisions: what a curator decided.
    public func assemble(_ outcomes: [Outcome], previous: Bank?, decisions: Decisions = Decisions()) -> Build {
        assemble(outcomes, known: previous.map { KnownQuestions($0) }, decisions: decisions)
    }

    /// The same, with what is known of the bank that this one replaces.
    public func assemble(
        _ outcomes: [Outcome], known previous: KnownQuestions?, decisions: Decisions = Decisions()
    ) -> Build {
        let outcomes = Self.withUniquePaths(outcomes)
        var sources: [BankSource] = []
        var sections: [BankSection] = []
        var occurrences: [SourcedQuestion] = []
        var repairs: [String: Int] = [:]
        var removed = 0
        for (index, outcome) in outcomes.enumerated() {
            let source = BankSource(outcome)
            sources.append(source)
            if case .extracted(let extract) = outcome {
                sections += extract.bankSections
                occurrences += extract.questions.map {
                    SourcedQuestion(extract: index, source: source.id, question: $0)
                }
                removed += extract.removedSpans
                for (rule, count) in extract.repairs { repairs[rule, default: 0] += count }
            }
        }
        let ids = WordingIDs(occurrences)
        let book = DecisionBook(decisions, previous: previous, occurrences: occurrences, sources: sources, ids: ids)
        var deduplicate = Deduplicate()
        if !book.isEmpty { deduplicate.book = book }
        let clusters = deduplicate.run(occurrences)
        let reposts = Reposts(clusters, count: outcomes.count)
        var repostOf: [String: String] = [:]
        for index in sources.indices where reposts.original[index] != index {
            sources[index].repostOf = sources[reposts.original[index]].id
            repostOf[sources[index].id] = sources[index].repostOf
        }
        let curator = curatorSource(decisions, besides: Set(outcomes.map(\.path)))
        let decided = book.apply(to: Merge(reposts).run(clusters), curator: curator.id)
        for index in sources.indices { sources[index].found -= decided.lost[sources[index].id] ?? 0 }
        var unnumbered = Numbering.Input(questions: decided.questions, previous: previous, removed: decided.removed)
        unnumbered.ids = ids
        let numbered = Numbering().run(unnumbered)
        var questions = Audit(repostOf: repostOf).run(numbered.questions)
        let written = questions.reduce(0) { $0 + $1.occurrences.count { $0.source == curator.id } }
        if written > 0 {
            var curator = curator
            curator.found = written
            let place = sources.firstIndex { curator.path.utf8.lexicographicallyPrecedes($0.path.utf8) }
            sources.insert(curator, at: place ?? sources.count)
            let titles = questions.reduce(into: Set<String>()) { titles, question in
                let written = question.occurrences.filter { $0.source == curator.id && $0.section != nil }
                guard !written.isEmpty else { return }
                titles.formUnion(written.compactMap(\.section))
                titles.formUnion(question.section)
            }
            sections += titles.sorted().map { title in
                BankSection(
                    id: Identifier.section(source: curator.id, title: title), title: title, source: curator.id,
                    omitted: false)
            }
        }
        book.accept(&questions, &sources)
        let bank = Bank(
            generator: generator, sources: sources,
            sections: sections,
            questions: questions, retired: numbered.retired,
            summary: Summary(sources: sources, questions: questions, removedSpans: removed))
        return Build(bank: bank, outcomes: outcomes, repairs: repairs, stale: book.stale, ids: ids)
    }

    /// In the order of their paths. A file may be called what a container's record is called; the second gets a count.
    private static func withUniquePaths(_ outcomes: [Outcome]) -> [Outcome] {
        let sorted = outcomes.sorted {
            $0.path == $1.path ? $0.sha256 < $1.sha256 : $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
        }
        var taken: Set<String> = []
        var isSorted = true
        // the last count that a path was given
        var counts: [String: Int] = [:]
        let unique = sorted.map { outcome in
            var path = outcome.path
            var count = counts[path] ?? 1
            while !taken.insert(path).inserted {
                count += 1
                path = "\(outcome.path) (\(count))"
                isSorted = false
            }
            if count > 1 { counts[outcome.path] = count }
            return path == outcome.path ? outcome : outcome.named(path)
        }
        return isSorted ? unique : unique.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The file of decisions as a source: what a curator wrote by hand comes from there.
    private func curatorSource(_ decisions: Decisions, besides paths: Set<String>) -> BankSource {
        var path = Decisions.fileName
        while paths.contains(path) { path = "@" + path }
        return BankSource(
            id: Identifier.source(path: path), path: path, sha256: decisions.sha256, title: nil, url: nil,
            encoding: "utf-8", claimed: nil, found: 0, length: decisions.length, status: .ok, reason: nil, flags: [])
    }
}
