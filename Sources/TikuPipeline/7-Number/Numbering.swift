public import TikuModel
internal import TikuText

/// Stage 7: ids and numbers, for life.
///
/// A question that the previous bank knows, by its id or by the wording of any of its occurrences, keeps id and number. New
/// questions follow in the order of their sources' paths and their place in them. A question that went away retires with a
/// reason, and comes back under its own number. A number is never given twice.
public struct Numbering: Stage {
    public struct Input: Sendable {
        public var questions: [MergedQuestion]
        public var previous: KnownQuestions?
        /// Why questions were taken out by a decision, by all the ids they can be meant by.
        public var removed: [String: String]
        /// Of the wordings that the sources print.
        var ids = WordingIDs()

        public init(questions: [MergedQuestion], previous: KnownQuestions?, removed: [String: String] = [:]) {
            self.questions = questions
            self.previous = previous
            self.removed = removed
        }
    }

    public struct Output: Sendable {
        public var questions: [Question]
        public var retired: [RetiredQuestion]
    }

    public init() {}

    public func run(_ input: Input) throws(Never) -> Output {
        var numberOf: [String: Int] = [:]
        var idOf: [String: String] = [:]
        var used = 0
        if let previous = input.previous {
            for question in previous.questions {
                numberOf[question.id] = question.number
                used = max(used, question.number)
                for own in question.wordings {
                    if let other = idOf[own], (numberOf[other] ?? .max) < question.number { continue }
                    idOf[own] = question.id
                }
            }
            for retired in previous.retired {
                numberOf[retired.id] = retired.number
                used = max(used, retired.number)
                if idOf[retired.id] == nil { idOf[retired.id] = retired.id }
            }
        }
        // what a decision took out of a question has its id from that decision, whoever printed the wording before
        let split = Set(input.questions.compactMap(\.identity))
        var taken: Set<String> = []
        var mergedInto: [String: String] = [:]
        var questions: [Question] = []
        var pending: [Int] = []
        var counts: [String: Int] = [:]
        // by place: a merged question is large, and a pass over the values copies each
        let owns = input.questions.indices.map { index in
            input.questions[index].identity.map { [$0] }
                ?? input.ids.of(input.questions[index].text, input.questions[index].occurrences)
        }
        let names = owns.indices.map { index in
            input.questions[index].identity.map { [$0] }
                ?? owns[index].compactMap { idOf[$0] }.filter { !split.contains($0) }
        }
        let heirs = Self.heirs(owns, names)
        for (index, merged) in input.questions.enumerated() {
            let own = owns[index]
            var known = names[index].filter {
                numberOf[$0] != nil && !taken.contains($0) && heirs[$0, default: index] == index
            }
            // what was merged and is a question of its own again comes back under the number it had
            if known.isEmpty { known = own.filter { numberOf[$0] != nil && !taken.contains($0) && heirs[$0] == nil } }
            func rank(_ id: String) -> (Int, Int, String) {
                (merged.preferred.contains(id) ? 0 : 1, numberOf[id] ?? 0, id)
            }
            let kept = known.min { rank($0) < rank($1) }
            let id = kept ?? Self.free(own, taken, &counts)
            taken.insert(id)
            for other in known where other != id {
                mergedInto[other] = id + (merged.mergeReasons[other].map { ": \($0)" } ?? "")
            }
            if numberOf[id] == nil { pending.append(questions.count) }
            questions.append(
                Question(
                    id: id, number: numberOf[id] ?? 0, section: merged.section, text: merged.text,
                    lang: merged.lang, answer: merged.answer, occurrences: merged.occurrences, flags: merged.flags))
        }
        for index in pending {
            used += 1
            questions[index].number = used
        }
        flagNear(&questions, input.questions)
        questions.sort { $0.number < $1.number }
        return Output(questions: questions, retired: retired(input, taken, mergedInto))
    }

    /// Where several questions hold wordings of what was one: the one that says what the id was made from keeps it.
    private static func heirs(_ owns: [[String]], _ names: [[String]]) -> [String: Int] {
        var claims: [String: Int] = [:]
        var contested: Set<String> = []
        for (index, names) in names.enumerated() {
            for name in Set(names) where claims.updateValue(index, forKey: name) != nil { contested.insert(name) }
        }
        var heirs: [String: Int] = [:]
        for (index, own) in owns.enumerated() {
            for name in own where contested.contains(name) && heirs[name] == nil && names[index].contains(name) {
                heirs[name] = index
            }
        }
        return heirs
    }

    /// The first id that no question has; where all are taken, one made from the first and a count.
    private static func free(_ own: [String], _ taken: Set<String>, _ counts: inout [String: Int]) -> String {
        if let free = own.first(where: { !taken.contains($0) }) { return free }
        var count = counts[own[0]] ?? 2
        while true {
            let id = Identifier.question(normalForm: own[0] + "\u{1F}\(count)")
            count += 1
            counts[own[0]] = count
            if !taken.contains(id) { return id }
        }
    }

    /// Names the questions that come close, by the ids that were just given.
    private func flagNear(_ questions: inout [Question], _ merged: [MergedQuestion]) {
        for index in questions.indices {
            var named: Set<Int> = []
            for near in merged[index].near.sorted(by: { ($1.similarity, $0.cluster) < ($0.similarity, $1.cluster) })
            where named.count < 3 && named.insert(near.cluster).inserted {
                let other = questions[near.cluster]
                questions[index].flags.append(
                    Flag(
                        .questionNearDuplicate, message: "close to #\(other.number) \(other.id)",
                        evidence: "\(Int(near.similarity * 100)) % alike: \(other.text)"))
            }
        }
    }

    private func retired(_ input: Input, _ taken: Set<String>, _ mergedInto: [String: String]) -> [RetiredQuestion] {
        guard let previous = input.previous else { return [] }
        func reason(_ id: String) -> String? { input.removed[id] ?? mergedInto[id].map { "merged into \($0)" } }
        var retired: [RetiredQuestion] = []
        for question in previous.questions where !taken.contains(question.id) {
            let why = reason(question.id) ?? "no source holds it any more"
            retired.append(RetiredQuestion(id: question.id, number: question.number, reason: why))
        }
        for old in previous.retired where !taken.contains(old.id) {
            let why = reason(old.id) ?? old.reason
            retired.append(RetiredQuestion(id: old.id, number: old.number, reason: why))
        }
        return retired.sorted { $0.number < $1.number }
    }
}
