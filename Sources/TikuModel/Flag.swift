/// How grave a finding is.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case note, warning, error

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// What the audit can find. Each code has a page in `docs/flags/`.
public enum FlagCode: String, Hashable, Sendable, CaseIterable {
    case answerMissing = "answer.missing"
    case answerTruncated = "answer.truncated"
    case answerPlaceholder = "answer.placeholder"
    case answerWithheld = "answer.withheld"
    case answerShort = "answer.short"
    case answerEcho = "answer.echo"
    case answerConflict = "answer.conflict"
    case answerListIncomplete = "answer.list-incomplete"
    case questionNearDuplicate = "question.near-duplicate"
    case numberDuplicate = "number.duplicate"
    case numberGap = "number.gap"
    case sectionOmitted = "section.omitted"
    case claimMismatch = "claim.mismatch"
    case textResidue = "text.residue"
    case textMojibake = "text.mojibake"
    case sourceQuarantined = "source.quarantined"
    case sourceEmpty = "source.empty"

    /// The severity a finding has.
    public var severity: Severity {
        switch self {
        case .answerMissing, .answerTruncated, .answerPlaceholder, .answerWithheld, .sourceQuarantined, .sourceEmpty:
            .error
        case .answerEcho, .answerConflict, .answerListIncomplete, .sectionOmitted, .claimMismatch, .textResidue,
            .textMojibake:
            .warning
        case .answerShort, .questionNearDuplicate, .numberDuplicate, .numberGap: .note
        }
    }

    /// Speaks of the answer's text, not of where the question stands.
    public var isAboutAnswer: Bool { rawValue.hasPrefix("answer.") || rawValue.hasPrefix("text.") }

    /// One sentence for reports.
    public var meaning: String {
        switch self {
        case .answerMissing: "no answer follows the question"
        case .answerTruncated: "the answer stops before it ends"
        case .answerPlaceholder: "a stand-in takes the place of the answer"
        case .answerWithheld: "the answer is behind a group, a paywall or a download"
        case .answerShort: "far shorter than this bank's answers usually are"
        case .answerEcho: "the answer only repeats the question"
        case .answerConflict: "sources disagree in substance"
        case .answerListIncomplete: "the answer promises more points than it gives"
        case .questionNearDuplicate: "close to another question, not close enough to merge unasked"
        case .numberDuplicate: "the source prints this number twice"
        case .numberGap: "the source skips a number"
        case .sectionOmitted: "the source names a section and leaves it out"
        case .claimMismatch: "the source promises another number of questions than it holds"
        case .textResidue: "damage that could not be repaired with certainty"
        case .textMojibake: "text that went through the wrong character encoding"
        case .sourceQuarantined: "the source could not be read"
        case .sourceEmpty: "the source holds no question"
        }
    }
}

extension FlagCode {
    /// What a curator can do about it, in one sentence.
    public var remedy: String {
        switch self {
        case .answerTruncated:
            "Scrape the whole post, or put another one that has the answer into Raw/; the next build heals it."
        case .answerMissing, .answerPlaceholder, .answerWithheld:
            "Put a post that has the answer into Raw/, or write it with `tiku decide edit`."
        case .answerShort: "Read the answer; where it says enough, accept the finding with a reason."
        case .answerEcho: "Put a post with a real answer into Raw/, or write one with `tiku decide edit`."
        case .answerConflict: "Compare the answers with `tiku explain`; write the right one with `tiku decide edit`."
        case .answerListIncomplete:
            "Look at the source with `tiku explain`; points may have been cut or taken for questions."
        case .questionNearDuplicate: "Compare the two; `tiku decide merge` or `tiku decide keep` settles it."
        case .numberDuplicate, .numberGap:
            "Compare with the source: a question may be missing from it, or only its number."
        case .sectionOmitted: "Find the part of the post that was left out, and put it into Raw/."
        case .claimMismatch: "Look for the parts of the post that were not scraped."
        case .textResidue, .textMojibake:
            "Scrape the post again in its own encoding, or write the text with `tiku decide edit`."
        case .sourceQuarantined: "The reason says what to do with the file."
        case .sourceEmpty: "Remove the file, or see with `tiku explain FILE` what its lines were taken for."
        }
    }
}

/// One finding about a question or a source.
public struct Flag: Hashable, Sendable {
    public var code: FlagCode
    public var severity: Severity
    public var message: String
    /// The words or facts it rests on.
    public var evidence: String
    /// Why a curator agreed to it; such a finding fails no gate.
    public var accepted: String?

    public init(
        _ code: FlagCode, message: String, evidence: String, severity: Severity? = nil, accepted: String? = nil
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.message = message
        self.evidence = evidence
        self.accepted = accepted
    }
}
