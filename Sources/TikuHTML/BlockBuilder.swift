internal import TikuModel
internal import TikuText

/// Turns a page into one text with blocks and inlines over it.
///
/// Every visible character of the page goes into the text, navigation and comments too: later stages give verdicts
/// on blocks, and the curator can see what was left out. Only scripts and styles are represented by a line that says how
/// much stood there.
struct BlockBuilder {
    let document: HTMLDocument
    let content: MainContent
    let dataTables: Set<Int>

    var text = ContiguousArray<UInt8>()
    var blocks: [Block] = []
    var inlines: [Inline] = []
    var lines: [RawLines.Mark] = []
    /// For each block, `Context.name`.
    var names: [UInt64] = []
    /// Line of the page where the current line of text begins.
    var lineOfPage = 1

    var lineStart = 0
    var pendingSpace = false
    var linkBytes = 0
    var strongBytes = 0
    var wordBytes = 0
    var paragraphStarts = true
    var current = Context()
    var wholeLink: String?

    /// What the open elements say about the text inside them.
    struct Context {
        var heading: Int?
        var listDepth = 0
        var item: (depth: Int, ordinal: Int?)?
        var isPreformatted = false
        var language: String?
        var isQuote = false
        var row: Bool?  // is a header row
        var isLink = false
        var isStrong = false
        var isInlineCode = false
        var region = Region.content
        var link: String?
        var isTerm = false
        var isAsked = false
        var post = 0
        /// Hash of the class names of the innermost element that has some, or of a paragraph's style.
        var name: UInt64 = 0
    }

    struct Frame {
        var node: Int
        var saved: Context
        var counter: Int
        var inline: (kind: InlineKind, start: Int)?
    }

    static func build(_ document: HTMLDocument) -> (
        text: TextBuffer, blocks: [Block], inlines: [Inline], lines: [RawLines.Mark]
    ) {
        var builder = BlockBuilder(document)
        builder.run()
        return (TextBuffer(builder.text), builder.blocks, builder.inlines.sorted { $0.span < $1.span }, builder.lines)
    }

    init(_ document: HTMLDocument) {
        self.document = document
        content = MainContent(document)
        dataTables = TableKind.dataTables(document)
        text.reserveCapacity(document.bytes.count)
    }

    mutating func run() {
        var stack: [Frame] = []
        var index = 0
        let nodes = document.nodes
        while index < nodes.count {
            while let top = stack.last, Int(nodes[top.node].end) <= index { close(&stack) }
            let node = nodes[index]
            if node.isText {
                append(index, document.text(of: index))
                index += 1
                continue
            }
            if isSkipped(index) {
                flush()
                note(index)
                index = Int(node.end)
                continue
            }
            open(index, &stack)
            index += 1
        }
        while !stack.isEmpty { close(&stack) }
        flush()
        // one or two such names fold a box of a page, not a list of questions
        if blocks.count(where: \.isAsked) < 3 { for index in blocks.indices { blocks[index].isAsked = false } }
        AskedNames.mark(&blocks, names, TextBuffer(text))
    }

    func isSkipped(_ index: Int) -> Bool {
        switch document.nodes[index].tag {
        case .script, .style, .template, .svg, .iframe, .object, .canvas, .video, .audio, .head, .noscript, .title: true
        default: false
        }
    }

    /// A line that stands for what no reader sees.
    mutating func note(_ index: Int) {
        let tag = document.nodes[index].tag
        guard tag == .script || tag == .style || tag == .noscript else { return }
        var count = 0
        for inner in index..<Int(document.nodes[index].end) where document.nodes[inner].isText {
            count += document.text(of: inner).count
        }
        guard count > 0 else { return }
        current.region = .hidden
        let saved = current
        current = Context()
        current.region = .hidden
        lineOfPage = Int(document.nodes[index].line)
        text.append(contentsOf: "<\(tag)> \(count) bytes".utf8)
        wordBytes = 1
        flush()
        current = saved
        current.region = .content
    }

    var nextStart: Int { pendingSpace && text.count > lineStart ? text.count + 1 : text.count }

    mutating func close(_ stack: inout [Frame]) {
        guard let frame = stack.popLast() else { return }
        let tag = document.nodes[frame.node].tag
        if tag != .br { breakLine(tag) }
        if let inline = frame.inline, text.count > inline.start, inline.start >= lineStart {
            inlines.append(Inline(span: ByteSpan(inline.start, text.count), kind: inline.kind))
        }
        if content.region[frame.node] != frame.saved.region || current.heading != frame.saved.heading { flush() }
        current = frame.saved
        if tag.isBlock, tag != .br { paragraphStarts = true }
    }

    func textLength(_ index: Int) -> Int {
        var length = 0
        for inner in index..<Int(document.nodes[index].end) where document.nodes[inner].isText {
            length += document.text(of: inner).count
        }
        return length
    }

    func isCell(_ tag: HTMLTag) -> Bool { tag == .td || tag == .th }

    var isInDataRow: Bool { current.row != nil }

    func isDataRow(_ index: Int) -> Bool {
        var parent = Int(document.nodes[index].parent)
        while parent >= 0 {
            if document.nodes[parent].tag == .table { return dataTables.contains(parent) }
            parent = Int(document.nodes[parent].parent)
        }
        return false
    }

