internal import TikuModel
internal import TikuText

/// Stage 5: which occurrences ask the same thing.
///
/// First by key: what a comparison or a definition is about (`QuestionFrame`), else the normal form without the words interviewers
/// put around a question (`QuestionKey`). Then near-duplicates (`NearPairs`), with two
/// thresholds: above the higher, and with no veto, two are merged unasked; above the lower they are only named as close. A
/// cluster never chains: each of its wordings must be close to each other one. What a curator decided comes before all of it.
public struct Deduplicate: Stage {
    /// Weighted Jaccard similarity from which wordings are merged.
    public var mergeThreshold: Double
    /// From which a pair is flagged as close.
    public var askThreshold: Double
    /// What decisions say about pairs and single wordings.
    var book: DecisionBook?

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
        var vetoes: [MergeVeto] = []
        for occurrence in occurrences {
            let marks = occurrence.question.wordingMarks
            let split = book?.split(of: occurrence)
            let key = split.map { "\u{1}" + $0.seed } ?? marks.key
            if !marks.key.isEmpty, let known = byKey[key] {
                clusters[known].members.append(occurrence)
            } else {
                if !marks.key.isEmpty { byKey[key] = clusters.count }
                clusters.append(Cluster(members: [occurrence], identity: split?.id))
                keys.append(marks.form)
                vetoes.append(MergeVeto(marks))
            }
        }
        return merged(clusters, keys, vetoes)
    }

    private func merged(_ clusters: [Cluster], _ keys: [String], _ vetoes: [MergeVeto]) -> [Cluster] {
        // what differs in a term is another question, not a close one
        var places: [String: Int] = [:]
        var subjects: [[Int]] = []
        for (index, veto) in vetoes.enumerated() {
            let place = places[veto.subject, default: subjects.count]
            if place == subjects.count {
                places[veto.subject] = place
                subjects.append([])
            }
            subjects[place].append(index)
        }
        let near = NearPairs(keys, groups: subjects, threshold: askThreshold)
        let decided = DecidedPairs(book, clusters)
        let pairs = near.pairs.filter { !decided.areApart($0.left, $0.right) }
        var groups = Groups(count: clusters.count)
        for (left, right) in decided.together { groups.join(left, right) }
        let sources = clusters.map { Set($0.members.map(\.extract)) }
        let close = pairs.filter { pair in
            pair.similarity >= mergeThreshold && vetoes[pair.left].allows(vetoes[pair.right])
                // what a curator took out of a question goes into another only if he says so
                && clusters[pair.left].identity == nil && clusters[pair.right].identity == nil
        }
        groups.join(closest: close) { left, right in
            // an author who lists both means two questions
            sources[left].isDisjoint(with: sources[right]) && vetoes[left].allows(vetoes[right])
                && !decided.areApart(left, right)
                && near.similarity(left, right) >= mergeThreshold
        }
        return collect(clusters, groups, pairs)
    }

    /// One cluster for each group, numbered anew in the order of first occurrence.
    private func collect(_ clusters: [Cluster], _ groups: Groups, _ pairs: [NearPairs.Pair]) -> [Cluster] {
        let roots = clusters.indices.filter { groups[$0] == $0 }
        var place: [Int: Int] = [:]
        for (new, root) in roots.enumerated() { place[root] = new }
        var result = roots.map { root in
            Cluster(
                members: groups.members(with: root).flatMap { clusters[$0].members }
                    .sorted { ($0.extract, $0.question.span.start) < ($1.extract, $1.question.span.start) },
                identity: groups.members(with: root).count == 1 ? clusters[root].identity : nil)
        }
        for pair in pairs {
            guard let left = place[groups[pair.left]], let right = place[groups[pair.right]], left != right else {
                continue
            }
            result[left].near.append(Cluster.Near(cluster: right, similarity: pair.similarity))
            result[right].near.append(Cluster.Near(cluster: left, similarity: pair.similarity))
        }
        return result
    }
}
