internal import TikuModel
internal import TikuText

/// Keys of multiple-choice questions as exams print them: `1. B  2. C  3. A`, `1-5 BCADB`.
enum AnswerKeys {
    struct Key {
        var number: Int
        var letter: ByteSpan
    }

    /// `B. …`: a choice, with what it says.
    static func isOption(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard content.count >= 3, isChoice(text.bytes[content.start]) else { return false }
        let mark = Scalars.decode(text.bytes, at: content.start + 1).scalar
        return [0x2E, 0x3A, 0x3001, 0xFF1A, 0x29, 0xFF09, 0xFF0E].contains(mark)
    }

    /// - Returns: the keys of a line that holds three or more and nothing else; none for any other line.
    static func scan(_ text: TextBuffer, _ span: ByteSpan) -> [Key] {
        guard span.count <= 2_000 else { return [] }
        let run = run(text, span)
        return run.isEmpty ? singles(text, span) : run
    }

    /// `1. B  2. C`
    private static func singles(_ text: TextBuffer, _ span: ByteSpan) -> [Key] {
        let bytes = text.bytes
        var keys: [Key] = []
        var offset = span.start
        while offset < span.end {
            skip(bytes, &offset, span.end)
            guard offset < span.end else { break }
            guard let number = number(bytes, &offset, span.end) else { return [] }
            skip(bytes, &offset, span.end, marks: true)
            let start = offset
            while offset < span.end, isChoice(bytes[offset]) { offset += 1 }
            guard offset > start, offset - start <= 4 else { return [] }
            // a letter that begins a word is no key
            if offset < span.end, CharacterClass.isASCIILetter(UInt32(bytes[offset])) { return [] }
            keys.append(Key(number: number, letter: ByteSpan(start, offset)))
        }
        return keys.count >= 3 ? keys : []
    }

    /// `1-5 BCADB`, and several such in a row.
    private static func run(_ text: TextBuffer, _ span: ByteSpan) -> [Key] {
        let bytes = text.bytes
        var keys: [Key] = []
        var offset = span.start
        while offset < span.end {
            skip(bytes, &offset, span.end)
            guard offset < span.end else { break }
            guard let first = number(bytes, &offset, span.end), offset < span.end else { return [] }
            let dash = Scalars.decode(bytes, at: offset)
            guard [0x2D, 0x7E, 0x2013, 0x2014, 0xFF5E].contains(dash.scalar) else { return [] }
            offset += dash.width
            guard let last = number(bytes, &offset, span.end), last > first, last - first < 100 else { return [] }
            for value in first...last {
                skip(bytes, &offset, span.end, marks: true)
                guard offset < span.end, isChoice(bytes[offset]) else { return [] }
                keys.append(Key(number: value, letter: ByteSpan(offset, offset + 1)))
                offset += 1
            }
        }
        return keys.count >= 3 ? keys : []
    }

    /// Passes over white space and commas, and where asked over the marks between a number and its letter.
    private static func skip(_ bytes: ContiguousArray<UInt8>, _ offset: inout Int, _ end: Int, marks: Bool = false) {
        while offset < end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            guard isBetween(scalar) || marks && [0x2E, 0x3A, 0x29].contains(scalar) else { return }
            offset += width
        }
    }

    private static func number(_ bytes: ContiguousArray<UInt8>, _ offset: inout Int, _ end: Int) -> Int? {
        var value = 0
        let start = offset
        while offset < end, offset - start < 4, CharacterClass.isASCIIDigit(UInt32(bytes[offset])) {
            value = value * 10 + Int(bytes[offset] - 0x30)
            offset += 1
        }
        return offset > start ? value : nil
    }

    private static func isChoice(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "H") }

    private static func isBetween(_ scalar: UInt32) -> Bool {
        CharacterClass.isWhiteSpace(scalar)
            || [0x3001, 0xFF0C, 0x2C, 0xFF1B, 0x3B, 0xFF0E, 0xFF1A, 0x3002].contains(scalar)
    }
}
