/// What each rule needs, flat in memory: nearly every rule is turned away by it for nearly every sentence, without a copy of the rule.
struct RuleGates: Sendable {
    let isSoft: ContiguousArray<Bool>
    let isForeign: ContiguousArray<Bool>
    private let longest: ContiguousArray<Int>
    /// The class of which a word must open the sentence, or -1.
    private let starts: ContiguousArray<Int>
    /// Of each rule the classes of one group after another, each behind their number.
    private let classes: ContiguousArray<Int>
    /// Where the groups of a rule begin in `classes`, and of the last one where they end.
    private let first: ContiguousArray<Int>

    /// - Parameters:
    ///   - starts: for each rule the class that opens its sentence.
    ///   - words: for each rule the groups of classes of each of which a word must stand in the sentence.
    init(_ rules: [Rule], starts: [Int?], words: [[[Int]]]) {
        isSoft = ContiguousArray(rules.map(\.isSoft))
        isForeign = ContiguousArray(rules.map(\.isForeign))
        longest = ContiguousArray(rules.map { $0.longest ?? Int.max })
        self.starts = ContiguousArray(starts.map { $0 ?? -1 })
        var classes = ContiguousArray<Int>()
        var first = ContiguousArray<Int>()
        for groups in words {
            first.append(classes.count)
            for group in groups {
                classes.append(group.count)
                classes += group
            }
        }
        first.append(classes.count)
        self.classes = classes
        self.first = first
    }

    /// False where a rule cannot hold for a sentence.
    ///
    /// - Parameters:
    ///   - held: for each class whether a word of it stands in the sentence.
    ///   - opening: for each class whether a word of it opens the sentence.
    ///   - length: of the sentence, in characters.
    func mayHold(_ rule: Int, held: [Bool], opening: [Bool], length: Int) -> Bool {
        guard length <= longest[rule], starts[rule] < 0 || opening[starts[rule]] else { return false }
        var offset = first[rule]
        while offset < first[rule + 1] {
            let next = offset + 1 + classes[offset]
            guard (offset + 1..<next).contains(where: { held[classes[$0]] }) else { return false }
            offset = next
        }
        return true
    }
}
