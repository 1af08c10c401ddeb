internal import TikuModel
internal import TikuPipeline
internal import TikuReports

/// What a request asks for, held against the bank before anything is written.
struct ReviewWish {
    struct Mistake: Error {
        var reason: String

        init(_ reason: String) { self.reason = reason }
    }

    var action: Decisions.Action?
    var reason: String?
    /// Keys of the items that it settles.
    var settles: Set<String> = []
    /// Question whose proposal goes.
    var rejected: String?

    init(
        _ request: [String: JSONValue], bank: BankLines, places: [String: Int], decisions: Decisions,
        proposals: Proposals
    ) throws(Mistake) {
        func text(_ key: String) throws(Mistake) -> String? {
            switch request[key] {
            case nil, .null?: return nil
            case .string(let text)?:
                let buffer = TextBuffer(text)
                let trimmed = buffer.string(buffer.trimmed(buffer.whole))
                guard !trimmed.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) else {
                    throw Mistake("\(key) holds control characters")
                }
                return trimmed.isEmpty ? nil : trimmed
            default: throw Mistake("\(key) must be a text")
            }
        }
        func question(_ key: String) throws(Mistake) -> Question {
            guard let id = try text(key), let place = places[id] else {
                throw Mistake("\(key): the bank has no such question any more")
            }
            guard let question = bank.question(place) else {
                throw Mistake("\(key): the question's line in the bank is damaged; run `tiku build`")
            }
            return question
        }
        func target(_ question: Question) -> Decisions.Target { Decisions.Target(question.id, wording: question.text) }

        reason = try text("reason")
        if let key = try text("key") { settles.insert(key) }
        switch try text("kind") {
        case "merge":
            let (gone, kept) = (try question("gone"), try question("kept"))
            guard gone.id != kept.id else { throw Mistake("both are the same question") }
            action = .merge(target(gone), into: target(kept))
        case "keep":
            let (one, other) = (try question("one"), try question("other"))
            guard one.id != other.id else { throw Mistake("both are the same question") }
            action = .keep(target(one), apart: target(other))
        case "split":
            let whole = try question("question")
            guard let wording = try text("wording") else { throw Mistake("name the wording") }
            let source = try text("source")
            let paths = bank.sources.paths
            let form = QuestionWording.form(wording)
            let leaving = whole.occurrences.count {
                QuestionWording.form($0.text) == form && (source == nil || paths[$0.source] == source)
            }
            guard leaving > 0 else { throw Mistake("the question has no such wording") }
            guard leaving < whole.occurrences.count else { throw Mistake("the question would have no occurrence left") }
            action = .split(Decisions.Target(whole.id), wording: wording, source: source)
        case "remove": action = .remove(target(try question("question")))
        case "edit":
            let edit = Decisions.Edit(
                text: try text("text"), answer: try text("answer"), section: try text("section").map { [$0] })
            guard edit != Decisions.Edit() else { throw Mistake("write a wording, an answer or a section") }
            guard (edit.answer?.utf8.count ?? 0) <= Proposals.longest else { throw Mistake("the answer is too long") }
            action = .edit(target(try question("question")), edit)
        case "accept":
            guard let name = try text("code"), let code = FlagCode(rawValue: name) else {
                throw Mistake("there is no such finding")
            }
            if let id = try text("source") {
                guard let source = bank.sources.first(where: { $0.id == id }),
                    source.flags.contains(where: { $0.code == code })
                else { throw Mistake("the source has no such finding") }
                action = .acceptSource(code, path: source.path)
            } else {
                let found = try question("question")
                guard found.flags.contains(where: { $0.code == code }) else {
                    throw Mistake("the question has no such finding")
                }
                action = .accept(code, question: target(found))
            }
        case "take":
            let found = try question("question")
            guard let proposal = proposals[found.id] else { throw Mistake("there is no proposal any more") }
            action = .edit(target(found), Decisions.Edit(answer: try text("answer") ?? proposal.answer))
        case "reject":
            let found = try question("question")
            guard proposals[found.id] != nil else { throw Mistake("there is no proposal any more") }
            rejected = found.id
        case "undo":
            guard let key = try text("decision"), decisions.list.contains(where: { $0.key == key }) else {
                throw Mistake("there is no such decision that holds")
            }
            settles = []
            action = .undo(key)
        default: throw Mistake("there is no such decision")
        }
    }
}
