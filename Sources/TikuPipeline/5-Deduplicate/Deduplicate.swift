internal import TikuModel
internal import TikuText

/// Stage 5: which occurrences ask the same thing.
public struct Deduplicate: Stage {
    public init() {}

    /// - Parameter occurrences: in the order of sources and positions.
    /// - Returns: clusters in the order of their first occurrence.
    public func run(_ occurrences: [SourcedQuestion]) throws(Never) -> [Cluster] {
        var byKey: [String: Int] = [:]
        var clusters: [Cluster] = []
        for occurrence in occurrences {
            let form = NormalForm.question(occurrence.question.text)
            let key = QuestionKey.key(normalForm: form)
            let known = form.isEmpty ? nil : byKey[key]
            if let known {
                clusters[known].members.append(occurrence)
            } else {
                if !form.isEmpty { byKey[key] = clusters.count }
                clusters.append(Cluster(members: [occurrence]))
            }
        }
        return clusters
    }
}
