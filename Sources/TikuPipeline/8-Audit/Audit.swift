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
                bySource[voice] = occurrence.answer
            }
        }
        guard bySource.count >= 2, let chosen = question.answer.source.map({ repostOf[$0] ?? $0 }),
            let own = bySource[chosen]
        else { return nil }
        let others = bySource.filter { $0.key != chosen && $0.value != own }
        guard !others.isEmpty else { return nil }
        let form = NormalForm.question(own)
        for (source, answer) in others.sorted(by: { $0.key < $1.key }) {
            let other = NormalForm.question(answer)
            let shared = Overlap.containment(form, other)
            if shared < 0.12, form.count >= 12, other.count >= 12 {
                return Flag(
                    .answerConflict,
                    message: "the answers of \(chosen) and \(source) share hardly a word; the bank gives the first",
                    evidence: "\(Int(shared * 100)) % of the shorter answer stands in the longer one")
            }
        }
        return nil
    }
}
