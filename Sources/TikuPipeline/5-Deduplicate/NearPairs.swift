/// The pairs of wordings that are worth a look: alike by weight, or a slip of the pen apart.
///
/// Weighted character pairs see that two questions share their rare words, in whatever order. They miss two short ones that
/// differ in a character or two, because each character spoils two pairs; those the edit distance finds. A pair found by
/// edits alone keeps its weighted similarity, which is below the threshold, so that it is only ever asked about.
package struct NearPairs {
    package typealias Pair = SimilarityJoin.Pair

    /// In the order of their indices.
    package let pairs: [Pair]
    private let join: SimilarityJoin

    /// - Parameters:
    ///   - keys: what is asked, without the words around it.
    ///   - groups: which of them may be near one another at all; nil for all with all.
    ///   - threshold: weighted Jaccard similarity from which a pair counts.
    package init(_ keys: [String], groups: [[Int]]? = nil, threshold: Double = 0.55) {
        let join = SimilarityJoin(keys)
        let alike = join.pairs(threshold: threshold, groups: groups, bounds: Self.bounds)
        var found = Set(alike.map { [$0.left, $0.right] })
        let slips = Self.slips(keys, groups).filter { found.insert([$0.left, $0.right]).inserted }
        pairs =
            (alike
            + slips.map { Pair(left: $0.left, right: $0.right, similarity: join.similarity($0.left, $0.right)) })
            .sorted { ($0.left, $0.right) < ($1.left, $1.right) }
        self.join = join
    }

    /// Wordings that stand alone in their group are not so much as read.
    private static func slips(_ keys: [String], _ groups: [[Int]]?) -> [EditJoin.Pair] {
        guard let groups else { return EditJoin(keys).pairs(bounds: bounds, allowed: allowed) }
        let joined = groups.filter { $0.count > 1 }
        // in the order of their indices, so that pairs are found in the order of all
        let places = joined.joined().sorted()
        var place = [Int](repeating: 0, count: keys.count)
        for (index, old) in places.enumerated() { place[old] = index }
        return EditJoin(places.map { keys[$0] })
            .pairs(groups: joined.map { $0.map { place[$0] } }, bounds: bounds, allowed: allowed)
            .map { EditJoin.Pair(left: places[$0.left], right: places[$0.right], edits: $0.edits) }
    }

    private static let bounds = JoinBounds(comparisons: 1_024, partners: 64)

    /// One edit in eight characters, three at most: a shorter question says another thing with one character changed.
    package static func allowed(_ length: Int) -> Int { min(3, length / 8) }

    func similarity(_ left: Int, _ right: Int) -> Double { join.similarity(left, right) }
}
