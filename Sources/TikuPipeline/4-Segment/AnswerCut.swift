internal import TikuModel
internal import TikuText

/// Whether an answer is cut: by its own words (`Truncation`), by an offer of the rest, or by a note below it.
extension AnswerJudge {
    /// Takes a note off the end of an answer.
    ///
    /// - Returns: what shows that the answer above it is cut, if it is.
    func withoutNote(
        _ pieces: inout [AnswerMarkdown.Piece], _ notes: inout [ByteSpan], _ draft: ExtractWriter.Draft
    ) -> Truncation.Verdict? {
        guard pieces.count > 1, let last = pieces.last, isNote(last) else { return nil }
        notes.append(last.content)
        pieces.removeLast()
        return truncationVerdict(&pieces, &notes, draft)
    }

    /// `(continue on the app)`, `（代码块渲染超时）`: says in brackets, below an answer, that more of it is elsewhere.
    private func isNote(_ piece: AnswerMarkdown.Piece) -> Bool {
        let content = text.trimmed(piece.content)
        guard piece.line.isProse, content.count > 4 else { return false }
        let first = Scalars.decode(text.bytes, at: content.start).scalar
        guard [0xFF08, 0x28, 0x3010, 0x5B, 0x2A, 0x2026].contains(first) else { return false }
        return StandInModel.holds(text, content)
    }

    func truncationVerdict(
        _ pieces: inout [AnswerMarkdown.Piece], _ notes: inout [ByteSpan], _ draft: ExtractWriter.Draft
    ) -> Truncation.Verdict? {
        // an offer on a line of its own is no part of the answer
        if let last = pieces.last, pieces.count > 1, Truncation.isOffer(text, last.content) {
            pieces.removeLast()
            return Truncation.Verdict(evidence: text.string(last.content), marker: last.content)
        }
        if let offer = offerAbovePage(&pieces, &notes) { return offer }
        guard let verdict = truncation.judge(pieces.map(\.line), pieces.map(\.content)),
            verdict.marker != nil || !fillsIn(pieces, draft),
            !draft.isCell || verdict.marker != nil || cellsClose && isLong(pieces)
        else {
            return removedOffer(draft)
        }
        if let marker = verdict.marker, var last = pieces.last, marker.start >= last.content.start {
            last.content = text.trimmed(ByteSpan(last.content.start, marker.start))
            if last.content.isEmpty { pieces.removeLast() } else { pieces[pieces.count - 1] = last }
        }
        return verdict
    }

    /// An offer on a line of its own, below which only the page's own lines stand.
    private func offerAbovePage(_ pieces: inout [AnswerMarkdown.Piece], _ notes: inout [ByteSpan]) -> Truncation
        .Verdict?
    {
        guard pieces.count > 2,
            let place = pieces.indices.suffix(3).first(where: { $0 > 0 && isOffer(pieces[$0]) }),
            pieces[(place + 1)...].allSatisfy({ isNoStatement($0) })
        else { return nil }
        let offer = pieces[place].content
        notes += pieces[(place + 1)...].map(\.content)
        pieces.removeSubrange(place...)
        return Truncation.Verdict(evidence: text.string(offer), marker: offer)
    }

    /// A line that offers the rest and is no point of an answer: `unlock` in a list of methods offers nothing.
    private func isOffer(_ piece: AnswerMarkdown.Piece) -> Bool {
        let content = text.trimmed(piece.content)
        guard piece.line.kind == .paragraph, piece.line.prefix == nil, piece.content == piece.line.content,
            Truncation.isOffer(text, content)
        else { return false }
        let bytes = text.bytes[content.range]
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        return last != 0x3A && last != 0xFF1A
            && (bytes.contains(0x20) || bytes.count { $0 >= 0xC0 } >= 4)
    }

    /// What stands in the gaps of a question: `____ 和 ____`, answered by `443；22`.
    private func fillsIn(_ pieces: [AnswerMarkdown.Piece], _ draft: ExtractWriter.Draft) -> Bool {
        pieces.count == 1 && QuestionCues.hasGap(text, draft.question)
            && Scalars.count(text.bytes, text.trimmed(pieces[0].content).range) <= 40
    }

    /// Longer than the words that a cell may hold without a sentence.
    private func isLong(_ pieces: [AnswerMarkdown.Piece]) -> Bool {
        pieces.last.map { Scalars.count(text.bytes, text.trimmed($0.content).range) >= 12 } ?? false
    }

    /// An offer that a verdict took, right below the answer.
    private func removedOffer(_ draft: ExtractWriter.Draft) -> Truncation.Verdict? {
        for verdict in verdicts(from: draft.end - 1, to: draft.end + 200) {
            if Truncation.isOffer(text, verdict.span),
                text.trimmed(ByteSpan(draft.end, max(draft.end, verdict.span.start))).isEmpty
            {
                return Truncation.Verdict(evidence: text.string(text.trimmed(verdict.span)), marker: nil)
            }
        }
        return nil
    }
}
