internal import TikuModel
internal import TikuText

/// What other posts say of an answer that ends without a mark.
///
/// One post cannot tell an answer that its author left open from one that was cut where a clause may end. Another post that gives the
/// same answer can: where it goes on in the middle of the sentence, this one was cut; where it ends with the same words, this is where
/// the answer ends, for two posts are not cut in one place by chance. A post and its reposts are one voice and no witness for each
/// other.
struct EndWitness {
    /// An answer and what its end is compared by.
    private struct Voice {
        var post: Int
        var answer: String
        /// As questions are compared: letters and digits.
        var form: [UInt8]
        /// Ends without a mark, and was not judged by one.
        var isOpen: Bool
    }

    /// What a post says of the question: said twice, it is asked once.
    private struct Said: Hashable {
        var post: Int
        var form: [UInt8]
    }

    /// Bytes of the form below which an answer is too short to be known by.
    private static let least = 24
    /// Bytes of the form that two ends must share.
    private static let tail = 48
    /// So many answers are asked; a question that more posts answer would cost the square of their number.
    private static let most = 64

    /// The members, some of them with another status. O(letters of the answers), for those that have a witness only.
    ///
    /// - Parameter original: the post that a member's post repeats, or its own.
    static func settle(_ members: [SourcedQuestion], original: (SourcedQuestion) -> Int) -> [SourcedQuestion] {
        guard members.contains(where: isOpen), members.contains(where: { original($0) != original(members[0]) }) else {
            return members
        }
        let voices = members.map { member -> Voice? in
            guard member.question.status != .missing else { return nil }
            let form = Array(NormalForm.question(member.question.answer).utf8)
            guard form.count >= least else { return nil }
            return Voice(post: original(member), answer: member.question.answer, form: form, isOpen: isOpen(member))
        }
        var seen: Set<Said> = []
        let asked = voices.compactMap { $0 }.filter { seen.insert(Said(post: $0.post, form: $0.form)).inserted }.prefix(
            most)
        guard asked.contains(where: { $0.post != asked[0].post }) else { return members }
        var settled = members
        for (index, voice) in voices.enumerated() {
            guard let voice, voice.isOpen else { continue }
            let others = asked.lazy.filter { $0.post != voice.post }
            if let other = others.first(where: { goesOn(voice, in: $0) }) {
                guard members[index].question.status == .answered else { continue }
                settled[index].question.status = .truncated
                settled[index].question.flags.append(
                    Flag(
                        .answerTruncated, message: FlagCode.answerTruncated.meaning,
                        evidence: "another post goes on: …" + rest(of: other, after: voice)))
            } else if members[index].question.status == .truncated,
                others.contains(where: { $0.isOpen && endAlike(voice, $0) })
            {
                settled[index].question.status = .answered
                settled[index].question.flags.removeAll { $0.code == .answerTruncated }
            }
        }
        return settled
    }

    /// Whether the answer ends in a word, and was called cut, if it was, for nothing but its last words.
    private static func isOpen(_ member: SourcedQuestion) -> Bool {
        let answer = member.question.answer.utf8
        guard let last = lastScalar(member.question.answer),
            CharacterClass.isWord(last) || CharacterClass.isClosing(last)
        else { return false }
        switch member.question.status {
        case .missing: return false
        case .answered: return true
        case .truncated:
            // an offer of the rest, dots or an open bracket are signs of their own
            return member.question.flags.contains {
                $0.code == .answerTruncated && $0.evidence.utf8.suffix(6).elementsEqual(answer.suffix(6))
                    && !$0.evidence.hasPrefix("an open")
            }
        }
    }

    private static func lastScalar(_ text: String) -> UInt32? { text.unicodeScalars.last.map(\.value) }

    private static func endAlike(_ voice: Voice, _ other: Voice) -> Bool {
        let count = min(tail, voice.form.count, other.form.count)
        return voice.form.suffix(count).elementsEqual(other.form.suffix(count))
    }

    /// Whether the other answer says the same and then more of the same sentence.
    private static func goesOn(_ voice: Voice, in other: Voice) -> Bool {
        guard other.form.count > voice.form.count, other.form.starts(with: voice.form) else { return false }
        var rest = other.answer.unicodeScalars[end(of: voice, in: other)...]
        if let mark = rest.first?.value, mark == 0x2C || mark == 0xFF0C || mark == 0x3001 { return true }
        var isApart = false
        while rest.first?.value == 0x20 {
            rest = rest.dropFirst()
            isApart = true
        }
        guard let next = rest.first?.value, CharacterClass.isWord(next) else { return false }
        return !isApart || !CharacterClass.isASCIIDigit(next)
    }

    private static func rest(of other: Voice, after voice: Voice) -> String {
        let rest = other.answer.unicodeScalars[end(of: voice, in: other)...].prefix(24)
        return String(String.UnicodeScalarView(rest.prefix { $0 != "\n" }))
    }

    /// Where the words of the one answer end in the other, which begins with them. O(length).
    private static func end(of voice: Voice, in other: Voice) -> String.Index {
        NormalForm.end(of: voice.form.count, in: other.answer)
    }
}
