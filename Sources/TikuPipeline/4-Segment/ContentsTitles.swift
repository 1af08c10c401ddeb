internal import TikuModel
internal import TikuText

/// What a table of contents lists without a number, where it numbers the questions or they ask: the titles of the parts.
///
/// A list of contents says what its author holds for a heading, in plain text too.
struct ContentsTitles {
    private var forms: Set<String> = []
    /// What stands behind the numbers of the others.
    private var questions: Set<String> = []

    /// - Parameter contents: the lines of a table of contents in the text; that of a page stands in a part of its own.
    init(_ article: Article, _ lines: [Line], _ contents: Range<Int>?) {
        let text = article.text
        let listed = contents.map { $0.map { lines[$0].content } } ?? []
        let named = article.blocks.filter { $0.region == .contents && $0.kind != .blank }.map(\.content)
        let entries = (listed + named).filter { !$0.isEmpty && $0.count <= 240 }
        for entry in entries {
            guard let prefix = NumberPrefix.scan(text, entry), prefix.span.end < entry.end else { continue }
            questions.insert(NormalForm.question(text.string(ByteSpan(prefix.span.end, entry.end))))
        }
        let titles = entries.filter { entry in
            (2...40).contains(Scalars.count(text.bytes, entry.range)) && NumberPrefix.scan(text, entry) == nil
                && QuestionCues.score(text, entry) < 1.2
        }
        // where few are numbered, the others may be questions too, unless parts are all that is listed
        let numbered = entries.count { NumberPrefix.scan(text, $0) != nil }
        guard titles.count >= 2, numbered * 2 >= entries.count || titles.count == entries.count else { return }
        forms = Set(titles.map { NormalForm.question(text.string($0)) })
    }

    /// Whether a numbered line is one of the entries, word for word.
    func lists(_ text: TextBuffer, _ line: Line) -> Bool {
        guard !questions.isEmpty, let prefix = line.prefix, prefix.span.end < line.content.end, line.length <= 200
        else { return false }
        return questions.contains(NormalForm.question(text.string(ByteSpan(prefix.span.end, line.content.end))))
    }

    /// Whether a line is one of the titles, word for word.
    func holds(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        !forms.isEmpty && span.count <= 240 && forms.contains(NormalForm.question(text.string(span)))
    }
}
