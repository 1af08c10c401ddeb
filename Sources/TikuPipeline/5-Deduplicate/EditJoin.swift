/// Finds all pairs of short texts that a few edits turn into one another: characters put in, left out or changed.
///
/// A set similarity of n-grams is hard on short texts: one changed character spoils up to n grams, and of ten there are
/// hardly more. The edit distance (Levenshtein, "Binary codes capable of correcting deletions, insertions, and
/// reversals", 1966) is not. Exact, by the prefix filter for edit distances (Xiao, Wang, Lin, "Ed-Join", VLDB 2008):
/// k edits spoil at most k·n distinct grams, so of the k·n + 1 rarest of a text the other shares one. For the same reason two such
/// texts have at most 2·k·n grams apart, which their signatures tell before they are compared (`GramSignatures`).
package struct EditJoin {
    package struct Pair: Hashable, Sendable {
        /// Indices of the texts, the lower first.
        package var left: Int
        package var right: Int
        package var edits: Int
    }

    private static let gram = 3
    private let sets: GramSets
    private let folds: [UInt64]
    /// Scalars of all texts, one behind the other; text `i` is `scalars[starts[i]..<starts[i + 1]]`.
    private var scalars: [UInt32] = []
    private var starts: [Int] = [0]

    /// - Parameter texts: normal forms.
    package init(_ texts: some Collection<String>) {
        let sets = GramSets(texts, length: Self.gram)
        let signatures = GramSignatures(sets, weights: Array(repeating: 1, count: sets.frequencies.count))
        folds = (0..<sets.count).map { GramSignatures.fold(signatures[$0]) }
        self.sets = sets
        for text in texts {
            scalars.append(contentsOf: text.unicodeScalars.lazy.map(\.value))
            starts.append(scalars.count)
        }
    }

    private func length(_ index: Int) -> Int { starts[index + 1] - starts[index] }

    /// All pairs within the edits that their length allows, in the order of their indices.
    ///
    /// - Parameters:
    ///   - groups: texts that may pair with one another; nil for all with all.
    ///   - bounds: how much is looked at for each text.
    ///   - allowed: edits for a length in characters; must not fall as the length grows. The shorter text decides.
    package func pairs(
        groups: [[Int]]? = nil, bounds: JoinBounds = .none, allowed: (_ length: Int) -> Int
    ) -> [Pair] {
        let limits = (0..<sets.count).map { allowed(length($0)) }
        var index = PrefixIndex(sets)
        var seen = [Int32](repeating: -1, count: sets.count)
        var stamp: Int32 = 0
        var pairs: [Pair] = []
        for group in groups ?? [Array(0..<sets.count)] where group.count > 1 {
            pairs += self.pairs(among: group, limits, bounds, &index, &seen, &stamp)
        }
        return pairs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    }

    private func pairs(
        among group: [Int], _ limits: [Int], _ bounds: JoinBounds, _ index: inout PrefixIndex, _ seen: inout [Int32],
        _ stamp: inout Int32
    ) -> [Pair] {
        var pairs: [Pair] = []
        // texts with too few grams to be sure of a shared one; they are compared with all of about their length
        var short: [Int] = []
        var row = DistanceRow()
        // the first text that is long enough for the one at hand
        var first = 0
        let byLength = group.sorted { (length($0), $0) < (length($1), $1) }
        let lengths = byLength.map(length)
        let prefixes = byLength.map { min(sets[$0].count, limits[$0] * Self.gram + 1) }
        index.begin(byLength, prefixes)
        for (place, right) in byLength.enumerated() {
            // the shorter text's limit decides, which is not above this one's
            let apart = min(64, 2 * Self.gram * limits[right])
            let isShort = sets[right].count <= limits[right] * Self.gram
            stamp += 1
            var work = bounds
            var isEnough = false
            func compare(_ other: Int) {
                guard seen[other] != stamp, !isEnough else { return }
                seen[other] = stamp
                let left = byLength[other]
                let limit = min(limits[left], limits[right])
                guard limit > 0, lengths[place] - lengths[other] <= limit else { return }
                guard work.compare() else {
                    isEnough = true
                    return
                }
                guard
                    let edits = row.distance(
                        scalars[starts[left]..<starts[left + 1]], scalars[starts[right]..<starts[right + 1]],
                        atMost: limit)
                else { return }
                pairs.append(Pair(left: min(left, right), right: max(left, right), edits: edits))
                isEnough = !work.find()
            }
            while first < place, lengths[first] < lengths[place] - limits[right] { first += 1 }
            if isShort {
                for other in first..<place {
                    if isEnough { break }
                    compare(other)
                }
                short.append(place)
            } else {
                for other in short.reversed() {
                    if other < first || isEnough { break }
                    compare(other)
                }
                let start = sets[right].lowerBound
                for rank in sets.ranks[start..<start + prefixes[place]] where rank >= sets.firstShared {
                    var range = index.range(rank, from: Int32(first))
                    while !range.isEmpty, !isEnough {
                        let entry = GramSignatures.next(in: index.folds.span, range, near: folds[right], apart)
                        guard work.glance(entry - range.lowerBound), entry < range.upperBound else { break }
                        range = entry + 1..<range.upperBound
                        compare(Int(index.entries[entry]))
                    }
                    index.add(Int32(place), folds[right], to: rank)
                }
            }
        }
        return pairs
    }
}

/// One row of the table of edit distances, kept between calls.
///
/// Only cells within `limit` of the diagonal are looked at (Ukkonen, "Algorithms for approximate string matching", 1985), so
/// the cost is the length times the limit.
struct DistanceRow {
    private var cells: [Int] = []

    /// The number of edits between two texts, nil where it is above `limit`.
    mutating func distance(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>, atMost limit: Int) -> Int? {
        // what both begin or end with costs nothing
        var (a, b) = (left, right)
        while let x = a.first, x == b.first { (a, b) = (a.dropFirst(), b.dropFirst()) }
        while let x = a.last, x == b.last { (a, b) = (a.dropLast(), b.dropLast()) }
        guard abs(a.count - b.count) <= limit else { return nil }
        if a.isEmpty || b.isEmpty { return a.count + b.count }
        let far = limit + 1
        if cells.count <= b.count { cells = Array(repeating: far, count: b.count + 1) }
        for column in 0...b.count { cells[column] = min(column, far) }
        for (line, scalar) in a.enumerated() {
            let first = max(0, line - limit)
            let last = min(b.count - 1, line + limit)
            var diagonal = cells[first]
            cells[first] = first == 0 ? line + 1 : far
            var best = cells[first]
            for column in first...last {
                let above = column + 1 <= line + limit ? cells[column + 1] : far
                let change = diagonal + (scalar == b[b.startIndex + column] ? 0 : 1)
                diagonal = cells[column + 1]
                let cell = min(change, min(above, cells[column]) + 1, far)
                cells[column + 1] = cell
                best = min(best, cell)
            }
            if best > limit { return nil }
        }
        return cells[b.count] <= limit ? cells[b.count] : nil
    }
}
