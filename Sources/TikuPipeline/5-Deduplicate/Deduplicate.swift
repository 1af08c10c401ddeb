internal import TikuModel
internal import TikuText

/// Stage 5: which occurrences ask the same thing.
///
/// First by key: the normal form without the words interviewers put around a question. Then near-duplicates by a similarity join
/// over IDF-weighted character pairs, with two thresholds: above the higher, and with no veto, two are merged unasked; above
/// the lower they are only named as close. A cluster never chains: each of its wordings must be close to each other one.
public struct Deduplicate: Stage {
    /// Weighted Jaccard similarity from which wordings are merged.
    public var mergeThreshold: Double
    /// From which a pair is flagged as close.
    public var askThreshold: Double

    public init(mergeThreshold: Double = 0.72, askThreshold: Double = 0.55) {
        self.mergeThreshold = mergeThreshold
        self.askThreshold = askThreshold
    }

    /// - Parameter occurrences: in the order of sources and positions.
    /// - Returns: clusters in the order of their first occurrence.
    public func run(_ occurrences: [SourcedQuestion]) throws(Never) -> [Cluster] {
        var byKey: [String: Int] = [:]
        var clusters: [Cluster] = []
        var keys: [String] = []
        for occurrence in occurrences {
            let form = NormalForm.question(occurrence.question.text)
            let key = QuestionKey.key(normalForm: form)
            if !form.isEmpty, let known = byKey[key] {
                clusters[known].members.append(occurrence)
            } else {
                if !form.isEmpty { byKey[key] = clusters.count }
                clusters.append(Cluster(members: [occurrence]))
                keys.append(key)
            }
        }
        return merged(clusters, keys)
    }

    private func merged(_ clusters: [Cluster], _ keys: [String]) -> [Cluster] {
        let join = SimilarityJoin(keys)
        let vetoes = clusters.map { MergeVeto($0.members[0].question.text) }
        // what differs in a term is another question, not a close one
        let pairs = join.pairs(threshold: askThreshold).filter { !vetoes[$0.left].differsInTerms(vetoes[$0.right]) }
        let byStrength = pairs.sorted { ($1.similarity, $0.left, $0.right) < ($0.similarity, $1.left, $1.right) }
        let sources = clusters.map { Set($0.members.map(\.extract)) }
        var group = Array(clusters.indices)
        var members = clusters.indices.map { [$0] }
        for pair in byStrength where pair.similarity >= mergeThreshold && vetoes[pair.left].allows(vetoes[pair.right]) {
            let (a, b) = (group[pair.left], group[pair.right])
            guard a != b else { continue }
            let fits = members[a].allSatisfy { left in
                members[b].allSatisfy { right in
                    // an author who lists both means two questions
                    sources[left].isDisjoint(with: sources[right]) && vetoes[left].allows(vetoes[right])
                        && join.similarity(left, right) >= mergeThreshold
                }
            }
            guard fits else { continue }
            let (kept, gone) = (min(a, b), max(a, b))
            for index in members[gone] { group[index] = kept }
            members[kept] += members[gone]
            members[gone] = []
        }
        // renumber what is left, in order of first occurrence
        let roots = clusters.indices.filter { group[$0] == $0 }
        var place: [Int: Int] = [:]
        for (new, root) in roots.enumerated() { place[root] = new }
        var result = roots.map { root in
            Cluster(
                members: members[root].flatMap { clusters[$0].members }
                    .sorted { ($0.extract, $0.question.span.start) < ($1.extract, $1.question.span.start) })
        }
        for pair in pairs {
            guard let left = place[group[pair.left]], let right = place[group[pair.right]], left != right else {
                continue
            }
            result[left].near.append(Cluster.Near(cluster: right, similarity: pair.similarity))
            result[right].near.append(Cluster.Near(cluster: left, similarity: pair.similarity))
        }
        return result
    }
}
