/// Whether a question has its answer.
public enum AnswerStatus: String, Hashable, Sendable, CaseIterable {
    case answered, missing, truncated
}

/// A question bank in the format `tiku.bank/1`. See `docs/bank-format.md`.
public struct Bank: Hashable, Sendable {
    public static let format = "tiku.bank/1"

    public var generator: Generator
    public var sources: [BankSource]
    public var sections: [BankSection]
    public var questions: [Question]
    public var retired: [RetiredQuestion]
    public var summary: Summary

    public init(
        generator: Generator, sources: [BankSource], sections: [BankSection], questions: [Question],
        retired: [RetiredQuestion], summary: Summary
    ) {
        self.generator = generator
        self.sources = sources
        self.sections = sections
        self.questions = questions
        self.retired = retired
        self.summary = summary
    }
}

extension Bank {
    /// Paths of the sources by their ids. O(sources).
    public var paths: [String: String] { sources.paths }
}

/// What built a bank.
public struct Generator: Hashable, Sendable {
    public var name: String
    public var version: String
    /// `sha256:` and the digest of all rules in force.
    public var rules: String

    public init(name: String = "tiku", version: String, rules: String) {
        self.name = name
        self.version = version
        self.rules = rules
    }
}

public enum SourceStatus: String, Hashable, Sendable, CaseIterable {
    case ok, quarantined
}

/// One file or record that the bank was built from.
public struct BankSource: Hashable, Sendable {
    /// `s-` and a digest of the path: stable while the file stays where it is.
    public var id: String
    public var path: String
    public var sha256: String
    public var title: String?
    public var url: String?
    public var encoding: String?
    /// How many questions the source promises.
    public var claimed: Int?
    /// How many it holds.
    public var found: Int
    /// Length of the decoded text in bytes; occurrence spans lie inside it.
    public var length: Int
    public var status: SourceStatus
    public var reason: String?
    /// Id of the source that this one repeats: the two count as one voice.
    public var repostOf: String?
    /// As the source prints them, where it does.
    public var author: String?
    public var date: String?
    public var language: String?
    public var flags: [Flag]

    public init(
        id: String, path: String, sha256: String, title: String?, url: String?, encoding: String?, claimed: Int?,
        found: Int, length: Int, status: SourceStatus, reason: String?,
        repostOf: String? = nil, author: String? = nil, date: String? = nil, language: String? = nil, flags: [Flag]
    ) {
        self.id = id
        self.path = path
        self.sha256 = sha256
        self.title = title
        self.url = url
        self.encoding = encoding
        self.claimed = claimed
        self.found = found
        self.length = length
        self.status = status
        self.reason = reason
        self.repostOf = repostOf
        self.author = author
        self.date = date
        self.language = language
        self.flags = flags
    }
}

extension [BankSource] {
    /// Their paths by their ids. O(sources).
    public var paths: [String: String] {
        Dictionary(map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A section heading of a source.
public struct BankSection: Hashable, Sendable {
    public var id: String
    public var title: String
    public var source: String
    public var omitted: Bool

    public init(id: String, title: String, source: String, omitted: Bool) {
        self.id = id
        self.title = title
        self.source = source
        self.omitted = omitted
    }
}

/// The answer that the bank gives to a question.
public struct Answer: Hashable, Sendable {
    public var status: AnswerStatus
    /// Markdown; empty when missing.
    public var text: String
    /// Id of the source that it was taken from.
    public var source: String?
    /// Id of the source that a missing or truncated answer was healed from.
    public var healedFrom: String?

    public init(status: AnswerStatus, text: String, source: String?, healedFrom: String?) {
        self.status = status
        self.text = text
        self.source = source
        self.healedFrom = healedFrom
    }
}

/// One place where a question was found.
public struct Occurrence: Hashable, Sendable {
    public var source: String
    /// As printed.
    public var number: String?
    public var section: String?
    public var text: String
    public var status: AnswerStatus
    public var answer: String
    /// In the decoded text of its source.
    public var span: ByteSpan
    /// The same in the raw file, where it has lines.
    public var lines: LineRange?

    public init(
        source: String, number: String?, section: String?, text: String, status: AnswerStatus, answer: String,
        span: ByteSpan, lines: LineRange? = nil
    ) {
        self.source = source
        self.number = number
        self.section = section
        self.text = text
        self.status = status
        self.answer = answer
        self.span = span
        self.lines = lines
    }
}

/// One question of the bank.
public struct Question: Hashable, Sendable {
    public var id: String
    /// For life: never changed, never given to another question.
    public var number: Int
    /// Path of section titles, outermost first.
    public var section: [String]
    public var text: String
    /// `zh`, `en` (any Latin script), `ja`, `ko` or `und`.
    public var lang: String
    public var answer: Answer
    public var occurrences: [Occurrence]
    public var flags: [Flag]

    public init(
        id: String, number: Int, section: [String], text: String, lang: String, answer: Answer,
        occurrences: [Occurrence], flags: [Flag]
    ) {
        self.id = id
        self.number = number
        self.section = section
        self.text = text
        self.lang = lang
        self.answer = answer
        self.occurrences = occurrences
        self.flags = flags
    }
}

/// A question that is no longer in the bank; its number stays taken.
public struct RetiredQuestion: Hashable, Sendable {
    public var id: String
    public var number: Int
    public var reason: String

    public init(id: String, number: Int, reason: String) {
        self.id = id
        self.number = number
        self.reason = reason
    }
}

/// The bank in numbers. All of it follows from the rest; `tiku validate` checks that it does.
public struct Summary: Hashable, Sendable {
    public var sources: Int
    public var quarantined: Int
    public var questions: Int
    public var occurrences: Int
    public var answered: Int
    public var missing: Int
    public var truncated: Int
    public var healed: Int
    /// Occurrences beyond the first of each question.
    public var duplicates: Int
    public var removedSpans: Int

    public init(
        sources: Int, quarantined: Int, questions: Int, occurrences: Int, answered: Int, missing: Int, truncated: Int,
        healed: Int, duplicates: Int, removedSpans: Int
    ) {
        self.sources = sources
        self.quarantined = quarantined
        self.questions = questions
        self.occurrences = occurrences
        self.answered = answered
        self.missing = missing
        self.truncated = truncated
        self.healed = healed
        self.duplicates = duplicates
        self.removedSpans = removedSpans
    }

    /// Counts what can be counted in the bank itself.
    public init(sources: [BankSource], questions: [Question], removedSpans: Int) {
        self.init(
            sources: sources.count, quarantined: sources.count { $0.status == .quarantined },
            questions: questions.count, occurrences: 0, answered: 0, missing: 0, truncated: 0, healed: 0,
            duplicates: 0, removedSpans: removedSpans)
        // by place: a question is large, and a loop over the values copies each
        for index in questions.indices {
            occurrences += questions[index].occurrences.count
            switch questions[index].answer.status {
            case .answered: answered += 1
            case .missing: missing += 1
            case .truncated: truncated += 1
            }
            if questions[index].answer.healedFrom != nil { healed += 1 }
        }
        duplicates = occurrences - questions.count
    }

    /// The summary of two parts of a bank.
    public static func += (sum: inout Summary, part: Summary) {
        sum.sources += part.sources
        sum.quarantined += part.quarantined
        sum.questions += part.questions
        sum.occurrences += part.occurrences
        sum.answered += part.answered
        sum.missing += part.missing
        sum.truncated += part.truncated
        sum.healed += part.healed
        sum.duplicates += part.duplicates
        sum.removedSpans += part.removedSpans
    }
}
