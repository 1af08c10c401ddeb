internal import TikuModel
internal import TikuText

/// Paragraphs at the end of an answer that are none of it: an advert, a line of the page.
///
/// `Strip` judges sentences before anybody knows where answers end. Between a whole answer and the next question adverts stand far more
/// often than in an answer, so that less needs to speak for one there: a paragraph of its own that does not end in `。` or lead on, below
/// an answer that closes its last sentence, in words that a seller or a page would use (`AdvertModel`) and none of which the question or the end of the
/// answer has.
struct AnswerTail {
    let article: Article
    let truncation: Truncation

    static let rule = "ad.after-answer"
    /// Logit from which it is one.
    static let threshold = 0.3
    /// The most paragraphs that are taken off one answer.
    static let most = 4
    private static let longest = 80

    /// - Parameters:
    ///   - pieces: of the answer, in order.
    ///   - question: of this answer.
    /// - Returns: how many pieces at the end are no part of the answer. O(length of the answer).
    func count(_ pieces: [AnswerMarkdown.Piece], below question: ByteSpan) -> Int {
        guard article.judgesWording else { return 0 }
        var answer = pieces[...]
        while pieces.count - answer.count < Self.most, answer.count > 1, let last = answer.last {
            let above = answer.dropLast()
            guard mayBeAdvert(last), isSold(last.content), isForeign(last.content, to: above, question) else { break }
            answer = above
        }
        guard let last = answer.last, ends(last) else { return 0 }
        return pieces.count - answer.count
    }

    /// A line of prose that is neither point, heading nor quotation, and does not close as sentences do.
    private func mayBeAdvert(_ piece: AnswerMarkdown.Piece) -> Bool {
        let text = article.text
        let content = text.trimmed(piece.content)
        let line = piece.line
        guard !article.isKept(content) else { return false }
        guard line.kind == .paragraph, line.code < 0.4, line.prefix == nil, line.label == nil, !line.isHeadingLike,
            (6...Self.longest).contains(Scalars.count(text.bytes, content.range))
        else { return false }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        guard last != 0x3002, last != 0xFF1B, last != 0x3A, last != 0xFF1A, last != 0x2026 else {
            return false
        }
        // what says that the answer goes on, or shows it
        return truncation.trailingOffer(content) == nil && truncation.danglingWord(content) == nil
            && Placeholders.kind(text, content) == nil
    }

    private func isSold(_ content: ByteSpan) -> Bool {
        // English closes its adverts as it closes its sentences
        let isClosed = truncation.endsWith(content, 0x2E)
        return AdvertModel.shipped.score(article.text, content)
            >= (isClosed ? AdvertModel.endThreshold : Self.threshold)
    }

    /// Shares not a word with the question and the end of the answer.
    private func isForeign(
        _ content: ByteSpan, to pieces: ArraySlice<AnswerMarkdown.Piece>, _ question: ByteSpan
    ) -> Bool {
        let text = article.text
        let own = Outlier.units(text, content, true)
        guard own.count >= 2 else { return false }
        var around = Outlier.units(text, question, true)
        for piece in pieces.suffix(12) {
            let content = piece.content
            around.formUnion(
                Outlier.units(text, ByteSpan(max(content.start, content.end - 1_500), content.end), true))
        }
        return around.isDisjoint(with: own)
    }

    /// The answer above is whole: it closes a sentence, or ends in what needs no mark.
    private func ends(_ piece: AnswerMarkdown.Piece) -> Bool {
        piece.line.kind == .code || piece.line.kind.isList || piece.line.kind.isRow
            || truncation.closes(article.text.trimmed(piece.content))
    }
}
