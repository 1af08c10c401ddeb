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
            let extracts = cluster.extracts
            for extract in extracts { held[extract] += 1 }
            Self.forEachPair(extracts) { shared[[$0, $1], default: []].append(index) }
        }
        for (pair, common) in shared.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let (left, right) = (pair[0], pair[1])
            guard original[left] == left, original[right] == right,
                Self.isLikely(common: common.count, held: min(held[left], held[right]))
            else { continue }
            let votes = common.map { Self.vote(clusters[$0], left, right) }
            if Self.agree(both: votes.count { $0 != nil }, same: votes.count { $0 == true }) { original[right] = left }
        }
    }

    /// The pairs of posts that one question speaks for.
    static func forEachPair(_ extracts: [Int], _ body: (Int, Int) -> Void) {
        guard extracts.count > 1, extracts.count <= common else { return }
        for (place, left) in extracts.enumerated() {
            for right in extracts[(place + 1)...] { body(left, right) }
        }
    }

    /// - Parameters:
    ///   - common: questions that both posts hold.
    ///   - held: questions of the post with fewer.
    static func isLikely(common: Int, held: Int) -> Bool {
        held >= least && Double(common) >= share * Double(held)
    }

    /// Of the answers that both give, three in four are the same; with no such answer there is no telling.
    static func agree(both: Int, same: Int) -> Bool { both >= 2 && same * 4 >= both * 3 }

    /// Whether two posts answer a question in the same words; nil where one of them gives no answer to tell by.
    static func vote(_ cluster: Cluster, _ left: Int, _ right: Int) -> Bool? {
        guard let one = answer(cluster, left), let other = answer(cluster, right) else { return nil }
        return Overlap.containment(one, other) >= 0.85
    }

    private static func answer(_ cluster: Cluster, _ extract: Int) -> String? {
        let answers = cluster.members.lazy.filter { $0.extract == extract }.map {
            NormalForm.question($0.question.answer)
        }
        return answers.first { $0.utf8.count >= 12 }
    }
}

extension Cluster {
    /// The posts that hold it, in their order.
    var extracts: [Int] { Set(members.map(\.extract)).sorted() }
}
