internal import TikuModel
internal import TikuText

/// Cuts lines that hold more than one thing: a section heading glued to the end of an answer, or a whole article scraped
/// into one line.
struct LineSplitter {
    let article: Article
    let builder: LineBuilder

    init(_ builder: LineBuilder) {
        self.builder = builder
        article = builder.article
    }

    func split(_ lines: [Line]) -> [Line] {
        var lines = splitRuns(lines)
        lines = splitGluedHeadings(lines)
        return splitStrongLeads(lines)
    }

    private func splitStrongLeads(_ lines: [Line]) -> [Line] {
        let cuts = StrongLeads(article).cuts(lines)
        guard !cuts.isEmpty else { return lines }
        return lines.enumerated().flatMap { index, line in
            guard let cut = cuts[index] else { return [line] }
            var parts = pieces(line, at: [cut])
            parts[0].isStrong = true
            return parts
        }
    }

    // MARK: Whole articles on one line

    /// Where an article has hardly a number at a line start, but a series of them inside its lines, the lines are cut there.
    private func splitRuns(_ lines: [Line]) -> [Line] {
        // what begins after an advert was cut out of a line begins no line of the source
        let numbered = lines.count { $0.prefix != nil && $0.isProse && $0.opensBlock }
        guard numbered < 4, lines.contains(where: { $0.isProse && isLong($0) }) else { return lines }
        let starts = lines.map { $0.isProse && $0.length > 12 ? markers($0) : Starts() }
        guard let dialect = commonDialect(starts.flatMap(\.numbers)) else { return splitLabels(lines, starts) }
        var last = 0
        // the last number above a section: numbers start anew below it, or go on
        var above = 0
        var output: [Line] = []
        for (line, starts) in zip(lines, starts) {
            var cuts = starts.labels
            for number in starts.numbers {
                if number.isInner {
                    // a cut answer ends without a full stop: the next question follows at once
                    if number.prefix.dialect == dialect, last > 0, number.prefix.value == last + 1, number.cue > 2 {
                        cuts.append(number.offset)
                        last = number.prefix.value
                    }
                } else if number.prefix.dialect == dialect,
                    (last...last + 3).contains(number.prefix.value)
                        || last == 0 && (above...above + 3).contains(number.prefix.value)
                {
                    cuts.append(number.offset)
                    last = number.prefix.value
                } else if number.prefix.dialect != dialect, number.prefix.dialect.isChapter {
                    cuts.append(number.offset)
                    above = max(last, above)
                    last = 0
                } else if number.prefix.dialect == dialect, number.prefix.value == 1, number.cue > 2 {
                    cuts.append(number.offset)
                    last = 1
                }
            }
            output += cuts.isEmpty ? [line] : pieces(line, at: cuts.sorted())
        }
        return output
    }

    /// Whether the line, or the one that it was before adverts were cut out of it, could hold several.
    private func isLong(_ line: Line) -> Bool {
        line.length > 60 || Scalars.count(article.text.bytes, article.blocks[line.block].content.range) > 60
    }

    /// `Q: … A: … Q: … A: …` on one line.
    private func splitLabels(_ lines: [Line], _ starts: [Starts]) -> [Line] {
        guard starts.reduce(0, { $0 + $1.questions.count }) >= 3, starts.contains(where: { $0.questions.count >= 2 })
        else { return lines }
        return zip(lines, starts).flatMap { line, starts in
            starts.questions.isEmpty ? [line] : pieces(line, at: (starts.questions + starts.labels).sorted())
        }
    }

    private struct Number {
        var offset: Int
        var prefix: NumberPrefix
        /// How much the words behind it ask.
        var cue: Double
        /// It stands in the middle of a sentence.
        var isInner = false
    }

    private struct Starts {
        var numbers: [Number] = []
        var labels: [Int] = []
        var questions: [Int] = []
    }

    private func pieces(_ line: Line, at cuts: [Int]) -> [Line] {
        var output: [Line] = []
        var start = line.content.start
        for cut in cuts + [line.content.end] where cut > start {
            let content = article.text.trimmed(ByteSpan(start, cut))
            if !content.isEmpty {
                var piece = builder.make(
                    line.block, content, opens: line.opensBlock && start == line.content.start,
                    afterBlank: start > line.content.start)
                if start == line.content.start {
                    piece.startsParagraph = line.startsParagraph
                    piece.afterBlank = line.afterBlank
                } else {
                    piece.startsParagraph = true
                }
                output.append(piece)
            }
            start = cut
        }
        return output
    }

