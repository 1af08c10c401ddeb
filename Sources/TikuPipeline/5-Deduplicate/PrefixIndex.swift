/// Which texts of a group hold a gram among their rarest: a list for each rank, all lists in one array of known size.
///
/// One index serves many groups, one after the other: what a rank's list was for an earlier group does not count.
struct PrefixIndex {
    private struct List {
        /// The group that the list is of.
        var group: Int32 = 0
        var start: Int32 = 0
        var end: Int32 = 0
    }

    private(set) var entries: [Int32] = []
    /// The fold of each entry's set, beside it: lists are read from one end to the other.
    private(set) var folds: [UInt64] = []
    private let sets: GramSets
    private var lists: [List]
    private var current: Int32 = 0
    /// The lists of this group.
    private var used: [Int32] = []

    init(_ sets: GramSets) {
        self.sets = sets
        lists = Array(repeating: List(), count: sets.frequencies.count - Int(sets.firstShared))
    }

    /// Starts over with a group.
    ///
    /// - Parameters:
    ///   - texts: the group's.
    ///   - prefixes: how many grams of each of them will be added at most.
    mutating func begin(_ texts: [Int], _ prefixes: [Int]) {
        current += 1
        used.removeAll(keepingCapacity: true)
        for (text, length) in zip(texts, prefixes) {
            for rank in sets.ranks[sets[text].prefix(length)] where rank >= sets.firstShared {
                let list = Int(rank - sets.firstShared)
                if lists[list].group != current {
                    lists[list] = List(group: current)
                    used.append(Int32(list))
                }
                lists[list].end += 1
            }
        }
        var total: Int32 = 0
        for list in used {
            let count = lists[Int(list)].end
            lists[Int(list)].start = total
            lists[Int(list)].end = total
            total += count
        }
        if entries.count < Int(total) {
            let missing = Int(total) - entries.count
            entries.append(contentsOf: repeatElement(0, count: missing))
            folds.append(contentsOf: repeatElement(0, count: missing))
        }
    }

    /// The entries of a gram from a text on; what is before it is forgotten.
    mutating func range(_ rank: Int32, from first: Int32) -> Range<Int> {
        let place = Int(rank - sets.firstShared)
        let list = lists[place]
        guard list.group == current else { return 0..<0 }
        var start = Int(list.start)
        let end = Int(list.end)
        if start < end, entries[start] < first {
            repeat { start += 1 } while start < end && entries[start] < first
            lists[place].start = Int32(start)
        }
        return start..<end
    }

    mutating func add(_ text: Int32, _ fold: UInt64, to rank: Int32) {
        let place = Int(rank - sets.firstShared)
        let end = Int(lists[place].end)
        entries[end] = text
        folds[end] = fold
        lists[place].end += 1
    }
}

/// How much a join looks at for one text, so that questions made of one pattern cannot make it slow: what a thousand others are like
/// is a pattern and no duplicate.
package struct JoinBounds: Hashable, Sendable {
    package static let none = JoinBounds(comparisons: .max, partners: .max)

    private var comparisons: Int
    private var partners: Int
    /// Entries of lists that may be passed over by their fold.
    private var glances: Int

    package init(comparisons: Int, partners: Int) {
        self.comparisons = comparisons
        self.partners = partners
        let (glances, overflow) = comparisons.multipliedReportingOverflow(by: 64)
        self.glances = overflow ? .max : glances
    }

    /// Counts entries that are looked at; false where there have been enough.
    mutating func glance(_ count: Int) -> Bool {
        glances -= count
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
