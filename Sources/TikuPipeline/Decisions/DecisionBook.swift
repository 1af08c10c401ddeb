internal import TikuModel
internal import TikuText

/// Decisions made ready for one build: every target is looked up among what the sources hold now.
struct DecisionBook {
    /// What the similarity of wordings has no say in.
    struct Pairing: Hashable {
        var left: Set<String>
        var right: Set<String>
        var isOne: Bool
        var reason: String?
    }

    /// Occurrences that form a question of their own.
    struct Split: Hashable {
        /// Id of the wording.
        var wording: String
        /// Id of the source; nil for all.
        var source: String?
        /// Its id comes from this.
        var seed: String

        var id: String { Identifier.question(normalForm: seed) }

        init(wording: String, path: String?) {
            let form = NormalForm.question(wording)
            self.wording = Identifier.question(normalForm: form)
            source = path.map { Identifier.source(path: $0) }
            seed = form + "\u{1F}" + (path ?? "")
        }
    }

    let names: QuestionNames
    let decisions: Decisions
    private(set) var pairings: [Pairing] = []
    private(set) var splits: [Split] = []
    /// Entries that speak of nothing the sources hold, with what they miss.
    private(set) var stale: [String] = []
    private var resolved: [Set<String>] = []

    var isEmpty: Bool { decisions.list.isEmpty }

    init(
        _ decisions: Decisions, previous: KnownQuestions?, occurrences: [SourcedQuestion], sources: [BankSource],
        ids: WordingIDs = WordingIDs()
    ) {
        self.decisions = decisions
        guard !decisions.list.isEmpty else {
            names = QuestionNames(nil)
            return
        }
        names = QuestionNames(previous, ids: ids)
        var present: Set<String> = []
        var wordings: [String: Set<String>] = [:]
        for occurrence in occurrences {
            present.formUnion(names.of(occurrence.question.text))
            wordings[occurrence.question.wordingMarks.id, default: []].insert(occurrence.source)
        }
        // a question that a decision made has an id of its own
        for case .split(_, let wording, let path) in decisions.list.map(\.action) {
            let split = Split(wording: wording, path: path)
            let holders = wordings[split.wording] ?? []
            if split.source.map(holders.contains) ?? !holders.isEmpty { present.insert(split.id) }
        }
        let paths = Set(sources.map(\.path))
        for decision in decisions.list {
            var ids: Set<String> = []
            func find(_ target: Decisions.Target) -> Set<String> {
                let found = Self.ids(target, names, present)
                if found.isEmpty {
                    stale.append(
                        "\(Decisions.fileName):\(decision.line): no source holds \(Self.shown(target)) any more; remove the entry, or leave it for when it comes back"
                    )
                }
                return found
            }
            switch decision.action {
            case .merge(let gone, let kept):
                let (left, right) = (find(gone), find(kept))
                if !left.isEmpty, left == right {
                    stale.append(
                        "\(Decisions.fileName):\(decision.line): no source holds \(Self.shown(gone)) as a question of its own any more; remove the entry, or leave it for when it comes back"
                    )
                }
                if !left.isEmpty, !right.isEmpty {
                    pairings.append(Pairing(left: left, right: right, isOne: true, reason: decision.reason))
                }
            case .keep(let one, let other):
                let (left, right) = (find(one), find(other))
                if !left.isEmpty, !right.isEmpty { pairings.append(Pairing(left: left, right: right, isOne: false)) }
            case .split(let target, let wording, let path):
                let split = Split(wording: wording, path: path)
                let whole = Self.ids(target, names, present)
                let leavesAll =
                    path == nil && !whole.isEmpty
                    && !occurrences.contains {
                        $0.question.wordingMarks.id != split.wording
                            && !names.of($0.question.text).isDisjoint(with: whole)
                    }
                if leavesAll {
                    stale.append(
                        "\(Decisions.fileName):\(decision.line): all wordings of \(Self.shown(target)) differ from \"\(wording)\" in signs only; name one with source"
                    )
                } else if present.contains(split.id) {
                    splits.append(split)
                    let rest = Self.ids(target, names, present)
                    if !rest.isEmpty { pairings.append(Pairing(left: [split.id], right: rest, isOne: false)) }
                } else {
                    stale.append(
                        "\(Decisions.fileName):\(decision.line): the wording \"\(wording)\" stands in \(path ?? "no source") no more; remove the entry, or leave it for when it comes back"
                    )
                }
            case .remove(let target), .edit(let target, _), .accept(_, let target): ids = find(target)
            case .acceptSource(_, let path):
                if !paths.contains(path) {
                    stale.append("\(Decisions.fileName):\(decision.line): there is no source \(path) any more")
                }
            case .undo(let key):
                stale.append(
                    "\(Decisions.fileName):\(decision.line): there is no entry \(key) before it to undo; remove the entry"
                )
            }
            resolved.append(ids)
        }
    }

    /// By id where the id is known, else by the wording that was kept beside it.
    private static func ids(
        _ target: Decisions.Target, _ names: QuestionNames, _ present: Set<String>
    ) -> Set<String> {
        if QuestionNames.isID(target.name), present.contains(target.name) { return [target.name] }
        let wording = QuestionNames.isID(target.name) ? target.wording : target.name
        return wording.map { names.of($0).intersection(present) } ?? []
    }

