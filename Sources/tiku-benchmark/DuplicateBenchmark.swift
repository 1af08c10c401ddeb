import TikuPipeline
import TikuText

enum DuplicateBenchmark: String {
    case jaccard, edits, pipeline

    func pairs(_ texts: [String]) -> [(Int, Int)] {
        switch self {
        case .jaccard:
            SimilarityJoin(texts, gram: 3, isWeighted: false).pairs(threshold: 0.7).map { ($0.left, $0.right) }
        case .edits:
            EditJoin(texts.map(NormalForm.question)).pairs { _ in 3 }.map { ($0.left, $0.right) }
        case .pipeline:
            NearPairs(texts.map { QuestionKey.key(normalForm: NormalForm.question($0)) }).pairs.map {
                ($0.left, $0.right)
            }
        }
    }
}
