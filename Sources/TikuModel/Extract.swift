/// What a stretch of an article is.
public enum TileRole: Hashable, Sendable {
    case title
    case section
    case question
    case answer
    /// Text of an article that holds no questions.
    case text
    case removed(rule: String, evidence: String)

    public var isKept: Bool {
        if case .removed = self { return false }
        return true
    }

    public var name: String {
        switch self {
        case .title: "title"
        case .section: "section"
        case .question: "question"
        case .answer: "answer"
        case .text: "text"
        case .removed: "removed"
        }
    }
}

/// A span of the decoded text and what became of it. The tiles of an article cover it exactly: law 1.
public struct Tile: Hashable, Sendable {
    public var span: ByteSpan
    public var role: TileRole
    /// The words of a removed span, cut where they are long; empty for kept ones, whose words stand elsewhere.
    public var excerpt: String

    public init(span: ByteSpan, role: TileRole, excerpt: String = "") {
        self.span = span
        self.role = role
        self.excerpt = excerpt
    }
}

/// What the reduce half tells wordings apart by. It follows from the words alone, so it is worked out once, where they are read.
public struct WordingMarks: Hashable, Sendable {
    /// The id that the wording gives to a question.
    public var id: String
    /// Two wordings with one key are duplicates; empty for one of signs only, which is a duplicate of nothing.
    public var key: String
    /// What is asked, without the words around it: what near-duplicates are found by.
    public var form: String
    /// What two wordings must have in common to the letter to be as much as close.
    public var subject: String
    /// What they must have in common besides to be merged unasked.
    public var aspects: String

    public init(id: String, key: String, form: String, subject: String, aspects: String) {
        self.id = id
        self.key = key
        self.form = form
        self.subject = subject
        self.aspects = aspects
    }
}

/// One question as it stands in one article.
public struct ExtractedQuestion: Hashable, Sendable {
    /// As printed, without the marks around it.
    public var number: String?
    public var section: String?
    public var text: String
    public var status: AnswerStatus
    /// Markdown.
    public var answer: String
    /// From the question's number to the end of its answer, in the decoded text.
    public var span: ByteSpan
    /// The same in the raw file, where it has lines.
    public var lines: LineRange?
    /// What the article alone gives away about this question.
    public var flags: [Flag]
    /// Of `text`; nil where nobody has worked them out.
    public var marks: WordingMarks?

    public init(
        number: String?, section: String?, text: String, status: AnswerStatus, answer: String, span: ByteSpan,
        lines: LineRange? = nil, flags: [Flag] = [], marks: WordingMarks? = nil
    ) {
        self.number = number
        self.section = section
        self.text = text
        self.status = status
        self.answer = answer
        self.span = span
        self.lines = lines
        self.flags = flags
        self.marks = marks
    }
}

/// A section heading of an article.
public struct ExtractedSection: Hashable, Sendable {
    public var title: String
    /// The source names it and leaves it out.
    public var omitted: Bool
    public var span: ByteSpan
    /// The words that say it is left out.
    public var evidence: String?

    public init(title: String, omitted: Bool, span: ByteSpan, evidence: String? = nil) {
        self.title = title
        self.omitted = omitted
        self.span = span
        self.evidence = evidence
    }
}

/// All that the reduce half needs to know of one article: a plain value, so that the map half can run anywhere.
public struct Extract: Hashable, Sendable {
    public var source: SourceInfo
    public var title: String?
    /// How many questions the article promises, where it does, and the words.
    public var claimed: Int?
    public var claimEvidence: String?
    public var sections: [ExtractedSection]
    public var questions: [ExtractedQuestion]
    public var tiles: [Tile]
    /// Flags about the article as a whole.
    public var flags: [Flag]
    /// The cleaned article as Markdown.
    public var cleaned: String
    /// The cleaned article as plain text; empty where a pipeline leaves it out.
    public var plain: String
    /// Length of the decoded text in bytes.
    public var length: Int
    /// Number of repairs by rule.
    public var repairs: [String: Int]

    public init(
        source: SourceInfo, title: String?, claimed: Int?, claimEvidence: String?, sections: [ExtractedSection],
        questions: [ExtractedQuestion], tiles: [Tile], flags: [Flag], cleaned: String, plain: String, length: Int,
        repairs: [String: Int]
    ) {
        self.source = source
        self.title = title
        self.claimed = claimed
        self.claimEvidence = claimEvidence
        self.sections = sections
        self.questions = questions
        self.tiles = tiles
        self.flags = flags
        self.cleaned = cleaned
        self.plain = plain
        self.length = length
        self.repairs = repairs
    }
}

/// Checks law 1 for one article.
///
/// - Returns: nil when the tiles cover `0..<length` without gap or overlap, else what is wrong.
public func tilingDefect(_ tiles: [Tile], length: Int) -> String? {
    var position = 0
    for tile in tiles {
        if tile.span.start != position {
            let what = tile.span.start > position ? "gap" : "overlap"
            return "\(what) at byte \(min(position, tile.span.start)) before a tile of role \(tile.role.name)"
        }
        if tile.span.isEmpty { return "empty tile at byte \(position)" }
        position = tile.span.end
    }
    return position == length ? nil : "the tiles end at byte \(position), the text at \(length)"
}
