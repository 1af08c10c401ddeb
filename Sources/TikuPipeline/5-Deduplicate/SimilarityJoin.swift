/// Finds all pairs of short texts whose weighted Jaccard similarity over character n-grams reaches a threshold.
///
/// An exact set-similarity join by prefix filtering (Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity
/// joins in data cleaning", ICDE 2006; Bayardo, Ma, Srikant, "Scaling up all pairs similarity search", WWW 2007): if two
/// sets overlap enough, they share one of their rarest grams. Texts are taken in the order of their weight, so that the lists of
/// the index can forget what has become too light, and where a gram stands in a set limits how much the two can still
/// share (Xiao et al., "Efficient similarity joins for near-duplicate detection", WWW 2008). What the lists offer goes through
/// signatures first (`GramSignatures`). No pair is missed. Time depends on how often rare grams are shared, not on the square of the
/// number of texts.
package struct SimilarityJoin {
    package struct Pair: Hashable, Sendable {
        /// Indices of the texts, the lower first.
        package var left: Int
        package var right: Int
        package var similarity: Double
    }

    private let sets: GramSets
    /// Weight of each rank.
    private let weights: [Double]
    /// Weight of each set.
    private let totals: [Double]
    private let signatures: GramSignatures

    /// - Parameters:
    ///   - texts: normal forms.
    ///   - gram: length of the n-grams in characters; a shorter text is one gram.
    ///   - isWeighted: by inverse document frequency; else each gram weighs the same.
    package init(_ texts: some Collection<String>, gram: Int = 2, isWeighted: Bool = true) {
        let sets = GramSets(texts, length: gram)
        let total = GramWeight.total(texts.count)
        let weights = sets.frequencies.map { isWeighted ? GramWeight.of($0, among: total) : 1 }
        totals = (0..<sets.count).map { index in sets.ranks[sets[index]].reduce(0) { $0 + weights[Int($1)] } }
        signatures = GramSignatures(sets, weights: weights)
        self.weights = weights
        self.sets = sets
    }

    /// Rounding may cost a pair that stands exactly on the threshold less than this.
    package static let slack = 1e-9

    /// All pairs at or above `threshold`, in the order of their indices.
    ///
    /// - Parameters:
    ///   - groups: texts that may pair with one another; nil for all with all.
    ///   - bounds: how much is looked at for each text.
    package func pairs(threshold: Double, groups: [[Int]]? = nil, bounds: JoinBounds = .none) -> [Pair] {
        var index = PrefixIndex(sets)
        var seen = [Int32](repeating: -1, count: sets.count)
        var stamp: Int32 = 0
        var pairs: [Pair] = []
        for group in groups ?? [Array(0..<sets.count)] where group.count > 1 {
            pairs += self.pairs(threshold, among: group, bounds, &index, &seen, &stamp)
        }
        return pairs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    }

    private func pairs(
        _ threshold: Double, among group: [Int], _ bounds: JoinBounds, _ index: inout PrefixIndex,
        _ seen: inout [Int32],
        _ stamp: inout Int32
    ) -> [Pair] {
        // texts come lightest first, and are known by their place in this order
        let order = group.sorted { (totals[$0], $0) < (totals[$1], $1) }
        let weight = order.map { totals[$0] }
        let signature = order.map { signatures[$0] }
        // J = s / (a + b - s) >= t asks for s >= half * (a + b), and leaves so much unshared
        let half = threshold / (1 + threshold)
        let unshared = 1 - 2 * half
        let indexed = order.map { prefixLength($0, 2 * half) }
        index.begin(order, indexed)
        var pairs: [Pair] = []
        for (place, text) in order.enumerated() {
            stamp += 1
            var work = bounds
            let own = weight[place]
            let bits = signature[place]
            let limit = signatures.bits(unshared * 2 * own + 1e-6)
            let fold = GramSignatures.fold(bits)
            let lightest = Self.first(weight, from: threshold * own - Self.slack)
            // what this text can still share from a gram on
            var rest = own
            search: for position in sets[text] {
                // then only texts up to this weight have enough in common
                let heaviest = rest / half - own + 1e-6
                if heaviest < weight[lightest] { break }
                let rank = sets.ranks[position]
                rest -= weights[Int(rank)]
                // a gram that no other text holds finds nobody
                guard rank >= sets.firstShared else { continue }
                var range = index.range(rank, from: Int32(lightest))
                while !range.isEmpty {
                    let entry = GramSignatures.next(in: index.folds.span, range, near: fold, limit)
                    guard work.glance(min(entry + 1, range.upperBound) - range.lowerBound) else { break search }
                    if entry == range.upperBound { break }
                    range = entry + 1..<range.upperBound
                    let other = Int(index.entries[entry])
                    if weight[other] > heaviest { break }
                    if signatures.difference(bits, signature[other])
                        > GramSignatures.steps(unshared * (own + weight[other]) + 1e-6)
                    {
                        continue
                    }
                    if seen[other] == stamp { continue }
                    seen[other] = stamp
                    guard work.compare() else { break search }
                    let (left, right) = (min(text, order[other]), max(text, order[other]))
                    if let similarity = similarity(left, right, atLeast: threshold) {
                        pairs.append(Pair(left: left, right: right, similarity: similarity))
                        guard work.find() else { break search }
                    }
                }
            }
            for rank in sets.ranks[sets[text].prefix(indexed[place])] where rank >= sets.firstShared {
                index.add(Int32(place), fold, to: rank)
            }
        }
        return pairs
    }

    /// The first place in ascending weights that is not below a weight.
    private static func first(_ weights: [Double], from least: Double) -> Int {
        var (low, high) = (0, weights.count)
        while low < high {
            let middle = (low + high) / 2
            if weights[middle] < least { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Weighted Jaccard similarity of two of the texts.
    package func similarity(_ left: Int, _ right: Int) -> Double { similarity(left, right, atLeast: 0) ?? 0 }

    /// The similarity, or nil as soon as it is sure to stay below the threshold.
    private func similarity(_ left: Int, _ right: Int, atLeast threshold: Double) -> Double? {
        let (a, b) = (sets[left], sets[right])
        let both = totals[left] + totals[right]
        // J = s / (both - s) reaches t from s = t / (1 + t) * both on
        let needed = threshold / (1 + threshold) * both - 1e-6
        // what stands in one of them only, and how much of it there may be; sums of weights are exact
        var unshared = 0.0
        let most = both - 2 * needed
        var (i, j) = (a.lowerBound, b.lowerBound)
        while i < a.upperBound, j < b.upperBound {
            let (x, y) = (sets.ranks[i], sets.ranks[j])
            if x != y {
                unshared += weights[Int(min(x, y))]
                if unshared > most { return nil }
            }
            if x <= y { i += 1 }
            if y <= x { j += 1 }
        }
        for rank in sets.ranks[i..<a.upperBound] { unshared += weights[Int(rank)] }
        for rank in sets.ranks[j..<b.upperBound] { unshared += weights[Int(rank)] }
        let shared = (both - unshared) / 2
        let union = both - shared
        let similarity = union == 0 ? 1 : shared / union
        return similarity >= threshold - Self.slack ? similarity : nil
    }

    /// How many of the rarest grams must be looked at: what is left after them weighs less than a share of the whole.
    private func prefixLength(_ index: Int, _ share: Double) -> Int {
        let range = sets[index]
        var suffix = 0.0
        var end = range.upperBound
        while end > range.lowerBound {
            suffix += weights[Int(sets.ranks[end - 1])]
            if suffix >= share * totals[index] - 1e-6 { break }
            end -= 1
        }
        return end - range.lowerBound
    }
}
