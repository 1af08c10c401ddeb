public import TikuModel
internal import TikuText

/// One way to ask, as an engine's near-duplicate join knows it.
///
/// Questions with one id are duplicates by their wording alone; of these the first in the order of posts and places stands for all.
public struct WordingRecord: Hashable, Sendable {
    public var id: String
    /// As printed.
    public var text: String
    /// What is asked, without the words around it: what the join compares.
    public var form: String
    /// What two wordings must have in common to the letter before they are compared at all.
    public var subject: String
    /// Path of the post, and where the question begins in it, in bytes.
    public var post: String
    public var start: Int
    /// The posts that ask it, where they are known.
    public var posts: [String]

    public init(
        id: String, text: String, form: String, subject: String, post: String, start: Int, posts: [String] = []
    ) {
        self.id = id
        self.text = text
        self.form = form
        self.subject = subject
        self.post = post
        self.start = start
        self.posts = posts
    }

    /// A question of a post.
    public init(_ question: ExtractedQuestion, post: String) {
        let marks = question.wordingMarks
        form = marks.form
        text = question.text
        subject = marks.subject
        self.post = post
        start = question.span.start
        posts = []
        // what has no words is a duplicate of nothing
        let key =
            marks.key.isEmpty
            ? "\u{2}\(post)\u{1F}\(start)" : marks.key == form ? "\u{3}" + form : marks.key
        id = String(Identifier.sha256(key.utf8).prefix(24))
    }

    /// The character pairs of its form, each once: what has to be counted over all wordings. In no order that counts.
    public var shingles: [String] { Array(Set(Shingle.all(form, length: 2))) }

    func isBefore(_ other: WordingRecord) -> Bool { PostOrder.isBefore((post, start), (other.post, other.start)) }
}

/// Posts in the order of their paths' bytes, questions in the order of their places.
enum PostOrder {
    static func isBefore(_ left: (post: String, start: Int), _ right: (post: String, start: Int)) -> Bool {
        left.post == right.post
            ? left.start < right.start : left.post.utf8.lexicographicallyPrecedes(right.post.utf8)
    }
}

/// Character n-grams as text. A text shorter than one is one.
enum Shingle {
    static func all(_ text: String, length: Int) -> [String] {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count > length else { return [text] }
        return (0...(scalars.count - length)).map { start in
            var gram = String.UnicodeScalarView()
            gram.append(contentsOf: scalars[start..<start + length])
            return String(gram)
        }
    }
}
