internal import TikuModel
internal import TikuText

/// Tells a line that speaks of something else than the lines around it.
///
/// Adverts come in wordings that no list foresees, but they share no vocabulary with the text they were put into: no pair of
/// Chinese characters, no Latin word. One word of a seller is then enough, where in a line that belongs to the text
/// it would not be.
struct Outlier {
    private let text: TextBuffer
    private let blocks: [Block]
    /// What the article's title speaks of: who sells to its readers speaks of that too.
    private let titled: Set<UInt64>

    /// - Parameter region: only blocks of one region are looked at: comments are around comments.
    init(_ article: Article, in region: Region = .content) {
        text = article.text
        // a caption stands in the article, whatever it says
        blocks = article.blocks.filter {
            $0.kind != .blank && ($0.region == region || region == .content && $0.region == .caption)
        }
        var titled = article.source.title.map { title -> Set<UInt64> in
            let title = TextBuffer(title)
            return Self.units(title, ByteSpan(0, min(title.count, 300)), true)
        }
        if titled == nil, let first = blocks.first, first.content.count <= 160,
            first.headingLevel == 1 || Strip.announces(text, first.content)
        {
            titled = Self.units(text, first.content, true)
        }
        self.titled = titled ?? []
    }

    /// How many blocks before and after are looked at.
    private static let reach = (before: 8, after: 3)
    /// How many bytes of a block are looked at: a whole article may stand in one.
    private static let window = 1_500
    /// Longest line that is judged, in units (pairs and words).
    private static let longest = 60

    /// Whether a span shares next to nothing with the blocks around it.
    ///
    /// - Parameters:
    ///   - span: a sentence or a whole block.
    ///   - block: the block it stands in.
    ///   - skipping: whether words that any English text shares count for nothing, which makes more sentences foreign.
    ///   - least: how many units a span must have to be judged.
    ///   - share: one in how many of its units may stand around it.
    func isForeign(_ span: ByteSpan, in block: Block, skipping: Bool = false, least: Int = 4, share: Int = 8)
        -> Bool
    {
        let own = Self.units(text, span, skipping)
        guard own.count >= least, own.count <= Self.longest else { return false }
        guard let place = index(of: block) else { return false }
        var around: Set<UInt64> = []
        for index in max(0, place - Self.reach.before)...min(blocks.count - 1, place + Self.reach.after) {
            let content = blocks[index].content
            if index == place {
                let before = ByteSpan(max(content.start, span.start - Self.window), min(span.start, content.end))
                around.formUnion(Self.units(text, before, skipping))
                if span.end < content.end {
                    let after = ByteSpan(span.end, min(content.end, span.end + Self.window))
                    around.formUnion(Self.units(text, after, skipping))
                }
            } else {
                around.formUnion(
                    Self.units(text, ByteSpan(content.start, min(content.end, content.start + Self.window)), skipping))
            }
        }
        guard around.count >= 12 else { return false }
        // what is said besides the title's words must be enough to judge by
        let said = own.subtracting(titled)
        let shared = (skipping && said.count >= 3 ? said : own).count { around.contains($0) }
        return shared == 0 || shared <= own.count / share
    }

    /// Whether a block is one of the first two of the article: its title stands there.
    func opens(_ block: Block) -> Bool { (index(of: block) ?? 2) < 2 }

    /// The block, or the one that it is a cell of.
    private func index(of block: Block) -> Int? {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].span.start < block.span.start { low = middle + 1 } else { high = middle }
        }
        // without its end it is still the block
        if low < blocks.count, blocks[low].span.start == block.span.start { return low }
        return low > 0 && blocks[low - 1].isTableRow && blocks[low - 1].span.end >= block.span.end ? low - 1 : nil
    }

    /// Words that any English text shares with any other.
    private static let functionWords: Set<UInt64> = Set(
        Words.list(
            """
            the, and, with, for, that, this, you, your, are, was, were, from, have, has, had, not, but, can, will, who, what, when,
            how, which, all, any, more, most, than, into, its, our, their, they, them, then, there, these, those, also,
            one, out, about, over, only, some, such, other, each, every, because, while, where, would, could, should, may,
            might, must, does, did, been, being, just, very, too, here, between, after, before, both, same, own, per, via, get, make
            """
        ).map { FNV1a($0.utf8).value })

    private static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: "http://".utf8) || bytes.starts(with: "https://".utf8)
    }

    /// Pairs of adjacent Han, and Latin words of three letters or more in lower case, as hashes (FNV-1a).
    static func units(_ text: TextBuffer, _ span: ByteSpan, _ skipping: Bool) -> Set<UInt64> {
        var units: Set<UInt64> = []
        var last: UInt32 = 0
        var word = FNV1a()
        var length = 0
        var offset = span.start
        func flush() {
            if length >= 3, !(skipping && functionWords.contains(word.value)) { units.insert(word.value) }
            word = FNV1a()
            length = 0
        }
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            // addresses are made of the same words everywhere
            if length == 0, scalar | 0x20 == 0x68, isAddress(text.bytes[offset..<min(span.end, offset + 8)]) {
                flush()
                last = 0
                while offset < span.end, text.bytes[offset] > 0x20, text.bytes[offset] < 0x7F { offset += 1 }
                continue
            }
            if CharacterClass.isASCIILetter(scalar) {
                word.add(UInt64(scalar | 0x20))
                length += 1
            } else {
                flush()
            }
            if CharacterClass.isHan(scalar) {
                if last != 0 { units.insert(UInt64(last) << 32 | UInt64(scalar)) }
                last = scalar
            } else {
                last = 0
            }
            offset += width
        }
        flush()
        return units
    }
}