    private static func shown(_ target: Decisions.Target) -> String {
        target.wording.map { "\(target.name) (\"\($0)\")" } ?? "\"\(target.name)\""
    }

    /// The split that takes an occurrence out of its question, the last one where several do.
    func split(of occurrence: SourcedQuestion) -> Split? {
        guard !splits.isEmpty else { return nil }
        let wording = occurrence.question.wordingMarks.id
        return splits.last { $0.wording == wording && ($0.source == nil || $0.source == occurrence.source) }
    }

    /// All ids by which the question that a cluster became can be meant.
    func names(of question: MergedQuestion) -> Set<String> {
        if let identity = question.identity { return [identity] }
        return question.occurrences.reduce(into: []) { $0.formUnion(names.of($1.text)) }
    }

    /// Takes out what a decision removes, and writes what one edits.
    ///
    /// - Parameter curator: id of the source that written texts come from.
    /// - Returns: the questions left, the reasons of those removed by their ids, and how many occurrences each source lost.
    func apply(to questions: [MergedQuestion], curator: String)
        -> (questions: [MergedQuestion], removed: [String: String], lost: [String: Int], edits: Int)
    {
        guard !isEmpty else { return (questions, [:], [:], 0) }
        var questions = questions
        var gone: Set<Int> = []
        var removed: [String: String] = [:]
        var lost: [String: Int] = [:]
        var edits = 0
        let names = questions.map { self.names(of: $0) }
        for index in questions.indices {
            // what a decision merges into is what stays
            for pairing in pairings
            where pairing.isOne && !names[index].isDisjoint(with: pairing.left)
                && !names[index].isDisjoint(with: pairing.right)
            {
                questions[index].preferred = pairing.right.subtracting(pairing.left)
                for id in pairing.left { questions[index].mergeReasons[id] = pairing.reason }
            }
        }
        var holders: [String: [Int]] = [:]
        for (index, own) in names.enumerated() {
            for name in own { holders[name, default: []].append(index) }
        }
        for (decision, ids) in zip(decisions.list, resolved) {
            let meant = Set(ids.flatMap { holders[$0] ?? [] }).sorted()
            switch decision.action {
            case .remove:
                for index in meant where gone.insert(index).inserted {
                    let reason = "removed by decision" + (decision.reason.map { ": \($0)" } ?? "")
                    for name in names[index] { removed[name] = reason }
                    for occurrence in questions[index].occurrences { lost[occurrence.source, default: 0] += 1 }
                }
            case .edit(_, let edit):
                for index in meant {
                    questions[index].write(edit, from: curator, span: decision.span)
                    edits += 1
                }
            default: break
            }
        }
        guard !gone.isEmpty else { return (questions, removed, lost, edits) }
        var place: [Int: Int] = [:]
        for index in questions.indices where !gone.contains(index) { place[index] = place.count }
        let left = questions.indices.filter { !gone.contains($0) }.map { index in
            var question = questions[index]
            question.near = question.near.compactMap { near in
                place[near.cluster].map { Cluster.Near(cluster: $0, similarity: near.similarity) }
            }
            return question
        }
        return (left, removed, lost, edits)
    }

    /// Marks the findings that the curator agreed to.
    func accept(_ questions: inout [Question], _ sources: inout [BankSource]) {
        guard !isEmpty else { return }
        var holders: [String: Set<Int>] = [:]
        for (index, question) in questions.enumerated() {
            holders[question.id, default: []].insert(index)
            for occurrence in question.occurrences {
                for name in names.of(occurrence.text) { holders[name, default: []].insert(index) }
            }
        }
        for (decision, ids) in zip(decisions.list, resolved) {
            let reason = decision.reason ?? "accepted"
            switch decision.action {
            case .accept(let code, _):
                for index in Set(ids.flatMap { holders[$0] ?? [] }) { questions[index].flags.accept(code, reason) }
            case .acceptSource(let code, let path):
                for index in sources.indices where sources[index].path == path {
                    sources[index].flags.accept(code, reason)
                }
            default: break
            }
        }
    }
}

extension MergedQuestion {
    /// Puts the curator's words in place of the sources'; they become an occurrence, so that they have a provenance.
    fileprivate mutating func write(_ edit: Decisions.Edit, from curator: String, span: ByteSpan) {
        if let text = edit.text {
            self.text = text
            lang = Language.guess(text)
        }
        if let section = edit.section { self.section = section }
        if let answer = edit.answer {
            self.answer = Answer(
                status: .answered, text: answer, source: curator,
                healedFrom: self.answer.status == .answered ? nil : curator)
            flags.removeAll { $0.code.isAboutAnswer }
        }
        occurrences.append(
            Occurrence(
                source: curator, number: nil, section: edit.section?.last, text: text,
                status: edit.answer == nil ? .missing : .answered, answer: edit.answer ?? "", span: span))
    }
}

extension [Flag] {
    fileprivate mutating func accept(_ code: FlagCode, _ reason: String) {
        for index in indices where self[index].code == code { self[index].accepted = reason }
    }
}
