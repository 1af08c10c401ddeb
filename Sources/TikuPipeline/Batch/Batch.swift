internal import Synchronization
internal import TikuModel

/// The map half over all files of a folder: in parallel, each file parsed once, and not at all where nothing changed.
public struct Batch: Sendable {
    /// One file that is done.
    public struct Step: Sendable {
        public var path: String
        /// Files done so far, this one included, and in all.
        public var done: Int
        public var total: Int
        public var questions: Int
        /// Why a source of it could not be read.
        public var refusals: [String]
        /// Taken from the cache.
        public var isKnown: Bool
    }

    public struct Result: Sendable {
        public var outcomes: [Outcome]
        /// Files that were read anew, and files that the cache knew.
        public var read: Int
        public var known: Int
        /// No file changed while it was read.
        public var isStable: Bool
    }

    public var pipeline: Pipeline
    public var cache: ExtractCache?
    /// Files at work at once.
    public var jobs: Int
    /// Called after each file, from any thread.
    public var report: (@Sendable (Step) -> Void)?

    public init(pipeline: Pipeline, jobs: Int, cache: ExtractCache? = nil, report: (@Sendable (Step) -> Void)? = nil) {
        self.pipeline = pipeline
        self.jobs = jobs
        self.cache = cache
        self.report = report
    }

    /// What all files hold, before anything is parsed: equal inputs give an equal digest.
    public struct Inputs: Sendable {
        public let entries: [SourceTree.Entry]
        let states: [FileState?]
        /// nil where there is no telling: standard input.
        public let digest: String?

        init(entries: [SourceTree.Entry], states: [FileState?], digest: String?) {
            self.entries = entries
            self.states = states
            self.digest = digest
        }

        /// For a run without a cache: nothing is read beforehand.
        public init(unread tree: SourceTree) { self.init(tree.entries) }

        public init(_ entries: [SourceTree.Entry]) {
            self.init(entries: entries, states: entries.map { _ in nil }, digest: nil)
        }
    }

    /// Reads every file once. O(bytes).
    public func inputs(_ tree: SourceTree) async -> Inputs {
        let entries = tree.entries
        let states = await ParallelMap.run(count: entries.count, jobs: jobs) { FileState(entries[$0]) }
        var digest = Identifier.Digester()
        digest.add(pipeline.identity)
        var isKnown = true
        for (entry, state) in zip(entries, states) {
            digest.add(entry.path)
            digest.add(entry.refusal ?? state?.sha256 ?? "")
            if entry.refusal == nil, state == nil { isKnown = false }
        }
        return Inputs(entries: entries, states: states, digest: isKnown ? digest.finish() : nil)
    }

    /// Runs the map half. Outcomes come in the order of the entries, whatever the number of jobs and whatever was cached.
    public func run(_ inputs: Inputs) async -> Result {
        let entries = inputs.entries
        let first = pipeline
        let cache = cache
        let keys = zip(entries, inputs.states).map { entry, state in
            cache.flatMap { cache in state.map { cache.key(path: entry.path, sha256: $0.sha256) } }
        }
        let budget = MemoryBudget(isBounded: !entries.contains { $0.location.isEmpty && $0.refusal == nil })
        // each file is parsed once where memory allows, else once more when what repeats is known
        let halves = await ParallelMap.run(count: entries.count, jobs: jobs) { index -> Half in
            if let cache, let key = keys[index], let records = cache.records(key) { return .known(records) }
            let prepared = first.prepare(entries[index])
            let contexts = prepared.map { item -> SentenceContexts? in
                if case .article(let article) = item { return SentenceContexts(article) }
                return nil
            }
            return .parsed(contexts, budget.allows(prepared) ? prepared : nil)
        }
        let contexts = halves.flatMap(\.contexts)
        let repeated =
            contexts.count >= RepeatedSentences.least ? RepeatedSentences(contexts) : RepeatedSentences()
        let second = first.knowing(repeated)
        let counter = Counter(total: entries.count)
        let results = await ParallelMap.run(count: entries.count, jobs: jobs) { index -> Done in
            let entry = entries[index]
            var done: Done
            if let outcomes = halves[index].outcomes(with: repeated) {
                done = Done(outcomes: outcomes, isKnown: true, isStable: true)
            } else {
                var prepared: [Pipeline.Prepared]
                var contexts: [SentenceContexts?]
                if case .parsed(let known, let kept?) = halves[index] {
                    (prepared, contexts) = (kept, known)
                } else {
                    prepared = first.prepare(entry)
                    contexts = prepared.map(\.contexts)
                }
                let outcomes = prepared.map { second.extract($0) }
                let isStable = inputs.states[index]?.stillHolds(entry) ?? (entry.refusal != nil)
                done = Done(outcomes: outcomes, isKnown: false, isStable: isStable)
                if let cache, let key = keys[index], isStable, contexts.count == outcomes.count {
                    cache.store(ExtractCache.records(outcomes, contexts, repeated), as: key)
                }
            }
            report?(counter.step(entry.path, done))
            return done
        }
        let read = results.count { !$0.isKnown }
        if let cache, read > 0 { cache.sweep(keeping: Set(keys.compactMap { $0 })) }
        return Result(
            outcomes: results.flatMap(\.outcomes), read: read, known: results.count - read,
            isStable: results.allSatisfy(\.isStable))
    }

