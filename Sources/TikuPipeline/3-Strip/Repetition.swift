public import TikuModel
internal import TikuText

/// The sentences of one article in their order: the map half of finding what repeats across articles.
public struct SentenceContexts: Hashable, Sendable {
    struct Sentence: Hashable, Sendable {
        /// Counts the blocks.
        var block: Int32
        var hash: UInt64
        /// Hashes of what says enough to be told again elsewhere: the sentence, its first clause.
        var telling: FewHashes
        /// The least hashes of its words: two sentences about one thing share one of them (Broder, "On the resemblance and
        /// containment of documents", 1997).
        var sketch: FewHashes
        /// It ends as sentences of answers do.
        var isStatement: Bool
    }

    var sentences: [Sentence] = []
    /// Hashes that Strip looks up for this article besides those of its sentences: of captions, of words beside an image.
    var others: [UInt64] = []

    init(sentences: [Sentence], others: [UInt64]) {
        self.sentences = sentences
        self.others = others
    }

    /// - Parameter article: repaired, not yet stripped.
    public init(_ article: Article) {
        let text = article.text
        for (index, block) in article.blocks.enumerated() where block.kind.isTalk {
            guard block.region == .content || block.region == .caption else { continue }
            for sentence in Sentences.split(text, block.content) {
                let parts = Strip.imagesApart(text, sentence)
                if parts.count > 1 || block.region == .caption {
                    for part in parts { others += SentenceForm.telling(text, part) }
                }
                guard block.region == .content else { continue }
                guard let form = SentenceForm(text, sentence) else { continue }
                sentences.append(
                    Sentence(
                        block: Int32(truncatingIfNeeded: index), hash: form.hash,
                        telling: FewHashes(SentenceForm.telling(text, sentence)),
                        sketch: FewHashes(Outlier.units(text, sentence, true).sorted()),
                        isStatement: SentenceForm.isStatement(text, sentence)))
            }
        }
    }

    /// The sentence next to one, passing over those of the same block that `isCommon` holds for: adverts come in runs.
    func neighbour(of index: Int, by step: Int, passing isCommon: (Sentence) -> Bool) -> Sentence? {
        var next = index + step
        while sentences.indices.contains(next) {
            if sentences[next].block != sentences[index].block || !isCommon(sentences[next]) {
                return sentences[next]
            }
            next += step
        }
        return nil
    }
}

/// In how many articles a sentence stands between other neighbours each time.
///
/// A line that stands in many articles is boilerplate whatever it says; but answers and questions repeat as well, where posts copy
/// from one another. What was copied brings its neighbours along; what a site or a scraper put in stands somewhere else each
/// time. So only places with new neighbours on both sides count.
public struct RepeatedSentences: Hashable, Sendable {
    private var counts: [UInt64: Int] = [:]

    /// Articles from which on a sentence counts as repeated.
    public static let least = 3

    public init() {}

    /// - Parameter articles: in any order; the result does not depend on it.
    public init(_ articles: [SentenceContexts]) {
        var frequency: [UInt64: Int32] = [:]
        frequency.reserveCapacity(articles.reduce(0) { $0 + $1.sentences.count })
        for article in articles {
            var forms: [UInt64] = []
            for sentence in article.sentences { forms.append(contentsOf: sentence.telling) }
            forms.sort()
            for (index, form) in forms.enumerated() where index == 0 || forms[index - 1] != form {
                frequency[form, default: 0] += 1
            }
        }
        func isCommon(_ sentence: SentenceContexts.Sentence) -> Bool {
            sentence.telling.contains { frequency[$0, default: 0] >= Self.least } || sentence.telling.isEmpty
        }
        // what ends like a sentence of an answer in one post is one in all, though others lost its full stop
        var stated: Set<UInt64> = []
        var before: [UInt64: Neighbours] = [:]
        var after: [UInt64: Neighbours] = [:]
        for article in articles {
            var seen: Set<UInt64> = []
            for (index, sentence) in article.sentences.enumerated() {
                for form in sentence.telling where frequency[form, default: 0] >= Self.least {
                    if sentence.isStatement { stated.insert(form) }
                    guard seen.insert(form).inserted else { continue }
                    before[form, default: Neighbours()].add(article.neighbour(of: index, by: -1, passing: isCommon))
                    after[form, default: Neighbours()].add(article.neighbour(of: index, by: 1, passing: isCommon))
                }
            }
        }
        for (sentence, neighbours) in before {
            let count = min(neighbours.different, after[sentence]?.different ?? 0)
            if count >= Self.least, !stated.contains(sentence) { counts[sentence] = count }
        }
    }

