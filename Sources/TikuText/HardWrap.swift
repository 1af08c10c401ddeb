public import TikuModel

/// Finds lines that end because a program broke them, not because their author did.
///
/// Two programs are known by what they leave. One cuts after exactly N characters, in the middle of words: its full
/// lines all have the same length. The other breaks at spaces: no line is longer than N, and the first word of the next
/// would not have fitted. N is the length that stands out in the article; where none does, a Chinese line that
/// ends in mid-sentence still shows that it was broken.
public struct HardWrap: Sendable {
    public enum Join: Hashable, Sendable {
        /// The line end goes: words were cut, or there are no spaces between words.
        case tight
        /// The line end becomes a space.
        case spaced
    }

    /// How the article was wrapped.
    public enum Style: Hashable, Sendable {
        case none
        case cut(width: Int)
        /// Cut after so many columns, of which a Chinese character takes two: one that does not fit leaves a column free.
        case columns(width: Int)
        case words(width: Int)
    }

    public let style: Style

    /// - Parameters:
    ///   - lines: without their line ends; nil for what no program breaks, such as code.
    ///   - isMostlyCJK: the article's script.
    public init(_ text: TextBuffer, lines: [ByteSpan?], isMostlyCJK: Bool) {
        let widths = lines.map { $0.map { Width(text, $0) } ?? Width() }
        self.style =
            Self.detectCut(widths, withBodies: isMostlyCJK)
            ?? (isMostlyCJK
                ? Self.detectColumns(text, lines) : Self.detectFits(text, lines) ?? Self.detectWords(widths))
            ?? .none
    }

    /// Scalars of a line, with and without a number, a label or a dot that may have been put before it after it was broken.
    private struct Width {
        var whole = 0
        var body = 0

        init() {}

        init(_ text: TextBuffer, _ line: ByteSpan) {
            whole = Scalars.count(text.bytes, line.range)
            body = whole
            guard whole >= HardWrap.shortest else { return }
            let content = text.trimmed(line)
            guard !content.isEmpty else { return }
            var start = content.start
            if let prefix = NumberPrefix.scan(text, content) {
                start = prefix.span.end
            } else if let label = Label.scan(text, content) {
                start = label.span.end
            } else if "-*+".utf8.contains(text.bytes[start]), start + 1 < content.end, text.bytes[start + 1] == 0x20 {
                start += 1
            }
            while start < content.end, text.bytes[start] == 0x20 { start += 1 }
            body = Scalars.count(text.bytes, start..<line.end)
        }

        func isFull(_ width: Int) -> Bool { whole == width || body == width }
    }

    /// Shorter lines say nothing.
    private static let shortest = 20

