internal import Glibc

/// A bank file as its lines, each question decoded only when it is asked for.
///
/// `bank.json` has one question, section and source to a line (`docs/bank-format.md`). Whoever needs a few fields of all questions and
/// all fields of a few, as the review page does, is served by a look over the lines (`JSONLook`), which parses only the few fields: O(bytes).
/// A file in another layout (indented by another tool, say) is read as a whole and written anew in memory.
public struct BankLines: Sendable {
    /// What a list of questions shows of one.
    public struct Head: Hashable, Sendable {
        public var id: String
        public var number: Int
        public var text: String
        public var status: AnswerStatus
        public var flags: [Flag]
        /// Its line, without the comma.
        var line: Range<Int>
    }

    public let heads: [Head]
    public let sources: [BankSource]
    public let summary: Summary
    private let bytes: ContiguousArray<UInt8>

    /// - Returns: nil and all problems for what is no bank. Only what is looked at is checked; `Bank.decode` checks all.
    /// - Throws: `JSONError` for what is no JSON.
    public static func read(_ bytes: ContiguousArray<UInt8>) throws(JSONError) -> (
        lines: BankLines?, problems: [BankProblem]
    ) {
        if let lines = BankLines(lined: bytes) { return (lines, []) }
        let (bank, problems) = Bank.decode(try JSONParser.parse(bytes))
        return (bank.flatMap { BankLines(lined: $0.fileBytes) }, problems)
    }

    /// nil where the file is not in the layout that `Bank.fileBytes` writes.
    private init?(lined bytes: ContiguousArray<UInt8>) {
        guard let parts = LineParts(bytes) else { return nil }
        var heads: [Head] = []
        heads.reserveCapacity(parts.questions.count)
        for line in parts.questions {
            guard let head = Head(bytes, line: line) else { return nil }
            heads.append(head)
        }
        let list = ProblemList()
        var sources: [BankSource] = []
        for line in parts.sources {
            guard let json = try? JSONParser.parse(bytes[line]) else { return nil }
            sources.append(BankSource(json, "sources[\(sources.count)]", list))
        }
        guard let json = try? JSONParser.parse(bytes[parts.summary]) else { return nil }
        summary = Summary(json, list)
        guard list.problems.isEmpty else { return nil }
        self.heads = heads
        self.sources = sources
        self.bytes = bytes
    }

    /// A question with all that the bank says of it; nil where its line breaks the format.
    public func question(_ index: Int) -> Question? {
        guard let json = try? JSONParser.parse(bytes[heads[index].line]) else { return nil }
        let list = ProblemList()
        let question = Question(json, "questions[\(index)]", list)
        return list.problems.isEmpty ? question : nil
    }
}

/// Where the lines of a bank file lie.
private struct LineParts {
    var questions: [Range<Int>] = []
    var sources: [Range<Int>] = []
    var summary = 0..<0

    /// nil for another layout.
    init?(_ bytes: ContiguousArray<UInt8>) {
        var lines: [Range<Int>] = []
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var start = 0
            while start < buffer.count, let found = memchr(base + start, 0x0A, buffer.count - start) {
                let end = base.distance(to: found)
                lines.append(start..<end)
                start = end + 1
            }
        }
        func starts(_ line: Range<Int>, _ text: StaticString) -> Bool {
            bytes[line].starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }
        guard lines.count > 4, let last = lines.last, last.upperBound + 1 == bytes.count, last.count == 1,
            starts(last, "}"), lines[0].count == 1, starts(lines[0], "{"),
            bytes[lines[1]].elementsEqual("\"format\":\"\(Bank.format)\",".utf8), starts(lines[2], "\"generator\":{")
        else { return nil }
        var index = 3
        func list(_ opening: StaticString) -> [Range<Int>]? {
            guard index < lines.count, starts(lines[index], opening) else { return nil }
            let isEmpty = bytes[lines[index].upperBound - 2] == UInt8(ascii: "]")
            index += 1
            var items: [Range<Int>] = []
            if isEmpty { return items }
            while index < lines.count {
                let line = lines[index]
                index += 1
                if line.count == 2, starts(line, "],") { return items }
                let hasComma = bytes[line].last == UInt8(ascii: ",")
                items.append(hasComma ? line.lowerBound..<line.upperBound - 1 : line)
            }
            return nil
        }
        guard let questions = list("\"questions\":["), list("\"retired\":[") != nil, list("\"sections\":[") != nil,
            let sources = list("\"sources\":["), index + 2 == lines.count,
            starts(lines[index], "\"summary\":")
        else { return nil }
        self.questions = questions
        self.sources = sources
        summary = lines[index].lowerBound + 10..<lines[index].upperBound
    }
}

extension BankLines.Head {
    /// Looks over a question's line. nil where a field is missing or not of its type.
    fileprivate init?(_ bytes: ContiguousArray<UInt8>, line: Range<Int>) {
        var (id, number, text): (Range<Int>?, Range<Int>?, Range<Int>?)
        var (flags, answer, status): (Range<Int>?, Range<Int>?, Range<Int>?)
        let isWhole = bytes.withUnsafeBytes { buffer in
            let isQuestion = JSONLook.members(buffer, line) { name, value in
                switch name {
                case "id": id = value
                case "number": number = value
                case "text": text = value
                case "flags": flags = value
                case "answer": answer = value
                default: break
                }
            }
            guard isQuestion, let answer else { return false }
            return JSONLook.members(buffer, answer) { name, value in
                if "status" ~= name { status = value }
            }
        }
        guard isWhole, let id, let number, let text, let flags, let status,
            case .string(let id)? = try? JSONParser.parse(bytes[id]),
            case .integer(let number)? = try? JSONParser.parse(bytes[number]),
            case .string(let text)? = try? JSONParser.parse(bytes[text]),
            case .string(let name)? = try? JSONParser.parse(bytes[status]), let status = AnswerStatus(rawValue: name)
        else { return nil }
        self.id = id
        self.number = number
        self.text = text
        self.status = status
        self.line = line
        guard flags.count > 2 else {
            self.flags = []
            return
        }
        let list = ProblemList()
        guard let json = try? JSONParser.parse(bytes[flags]) else { return nil }
        self.flags = Flag.list(ObjectReader(.object(["flags": json]), path: "", keys: ["flags"], list: list), "", list)
        guard list.problems.isEmpty else { return nil }
    }
}
