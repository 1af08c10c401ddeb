internal import TikuModel
internal import TikuText

/// Adverts come in runs: what of a line goes with the sentences that a rule takes, and what is a statement and stays.
extension Strip {
    /// Sentences that go: those that a hard rule takes, and from each of them on both sides what soft rules take; to its right also
    /// a short piece that is no statement and ends the line or stands before another advert.
    func run(_ text: TextBuffer, _ sentences: [ByteSpan], _ findings: [RuleSet.Finding?]) -> Set<Int> {
        var taken = Set(findings.indices.filter { findings[$0].map { !$0.isSoft } ?? false })
        for hard in taken.sorted() {
            var index = hard - 1
            while index >= 0, findings[index] != nil, !opensWithStatement(text, sentences[index], opens: index == 0),
                taken.insert(index).inserted
            { index -= 1 }
            index = hard + 1
            while index < sentences.count, !taken.contains(index),
                !LineOpener.stands(at: sentences[index].start, in: text, before: sentences[index].end)
            {
                let isPiece =
                    Scalars.count(text.bytes, sentences[index].range) <= 24 && !isStatement(text, sentences[index])
                let isLast = sentences[index...].allSatisfy {
                    !LineOpener.stands(at: $0.start, in: text, before: $0.end)
                        && Scalars.count(text.bytes, $0.range) <= 24 && !isStatement(text, $0)
                }
                // what a call calls to: `Want more? Get the full pack on …`
                let isCalled = index == hard + 1 && isCall(text, sentences[hard]) && isOffer(text, sentences[index])
                guard
                    findings[index] != nil || isCalled
                        || isPiece && (isLast || index + 1 < sentences.count && findings[index + 1] != nil)
                else { break }
                taken.insert(index)
                index += 1
            }
        }
        return taken
    }

    /// A short call that an advert opens with: `Want more?`, `还在为面试发愁吗？`
    func isCall(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard !content.isEmpty, Scalars.count(text.bytes, content.range) <= 48 else { return false }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        return last == 0x3F || last == 0xFF1F || last == 0x21 || last == 0xFF01
    }

    /// The last words of an advert's line: not long, no full stop, and a seller's word among them.
    func isOffer(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard !content.isEmpty, Scalars.count(text.bytes, content.range) <= 120 else { return false }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        return last != 0x3002 && last != 0x2E && rules.speaksLikeSeller(text, content)
    }

    /// A whole sentence at the start of a line or behind one that stays: what a line is about goes with an advert behind it only if its words are surely a seller's.
    func opensWithStatement(_ text: TextBuffer, _ span: ByteSpan, opens: Bool = true) -> Bool {
        let content = text.trimmed(span)
        guard Scalars.count(text.bytes, content.range) >= (opens ? 40 : 16) else { return false }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        return (last == 0x2E || last == 0x3002) && model.score(text, content) < AdvertModel.endThreshold
    }

    /// A sentence of an answer: one with a Chinese full stop, or a long one with a full stop in words that no seller's are.
    func states(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        if isStatement(text, span) { return true }
        let content = text.trimmed(span)
        return content.count >= 40 && text.bytes[content.end - 1] == UInt8(ascii: ".")
            && model.score(text, content) <= 0
    }

    /// Ends like a sentence of an answer.
    func isStatement(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard !content.isEmpty else { return false }
        return Scalars.before(text.bytes, content.end, from: content.start).scalar == 0x3002
    }
}