    /// Columns of a terminal, where what is not ASCII takes two, as its bytes do in GBK.
    public static func columns(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Int {
        var (ascii, others) = (0, 0)
        for byte in bytes[range] where byte & 0xC0 != 0x80 {
            if byte >= 0x80 { others += 1 } else if byte != 0x0D { ascii += 1 }
        }
        return ascii + 2 * others
    }

    private static func detectColumns(_ text: TextBuffer, _ lines: [ByteSpan?]) -> Style? {
        let full = lines.compactMap { $0.map { columns(text.bytes, $0.range) } }.filter { $0 >= 30 }
        guard full.count >= 6 else { return nil }
        var histogram: [Int: Int] = [:]
        for width in full { histogram[width, default: 0] += 1 }
        func held(_ width: Int) -> Int { histogram[width, default: 0] + histogram[width - 1, default: 0] }
        guard let width = histogram.keys.max(by: { (held($0), $0) < (held($1), $1) }), held(width) >= 6,
            held(width) * 5 >= full.count, full.count(where: { $0 > width }) * 8 <= held(width)
        else { return nil }
        return .columns(width: width)
    }

    /// One length holds far more lines than any other, and few are longer (headings, code).
    ///
    /// - Parameter withBodies: lines count that are so long without what was put before them, too; among lines that were broken at spaces
    ///   such lines are many by chance.
    private static func detectCut(_ widths: [Width], withBodies: Bool) -> Style? {
        let full = widths.filter { $0.whole >= shortest }
        guard full.count >= 5 else { return nil }
        var histogram: [Int: Int] = [:]
        for width in full {
            histogram[width.whole, default: 0] += 1
            if withBodies, width.body != width.whole { histogram[width.body, default: 0] += 1 }
        }
        guard let (width, count) = histogram.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
            count >= 4, count * 4 >= full.count, full.count(where: { $0.body > width }) * 4 <= count
        else { return nil }
        return .cut(width: width)
    }

    /// Many lines end within a word's length of the longest, none far beyond.
    private static func detectWords(_ widths: [Width]) -> Style? {
        let full = widths.lazy.map(\.whole).filter { $0 >= shortest }.sorted()
        guard full.count >= 5 else { return nil }
        for candidate in [full[full.count * 9 / 10], full[full.count * 3 / 4]] where candidate >= 40 {
            let near = full.count { $0 <= candidate && $0 > candidate - 12 }
            let longer = full.count { $0 > candidate }
            if near * 2 >= full.count, longer * 12 <= full.count, candidate <= 120 { return .words(width: candidate) }
        }
        return nil
    }

    /// The width at which nearly every line that goes on in small letters below had no room for the word that follows.
    private static func detectFits(_ text: TextBuffer, _ lines: [ByteSpan?]) -> Style? {
        // how many lines a width explains, as the steps up and down from each width to the next
        var steps = [Int](repeating: 0, count: widest + 2)
        var pairs = 0
        for (line, next) in zip(lines, lines.dropFirst()) {
            guard let line, let next, !line.isEmpty, !next.isEmpty, isSmallLetter(text.bytes[next.start]) else {
                continue
            }
            let content = text.trimmed(line)
            guard !content.isEmpty,
                !CharacterClass.isSentenceEnd(Scalars.before(text.bytes, content.end, from: content.start).scalar)
            else { continue }
            pairs += 1
            let width = Width(text, line)
            let most = min(widest, width.whole + firstWord(text, next))
            let least = max(40, width.body)
            guard least <= most else { continue }
            steps[least] += 1
            steps[most + 1] -= 1
        }
        guard pairs >= 6 else { return nil }
        var (held, best) = (0, (width: 0, held: 0))
        for width in 40...widest {
            held += steps[width]
            if held > best.held { best = (width, held) }
        }
        return best.held * 10 >= pairs * 9 ? .words(width: best.width) : nil
    }

    /// Longer lines are nobody's width.
    private static let widest = 120

    private static func isSmallLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

    /// Scalars of the word that a line opens with.
    private static func firstWord(_ text: TextBuffer, _ line: ByteSpan) -> Int {
        var end = line.start
        while end < line.end, text.bytes[end] != 0x20 { end += 1 }
        return Scalars.count(text.bytes, line.start..<end)
    }

    /// `■ 基础篇`: signs that open the title of a part.
    private static let ornaments: ClosedRange<UInt32> = 0x25A0...0x25FF

    /// A sentence that happened to end with the line, and a number or a decorated title below it; or, whatever the line ends
    /// with, the number of a chapter or of a whole question.
    private func opens(_ text: TextBuffer, line: ByteSpan, next: ByteSpan) -> Bool {
        let content = text.trimmed(line)
        guard !content.isEmpty else { return false }
        if let prefix = NumberPrefix.scan(text, next), prefix.span.end < next.end {
            let isChapter =
                prefix.dialect.namesSection || prefix.dialect.numeral == .chinese && prefix.dialect.closing == "、"
            if isChapter, Scalars.count(text.bytes, next.range) <= Self.shortest { return true }
            if prefix.dialect.closing != ",", QuestionCues.firstMark(text, next) == text.trimmed(next).end {
                return true
            }
        }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        guard CharacterClass.isSentenceEnd(last) else { return false }
        // a question mark opens a line only in the place of a number that an encoding could not hold
        return LineOpener.stands(at: next.start, in: text, before: next.end)
            || text.bytes[next.start] == UInt8(ascii: "?")
            || Self.ornaments.contains(Scalars.decode(text.bytes, at: next.start).scalar)
    }

    /// Whether the line ends only because it was broken.
    ///
    /// - Parameters:
    ///   - line: without its line end, untrimmed.
    ///   - next: the line after it, untrimmed.
    public func join(_ text: TextBuffer, line: ByteSpan, next: ByteSpan) -> Join? {
        let bytes = text.bytes
        guard !line.isEmpty, !next.isEmpty else { return nil }
        switch style {
        case .cut(let width):
            guard Width(text, line).isFull(width), !opens(text, line: line, next: next) else { return nil }
            return .tight
        case .columns(let width):
            let columns = Self.columns(bytes, line.range)
            guard columns == width || columns == width - 1, !opens(text, line: line, next: next) else { return nil }
            return .tight
        case .words(let width):
            let measured = Width(text, line)
            let length = measured.whole <= width ? measured.whole : measured.body
            guard length <= width, text.trimmed(next).start == next.start,
                length + 1 + Self.firstWord(text, next) > width, !opens(text, line: line, next: next)
            else { return nil }
            return .spaced
        case .none:
            return brokenSentence(
                text, line: text.trimmed(line), next: text.trimmed(next), length: Scalars.count(bytes, line.range))
        }
    }

    /// A long Chinese line without closing punctuation, going on with a Chinese character that starts no list.
    private func brokenSentence(_ text: TextBuffer, line: ByteSpan, next: ByteSpan, length: Int) -> Join? {
        let bytes = text.bytes
        guard length >= 30, length <= 120, line.count >= 60, !next.isEmpty else { return nil }
        let last = Scalars.before(bytes, line.end, from: line.start).scalar
        let first = Scalars.decode(bytes, at: next.start).scalar
        guard CharacterClass.isHan(last), CharacterClass.isHan(first) else { return nil }
        if NumberPrefix.scan(text, next) != nil || Label.scan(text, next) != nil { return nil }
        if QuestionCues.firstMark(text, next) == next.end { return nil }
        let nextEnd = Scalars.before(bytes, next.end, from: next.start).scalar
        guard CharacterClass.isSentenceEnd(nextEnd) else { return nil }
        return .tight
    }
}
