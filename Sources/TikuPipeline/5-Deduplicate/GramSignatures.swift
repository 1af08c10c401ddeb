/// A hundred and twenty-eight bits for each set of grams, from which the weight that two sets do not share can be told from below.
///
/// A gram sets one bit. A bit that stands in one signature only is a gram that the other set lacks (Sandes, Teodoro, Melo,
/// "Bitmap filter: speeding up exact set similarity joins with bitwise operations", 2017). One word is for the rarer half of all
/// grams, one for the rest, so that each word counts with the least weight of its half. Nothing that reaches the threshold
/// is turned away.
struct GramSignatures {
    private var words: [SIMD2<UInt64>]
    /// Least weights of the rarer half and of the rest.
    private let rare: Double
    private let common: Double

    init(_ sets: GramSets, weights: [Double]) {
        // the rank up to which half of all occurrences lie
        var half = sets.ranks.count / 2
        var border = 0
        while border < sets.frequencies.count, half > 0 {
            half -= Int(sets.frequencies[border])
            border += 1
        }
        rare = border > 0 ? weights[border - 1] : 1
        common = weights.last ?? 1
        words = []
        words.reserveCapacity(sets.count)
        for index in 0..<sets.count {
            var word = SIMD2<UInt64>(0, 0)
            for rank in sets.ranks[sets[index]] {
                // Fibonacci hashing (Knuth, TAOCP 6.4): the highest six bits of the product
                let bit = (UInt64(UInt32(bitPattern: rank)) &* 0x9E37_79B9_7F4A_7C15) >> 58
                word[Int(rank) < border ? 0 : 1] |= 1 << bit
            }
            words.append(word)
        }
    }

    subscript(index: Int) -> SIMD2<UInt64> { words[index] }

    /// At least so much weight is in one of the two sets and not in the other.
    func difference(_ left: SIMD2<UInt64>, _ right: SIMD2<UInt64>) -> Double {
        let apart = left ^ right
        return Double(apart[0].nonzeroBitCount) * rare + Double(apart[1].nonzeroBitCount) * common
    }
}
