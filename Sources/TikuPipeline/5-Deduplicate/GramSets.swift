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

    var count: Int { starts.count - 1 }

    subscript(index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

    /// - Parameters:
    ///   - texts: normal forms. A text shorter than a gram is one gram.
    ///   - length: length of the n-grams in scalars.
    init(_ texts: some Collection<String>, length: Int) {
        var ids = GramTable()
        var flat: [Int32] = []
        starts.reserveCapacity(texts.count + 1)
        var counts: [Int32] = []
        var own: [Int32] = []
        for text in texts {
            own.removeAll(keepingCapacity: true)
            Self.forEachGram(text, length) { own.append(ids.id(of: $0)) }
            own.sort()
            var last: Int32 = -1
            while counts.count < ids.count { counts.append(0) }
            for id in own where id != last {
                last = id
                flat.append(id)
                counts[Int(id)] += 1
            }
            starts.append(Int32(flat.count))
        }
        // rarest first; equal counts in the order of first sight, which the order of the texts decides
        let rank = Self.ranks(counts)
        frequencies = [Int32](repeating: 0, count: counts.count)
        for (id, place) in rank.enumerated() { frequencies[Int(place)] = counts[id] }
        for place in flat.indices { flat[place] = rank[Int(flat[place])] }
        for index in 0..<(starts.count - 1) { flat[Int(starts[index])..<Int(starts[index + 1])].sort() }
        ranks = flat
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

/// Numbers keys in the order in which they are first seen. Open addressing, at most half full.
private struct GramTable {
    private var slots: [Int32]
    private var keys: [UInt64] = []
    private var mask: Int

    init() {
        slots = Array(repeating: -1, count: 1 << 12)
        mask = slots.count - 1
    }

    var count: Int { keys.count }

    mutating func id(of key: UInt64) -> Int32 {
        var slot = Self.hash(key) & mask
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return slots[slot] }
            slot = (slot + 1) & mask
        }
        let id = Int32(keys.count)
        slots[slot] = id
        keys.append(key)
        if keys.count * 2 > slots.count { grow() }
        return id
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for (id, key) in keys.enumerated() {
            var slot = Self.hash(key) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(id)
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
