public import TikuModel
internal import TikuText

/// Stage 8: flags that only the whole bank can give. What one article gives away was flagged in stage 4.
public struct Audit: Stage {
    /// By the id of a repost, the id of the source that it repeats.
    private let repostOf: [String: String]

    public init(repostOf: [String: String] = [:]) { self.repostOf = repostOf }

    public func run(_ questions: [Question]) throws(Never) -> [Question] {
        let letters = questions.map { Self.letters($0.answer) }
        let usual = Self.usual(letters.compactMap { $0 })
        var questions = questions
        for index in questions.indices { flag(&questions[index], letters: letters[index], usual: usual) }
        return questions
    }

    /// One question with its flags, in their order.
    ///
    /// - Parameter usual: how long this bank's answers usually are.
    func flagged(_ question: Question, usual: Int?) -> Question {
        var question = question
        flag(&question, letters: Self.letters(question.answer), usual: usual)
        return question
    }

    private func flag(_ question: inout Question, letters: Int?, usual: Int?) {
        if let letters, let usual, let flag = short(question.answer, letters, usual) { question.flags.append(flag) }
        if let flag = conflict(question) { question.flags.append(flag) }
        if question.flags.count > 1 {
            question.flags.sort { ($0.code.rawValue, $0.evidence) < ($1.code.rawValue, $1.evidence) }
        }
    }

    /// Length of a whole answer; nil for no whole one.
    static func letters(_ answer: Answer) -> Int? {
        answer.status == .answered ? NormalForm.letters(answer.text) : nil
    }

    /// The median of the lengths; nil where there are too few to say.
    static func usual(_ lengths: [Int]) -> Int? {
        guard lengths.count >= 8 else { return nil }
        return lengths.sorted()[lengths.count / 2]
    }

    private func short(_ answer: Answer, _ length: Int, _ usual: Int) -> Flag? {
        guard length * 12 < usual, length < 20 else { return nil }
        return Flag(
            .answerShort, message: "the answer has \(length) letters; this bank's answers usually have \(usual)",
            evidence: answer.text)
    }

    /// Whole answers from different posts that share hardly anything.
    private func conflict(_ question: Question) -> Flag? {
        guard question.occurrences.count > 1 else { return nil }
        var bySource: [String: String] = [:]
        for occurrence in question.occurrences
        where occurrence.status == .answered {
            let voice = repostOf[occurrence.source] ?? occurrence.source
            if bySource[voice] == nil || occurrence.source == question.answer.source {
                bySource[voice] = NormalForm.question(occurrence.answer)
            }
        }
        guard bySource.count >= 2, let chosen = question.answer.source.map({ repostOf[$0] ?? $0 }),
            let own = bySource[chosen]
        else { return nil }
        for (source, answer) in bySource.sorted(by: { $0.key < $1.key }) where source != chosen && answer != own {
            let shared = Overlap.containment(own, answer)
            if shared < 0.12, own.count >= 12, answer.count >= 12 {
                return Flag(
                    .answerConflict,
                    message: "the answers of \(chosen) and \(source) share hardly a word; the bank gives the first",
                    evidence: "\(Int(shared * 100)) % of the shorter answer stands in the longer one")
            }
        }
        return nil
    }
}

/// How much of one text stands in another.
enum Overlap {
    /// Share of the shorter text's character pairs that the longer one holds, 0 to 1. O(n log n).
    static func containment(_ left: String, _ right: String) -> Double {
        let (a, b) = (pairs(left), pairs(right))
        let (small, large) = a.count <= b.count ? (a, b) : (b, a)
        guard !small.isEmpty else { return 0 }
        var (shared, place) = (0, 0)
        for pair in small {
            while place < large.count, large[place] < pair { place += 1 }
            if place < large.count, large[place] == pair { shared += 1 }
        }
        return Double(shared) / Double(small.count)
    }

    /// Different pairs in ascending order.
    private static func pairs(_ text: String) -> ContiguousArray<UInt64> {
        var pairs = ContiguousArray<UInt64>()
        pairs.reserveCapacity(text.utf8.count / 2)
        var last: UInt32?
        for scalar in text.unicodeScalars {
            if let last { pairs.append(UInt64(last) << 32 | UInt64(scalar.value)) }
            last = scalar.value
        }
        pairs.sort()
        var kept = 0
        for index in pairs.indices where index == 0 || pairs[index] != pairs[index - 1] {
            pairs[kept] = pairs[index]
            kept += 1
        }
        pairs.removeLast(pairs.count - kept)
        return pairs
    }
}