    struct Done: Sendable {
        var outcomes: [Outcome]
        var isKnown: Bool
        var isStable: Bool
    }

    /// A file after the first pass.
    private enum Half: Sendable {
        case known([ExtractCache.Record])
        /// Where memory is short only the contexts are kept.
        case parsed([SentenceContexts?], [Pipeline.Prepared]?)

        var contexts: [SentenceContexts] {
            switch self {
            case .parsed(let contexts, _): contexts.compactMap { $0 }
            case .known(let records):
                records.compactMap { record in
                    if case .article(let contexts, _, _) = record { return contexts }
                    return nil
                }
            }
        }

        /// What the cache knew, if what repeats across articles is for this one as it was then.
        func outcomes(with repeated: RepeatedSentences) -> [Outcome]? {
            guard case .known(let records) = self else { return nil }
            var outcomes: [Outcome] = []
            for record in records {
                switch record {
                case .quarantined(let quarantine): outcomes.append(.quarantined(quarantine))
                case .article(let contexts, let hits, let extract):
                    guard repeated.hits(in: contexts) == hits else { return nil }
                    outcomes.append(.extracted(extract))
                }
            }
            return outcomes
        }
    }

    /// How much parsed text is kept between the two halves.
    private final class MemoryBudget: Sendable {
        private static let bytes = 96 << 20
        private let used = Atomic<Int>(0)
        private let isBounded: Bool

        init(isBounded: Bool) { self.isBounded = isBounded }

        /// Standard input cannot be read twice, so it is always kept.
        func allows(_ prepared: [Pipeline.Prepared]) -> Bool {
            let size = prepared.reduce(0) { total, item in
                if case .article(let article) = item { return total + article.original.count + article.text.count }
                return total
            }
            return used.add(size, ordering: .relaxed).newValue <= Self.bytes || !isBounded
        }
    }

    private final class Counter: Sendable {
        private let done = Atomic<Int>(0)
        private let total: Int

        init(total: Int) { self.total = total }

        func step(_ path: String, _ done: Done) -> Step {
            var step = Step(
                path: path, done: self.done.add(1, ordering: .relaxed).newValue, total: total, questions: 0,
                refusals: [], isKnown: done.isKnown)
            for outcome in done.outcomes {
                switch outcome {
                case .extracted(let extract): step.questions += extract.questions.count
                case .quarantined(let quarantine): step.refusals.append("\(quarantine.path): \(quarantine.reason)")
                }
            }
            return step
        }
    }
}

extension Pipeline.Prepared {
    fileprivate var contexts: SentenceContexts? {
        if case .article(let article) = self { return SentenceContexts(article) }
        return nil
    }
}

extension ExtractCache {
    static func records(
        _ outcomes: [Outcome], _ contexts: [SentenceContexts?], _ repeated: RepeatedSentences
    ) -> [Record] {
        zip(outcomes, contexts).map { outcome, contexts in
            switch outcome {
            case .quarantined(let quarantine): return .quarantined(quarantine)
            case .extracted(let extract):
                let contexts = contexts ?? SentenceContexts(sentences: [], others: [])
                return .article(contexts, hits: repeated.hits(in: contexts), extract)
            }
        }
    }
}
