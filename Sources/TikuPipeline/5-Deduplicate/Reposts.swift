internal import TikuModel
internal import TikuText

/// Which sources are the same post on another site, so that ten copies of one mistake are one voice.
///
/// Two sources are one post when most of the shorter one's questions stand in the other and the answers that both have are
/// the same words, damage and adverts aside. The first in the order of the paths counts as the original; a post is compared
/// with originals only, so that reposts do not chain.
struct Reposts {
    /// For each extract the index of its original; its own for an original.
    private(set) var original: [Int]

    /// Questions that the shorter post must have, and the share of them that both must hold.
    private static let least = 3
    private static let share = 0.7
    /// A question that so many sources ask tells no two of them from the rest, and would cost the square of their number.
    private static let common = 64

    /// - Parameters:
    ///   - clusters: of all questions.
    ///   - count: number of extracts.
    init(_ clusters: [Cluster], count: Int) {
        original = Array(0..<count)
        var held = [Int](repeating: 0, count: count)
        var shared: [[Int]: [Int]] = [:]
        for (index, cluster) in clusters.enumerated() {
            let extracts = Set(cluster.members.map(\.extract)).sorted()
            for extract in extracts { held[extract] += 1 }
            guard extracts.count > 1, extracts.count <= Self.common else { continue }
            for (place, left) in extracts.enumerated() {
                for right in extracts[(place + 1)...] { shared[[left, right], default: []].append(index) }
            }
        }
        for (pair, common) in shared.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let (left, right) = (pair[0], pair[1])
            guard original[left] == left, original[right] == right else { continue }
            let smaller = min(held[left], held[right])
            guard smaller >= Self.least, Double(common.count) >= Self.share * Double(smaller) else { continue }
            if agree(common.map { clusters[$0] }, left, right) { original[right] = left }
        }
    }

    /// Of the answers that both give, three in four are the same; with no such answer there is no telling.
    private func agree(_ clusters: [Cluster], _ left: Int, _ right: Int) -> Bool {
        var both = 0
        var same = 0
        for cluster in clusters {
            guard let one = answer(cluster, left), let other = answer(cluster, right) else { continue }
            both += 1
            if Overlap.containment(one, other) >= 0.85 { same += 1 }
        }
        return both >= 2 && same * 4 >= both * 3
    }

    private func answer(_ cluster: Cluster, _ extract: Int) -> String? {
        let answers = cluster.members.lazy.filter { $0.extract == extract }.map {
            NormalForm.question($0.question.answer)
        }
        return answers.first { $0.utf8.count >= 12 }
    }
}
