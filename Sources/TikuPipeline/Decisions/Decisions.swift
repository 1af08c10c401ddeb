public import TikuModel
internal import TikuText

/// What a curator decided about questions, from `decisions.yml`: applied on every build, whatever the sources say by then.
public struct Decisions: Hashable, Sendable {
    /// A question, by its id or by any of its wordings.
    public struct Target: Hashable, Sendable {
        /// `q-…`, or a wording.
        public var name: String
        /// What it said when the decision was made: finds the question again where its id is no longer known.
        public var wording: String?

        public init(_ name: String, wording: String? = nil) {
            self.name = name
            self.wording = wording
        }
    }

    /// What a curator writes in place of what the sources say; nil leaves a thing as it is.
    public struct Edit: Hashable, Sendable {
        public var text: String?
        /// Markdown.
        public var answer: String?
        public var section: [String]?

        public init(text: String? = nil, answer: String? = nil, section: [String]? = nil) {
            self.text = text
            self.answer = answer
            self.section = section
        }
    }

    public enum Action: Hashable, Sendable {
        /// Both ask the same.
        case merge(Target, into: Target)
        /// They ask two things, however alike they are.
        case keep(Target, apart: Target)
        /// One wording, of one source or of all, does not belong to a question.
        case split(Target, wording: String, source: String?)
        /// It is no question, or none that the bank should hold.
        case remove(Target)
        case edit(Target, Edit)
        /// A finding about a question that is known and agreed to.
        case accept(FlagCode, question: Target)
        /// A finding about a source, by its path.
        case acceptSource(FlagCode, path: String)
        /// An earlier entry no longer holds, by its key.
        case undo(String)
    }

    public struct Decision: Hashable, Sendable {
        public var action: Action
        public var reason: String?
        /// Line in the file, counted from 1.
        public var line: Int
        /// Bytes of the entry in the file.
        public var span: ByteSpan

        public init(_ action: Action, reason: String? = nil, line: Int = 0, span: ByteSpan = ByteSpan(0, 0)) {
            self.action = action
            self.reason = reason
            self.line = line
            self.span = span
        }

        /// Names the entry by what it says, wherever it stands: twelve hexadecimal digits of the SHA-256 of its canonical form.
        public var key: String { String(Identifier.sha256(yaml.utf8).prefix(12)) }
    }

    public static let fileName = "decisions.yml"

    /// Those that hold, in the order of the file: where two contradict each other, the later one does. What was undone is not among
    /// them; an undoing stands here only where there is nothing that it undoes.
    public var list: [Decision]
    /// Entries of the file, undone ones and undoings too.
    public var entries: Int
    /// SHA-256 of the file, and its length in bytes: a written answer has the file as its source.
    public var sha256: String
    public var length: Int

    public init(_ list: [Decision] = [], sha256: String = "", length: Int = 0) {
        self.list = list
        entries = list.count
        self.sha256 = sha256
        self.length = length
    }
}