    /// Hashes and counts, in the order of the hashes: what a process elsewhere needs to strip as this one does.
    public var table: [(hash: UInt64, count: Int)] {
        counts.map { (hash: $0.key, count: $0.value) }.sorted { $0.hash < $1.hash }
    }

    /// - Parameter table: of another process.
    public init(table: [(hash: UInt64, count: Int)]) {
        counts = Dictionary(table.map { ($0.hash, $0.count) }, uniquingKeysWith: max)
    }

    /// What stood on one side of a sentence, article by article.
    private struct Neighbours {
        private var total = 0
        /// Of all of them, each hash of a neighbour once.
        private var seen: [UInt64] = []

        mutating func add(_ sentence: SentenceContexts.Sentence?) {
            total += 1
            let own = sentence?.hash ?? 0
            seen.append(own)
            guard let sketch = sentence?.sketch else { return }
            for (index, hash) in sketch.enumerated() where hash != own && !sketch.prefix(index).contains(hash) {
                seen.append(hash)
            }
        }

        /// How many of them speak of different things: those that share the commonest word count once. O(n log n).
        var different: Int {
            let sorted = seen.sorted()
            var (most, run) = (0, 0)
            for (index, hash) in sorted.enumerated() {
                run = index > 0 && sorted[index - 1] == hash ? run + 1 : 1
                most = max(most, run)
            }
            return total - most + 1
        }
    }

    /// What of an article is repeated, and in how many others. All that an extract of it depends on besides the article itself.
    struct Hit: Hashable, Sendable {
        var hash: UInt64
        var count: Int
    }

    /// In the order of their hashes.
    func hits(in article: SentenceContexts) -> [Hit] {
        guard !counts.isEmpty else { return [] }
        var hits: [Hit] = []
        func look(_ hash: UInt64) {
            if let count = counts[hash] { hits.append(Hit(hash: hash, count: count)) }
        }
        for sentence in article.sentences { sentence.telling.forEach(look) }
        article.others.forEach(look)
        guard hits.count > 1 else { return hits }
        hits.sort { $0.hash < $1.hash }
        return hits.indices.filter { $0 == 0 || hits[$0].hash != hits[$0 - 1].hash }.map { hits[$0] }
    }

    /// 0 for what is not repeated.
    func count(_ text: TextBuffer, _ span: ByteSpan) -> Int {
        guard !counts.isEmpty else { return 0 }
        return SentenceForm.telling(text, span).reduce(0) { max($0, counts[$1] ?? 0) }
    }
}

/// What is left of a sentence when all that varies from site to site is taken away: Han characters, or, where there are few,
/// Latin letters.
private struct SentenceForm {
    let hash: UInt64
    /// Long enough to say something by itself.
    let isTelling: Bool

    /// Hashes of the sentence and of its first clause, where they say enough: the rest is often filled in for each post.
    static func telling(_ text: TextBuffer, _ span: ByteSpan) -> [UInt64] {
        var hashes: [UInt64] = []
        if let form = SentenceForm(text, span), form.isTelling { hashes.append(form.hash) }
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if scalar == 0xFF0C || scalar == 0x2C || scalar == 0x3A || scalar == 0xFF1A {
                if let clause = SentenceForm(text, ByteSpan(span.start, offset)), clause.isTelling,
                    clause.hash != hashes.first
                {
                    hashes.append(clause.hash)
                }
                break
            }
            offset += width
        }
        return hashes
    }

    static func isStatement(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard !content.isEmpty else { return false }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        return last == 0x3002 || last == 0x2E
    }

    init?(_ text: TextBuffer, _ span: ByteSpan) {
        var han = FNV1a()
        var latin = FNV1a()
        var hanCount = 0
        var latinCount = 0
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isHan(scalar) {
                han.add(UInt64(scalar))
                hanCount += 1
            } else if CharacterClass.isASCIILetter(scalar) {
                latin.add(UInt64(scalar | 0x20))
                latinCount += 1
            }
            offset += width
        }
        guard hanCount + latinCount > 0 else { return nil }
        hash = (hanCount >= 8 || hanCount > latinCount ? han : latin).value
        isTelling = hanCount >= 8 ? hanCount <= 120 : latinCount >= 20 && latinCount <= 240
    }
}

extension BlockKind {
    /// Prose of any kind: no code, no table, nothing empty.
    var isTalk: Bool {
        switch self {
        case .paragraph, .listItem, .quote: true
        default: false
        }
    }
}
