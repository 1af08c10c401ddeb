/// Up to four hashes in place, without a list of their own in memory: an article has two such lists for each sentence.
struct FewHashes: Hashable, Sendable, RandomAccessCollection {
    static let limit = 4

    private var values = SIMD4<UInt64>()
    private var used: UInt8 = 0

    /// The first four.
    init(_ hashes: some Sequence<UInt64>) {
        for hash in hashes.prefix(Self.limit) { append(hash) }
    }

    /// Does nothing where there are four.
    mutating func append(_ hash: UInt64) {
        guard count < Self.limit else { return }
        values[count] = hash
        used += 1
    }

    var startIndex: Int { 0 }
    var endIndex: Int { Int(used) }
    subscript(index: Int) -> UInt64 { values[index] }
}
