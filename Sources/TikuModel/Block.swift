/// What a block of text is, as the source's markup says. Plain text has paragraphs only.
public enum BlockKind: Hashable, Sendable {
    case paragraph
    /// `level` 1 (largest) to 6.
    case heading(level: Int)
    /// `depth` 1 for an outermost list. `ordinal` is the number that markup gives an ordered item.
    case listItem(depth: Int, ordinal: Int?)
    case code
    case quote
    /// One row of a table; cells are separated by U+0009.
    case tableRow(header: Bool)
    /// White space only.
    case blank
    /// A thematic break: `---`, `<hr>`.
    case rule
}

/// The part of a page that a block stands in, as tags and class or id names tell.
public enum Region: UInt8, Hashable, Sendable, CaseIterable {
    case content, navigation, header, footer, sidebar, comments, related, form, contents, metadata, hidden, advert
    /// Around the part of a page that holds most of its text.
    case outside
    /// What a page says about a picture: part of an article, not of its running text.
    case caption
}

/// One block of an article: a line of text, or what a block-level element of HTML holds.
///
/// The blocks of an article tile its text in order.
public struct Block: Hashable, Sendable {
    /// With markers (`## `, `- `, `> `) and the line end.
    public var span: ByteSpan
    /// Without them, and without white space around.
    public var content: ByteSpan
    public var kind: BlockKind
    public var region: Region
    /// Bytes of `content` that are link text.
    public var linkBytes: Int
    /// All of `content` is bold.
    public var isStrong: Bool
    /// The markup started a new paragraph here (HTML element, blank line above in Markdown), so this block is
    /// never the continuation of a hard-wrapped line above.
    public var startsParagraph: Bool
    /// Language of a code block where the source names it.
    public var language: String?
    /// Link target where all of the content is one link.
    public var link: String?
    /// The markup names it a question: `class="faq-question"`, schema.org's `Question`.
    public var isAsked: Bool
    /// Which post of a thread it stands in: 1 for the first, 0 where there is no thread.
    public var post: Int

    public init(
        span: ByteSpan, content: ByteSpan, kind: BlockKind, region: Region = .content, linkBytes: Int = 0,
        isStrong: Bool = false, startsParagraph: Bool = false, language: String? = nil, link: String? = nil,
        isAsked: Bool = false, post: Int = 0
    ) {
        self.span = span
        self.content = content
        self.kind = kind
        self.region = region
        self.linkBytes = linkBytes
        self.isStrong = isStrong
        self.startsParagraph = startsParagraph
        self.language = language
        self.link = link
        self.isAsked = isAsked
        self.post = post
    }

    /// Share of the content that is link text, 0 to 1.
    public var linkDensity: Double { content.isEmpty ? 0 : Double(linkBytes) / Double(content.count) }

    public var isHeading: Bool { headingLevel != nil }

    public var headingLevel: Int? {
        if case .heading(let level) = kind { return level }
        return nil
    }

    public var isListItem: Bool {
        if case .listItem = kind { return true }
        return false
    }

    public var isTableRow: Bool {
        if case .tableRow = kind { return true }
        return false
    }
}

/// What a run of text inside a block is.
public enum InlineKind: Hashable, Sendable {
    case code
    case strong
    case emphasis
    case link(target: String)
    case image(target: String)
}

/// A run of text inside a block that its markup sets apart. Images hold their alternative text.
public struct Inline: Hashable, Sendable {
    public var span: ByteSpan
    public var kind: InlineKind

    public init(span: ByteSpan, kind: InlineKind) {
        self.span = span
        self.kind = kind
    }
}
