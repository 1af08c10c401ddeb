public import TikuModel
internal import TikuText

/// The reduce half in pieces, each over what one key of an engine brings together. The same code as in `Pipeline.assemble`.
public enum EngineReduce {
    /// Which wordings of a connected component are one question.
    ///
    /// - Parameters:
    ///   - wordings: with all posts that ask them.
    ///   - pairs: all pairs among them that are close, by their ids.
    /// - Returns: the ids in groups.
    public static func clusters(
        _ wordings: [WordingRecord], _ pairs: [(left: String, right: String, verdict: WordingJoin.Verdict)]
    ) -> [[String]] {
        let wordings = wordings.sorted { $0.isBefore($1) }
        let places = Dictionary(
            wordings.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let threshold = Deduplicate().mergeThreshold
        let vetoes = wordings.map { MergeVeto($0.text) }
        let posts = wordings.map { Set($0.posts) }
        var close: [NearPairs.Pair] = []
        var isClose: Set<[Int]> = []
        for pair in pairs where pair.verdict.similarity >= threshold {
            guard let a = places[pair.left], let b = places[pair.right], a != b else { continue }
            let (left, right) = (min(a, b), max(a, b))
            guard isClose.insert([left, right]).inserted, vetoes[left].allows(vetoes[right]) else { continue }
            close.append(NearPairs.Pair(left: left, right: right, similarity: pair.verdict.similarity))
        }
        var groups = Groups(count: wordings.count)
        groups.join(closest: close) { left, right in
            posts[left].isDisjoint(with: posts[right]) && vetoes[left].allows(vetoes[right])
                && isClose.contains([min(left, right), max(left, right)])
        }
        return wordings.indices.filter { groups[$0] == $0 }.map { root in
            groups.members(with: root).map { wordings[$0].id }
        }
    }

    /// One question with all its places.
    public struct Placed: Sendable {
        public var post: String
        public var question: ExtractedQuestion

        public init(post: String, question: ExtractedQuestion) {
            self.post = post
            self.question = question
        }
    }

    /// What one question says of which posts are reposts.
    public struct Votes: Sendable {
        /// The posts that hold it.
        public var posts: [String]
        /// Two of them, and whether they answer it in the same words; nil where there is no telling.
        public var pairs: [(left: String, right: String, isSame: Bool?)]
    }

    public static func votes(_ questions: [Placed]) -> Votes {
        let (cluster, posts) = cluster(questions)
        var pairs: [(left: String, right: String, isSame: Bool?)] = []
        Reposts.forEachPair(cluster.extracts) { left, right in
            pairs.append((posts[left], posts[right], Reposts.vote(cluster, left, right)))
        }
        return Votes(posts: posts, pairs: pairs)
    }

    /// Reads the sums of the votes on pairs of posts, in the order of their paths, and says which repeat others.
    public struct RepostJudge: Sendable {
        private var originals: [String: String] = [:]

        public init() {}

        /// - Parameters:
        ///   - common: questions that both hold.
        ///   - both: questions that both answer.
        ///   - same: questions that they answer in the same words.
        ///   - held: questions of the post with fewer.
        /// - Returns: whether the right one repeats the left one.
        public mutating func repeats(
            left: String, right: String, common: Int, both: Int, same: Int, held: Int
        ) -> Bool {
            guard originals[left] == nil, originals[right] == nil, Reposts.isLikely(common: common, held: held),
                Reposts.agree(both: both, same: same)
            else { return false }
            originals[right] = left
            return true
        }
    }

    /// One question of the bank before it has an id and a number.
    public struct Merged: Sendable {
        /// Its id is empty and its number 0.
        public var question: Question
        /// Id of its first wording, by which an engine finds it again.
        public var key: String
        public var post: String
        public var start: Int

        /// Length of its answer in letters, where it is whole.
        public var letters: Int? { Audit.letters(question.answer) }
    }

    /// - Parameter reposts: by the path of a repost, that of the post it repeats.
    public static func merge(_ questions: [Placed], reposts: [String: String]) -> Merged {
        var (cluster, posts) = cluster(questions)
        var places = Dictionary(
            posts.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let originals = posts.map { post in
            let original = reposts[post] ?? post
            if let known = places[original] { return known }
            places[original] = posts.count
            posts.append(original)
            return posts.count - 1
        }
        let merged = Merge(original: originals).merge(cluster)
        let first = cluster.members[0]
        let post = posts[first.extract]
        return Merged(
            question: Question(
                id: "", number: 0, section: merged.section, text: merged.text, lang: merged.lang, answer: merged.answer,
                occurrences: merged.occurrences, flags: merged.flags),
            key: WordingRecord(first.question, post: post).id, post: post, start: first.question.span.start)
    }

    /// What numbering has to know of a question.
    public struct Unnumbered: Sendable {
        public var key: String
        public var text: String
        /// All its wordings in their order.
        public var texts: [String]
        /// Keys of questions that come close.
        public var near: [(key: String, verdict: WordingJoin.Verdict)]

        public init(
            key: String, text: String, texts: [String], near: [(key: String, verdict: WordingJoin.Verdict)]
        ) {
            self.key = key
            self.text = text
            self.texts = texts
            self.near = near
        }
    }

    /// Ids, numbers and flags on those that come close, for all questions in the order of their first occurrence.
    ///
    /// - Parameter previous: the bank that this one replaces.
    /// - Returns: key, and a question of which only id, number and these flags count; what retired.
    public static func number(
        _ questions: [Unnumbered], previous: Bank?
    ) -> (numbered: [(key: String, question: Question)], retired: [RetiredQuestion]) {
        let places = Dictionary(
            questions.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let answer = Answer(status: .missing, text: "", source: nil, healedFrom: nil)
        let merged = questions.enumerated().map { index, question in
            MergedQuestion(
                // numbering passes it on as it is: the key finds its way back
                section: [question.key], text: question.text, lang: "", answer: answer,
                occurrences: question.texts.map {
                    Occurrence(
                        source: "", number: nil, section: nil, text: $0, status: .missing, answer: "",
                        span: ByteSpan(0, 0))
                }, flags: [],
                near: question.near.compactMap { near in
                    places[near.key].map { Cluster.Near(cluster: $0, similarity: near.verdict.similarity) }
                })
        }
        let output = Numbering().run(Numbering.Input(questions: merged, previous: previous.map { KnownQuestions($0) }))
        return (output.questions.map { ($0.section[0], $0) }, output.retired)
    }

    /// The median of the answers' lengths, from which a short one is told; nil where there are too few.
    public static func usual(_ letters: [Int]) -> Int? { Audit.usual(letters) }

    /// Makes questions what the bank has of them.
    public struct Finish: Sendable {
        private let audit: Audit
        private let usual: Int?

        /// - Parameters:
        ///   - usual: how long this bank's answers usually are, in letters.
        ///   - reposts: by the path of a repost, that of the post it repeats.
        public init(usual: Int?, reposts: [String: String]) {
            self.usual = usual
            audit = Audit(
                repostOf: Dictionary(
                    reposts.map { (Identifier.source(path: $0.key), Identifier.source(path: $0.value)) },
                    uniquingKeysWith: { first, _ in first }))
        }

        public func run(_ merged: Question, id: String, number: Int, near: [Flag]) -> Question {
            var question = merged
            question.id = id
            question.number = number
            question.flags += near
            return audit.flagged(question, usual: usual)
        }
    }

    /// The questions in their order as one cluster, its extracts numbered by the order of their posts.
    private static func cluster(_ questions: [Placed]) -> (cluster: Cluster, posts: [String]) {
        let posts = Set(questions.map(\.post)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let places = Dictionary(
            posts.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let sorted = questions.sorted {
            PostOrder.isBefore(($0.post, $0.question.span.start), ($1.post, $1.question.span.start))
        }
        let members = sorted.map {
            SourcedQuestion(
                extract: places[$0.post] ?? 0, source: Identifier.source(path: $0.post), question: $0.question)
        }
        return (Cluster(members: members), posts)
    }
}
