internal import TikuModel
internal import TikuText

/// Numbers that lack their mark or are lost themselves: `1 HDFS 的写流程`, `问题一深分页`, `?CAPM`. Prose is full of the like, so that they
/// are numbers only where a row of them counts on, or where an article says that it lists questions and no other style holds.
enum BareNumbers {
    static func give(_ text: TextBuffer, _ lines: [Line]) -> [Line] {
        lines.map { line in
            guard line.prefix == nil, line.isProse, line.opensBlock, line.length <= 80,
                let prefix = scan(text, line.content)
            else { return line }
            return numbered(line, prefix, text)
        }
    }

    /// Headings and bold lines whose bare numbers count up from one, three or more of them: their numbers are numbers.
    static func giveCounted(_ text: TextBuffer, _ lines: [Line]) -> [Line] {
        let found = lines.indices.compactMap { index -> (line: Int, prefix: NumberPrefix)? in
            guard lines[index].isHeadingLike, lines[index].prefix == nil, let prefix = scan(text, lines[index].content)
            else { return nil }
            return (index, prefix)
        }
        let follows = zip(found, found.dropFirst()).count { $1.prefix.value == $0.prefix.value + 1 }
        guard found.count >= 3, found[0].prefix.value <= 2, follows * 4 >= (found.count - 1) * 3,
            found.count(where: { lines[$0.line].cue >= 1.5 }) * 2 >= found.count
        else { return lines }
        return numbered(lines, found, text)
    }

    /// `问题一深分页怎么优化`, `问题二行锁有哪几种`: three lines or more that count on, whose numbers have lost their marks.
    static func giveGlued(_ text: TextBuffer, _ lines: [Line]) -> [Line] {
        var found: [(line: Int, prefix: NumberPrefix)] = []
        var follows = 0
        for (index, line) in lines.enumerated() where line.prefix == nil && line.isProse && line.opensBlock {
            let readings = NumberPrefix.scanGlued(text, line.content)
            guard let longest = readings.first, longest.span.end < line.content.end else { continue }
            let last = found.last?.prefix.value ?? 0
            let next =
                readings.first { $0.value == last + 1 } ?? readings.first { (last...last + 2).contains($0.value) }
            if next != nil { follows += 1 }
            found.append((index, next ?? longest))
        }
        guard found.count >= 3, follows * 4 >= found.count * 3 else { return lines }
        return numbered(lines, found, text)
    }

    /// `?CAPM 模型…` below `⑩ …`: GBK ends its circled numbers there, and encoders put a question mark in place of the eleventh.
    static func giveLost(_ text: TextBuffer, _ lines: [Line]) -> [Line] {
        guard let tenth = lines.firstIndex(where: { $0.prefix?.dialect.numeral == .circled && $0.prefix?.value == 10 }),
            let dialect = lines[tenth].prefix?.dialect,
            !lines.contains(where: { $0.prefix?.dialect.numeral == .circled && ($0.prefix?.value ?? 0) > 10 })
        else { return lines }
        var found: [(line: Int, prefix: NumberPrefix)] = []
        for index in lines.indices.dropFirst(tenth + 1) {
            let content = lines[index].content
            guard lines[index].isProse, lines[index].prefix == nil, lines[index].opensBlock, content.count > 2,
                text.bytes[content.start] == UInt8(ascii: "?")
            else { continue }
            var body = content.start + 1
            while body < content.end, text.bytes[body] == 0x20 { body += 1 }
            guard CharacterClass.isWord(Scalars.decode(text.bytes, at: body).scalar) else { continue }
            let prefix = NumberPrefix(
                dialect: dialect, value: 11 + found.count, number: ByteSpan(content.start, content.start),
                span: ByteSpan(content.start, body))
            found.append((index, prefix))
        }
        return numbered(lines, found, text)
    }

    private static func numbered(_ line: Line, _ prefix: NumberPrefix, _ text: TextBuffer) -> Line {
        var line = line
        line.prefix = prefix
        line.cue = QuestionCues.score(text, line.body)
        return line
    }

    private static func numbered(_ lines: [Line], _ found: [(line: Int, prefix: NumberPrefix)], _ text: TextBuffer)
        -> [Line]
    {
        var lines = lines
        for (index, prefix) in found { lines[index] = numbered(lines[index], prefix, text) }
        return lines
    }

    private static func scan(_ text: TextBuffer, _ content: ByteSpan) -> NumberPrefix? {
        let bytes = text.bytes
        var offset = content.start
        var value = 0
        while offset < content.end, CharacterClass.isASCIIDigit(UInt32(bytes[offset])), offset - content.start < 3 {
            value = value * 10 + Int(bytes[offset] - 0x30)
            offset += 1
        }
        guard offset > content.start, offset + 1 < content.end, bytes[offset] == 0x20 else { return nil }
        let next = Scalars.decode(bytes, at: offset + 1).scalar
        guard CharacterClass.isHan(next) || CharacterClass.isASCIILetter(next) else { return nil }
        return NumberPrefix(
            dialect: NumberPrefix.Dialect(
                opening: "", closing: " ", numeral: .arabic, namesQuestion: false, namesSection: false), value: value,
            number: ByteSpan(content.start, offset), span: ByteSpan(content.start, offset + 1))
    }
}
