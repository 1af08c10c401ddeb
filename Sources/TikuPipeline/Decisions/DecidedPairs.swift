internal import TikuModel

/// Which clusters a curator put together or keeps apart.
struct DecidedPairs {
    private(set) var together: [(Int, Int)] = []
    private var apart: Set<[Int]> = []

    /// The last decision about a pair holds.
    init(_ book: DecisionBook?, _ clusters: [Cluster]) {
        guard let book, !book.pairings.isEmpty else { return }
        var holders: [String: [Int]] = [:]
        for (index, cluster) in clusters.enumerated() {
            var names: Set<String> = []
            if let identity = cluster.identity {
                names = [identity]
            } else {
                for member in cluster.members { names.formUnion(book.names.of(member.question.text)) }
            }
            for name in names { holders[name, default: []].append(index) }
        }
        var isOne: [[Int]: Bool] = [:]
        for pairing in book.pairings {
            let left = Set(pairing.left.flatMap { holders[$0] ?? [] })
            let right = Set(pairing.right.flatMap { holders[$0] ?? [] })
            for a in left {
                for b in right where a != b { isOne[[min(a, b), max(a, b)]] = pairing.isOne }
            }
        }
        for (pair, isOne) in isOne.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            if isOne { together.append((pair[0], pair[1])) } else { apart.insert(pair) }
        }
    }

    func areApart(_ left: Int, _ right: Int) -> Bool {
        !apart.isEmpty && apart.contains([min(left, right), max(left, right)])
    }
}
