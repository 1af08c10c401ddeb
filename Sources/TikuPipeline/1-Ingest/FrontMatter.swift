internal import TikuModel

/// The YAML between two lines `---` with which site generators open a post: what it says is about the post, and no part of it.
struct FrontMatter {
    /// Indices of its blocks, both rules among them.
    let blocks: Range<Int>
    let title: String?

    /// Longest that is looked for, in lines.
    private static let longest = 60

    /// nil where the text opens with no such thing.
    init?(_ text: TextBuffer, _ blocks: [Block]) {
        guard let first = blocks.firstIndex(where: { $0.kind != .blank }), Self.isRule(text, blocks[first]),
            let last = blocks[(first + 1)...].prefix(Self.longest).firstIndex(where: { Self.isRule(text, $0) })
        else { return nil }
        var keys = 0
        var title: String?
        for block in blocks[(first + 1)..<last] where block.kind != .blank {
            let line = text.string(text.trimmed(block.span))
            if line.hasPrefix("-") || line.hasPrefix("#") { continue }
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
                line[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
            else { return nil }
            keys += 1
            if line[..<colon].lowercased() == "title" {
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                let bare = value.hasPrefix("\"") || value.hasPrefix("'") ? value.dropFirst().dropLast() : value
                if !bare.isEmpty { title = String(bare) }
            }
        }
        guard keys > 0 else { return nil }
        self.blocks = first..<last + 1
        self.title = title
    }

    private static func isRule(_ text: TextBuffer, _ block: Block) -> Bool {
        text.bytes[text.trimmed(block.span).range].elementsEqual("---".utf8)
    }
}