    /// Places in a line where a number or an answer label could open a line of its own.
    private func markers(_ line: Line) -> Starts {
        let text = article.text
        var found = Starts()
        var offset = line.content.start
        var mayStart = true
        // right after a colon only a number that names a question counts: `… 整理：Q1：`
        var afterColon = false
        var last: UInt32 = 0x20
        while offset < line.content.end, found.numbers.count < 20_000 {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if mayStart, !CharacterClass.isWhiteSpace(scalar) {
                let rest = ByteSpan(offset, min(line.content.end, offset + 48))
                if let prefix = NumberPrefix.scan(text, rest), prefix.dialect.numeral != .letter,
                    prefix.span.end < line.content.end, !afterColon || prefix.dialect.namesQuestion
                {
                    // `**1) …`: the number was seen from the first of the signs before it
                    if found.numbers.last?.prefix.number.start == prefix.number.start {
                        offset += width
                        continue
                    }
                    let words = ByteSpan(prefix.span.end, min(line.content.end, prefix.span.end + 120))
                    found.numbers.append(Number(offset: offset, prefix: prefix, cue: QuestionCues.score(text, words)))
                } else if !afterColon, let label = Label.scan(text, rest) {
                    if label.label == .question { found.questions.append(offset) } else { found.labels.append(offset) }
                }
            }
            if !mayStart, opensInside(scalar, after: last),
                let prefix = NumberPrefix.scan(text, ByteSpan(offset, min(line.content.end, offset + 48))),
                prefix.dialect.numeral == .arabic, prefix.span.end < line.content.end
            {
                let words = ByteSpan(prefix.span.end, min(line.content.end, prefix.span.end + 120))
                found.numbers.append(
                    Number(offset: offset, prefix: prefix, cue: QuestionCues.score(text, words), isInner: true))
            }
            last = scalar
            mayStart =
                CharacterClass.isWhiteSpace(scalar) || CharacterClass.isSentenceEnd(scalar) && scalar != 0x2E
                || scalar == 0xFF1A || scalar == 0x3A
                || (mayStart && CharacterClass.isClosing(scalar))
            afterColon = scalar == 0xFF1A || scalar == 0x3A
            offset += width
        }
        return found
    }

    /// A bracket, or a digit behind a Han character: where a number may open the next question though the last answer was cut.
    private func opensInside(_ scalar: UInt32, after last: UInt32) -> Bool {
        switch scalar {
        case 0xFF08, 0x28, 0x3010, 0x5B: !CharacterClass.isWhiteSpace(last)
        default: CharacterClass.isASCIIDigit(scalar) && CharacterClass.isHan(last)
        }
    }

    /// The dialect in which most numbers follow on one another and ask.
    private func commonDialect(_ numbers: [Number]) -> NumberPrefix.Dialect? {
        var tallies: [NumberPrefix.Dialect: (count: Int, last: Int, cue: Double)] = [:]
        for number in numbers where !number.isInner {
            var tally = tallies[number.prefix.dialect] ?? (0, 0, 0)
            if number.prefix.value > tally.last && number.prefix.value <= tally.last + 3 && tally.count > 0
                || number.prefix.value == 1
                || (tally.count == 0 && number.prefix.value <= 2)
            {
                tally.count += 1
                tally.last = number.prefix.value
                tally.cue += number.cue
            }
            tallies[number.prefix.dialect] = tally
        }
        return tallies.filter { $0.value.count >= 3 && $0.value.cue / Double($0.value.count) > 1 }
            .max { ($0.value.cue, $0.key.closing) < ($1.value.cue, $1.key.closing) }?.key
    }

    // MARK: Headings glued to an answer

    private func splitGluedHeadings(_ lines: [Line]) -> [Line] {
        var output: [Line] = []
        for (index, line) in lines.enumerated() {
            let next = index + 1 < lines.count ? lines[index + 1] : nil
            guard line.isProse, line.length > 12, let cut = gluedHeading(line, next: next) else {
                output.append(line)
                continue
            }
            output += pieces(line, at: [cut])
        }
        return output
    }

    /// Start of a heading at the end of a line, after white space.
    private func gluedHeading(_ line: Line, next: Line?) -> Int? {
        let text = article.text
        let cuts = SectionMarks.tails(text, line.content, longest: 60)
        for cut in cuts.reversed() {
            let piece = ByteSpan(cut, line.content.end)
            if SectionMarks.isDecorated(text, piece) && !isComment(piece) || SectionMarks.isChapter(text, piece) {
                return cut
            }
        }
        guard let next, let prefix = next.prefix, next.cue > 0.5,
            let cut = cuts.last(where: {
                isBareHeading(line, ByteSpan($0, line.content.end), restarts: prefix.value <= 1)
            })
        else { return nil }
        return cut
    }

    /// `gdb) continue  # repeat until it is loaded`: a number sign before a small letter, behind words.
    private func isComment(_ piece: ByteSpan) -> Bool {
        let bytes = article.text.bytes[piece.range]
        guard bytes.first == UInt8(ascii: "#"), let next = bytes.dropFirst().first(where: { $0 != 0x20 }) else {
            return false
        }
        return next >= 0x61 && next <= 0x7A
    }

    /// After a full stop: a few words without punctuation, as chapter titles are, and the numbers start over below; or a short
    /// enumeration of nouns.
    private func isBareHeading(_ line: Line, _ piece: ByteSpan, restarts: Bool) -> Bool {
        let text = article.text
        let length = Scalars.count(text.bytes, piece.range)
        guard length >= 3, length <= (restarts ? 30 : 24), piece.start > line.content.start else { return false }
        var before = piece.start
        while before > line.content.start {
            let (scalar, width) = Scalars.before(text.bytes, before, from: line.content.start)
            if !CharacterClass.isWhiteSpace(scalar) { break }
            before -= width
        }
        guard before > line.content.start,
            Self.closes(Scalars.before(text.bytes, before, from: line.content.start).scalar)
        else { return false }
        var enumerations = 0
        var offset = piece.start
        while offset < piece.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if scalar == 0x3001 {
                enumerations += 1
            } else if !CharacterClass.isWord(scalar) && !CharacterClass.isWhiteSpace(scalar) {
                return false
            }
            offset += width
        }
        return restarts || enumerations > 0 || length <= 12 && SectionFinder.words.contains(text.bytes, piece.range)
    }

    private static func closes(_ scalar: UInt32) -> Bool {
        CharacterClass.isSentenceEnd(scalar) || scalar == 0xFF09 || scalar == 0x29
    }
}
