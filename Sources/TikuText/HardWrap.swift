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
    ///   - lengths: scalars in each line, line end not counted.
    ///   - columns: columns of each line, as `columns(_:_:)` counts them.
    ///   - isMostlyCJK: the article's script.
    public init(lengths: [Int], columns: [Int], isMostlyCJK: Bool) {
        let style = Self.detect(lengths: lengths, isMostlyCJK: isMostlyCJK)
        self.style = style == .none && isMostlyCJK ? Self.detectColumns(columns) : style
    }

    /// Columns of a terminal, where what is not ASCII takes two, as its bytes do in GBK.
    public static func columns(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Int {
        var (ascii, others) = (0, 0)
        for byte in bytes[range] where byte & 0xC0 != 0x80 {
            if byte >= 0x80 { others += 1 } else if byte != 0x0D { ascii += 1 }
        }
        return ascii + 2 * others
    }

    private static func detectColumns(_ columns: [Int]) -> Style {
        let full = columns.filter { $0 >= 30 }
        guard full.count >= 6 else { return .none }
        var histogram: [Int: Int] = [:]
        for width in full { histogram[width, default: 0] += 1 }
        func held(_ width: Int) -> Int { histogram[width, default: 0] + histogram[width - 1, default: 0] }
        guard let width = histogram.keys.max(by: { (held($0), $0) < (held($1), $1) }), held(width) >= 6,
            held(width) * 5 >= full.count, full.count(where: { $0 > width }) * 8 <= held(width)
        else { return .none }
        return .columns(width: width)
    }

    private static func detect(lengths: [Int], isMostlyCJK: Bool) -> Style {
        let full = lengths.filter { $0 >= 20 }
        guard full.count >= 5 else { return .none }
        var histogram: [Int: Int] = [:]
        for length in full { histogram[length, default: 0] += 1 }
        // cut: one length holds far more lines than any other, and few are longer (headings, code)
        if let (width, count) = histogram.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
            count >= 4, count * 4 >= full.count
        {
            let longer = full.count { $0 > width }
            if longer * 4 <= count { return .cut(width: width) }
        }
        if isMostlyCJK { return .none }
        // words: many lines end within a word's length of the longest, none far beyond
        let sorted = full.sorted()
        for candidate in [sorted[sorted.count * 9 / 10], sorted[sorted.count * 3 / 4]] where candidate >= 40 {
            let near = full.count { $0 <= candidate && $0 > candidate - 12 }
            let longer = full.count { $0 > candidate }
            if near * 2 >= full.count, longer * 12 <= full.count, candidate <= 120 { return .words(width: candidate) }
        }
        return .none
    }

    /// A sentence that happened to end with the line, and a number below it.
    private func opens(_ text: TextBuffer, line: ByteSpan, next: ByteSpan) -> Bool {
        let content = text.trimmed(line)
        guard !content.isEmpty else { return false }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        return CharacterClass.isSentenceEnd(last) && LineOpener.stands(at: next.start, in: text, before: next.end)
    }

    /// Whether the line ends only because it was broken.
    ///
    /// - Parameters:
    ///   - line: without its line end, untrimmed.
    ///   - next: the line after it, untrimmed.
    public func join(_ text: TextBuffer, line: ByteSpan, next: ByteSpan) -> Join? {
        let bytes = text.bytes
        guard !line.isEmpty, !next.isEmpty else { return nil }
        let length = Scalars.count(bytes, line.range)
        switch style {
        case .cut(let width):
            guard length == width, !opens(text, line: line, next: next) else { return nil }
            return .tight
        case .columns(let width):
            let columns = Self.columns(bytes, line.range)
            guard columns == width || columns == width - 1, !opens(text, line: line, next: next) else { return nil }
            return .tight
        case .words(let width):
            guard length <= width else { return nil }
            let trimmed = text.trimmed(next)
            guard !trimmed.isEmpty, trimmed.start == next.start else { return nil }
            var end = trimmed.start
            while end < trimmed.end, bytes[end] != 0x20 { end += 1 }
            guard length + 1 + Scalars.count(bytes, trimmed.start..<end) > width else { return nil }
            return .spaced
        case .none:
            return brokenSentence(text, line: text.trimmed(line), next: text.trimmed(next), length: length)
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