    func isHeaderRow(_ index: Int) -> Bool {
        let parent = Int(document.nodes[index].parent)
        if parent >= 0, document.nodes[parent].tag == .thead { return true }
        let cells = document.children(of: index).filter { !document.nodes[$0].isText }
        return !cells.isEmpty && cells.allSatisfy { document.nodes[$0].tag == .th }
    }

    func language(_ index: Int) -> String? {
        guard let names = document.value(.class, of: index)?.lowercased() else { return nil }
        let tokens = names.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == ":" || $0 == ";" }
        for token in tokens {
            for prefix in ["language-", "lang-", "highlight-source-", "sourcecode-"] where token.hasPrefix(prefix) {
                let name = token.dropFirst(prefix.count)
                if !name.isEmpty, name.utf8.count <= 20,
                    name.allSatisfy({ $0.isLetter || $0.isNumber || "+#-".contains($0) })
                {
                    return String(name)
                }
            }
        }
        if let brush = tokens.firstIndex(of: "brush"), brush + 1 < tokens.count {
            return String(tokens[brush + 1].prefix(20))
        }
        return nil
    }

    mutating func image(_ index: Int) {
        guard let alt = document.attribute(.alt, of: index), !alt.isEmpty, alt.count <= 500 else { return }
        let words = document.bytes[alt]
        if RegionHints.nameParts(document, index).contains(where: { $0 == "avatar" || $0 == "emoji" || $0 == "face" }) {
            return
        }
        guard words.contains(where: { $0 > 0x20 }) else { return }
        let start = nextStart
        append(index, alt)
        let target = document.value(.src, of: index) ?? document.value(.dataSrc, of: index) ?? ""
        if text.count > start {
            inlines.append(Inline(span: ByteSpan(start, text.count), kind: .image(target: target)))
        }
        pendingSpace = true
    }

    /// Appends text: white space runs become one space, except where the markup keeps them.
    mutating func append(_ node: Int, _ range: Range<Int>) {
        let bytes = document.bytes
        let before = text.count
        if before == lineStart { lineOfPage = line(of: node, range) }
        if current.isPreformatted {
            text.append(contentsOf: bytes[range])
            if bytes[range].contains(where: { $0 > 0x20 }) { wordBytes += 1 }
        } else {
            var offset = range.lowerBound
            while offset < range.upperBound {
                let byte = bytes[offset]
                if byte <= 0x20 {
                    pendingSpace = true
                    offset += 1
                    continue
                }
                if byte == 0xC2, offset + 1 < range.upperBound, bytes[offset + 1] == 0xA0 {
                    pendingSpace = true
                    offset += 2
                    continue
                }
                if pendingSpace {
                    if text.count > lineStart, text.last != 0x09 { text.append(0x20) }
                    pendingSpace = false
                }
                text.append(byte)
                wordBytes += 1
                offset += 1
            }
        }
        let added = text.count - before
        if current.isLink {
            linkBytes += added
            if wholeLink == nil { wholeLink = current.link }
        }
        if current.isStrong || current.heading != nil { strongBytes += added }
    }

    /// Line of the page where the node's first word stands.
    func line(of node: Int, _ range: Range<Int>) -> Int {
        var line = Int(document.nodes[node].line)
        for byte in document.bytes[range] {
            if byte > 0x20 { break }
            if byte == 0x0A { line += 1 }
        }
        return line
    }

    var kind: BlockKind {
        if current.isPreformatted { return .code }
        if let level = current.heading { return .heading(level: level) }
        if let isHeader = current.row { return .tableRow(header: isHeader) }
        if let item = current.item { return .listItem(depth: item.depth, ordinal: item.ordinal) }
        return current.isQuote ? .quote : .paragraph
    }

    mutating func flush() {
        pendingSpace = false
        guard text.count > lineStart else { return }
        guard wordBytes > 0 else {
            // white space that the markup kept, and nothing else
            text.removeLast(text.count - lineStart)
            reset()
            return
        }
        emit(kind: kind)
    }

    mutating func emit(kind: BlockKind) {
        var end = text.count
        while end > lineStart, text[end - 1] == 0x09 || text[end - 1] == 0x20 || text[end - 1] == 0x0A { end -= 1 }
        let content = ByteSpan(lineStart, end)
        if linkBytes > 0, isAddress(content) { linkBytes = 0 }
        text.append(0x0A)
        lines.append(RawLines.Mark(offset: lineStart, line: lineOfPage))
        blocks.append(
            Block(
                span: ByteSpan(lineStart, text.count), content: content, kind: kind, region: current.region,
                linkBytes: min(linkBytes, content.count), isStrong: strongBytes * 10 >= content.count * 9,
                startsParagraph: paragraphStarts, language: kind == .code ? current.language : nil,
                link: linkBytes * 10 >= content.count * 9 ? wholeLink : nil, isAsked: current.isAsked,
                post: current.post))
        names.append(current.name)
        // only the first line of an item carries its marker
        if current.item != nil, current.row == nil { current.item = nil }
        reset()
        paragraphStarts = false
    }

    /// An address written out is text: it is there to be read.
    func isAddress(_ content: ByteSpan) -> Bool {
        let bytes = text[content.range]
        return ["http://", "https://", "www."].contains { bytes.starts(with: $0.utf8) }
            && !bytes.contains { $0 <= 0x20 }
    }

    mutating func reset() {
        lineStart = text.count
        linkBytes = 0
        strongBytes = 0
        wordBytes = 0
        wholeLink = nil
    }
}
