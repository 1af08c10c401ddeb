internal import Glibc

/// A bank file as its lines, each question decoded only when it is asked for.
///
/// `bank.json` has one question, section and source to a line (`docs/bank-format.md`). Whoever needs a few fields of all questions and
/// all fields of a few, as the review page does, is served by a look over the lines: what is not needed is passed over, most of it by
/// `memchr` from quotation mark to quotation mark. 264 MB with 110,000 questions take well under a second so, and four as a whole bank.
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
        guard lines.count > 4, starts(lines[0], "{"), lines[0].count == 1,
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
            starts(lines[index], "\"summary\":"), starts(lines[index + 1], "}")
        else { return nil }
        self.questions = questions
        self.sources = sources
        summary = lines[index].lowerBound + 10..<lines[index].upperBound
    }
}

extension BankLines.Head {
    /// Looks over a question's line. nil where a field is missing or not of its type.
    fileprivate init?(_ bytes: ContiguousArray<UInt8>, line: Range<Int>) {
        var id: Range<Int>?
        var number: Range<Int>?
        var text: Range<Int>?
        var flags: Range<Int>?
        var status: Range<Int>?
        let isWhole = bytes.withUnsafeBytes { buffer in
            var look = JSONLook(buffer, line)
            return look.members { name, look in
                let start = look.position
                if "answer" ~= name {
                    let isRead = look.members { name, look in
                        let start = look.position
                        guard look.skip() else { return false }
                        if "status" ~= name { status = start..<look.position }
                        return true
                    }
                    return isRead
                }
                guard look.skip() else { return false }
                switch name {
                case "id": id = start..<look.position
                case "number": number = start..<look.position
                case "text": text = start..<look.position
                case "flags": flags = start..<look.position
                default: break
                }
                return true
            } && look.position == line.upperBound
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

/// Passes over JSON without white space, as canonical JSON is, and stops at members. It never reads outside its range; what is no JSON
/// it may take for some, so what is found has to be parsed.
private struct JSONLook {
    private let buffer: UnsafeRawBufferPointer
    private let end: Int
    private(set) var position: Int

    init(_ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.buffer = buffer
        position = range.lowerBound
        end = range.upperBound
    }

    /// Goes through an object; the closure gets each name, and has to leave the position behind the value.
    mutating func members(_ each: (MemberName, inout JSONLook) -> Bool) -> Bool {
        guard take(UInt8(ascii: "{")) else { return false }
        if take(UInt8(ascii: "}")) { return true }
        while true {
            let start = position
            guard string() else { return false }
            let name = MemberName(UnsafeRawBufferPointer(rebasing: buffer[start + 1..<position - 1]))
            guard take(UInt8(ascii: ":")), each(name, &self) else { return false }
            if take(UInt8(ascii: "}")) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < end, buffer[position] == byte else { return false }
        position += 1
        return true
    }

    /// Passes over a value of any kind.
    mutating func skip() -> Bool {
        var depth = 0
        repeat {
            guard position < end else { return false }
            switch buffer[position] {
            case UInt8(ascii: "\""):
                guard string() else { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                position += 1
                guard depth >= 0 else { return false }
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { return false }
                position += 1
            default:
                // a number, true, false or null
                while position < end, Self.isPlain(buffer[position]) { position += 1 }
            }
        } while depth > 0
        return true
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "["), UInt8(ascii: "\""):
            false
        default: true
        }
    }

    private mutating func string() -> Bool {
        guard take(UInt8(ascii: "\"")), let base = buffer.baseAddress else { return false }
        while let found = memchr(base + position, 0x22, end - position) {
            let quote = base.distance(to: found)
            var backslashes = 0
            while quote - backslashes > position, buffer[quote - backslashes - 1] == UInt8(ascii: "\\") {
                backslashes += 1
            }
            position = quote + 1
            if backslashes % 2 == 0 { return true }
        }
        return false
    }
}

/// A member's name as it stands in the file, compared as bytes.
private struct MemberName {
    let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    static func ~= (name: StaticString, key: MemberName) -> Bool {
        key.bytes.elementsEqual(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
}
