/// Two hundred and fifty-six bits for each set of grams, from which the weight that two sets do not share can be told from below.
///
/// A gram turns one bit over, so that two signatures differ in no more bits than there are grams in one of the two sets only: bitmap
/// filters (Sandes, Teodoro, Melo, "Bitmap filter: speeding up exact set similarity joins with bitwise operations", 2017) with parity
/// in the place of union. Half of the bits are for the rarer half of all grams, half for the rest, so that each bit counts with the
/// least weight of its half. `fold` is a quarter as long and counts every bit with the least weight of all. Nothing that reaches the
/// threshold is turned away.
struct GramSignatures {
    private var words: [SIMD4<UInt64>]
    /// Least weights of the rarer half and of the rest, in steps of `GramWeight`.
    private let rare: UInt64
    private let common: UInt64

    init(_ sets: GramSets, weights: [Double]) {
        // the rank up to which half of all occurrences lie
        var half = sets.ranks.count / 2
        var border = 0
        while border < sets.frequencies.count, half > 0 {
            half -= Int(sets.frequencies[border])
            border += 1
        }
        rare = UInt64((border > 0 ? weights[border - 1] : 1) * GramWeight.step)
        common = UInt64((weights.last ?? 1) * GramWeight.step)
        words = []
        words.reserveCapacity(sets.count)
        for index in 0..<sets.count {
            var word = SIMD4<UInt64>.zero
            for rank in sets.ranks[sets[index]] {
                // Fibonacci hashing (Knuth, TAOCP 6.4): the highest seven bits of the product
                let hash = (UInt64(UInt32(bitPattern: rank)) &* 0x9E37_79B9_7F4A_7C15) >> 57
                let bit: UInt64 = 1 << (hash & 63)
                switch (Int(rank) < border, hash < 64) {
                case (true, true): word.x ^= bit
                case (true, false): word.y ^= bit
                case (false, true): word.z ^= bit
                case (false, false): word.w ^= bit
                }
            }
            words.append(word)
        }
    }

    subscript(index: Int) -> SIMD4<UInt64> { words[index] }

    /// At least so much weight is in one of the two sets and not in the other, in steps of `GramWeight`.
    func difference(_ left: SIMD4<UInt64>, _ right: SIMD4<UInt64>) -> UInt64 {
        let apart = left ^ right
        return UInt64(apart.x.nonzeroBitCount + apart.y.nonzeroBitCount) &* rare
            &+ UInt64(apart.z.nonzeroBitCount + apart.w.nonzeroBitCount) &* common
    }

    /// A weight in steps of `GramWeight`, rounded up.
    static func steps(_ weight: Double) -> UInt64 { UInt64((weight * GramWeight.step).rounded(.up)) }

    /// Parity of all grams in one word.
    static func fold(_ word: SIMD4<UInt64>) -> UInt64 { word.x ^ word.y ^ word.z ^ word.w }

    /// In so many bits the folds of two sets may differ that do not share a weight; 64 where folds tell nothing.
    func bits(_ weight: Double) -> Int { Int(min(64, Self.steps(weight) / common)) }

    /// The first place of a range whose fold differs from another in at most `limit` bits; the range's end where there is none.
    @inline(__always)
    static func next(in folds: Span<UInt64>, _ range: Range<Int>, near fold: UInt64, _ limit: Int) -> Int {
        var place = range.lowerBound
        // four at a time: a count that is small enough makes the difference negative
        let above = limit + 1
        let four = SIMD4(repeating: fold)
        while limit < 64, place + 4 <= range.upperBound {
            let apart = SIMD4(folds[place], folds[place + 1], folds[place + 2], folds[place + 3]) ^ four
            let (first, second) = (apart.x.nonzeroBitCount &- above, apart.y.nonzeroBitCount &- above)
            let (third, fourth) = (apart.z.nonzeroBitCount &- above, apart.w.nonzeroBitCount &- above)
            if (first | second) | (third | fourth) < 0 { break }
            place += 4
        }
        while place < range.upperBound, (folds[place] ^ fold).nonzeroBitCount > limit { place += 1 }
        return place
    }
}
