/// Which texts of a group hold a gram among their rarest: a list for each rank, all lists in one array of known size.
///
/// One index serves many groups, one after the other: what a rank's list was for an earlier group does not count.
struct PrefixIndex {
    private(set) var entries: [Int32] = []
    private let sets: GramSets
    /// The group that a rank was last seen in, and its list's number there.
    private var group: [Int32]
    private var list: [Int32]
    private var current: Int32 = 0
    private var starts: [Int32] = []
    private var ends: [Int32] = []

    init(_ sets: GramSets) {
        self.sets = sets
        group = [Int32](repeating: 0, count: sets.frequencies.count)
        list = group
    }

    /// Starts over with a group.
    ///
    /// - Parameters:
    ///   - texts: the group's.
    ///   - prefixes: how many grams of each of them will be added at most.
    mutating func begin(_ texts: [Int], _ prefixes: [Int]) {
        current += 1
        starts.removeAll(keepingCapacity: true)
        for (text, length) in zip(texts, prefixes) {
            for rank in sets.ranks[sets[text].prefix(length)] where sets.frequencies[Int(rank)] > 1 {
                if group[Int(rank)] != current {
                    group[Int(rank)] = current
                    list[Int(rank)] = Int32(starts.count)
                    starts.append(0)
                }
                starts[Int(list[Int(rank)])] += 1
            }
        }
        var total: Int32 = 0
        for place in starts.indices {
            let count = starts[place]
            starts[place] = total
            total += count
        }
        ends = starts
        if entries.count < Int(total) {
            entries.append(contentsOf: repeatElement(0, count: Int(total) - entries.count))
        }
    }

    func range(_ rank: Int32) -> Range<Int> {
        guard group[Int(rank)] == current else { return 0..<0 }
        let list = Int(list[Int(rank)])
        return Int(starts[list])..<Int(ends[list])
    }

    mutating func add(_ text: Int32, to rank: Int32) {
        let list = Int(list[Int(rank)])
        entries[Int(ends[list])] = text
        ends[list] += 1
    }

    /// Drops the oldest entries of a list that are below `first`; entries come in ascending order.
    mutating func forget(_ rank: Int32, before first: Int32) {
        guard group[Int(rank)] == current else { return }
        let list = Int(list[Int(rank)])
        var start = Int(starts[list])
        let end = Int(ends[list])
        while start < end, entries[start] < first { start += 1 }
        starts[list] = Int32(start)
    }
}

/// How much a join looks at for one text, so that questions made of one pattern cannot make it slow: what a thousand others are like
/// is a pattern and no duplicate.
package struct JoinBounds: Hashable, Sendable {
    package static let none = JoinBounds(comparisons: .max, partners: .max)

    private var comparisons: Int
    private var partners: Int
    /// Entries of lists that may be passed over by their signature.
    private var glances: Int

    package init(comparisons: Int, partners: Int) {
        self.comparisons = comparisons
        self.partners = partners
        let (glances, overflow) = comparisons.multipliedReportingOverflow(by: 64)
        self.glances = overflow ? .max : glances
    }

    /// Counts an entry that is looked at; false where there have been enough.
    mutating func glance() -> Bool {
        glances -= 1
        return glances >= 0
    }

    /// Counts a comparison; false where there have been enough.
    mutating func compare() -> Bool {
        comparisons -= 1
        return comparisons >= 0
    }

    /// Counts a pair that was found; false where no further one is wanted.
    mutating func find() -> Bool {
        partners -= 1
        return partners > 0
    }
}
