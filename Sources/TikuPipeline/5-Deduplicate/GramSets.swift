internal import TikuText

/// The character n-grams of many texts, as sets of ranks in one array: a lower rank is a rarer gram.
///
/// Flat, because a hundred thousand small arrays cost more than the join itself: one allocation for all sets, a text is a
/// range of it.
struct GramSets {
    /// All sets one behind the other, each in ascending order of rank.
    private(set) var ranks: [Int32] = []
    /// Set `i` is `ranks[starts[i]..<starts[i + 1]]`.
    private(set) var starts: [Int32] = [0]
    /// How many texts hold the gram of a rank.
    private(set) var frequencies: [Int32] = []
    /// The first rank whose gram more than one text holds.
    private(set) var firstShared: Int32 = 0

    var count: Int { starts.count - 1 }

    subscript(index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

    /// - Parameters:
    ///   - texts: normal forms. A text shorter than a gram is one gram.
    ///   - length: length of the n-grams in scalars.
    init(_ texts: some Collection<String>, length: Int) {
        var ids = GramTable()
        var flat: [Int32] = []
        var keys: [UInt64] = []
        starts.reserveCapacity(texts.count + 1)
        for text in texts {
            keys.removeAll(keepingCapacity: true)
            Self.forEachGram(text, length) { keys.append($0) }
            ids.note(keys, in: Int32(starts.count), into: &flat)
            starts.append(Int32(flat.count))
        }
        var counts = [Int32](repeating: 0, count: ids.count)
        for id in flat { counts[Int(id)] += 1 }
        // rarest first; equal counts in the order of first sight, which the order of the texts decides
        let rank = Self.ranks(counts)
        frequencies = [Int32](repeating: 0, count: counts.count)
        for (id, place) in rank.enumerated() { frequencies[Int(place)] = counts[id] }
        for place in flat.indices { flat[place] = rank[Int(flat[place])] }
        firstShared = Int32(frequencies.firstIndex { $0 > 1 } ?? frequencies.count)
        for index in 0..<(starts.count - 1) { Self.sort(&flat, Int(starts[index])..<Int(starts[index + 1])) }
        ranks = flat
    }

    /// Sorts a part in place: by insertion where it is short, as nearly all of them are.
    private static func sort(_ ranks: inout [Int32], _ range: Range<Int>) {
        guard range.count <= 64 else { return ranks[range].sort() }
        for place in range.dropFirst() {
            let rank = ranks[place]
            var hole = place
            while hole > range.lowerBound, ranks[hole - 1] > rank {
                ranks[hole] = ranks[hole - 1]
                hole -= 1
            }
            ranks[hole] = rank
        }
    }

    /// Counting sort by frequency: the place of each id.
    private static func ranks(_ counts: [Int32]) -> [Int32] {
        var places = [Int32](repeating: 0, count: Int(counts.max() ?? 0) + 2)
        for count in counts { places[Int(count) + 1] += 1 }
        for count in places.indices.dropFirst() { places[count] += places[count - 1] }
        return counts.map { count in
            defer { places[Int(count)] += 1 }
            return places[Int(count)]
        }
    }

    /// Calls with each n-gram packed into one integer; n-grams of more than three scalars are hashed with FNV-1a.
    private static func forEachGram(_ text: String, _ length: Int, _ body: (UInt64) -> Void) {
        if length <= 3 {
            let mask: UInt64 = (1 << (21 * UInt64(length))) - 1
            var window: UInt64 = 0
            var seen = 0
            for scalar in text.unicodeScalars {
                window = (window << 21 | UInt64(scalar.value)) & mask
                seen += 1
                if seen >= length { body(window) }
            }
            if seen < length { body(window) }
            return
        }
        let scalars = text.unicodeScalars.map(\.value)
        guard scalars.count > length else { return body(FNV1a(scalars).value) }
        for start in 0...(scalars.count - length) { body(FNV1a(scalars[start..<start + length]).value) }
    }
}

/// Numbers keys in the order in which they are first seen. Open addressing, at most three quarters full.
private struct GramTable {
    private struct Slot {
        var key: UInt64
        /// Number of the key and one more; 0 in an empty slot.
        var number: Int32
        /// The text that the key was seen in last.
        var last: Int32
    }

    private var slots: [Slot]
    private var mask: Int
    private(set) var count = 0
    /// The slot at which each key of a text is looked for first.
    private var homes: [Int] = []

    init() {
        slots = Array(repeating: Slot(key: 0, number: 0, last: 0), count: 1 << 12)
        mask = slots.count - 1
    }

    /// Adds the number of each key of a text to a list, once.
    ///
    /// - Parameters:
    ///   - keys: the text's, as often as it holds them.
    ///   - text: a number of its own, above 0 and above those of all texts before it.
    mutating func note(_ keys: [UInt64], in text: Int32, into numbers: inout [Int32]) {
        // all slots are asked for before any is looked at, so that the memory's answers overlap
        homes.removeAll(keepingCapacity: true)
        var known = 0
        for key in keys {
            let home = Self.hash(key) & mask
            homes.append(home)
            known += slots[home].key == key ? 1 : 0
        }
        if (count + keys.count - known) * 4 > slots.count * 3 {
            while (count + keys.count - known) * 4 > slots.count * 3 { grow() }
            for place in keys.indices { homes[place] = Self.hash(keys[place]) & mask }
        }
        for place in keys.indices {
            let key = keys[place]
            var slot = homes[place]
            while slots[slot].number > 0, slots[slot].key != key { slot = (slot + 1) & mask }
            if slots[slot].number == 0 {
                count += 1
                slots[slot] = Slot(key: key, number: Int32(count), last: text)
            } else if slots[slot].last == text {
                continue
            } else {
                slots[slot].last = text
            }
            numbers.append(slots[slot].number - 1)
        }
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(key: 0, number: 0, last: 0), count: old.count * 2)
        mask = slots.count - 1
        for entry in old where entry.number > 0 {
            var slot = Self.hash(entry.key) & mask
            while slots[slot].number > 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): every input bit moves every output bit.
    private static func hash(_ key: UInt64) -> Int {
        var value = key
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: value ^ (value >> 31)) & Int.max
    }
}
