internal import TikuText

/// The near-duplicate join in pieces that an engine can spread: tokens to meet by, and the verdict on two that met.
///
/// Two wordings that are close share one of their tokens: by weight the rarest pairs of each, up to what the rest weighs less than
/// any partner must share (prefix filtering: Chaudhuri, Ganti, Kaushik, ICDE 2006); by edits the k·n + 1 rarest triples (Xiao, Wang, Lin,
/// "Ed-Join", VLDB 2008). Similarities are those of `SimilarityJoin` to the bit, as weights are multiples of one step.
public struct WordingJoin: Sendable {
    /// How many wordings hold a pair of characters; one where it is not listed.
    private let frequencies: [String: Int]
    private let total: Double
    private let merge: Double
    private let ask: Double

    /// - Parameters:
    ///   - frequencies: of the pairs that stand in two wordings or more.
    ///   - total: number of wordings.
    public init(frequencies: [String: Int], total: Int) {
        self.frequencies = frequencies
        self.total = GramWeight.total(total)
        let stage = Deduplicate()
        merge = stage.mergeThreshold
        ask = stage.askThreshold
    }

    /// What a wording is found by, with what it weighs in steps of 2^-20. A mark for one that can be found by its length only.
    public struct Token: Hashable, Sendable {
        public var name: String
        public var weight: Int
        /// Whether it looks for others, or is only found by those that do.
        public var isSeeking: Bool
    }

    public func tokens(_ wording: WordingRecord) -> [Token] {
        let grams = weighted(wording.form)
        let all = grams.reduce(0) { $0 + $1.weight }
        var rest = all
        var tokens: [Token] = []
        for gram in grams {
            // a partner shares at least this share of the weight; what is left cannot bring it
            if Double(rest) < ask * Double(all) - 1 { break }
            rest -= gram.weight
            if frequency(gram.gram) > 1 {
                tokens.append(
                    Token(name: "\(wording.subject)\u{1F}\(gram.gram)", weight: gram.weight, isSeeking: true))
            }
        }
        let length = wording.form.unicodeScalars.count
        let edits = NearPairs.allowed(length)
        let triples = Set(Shingle.all(wording.form, length: 3)).map { (rarity($0), $0) }.sorted { $0 < $1 }
        if edits > 0 {
            for (_, triple) in triples.prefix(edits * 3 + 1) {
                tokens.append(Token(name: "\(wording.subject)\u{1F}e\(triple)", weight: 0, isSeeking: true))
            }
            if triples.count <= edits * 3 {
                for other in length - edits...length + edits {
                    tokens.append(Token(name: "\(wording.subject)\u{1F}#\(other)", weight: 0, isSeeking: true))
                }
            } else {
                tokens.append(Token(name: "\(wording.subject)\u{1F}#\(length)", weight: 0, isSeeking: false))
            }
        }
        return tokens
    }

    /// How close two wordings are, in steps of weight, and whether they may be one question unasked.
    public struct Verdict: Hashable, Sendable {
        public var shared: Int
        public var union: Int
        public var isMerge: Bool

        public init(shared: Int, union: Int, isMerge: Bool) {
            self.shared = shared
            self.union = union
            self.isMerge = isMerge
        }

        var similarity: Double { union == 0 ? 1 : Double(shared) / Double(union) }
    }

    /// nil for two that are not close.
    public func verdict(_ left: WordingRecord, _ right: WordingRecord) -> Verdict? {
        let vetoes = (MergeVeto(left.text), MergeVeto(right.text))
        guard vetoes.0.subject == vetoes.1.subject else { return nil }
        let (a, b) = (weights(left.form), weights(right.form))
        let shared = a.reduce(0) { $0 + (b[$1.key] == nil ? 0 : $1.value) }
        let union = a.values.reduce(0, +) + b.values.reduce(0, +) - shared
        var verdict = Verdict(shared: shared, union: union, isMerge: false)
        if verdict.similarity >= ask - SimilarityJoin.slack {
            verdict.isMerge = verdict.similarity >= merge && vetoes.0.allows(vetoes.1)
            return verdict
        }
        let scalars = (left.form.unicodeScalars.map(\.value), right.form.unicodeScalars.map(\.value))
        let limit = NearPairs.allowed(min(scalars.0.count, scalars.1.count))
        var row = DistanceRow()
        guard limit > 0, row.distance(scalars.0[...], scalars.1[...], atMost: limit) != nil else { return nil }
        return verdict
    }

    private func frequency(_ gram: String) -> Int { frequencies[gram] ?? 1 }

    /// A triple is at most as frequent as the rarer of its pairs.
    private func rarity(_ triple: String) -> Int {
        Shingle.all(triple, length: 2).map { frequency($0) }.min() ?? 1
    }

    private func weights(_ form: String) -> [String: Int] {
        Dictionary(
            Shingle.all(form, length: 2).map {
                ($0, Int(GramWeight.of(frequency($0), among: total) * GramWeight.step))
            },
            uniquingKeysWith: { first, _ in first })
    }

    /// Rarest first.
    private func weighted(_ form: String) -> [(gram: String, weight: Int)] {
        weights(form).map { (gram: $0.key, weight: $0.value) }.sorted {
            ($1.weight, $0.gram) < ($0.weight, $1.gram)
        }
    }
}
