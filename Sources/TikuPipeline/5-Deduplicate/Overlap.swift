/// How much of one text stands in another.
enum Overlap {
    /// Share of the character pairs of the text with fewer that the other holds, 0 to 1. O(n).
    static func containment(_ left: String, _ right: String) -> Double {
        var table = PairTable(pairs: left.utf8.count + right.utf8.count)
        table.add(left, as: 1)
        table.add(right, as: 2)
        let least = min(table.counts.left, table.counts.right)
        return least == 0 ? 0 : Double(table.counts.shared) / Double(least)
    }
}

/// The different character pairs of two texts, in one table with open addressing and linear probing (Knuth, The Art of Computer
/// Programming 3, 6.4), at most half full.
private struct PairTable {
    /// A pair of scalars, 21 bits each, above two bits that say which text holds it; 0 for an empty slot.
    private var slots: ContiguousArray<UInt64>
    private let mask: Int
    /// Multiplicative hashing (Dietzfelbinger and others, "A reliable randomized algorithm for the closest-pair problem", 1997). Drawn for
    /// each run, as the standard library's hashes are: nobody can write a text whose pairs all fall on one slot.
    private static let multiplier: UInt64 = {
        var hasher = Hasher()
        hasher.combine(0)
        return UInt64(bitPattern: Int64(hasher.finalize())) | 1
    }()

    /// Different pairs.
    private(set) var counts = (left: 0, right: 0, shared: 0)

    init(pairs: Int) {
        var size = 16
        while size < pairs * 2 { size *= 2 }
        slots = ContiguousArray(repeating: 0, count: size)
        mask = size - 1
    }

    mutating func add(_ text: String, as side: UInt64) {
        var last: UInt32?
        for scalar in text.unicodeScalars {
            if let last { add((UInt64(last) << 21 | UInt64(scalar.value)) << 2, side) }
            last = scalar.value
        }
    }

    private mutating func add(_ pair: UInt64, _ side: UInt64) {
        var place = Int(truncatingIfNeeded: (pair &* Self.multiplier) >> 32) & mask
        while slots[place] != 0, slots[place] & ~3 != pair { place = (place + 1) & mask }
        let known = slots[place] & 3
        guard known & side == 0 else { return }
        slots[place] = pair | known | side
        if side == 1 { counts.left += 1 } else { counts.right += 1 }
        if known != 0 { counts.shared += 1 }
    }
}
