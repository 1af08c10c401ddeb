internal import TikuModel
internal import TikuText

/// A thread that was copied as text: lines that count its posts (`2楼 momo 2023-6-4 21:02`, `#3 张三 2023-6-4`), each with the post below it.
///
/// The first post asks, the others reply, as in a thread of HTML.
struct TextThread {
    /// For each line that opens a post its block and the number of the post, from 1 on.
    private let openings: [(block: Int, post: Int)]
    /// All posts are content then, and only what counts them goes.
    private let isRelay: Bool

    /// nil where fewer than three lines count posts, or what they count does not rise from the first.
    init?(_ text: TextBuffer, _ blocks: [Block]) {
        var openings: [(block: Int, post: Int)] = []
        var last = 0
        for (index, block) in blocks.enumerated() where block.kind != .blank && block.kind != .code {
            guard let floor = Self.floor(text, block.content) else { continue }
            guard floor > last else { return nil }
            last = floor
            openings.append((index, openings.count + 1))
        }
        guard openings.count >= 3, last <= openings.count * 4 else { return nil }
        // the post that asks may have no number of its own
        if let first = openings.first, blocks[..<first.block].contains(where: { Self.holdsText(text, $0) }) {
            openings = openings.map { ($0.block, $0.post + 1) }
        }
        self.openings = openings
        isRelay = Self.isRelay(text, blocks, openings)
    }

    /// Whether later posts ask on where the first one stopped: each asks and answers.
    private static func isRelay(_ text: TextBuffer, _ blocks: [Block], _ openings: [(block: Int, post: Int)]) -> Bool {
        guard let second = openings.first(where: { $0.post == 2 })?.block else { return false }
        func asked(_ range: Range<Int>) -> Set<Int> {
            Set(
                blocks[range].compactMap { block in
                    guard block.kind != .blank, block.kind != .code,
                        let prefix = NumberPrefix.scan(text, block.content), prefix.dialect.numeral != .letter,
                        prefix.dialect.namesQuestion || QuestionCues.score(text, block.content) >= 2
                    else { return nil }
                    return prefix.value
                })
        }
        let first = asked(0..<second)
        return asked(second..<blocks.count).count { !first.contains($0) } >= 2
    }

    /// More than the thread's title.
    private static func holdsText(_ text: TextBuffer, _ block: Block) -> Bool {
        block.kind != .blank && Scalars.count(text.bytes, block.content.range) > 40
    }

    func mark(_ blocks: inout [Block]) {
        var post = openings.first.map { $0.post > 1 ? 1 : 0 } ?? 0
        var next = openings[...]
        for index in blocks.indices {
            if let opening = next.first, opening.block == index {
                post = opening.post
                next.removeFirst()
                blocks[index].region = .metadata
            } else if post > 1, !isRelay {
                blocks[index].region = .comments
            }
            blocks[index].post = isRelay ? 0 : post
        }
    }

    /// The number of the post that a short line opens.
    static func floor(_ text: TextBuffer, _ span: ByteSpan) -> Int? {
        let bytes = text.bytes
        guard !span.isEmpty, span.count <= 160, Scalars.count(bytes, span.range) <= 48 else { return nil }
        var offset = span.start
        let isHash = bytes[offset] == UInt8(ascii: "#")
        if isHash { offset += 1 }
        if offset < span.end, Scalars.decode(bytes, at: offset).scalar == 0x7B2C { offset += 3 }
        var value = 0
        let digits = offset
        while offset < span.end, CharacterClass.isASCIIDigit(UInt32(bytes[offset])), offset - digits < 4 {
            value = value * 10 + Int(bytes[offset] - 0x30)
            offset += 1
        }
        guard offset > digits else { return nil }
        let next = offset < span.end ? Scalars.decode(bytes, at: offset).scalar : 0x20
        // 楼, 层; `#3` wants a gap and a date behind it
        guard
            next == 0x697C || next == 0x5C42
                || isHash && (next == 0x20 || next == 0x09) && hasDate(bytes, ByteSpan(offset, span.end))
        else { return nil }
        let last = Scalars.before(bytes, span.end, from: span.start).scalar
        return CharacterClass.isSentenceEnd(last) ? nil : value
    }

    /// A year: `2023-6`, `2023年`, `3 Mar 2023`.
    private static func hasDate(_ bytes: ContiguousArray<UInt8>, _ span: ByteSpan) -> Bool {
        var digits = 0
        var value = 0
        for offset in span.start...span.end {
            if offset < span.end, CharacterClass.isASCIIDigit(UInt32(bytes[offset])) {
                digits += 1
                value = digits > 4 ? 0 : value * 10 + Int(bytes[offset] - 0x30)
                continue
            }
            if digits == 4, (1_990...2_100).contains(value) { return true }
            (digits, value) = (0, 0)
        }
        return false
    }
}
