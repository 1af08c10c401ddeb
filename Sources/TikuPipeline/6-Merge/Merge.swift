public import TikuModel
internal import TikuText

/// A question of the bank before it has a number.
public struct MergedQuestion: Hashable, Sendable {
    public var section: [String]
    public var text: String
    public var lang: String
    public var answer: Answer
    public var occurrences: [Occurrence]
    public var flags: [Flag]
    /// Places, in the list of merged questions, of those that come close.
    public var near: [Cluster.Near]
    /// Id that a curator's decision gave it, by taking it out of another question.
    public var identity: String?
    /// Ids of which one stays, because a decision merges others into it, and the reasons for those others.
    var preferred: Set<String> = []
    var mergeReasons: [String: String] = [:]
}

/// Stage 6: one wording and one answer for each cluster; nothing that was found is lost.
///
/// Wording: the one that most posts print, a post and its reposts counted once; among equals the first. Answer: the first
/// post's where it is whole; else the longest whole one that agrees with it up to the cut; else the longest whole one;
/// else the longest cut one.
public struct Merge: Stage {
    /// For each extract the one that it is a repost of, or itself.
    private let original: [Int]

    public init() { original = [] }

    init(_ reposts: Reposts) { original = reposts.original }

    /// - Parameter original: for each extract the one that it is a repost of, or itself.
    init(original: [Int]) { self.original = original }

    public func run(_ clusters: [Cluster]) throws(Never) -> [MergedQuestion] { clusters.map(merge) }

    func merge(_ cluster: Cluster) -> MergedQuestion {
        let members =
            cluster.members.count > 1 ? EndWitness.settle(cluster.members, original: voice) : cluster.members
        let first = members[0]
        let text = wording(members)
        let (answer, chosen) = answer(members)
        var flags = chosen.question.flags.filter {
            !Self.isStatusFlag($0.code) || answer.status == chosen.question.status
        }
        if answer.status == .answered { flags.removeAll { Self.isStatusFlag($0.code) } }
        for member in members where members.count > 1 && member != chosen {
            for flag in member.question.flags where !flags.contains(flag) && Self.isAboutPlace(flag.code) {
                flags.append(flag)
            }
        }
        if flags.count > 1 { flags.sort { ($0.code.rawValue, $0.evidence) < ($1.code.rawValue, $1.evidence) } }
        return MergedQuestion(
            section: first.question.section.map { [$0] } ?? [], text: text, lang: Language.guess(text), answer: answer,
            occurrences: members.map { member in
                Occurrence(
                    source: member.source, number: member.question.number, section: member.question.section,
                    text: member.question.text, status: member.question.status, answer: member.question.answer,
                    span: member.question.span, lines: member.question.lines)
            }, flags: flags, near: cluster.near, identity: cluster.identity)
    }

    /// The post that counts for a member's: the one that it repeats, or itself.
    private func voice(_ member: SourcedQuestion) -> Int {
        member.extract < original.count ? original[member.extract] : member.extract
    }

    private static func isStatusFlag(_ code: FlagCode) -> Bool {
        switch code {
        case .answerMissing, .answerTruncated, .answerPlaceholder, .answerWithheld: true
        default: false
        }
    }

    /// Flags that speak of where a question stands, not of its answer.
    private static func isAboutPlace(_ code: FlagCode) -> Bool { code == .numberDuplicate || code == .numberGap }

    private func wording(_ members: [SourcedQuestion]) -> String {
        if members.count == 1 { return members[0].question.text }
        var voices: [String: Set<Int>] = [:]
        for member in members {
            voices[member.question.text, default: []].insert(voice(member))
        }
        let counts = voices.mapValues(\.count)
        var best = members[0].question.text
        for member in members.dropFirst() {
            let text = member.question.text
            let (own, other) = (counts[text] ?? 0, counts[best] ?? 0)
            if own > other { best = text }
        }
        return best
    }

    private func answer(_ members: [SourcedQuestion]) -> (Answer, SourcedQuestion) {
        let first = members[0]
        func length(_ member: SourcedQuestion) -> Int { member.question.answer.utf8.count }
        if first.question.status == .answered {
            return (
                Answer(status: .answered, text: first.question.answer, source: first.source, healedFrom: nil), first
            )
        }
        let whole = members.filter { $0.question.status == .answered }
        let healing = whole.filter { heals(first.question, with: $0.question) }
        if let best = healing.max(by: { length($0) < length($1) }) {
            return (
                Answer(status: .answered, text: best.question.answer, source: best.source, healedFrom: best.source),
                best
            )
        }
        // no whole answer agrees with the cut one: a whole answer is still better than half of another
        if let best = whole.max(by: { length($0) < length($1) }) {
            return (Answer(status: .answered, text: best.question.answer, source: best.source, healedFrom: nil), best)
        }
        let cut = members.filter { $0.question.status == .truncated }
        if let best = cut.max(by: { length($0) < length($1) }) {
            let healed = first.question.status == .missing ? best.source : nil
            return (
                Answer(status: .truncated, text: best.question.answer, source: best.source, healedFrom: healed), best
            )
        }
        return (Answer(status: .missing, text: "", source: nil, healedFrom: nil), first)
    }

    /// A missing answer takes any; a cut one only an answer that agrees with it up to the cut.
    private func heals(_ question: ExtractedQuestion, with other: ExtractedQuestion) -> Bool {
        guard question.status == .truncated else { return true }
        let cut = Array(NormalForm.question(question.answer).utf8)
        let whole = Array(NormalForm.question(other.answer).utf8)
        guard whole.count >= cut.count else { return false }
        return Prefix.agrees(cut, whole)
    }
}

/// Whether one text begins another, small damage allowed.
enum Prefix {
    /// The cut text's last characters may differ; before them nine of ten 4-grams must stand in the same part of the whole.
    static func agrees(_ cut: [UInt8], _ whole: [UInt8]) -> Bool {
        if whole.starts(with: cut) { return true }
        guard cut.count >= 8 else { return false }
        var grams: Set<[UInt8]> = []
        let head = whole.prefix(cut.count + cut.count / 5 + 16)
        for start in head.indices.dropLast(3) { grams.insert(Array(head[start..<start + 4])) }
        var found = 0
        var total = 0
        for start in 0...(cut.count - 4) {
            total += 1
            if grams.contains(Array(cut[start..<start + 4])) { found += 1 }
        }
        return found * 10 >= total * 9
    }
}
