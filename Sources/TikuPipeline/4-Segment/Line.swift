internal import TikuModel
internal import TikuText

/// The unit that segmentation decides about: a block, or the part of a block that no verdict took.
struct Line {
    /// Index of the block it comes from.
    var block: Int
    /// All that the line stands for: its content, and the markers before it where it opens its block.
    var span: ByteSpan
    /// What a reader sees of it.
    var content: ByteSpan
    var kind: BlockKind
    var isStrong: Bool
    var startsParagraph: Bool
    var afterBlank: Bool
    /// It begins where its block begins, so a number here is at a line start.
    var opensBlock: Bool
    var prefix: NumberPrefix?
    var label: Label.Found?
    /// `QuestionCues.score` of what follows the number.
    var cue: Double
    /// Likeness to source code, 0 to 1.
    var code: Double
    /// How many characters the content has.
    var length: Int
    /// Several clauses that end as a statement does.
    var states = false

    /// The content after the number.
    var body: ByteSpan { prefix.map { ByteSpan($0.span.end, max($0.span.end, content.end)) } ?? content }

    var isProse: Bool {
        switch kind {
        case .code, .tableRow, .rule, .blank: false
        default: true
        }
    }
}

/// Makes lines of an article's blocks and verdicts.
struct LineBuilder {
    let article: Article
    private var removed: [ByteSpan] = []

    init(_ article: Article) {
        self.article = article
        removed = article.verdicts.map(\.span).sorted()
    }

    func lines() -> [Line] {
        var lines: [Line] = []
        var afterBlank = true
        var hole = 0
        for (index, block) in article.blocks.enumerated() {
            while hole < removed.count, removed[hole].end <= block.span.start { hole += 1 }
            if block.kind == .blank || block.content.isEmpty && !block.isFence {
                afterBlank = true
                continue
            }
            var parts: [ByteSpan] = []
            var start = block.content.start
            var at = hole
            while at < removed.count, removed[at].start < block.span.end {
                if removed[at].start > start {
                    parts.append(ByteSpan(start, min(removed[at].start, block.content.end)))
                }
                start = max(start, removed[at].end)
                at += 1
            }
            if start < block.content.end || block.content.isEmpty { parts.append(ByteSpan(start, block.content.end)) }
            for part in parts {
                let content = block.kind == .code ? part : article.text.trimmed(part)
                if content.isEmpty, !block.isFence { continue }
                lines.append(make(index, content, opens: part.start == block.content.start, afterBlank: afterBlank))
                afterBlank = false
            }
            if parts.isEmpty { afterBlank = true }
        }
        return lines
    }

    func make(_ index: Int, _ content: ByteSpan, opens: Bool, afterBlank: Bool) -> Line {
        let block = article.blocks[index]
        let text = article.text
        var line = Line(
            block: index, span: opens ? ByteSpan(min(block.span.start, content.start), content.end) : content,
            content: content, kind: block.kind, isStrong: block.isStrong,
            startsParagraph: opens && block.startsParagraph, afterBlank: afterBlank, opensBlock: opens, prefix: nil,
            label: nil,
            cue: 0, code: 0, length: Scalars.count(text.bytes, content.range))
        guard line.isProse else { return line }
        line.prefix = NumberPrefix.scan(text, content)
        if line.prefix == nil, case .listItem(_, let ordinal?) = block.kind, opens {
            line.prefix = Self.implied(ordinal, content)
        }
        line.label = Label.scan(text, content)
        if line.label?.label == .answer || line.label?.label == .explanation { line.prefix = nil }
        line.cue = QuestionCues.score(text, line.body)
        line.states = line.length >= 20 && Self.states(text.bytes, content)
        if block.isAsked { line.cue = max(line.cue, 3) }
        line.code =
            line.length > 200
            ? 0 : CodeLikeness.score(text, ByteSpan(opens ? block.span.start : content.start, content.end))
        return line
    }

    private static func states(_ bytes: ContiguousArray<UInt8>, _ content: ByteSpan) -> Bool {
        let last = Scalars.before(bytes, content.end, from: content.start).scalar
        guard last == 0x3002 || last == 0x2E else { return false }
        var offset = content.start
        while offset < content.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            if scalar == 0xFF0C || scalar == 0x2C { return true }
            offset += width
        }
        return false
    }

    /// The number that an ordered list gives its item, as if it were printed.
    static func implied(_ ordinal: Int, _ content: ByteSpan) -> NumberPrefix {
        NumberPrefix(
            dialect: NumberPrefix.Dialect(
                opening: "<ol>", closing: "", numeral: .arabic, namesQuestion: false, namesSection: false),
            value: ordinal, number: ByteSpan(content.start, content.start), span: ByteSpan(content.start, content.start)
        )
    }
}
