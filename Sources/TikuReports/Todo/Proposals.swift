public import TikuModel
public import TikuPipeline

/// Answers that wait for a curator, from `proposals.jsonl` beside the bank: nothing of it is in the bank until it is accepted.
public struct Proposals: Hashable, Sendable {
    public struct Proposal: Hashable, Sendable {
        public var question: String
        /// What the question said when the answer was written.
        public var wording: String
        /// Markdown.
        public var answer: String
        /// Where it came from: a file's name.
        public var from: String
    }

    public static let fileName = "proposals.jsonl"
    /// Bytes of one answer.
    public static let longest = 64 << 10

    /// In the order in which they came; one for each question.
    public private(set) var list: [Proposal] = []
    /// Place of each question's in the list.
    private var places: [String: Int] = [:]

    public init() {}

    /// - Throws: `FileError` for a file that is damaged.
    public init(_ bytes: ContiguousArray<UInt8>, file: String) throws(FileError) {
        for (index, line) in bytes.split(separator: 0x0A).enumerated() {
            guard case .object(let members)? = try? JSONParser.parse(line),
                case .string(let question)? = members["question"], case .string(let wording)? = members["wording"],
                case .string(let answer)? = members["answer"], case .string(let from)? = members["from"]
            else {
                throw FileError(path: file, message: "line \(index + 1) is no proposal; remove the line, or the file")
            }
            put(Proposal(question: question, wording: wording, answer: answer, from: from))
        }
    }

    /// In place of an earlier one for the same question.
    private mutating func put(_ proposal: Proposal) {
        if let place = places[proposal.question] {
            list[place] = proposal
        } else {
            places[proposal.question] = list.count
            list.append(proposal)
        }
    }

    public var bytes: ContiguousArray<UInt8> {
        ContiguousArray(
            list.flatMap { proposal -> ContiguousArray<UInt8> in
                let json = JSONValue.object([
                    "question": .string(proposal.question), "wording": .string(proposal.wording),
                    "answer": .string(proposal.answer), "from": .string(proposal.from),
                ])
                return CanonicalJSON.encode(json) + [0x0A]
            })
    }

    public subscript(question: String) -> Proposal? { places[question].map { list[$0] } }

    public mutating func remove(_ question: String) {
        guard let place = places.removeValue(forKey: question) else { return }
        list.remove(at: place)
        for (question, other) in places where other > place { places[question] = other - 1 }
    }

    /// Takes in what was filled, in place of earlier proposals for the same questions.
    ///
    /// - Returns: how many were taken, and why others were not, with their lines.
    public mutating func add(_ filled: [TodoList.Filled], bank: Bank, from: String) -> (taken: Int, problems: [String])
    {
        let questions = Dictionary(bank.questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var taken = 0
        var problems: [String] = []
        for entry in filled {
            func refuse(_ reason: String) { problems.append("line \(entry.line): \(entry.id) \(reason)") }
            guard let question = questions[entry.id] else {
                refuse("is not in the bank; write the list anew with `tiku todo`")
                continue
            }
            guard question.answer.status != .answered else {
                refuse("has an answer by now; `tiku decide edit` replaces it")
                continue
            }
            if let wording = entry.wording, Visible.text(wording) != Visible.text(question.text) {
                refuse("asks something else by now; write the list anew with `tiku todo`")
                continue
            }
            guard entry.answer.utf8.count <= Self.longest else {
                refuse("has an answer of \(entry.answer.utf8.count) bytes, more than \(Self.longest); shorten it")
                continue
            }
            guard entry.answer.contains(where: { $0.isLetter || $0.isNumber }) else {
                refuse("has an answer without a word; leave it empty")
                continue
            }
            guard !entry.answer.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) else {
                refuse("has control characters in its answer; remove them")
                continue
            }
            put(
                Proposal(question: entry.id, wording: question.text, answer: entry.answer, from: from))
            taken += 1
        }
        return (taken, problems)
    }
}
