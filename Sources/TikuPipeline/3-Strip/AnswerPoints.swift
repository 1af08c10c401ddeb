internal import TikuModel
internal import TikuText

/// How the sentences of an answer open and end, and adverts do not.
extension Strip {
    /// `第三，…`: counts the points of an answer.
    func isOrdinal(_ text: TextBuffer, _ content: ByteSpan) -> Bool {
        Self.ordinals.longestPrefix(text.bytes, text.trimmed(content).range) != nil
    }

    private static let ordinals = PhraseAutomaton(
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].flatMap { number in
            ["第\(number)，", "第\(number),", "第\(number)、", "第\(number)步", "第\(number)点", "其\(number)，"]
        })

    /// Ends in a comma: an answer that was cut, which adverts are not.
    func isBroken(_ text: TextBuffer, _ content: ByteSpan) -> Bool {
        let content = text.trimmed(content)
        guard !content.isEmpty else { return false }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        return (last == 0xFF0C || last == 0x2C) && model.score(text, content) < AdvertModel.sureThreshold
    }

    /// A point that others follow: adverts close with a full stop, a sign of joy or nothing.
    func isPoint(_ text: TextBuffer, _ content: ByteSpan) -> Bool {
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        return last == 0xFF1B || last == 0x3B
    }
}
