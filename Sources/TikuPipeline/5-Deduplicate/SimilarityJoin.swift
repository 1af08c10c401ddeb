/// Finds all pairs of short texts whose weighted Jaccard similarity over character n-grams reaches a threshold.
///
/// An exact set-similarity join by prefix filtering (Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity
/// joins in data cleaning", ICDE 2006; Bayardo, Ma, Srikant, "Scaling up all pairs similarity search", WWW 2007): if two
/// sets overlap enough, they share one of their rarest grams. No pair is missed. Time depends on how often rare grams are
/// shared, not on the square of the number of texts.
struct SimilarityJoin {
    struct Pair: Hashable {
        /// Indices of the texts, the lower first.
        var left: Int
        var right: Int
        var similarity: Double
    }

    /// Grams of each text, rarest first, as ranks: a lower rank is a rarer gram.
    private let sets: [[Int32]]
    /// Weight of each rank.
    private let weights: [Double]
    private let totals: [Double]

    /// - Parameters:
    ///   - texts: normal forms.
    ///   - gram: length of the n-grams in characters; a shorter text is one gram.
    ///   - isWeighted: by inverse document frequency; else each gram weighs the same.
    init(_ texts: [String], gram: Int = 2, isWeighted: Bool = true) {
        var ids: [UInt64: Int32] = [:]
        var counts: [Int32] = []
        var raw: [[Int32]] = []
        raw.reserveCapacity(texts.count)
        for text in texts {
            var own: Set<Int32> = []
            for key in Self.grams(text, gram) {
                let id = ids[key] ?? Int32(counts.count)
                if Int(id) == counts.count {
                    ids[key] = id
                    counts.append(0)
                }
                if own.insert(id).inserted { counts[Int(id)] += 1 }
            }
            raw.append(Array(own))
        }
        // rarest first; equal counts in the order of first sight, which the order of the texts decides
        let order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
        var rank = [Int32](repeating: 0, count: counts.count)
        for (place, id) in order.enumerated() { rank[id] = Int32(place) }
        let total = Double(max(texts.count, 2))
        weights = order.map { isWeighted ? 1 + Self.logarithm(total / Double(counts[$0])) : 1 }
        sets = raw.map { set in set.map { rank[Int($0)] }.sorted() }
        let table = weights
        totals = sets.map { set in set.reduce(0) { $0 + table[Int($1)] } }
    }

    /// Base-2 logarithm to the bit, the same on every machine: no library's last digit decides a merge.
    private static func logarithm(_ value: Double) -> Double {
        guard value > 1 else { return 0 }
        return Double(value.exponent) + (value.significand - 1)
    }

    /// Packs n-grams of up to three scalars into one integer each; longer ones are hashed with FNV-1a.
    private static func grams(_ text: String, _ length: Int) -> [UInt64] {
        let scalars = text.unicodeScalars.map(\.value)
        guard scalars.count > length else { return [pack(scalars[...])] }
        return (0...(scalars.count - length)).map { pack(scalars[$0..<$0 + length]) }
    }

    private static func pack(_ scalars: ArraySlice<UInt32>) -> UInt64 {
        if scalars.count <= 3 { return scalars.reduce(0) { $0 << 21 | UInt64($1) } }
        return scalars.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// All pairs at or above `threshold`, in the order of their indices.
    func pairs(threshold: Double) -> [Pair] {
        var index: [[Int32]] = Array(repeating: [], count: weights.count)
        var pairs: [Pair] = []
        var seen = [Int32](repeating: -1, count: sets.count)
        for right in sets.indices {
            let prefix = prefixLength(right, threshold)
            for gram in sets[right].prefix(prefix) {
                for left in index[Int(gram)] where seen[Int(left)] != Int32(right) {
                    seen[Int(left)] = Int32(right)
                    let (small, large) =
                        totals[Int(left)] < totals[right]
                        ? (totals[Int(left)], totals[right]) : (totals[right], totals[Int(left)])
                    guard small >= threshold * large - 1e-9 else { continue }
                    let similarity = similarity(Int(left), right)
                    if similarity >= threshold - 1e-9 {
                        pairs.append(Pair(left: Int(left), right: right, similarity: similarity))
                    }
                }
            }
            for gram in sets[right].prefix(prefix) { index[Int(gram)].append(Int32(right)) }
        }
        return pairs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    }

    /// Weighted Jaccard similarity of two of the texts.
    func similarity(_ left: Int, _ right: Int) -> Double {
        let (a, b) = (sets[left], sets[right])
        var (i, j) = (0, 0)
        var shared = 0.0
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                shared += weights[Int(a[i])]
                i += 1
                j += 1
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        let union = totals[left] + totals[right] - shared
        return union == 0 ? 1 : shared / union
    }

    /// How many of the rarest grams must be looked at: what is left after them weighs too little for the threshold.
    private func prefixLength(_ index: Int, _ threshold: Double) -> Int {
        let set = sets[index]
        var suffix = 0.0
        var length = set.count
        while length > 0 {
            suffix += weights[Int(set[length - 1])]
            if suffix >= threshold * totals[index] - 1e-9 { break }
            length -= 1
        }
        return length
    }
}
