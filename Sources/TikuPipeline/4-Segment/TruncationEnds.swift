internal import Glibc
internal import TikuModel
internal import TikuText

/// Answers that end without a mark: cut, or written so.
///
/// Two witnesses, put together by Bayes' rule. The last words: how much more often a clause goes on behind them than it ends there
/// (`ClauseEnd`). The author: how often this post ends a paragraph, or the items of a list, without a mark. Where all other answers
/// close their last sentence an open one was cut unless its words speak strongly against it; where none does, only words that
/// cannot end a clause say so.
extension Truncation {
    func openEnd(_ lines: [Line], _ contents: [ByteSpan], _ content: ByteSpan) -> Verdict? {
        let last = lines[lines.count - 1]
        let length = Scalars.count(article.text.bytes, content.range)
        // a word on a line of its own, a letter that answers a choice
        let label = last.prefix == nil ? Label.scan(article.text, content) : nil
        let said = length - (label.map { Scalars.count(article.text.bytes, content.start..<$0.span.end) } ?? 0)
        if said < 8, !last.kind.isList, last.prefix == nil { return nil }
        let words = evidence(content)
        let isWhole: Bool
        if isItem(lines, contents) {
            isWhole = Habit.odds(words, open: openItems(lines, contents, content)) >= 1
        } else {
            if isFormula(content) { return nil }
            // a few words name something; they are no sentence, unless they go on after one
            let isSentence =
                hasClosedSentence(content) || length >= (hasHan(content) ? 12 : 40) || followsSentence(lines, contents)
            isWhole = !isSentence && Habit.odds(words, open: 0.4) >= 1 || habit.isWhole(words)
        }
        return isWhole ? nil : Verdict(evidence: Self.tail(article.text, content), marker: nil)
    }

    /// The paragraph before the last one closes its sentence.
    private func followsSentence(_ lines: [Line], _ contents: [ByteSpan]) -> Bool {
        guard lines.count > 1 else { return false }
        let before = lines[lines.count - 2]
        return before.kind == .paragraph && lines[lines.count - 1].kind == .paragraph && before.prefix == nil
            && before.code < 0.5 && closes(article.text.trimmed(contents[contents.count - 2]))
    }

    /// How much more often a clause ends behind these words than it goes on. The last words of a text are not independent of one
    /// another, and the model was trained on other texts: it is believed within bounds.
    func evidence(_ content: ByteSpan) -> Double {
        exp(min(2, max(-4, ClauseEnd.logit(article.text, content) - ClauseEnd.baseRate)))
    }

    /// How an author ends answers: how often the last sentence of a whole one is left open. Which of a post's open answers are whole
    /// is not known, so every habit is weighed by how well it explains what is closed and what is open. Most authors close all or
    /// nearly all, some none.
    struct Habit {
        /// Share of answers that are cut, in a post that has such.
        static let cutShare = 0.14
        private static let shares: [(open: Double, belief: Double)] = [
            (0.005, 0.4), (0.02, 0.3), (0.1, 0.08), (0.3, 0.05), (0.6, 0.05), (0.9, 0.12),
        ]
        private var weights = shares.map(\.belief)

        init() {}

        /// - Parameters:
        ///   - closed: number of answers that end in a mark.
        ///   - open: for each of the others, the evidence of its last words.
        ///   - inner: closed paragraphs that another follows. Open ones say little: they may be titles, or lines of a list.
        init(closed: Int, open: [Double], inner: Int) {
            var logs = Self.shares.map { share in
                // those of one answer are alike: they count for less
                log(share.belief) + (Double(closed) + Double(inner) / 2) * log(1 - share.open)
            }
            for words in open {
                for (index, share) in Self.shares.enumerated() {
                    logs[index] += log((1 - Self.cutShare) * share.open * words + Self.cutShare)
                }
            }
            let most = logs.max() ?? 0
            weights = logs.map { exp($0 - most) }
        }

        /// The odds of an open answer being whole.
        ///
        /// - Parameters:
        ///   - words: the evidence of its last words.
        ///   - open: how often a whole answer is left open.
        static func odds(_ words: Double, open: Double) -> Double { (1 - cutShare) * open * words / cutShare }

        func isWhole(_ words: Double) -> Bool {
            var (whole, all) = (0.0, 0.0)
            for (share, weight) in zip(Self.shares, weights) {
                let odds = Self.odds(words, open: share.open)
                whole += weight * odds / (1 + odds)
                all += weight
            }
            return whole * 2 >= all
        }

        /// The share that is believed.
        var open: Double {
            zip(Self.shares, weights).reduce(0) { $0 + $1.0.open * $1.1 } / weights.reduce(0, +)
        }
    }

    /// Learns how the article ends its answers.
    ///
    /// - Parameters:
    ///   - ends: the last line of each answer that ends in prose.
    ///   - inner: the prose before it.
    mutating func learn(ends: [ByteSpan], inner: [ByteSpan]) {
        let open = ends.filter { !closes($0) }
        habit = Habit(
            closed: ends.count - open.count, open: open.map(evidence), inner: inner.count { closes($0) })
    }

    private func isItem(_ lines: [Line], _ contents: [ByteSpan]) -> Bool {
        let last = lines[lines.count - 1]
        return isMarked(last, contents[contents.count - 1]) || isListLike(lines, contents)
    }

    /// An item of a list, or a line with a number or a dash before it.
    private func isMarked(_ line: Line, _ content: ByteSpan) -> Bool {
        if line.kind.isList || line.prefix != nil { return true }
        let bytes = article.text.bytes[article.text.trimmed(content).range]
        return bytes.starts(with: "- ".utf8) || bytes.starts(with: "* ".utf8) || bytes.starts(with: "•".utf8)
    }

    /// How often the items before the last one are open.
    private func openItems(_ lines: [Line], _ contents: [ByteSpan], _ content: ByteSpan) -> Double {
        let last = lines[lines.count - 1]
        let mustBeMarked = isMarked(last, contents[contents.count - 1])
        var (closed, open, length) = (0, 0, 0)
        for index in stride(from: lines.count - 2, through: max(0, lines.count - 12), by: -1) {
            let item = article.text.trimmed(contents[index])
            guard
                isMarked(lines[index], contents[index])
                    || !mustBeMarked && !item.isEmpty && lines[index].kind == last.kind
            else { break }
            if closes(item) || endsWith(item, 0xFF1B) || endsWith(item, 0x3B) { closed += 1 } else { open += 1 }
            length += lines[index].length
        }
        if closed + open == 0 { return hasClause(content) ? max(habit.open, 0.2) : max(habit.open, 0.6) }
        let share = (Double(open) + 0.1) / (Double(closed + open) + 0.2)
        // a word where the other items are sentences
        let isStub = last.length * 5 < length / (closed + open)
        return min(0.95, max(0.02, isStub ? share / 4 : share))
    }

    /// `a = b × c`: no sentence.
    private func isFormula(_ content: ByteSpan) -> Bool {
        guard !hasClosedSentence(content) else { return false }
        let bytes = article.text.bytes
        var offset = content.start
        while offset < content.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            switch scalar {
            case 0x3D, 0xD7, 0xF7, 0x2248, 0x2264, 0x2265: return true
            default: offset += width
            }
        }
        return false
    }

    /// Code that stops inside a bracket or a block that it opened.
    func codeCut(_ lines: [Line], _ contents: [ByteSpan]) -> Verdict? {
        let text = article.text
        let last = contents[contents.count - 1]
        var depth = Depth()
        depth.read(text, last)
        // one line says little of its own: a prompt, a smiley
        if depth.round + depth.square > 0, lines.count > 1, !elides(last) {
            return Verdict(evidence: "an open bracket: " + Self.tail(text, text.trimmed(last)), marker: nil)
        }
        depth = Depth()
        for index in contents.indices.reversed() {
            guard lines[index].kind == .code || lines[index].code >= 0.5 else { break }
            if elides(contents[index]) { return nil }
            depth.read(text, contents[index])
        }
        guard depth.curly > 0, depth.curly <= 3 else { return nil }
        return Verdict(evidence: "an open block: " + Self.tail(text, text.trimmed(last)), marker: nil)
    }

    /// `...` stands for what is left out.
    private func elides(_ span: ByteSpan) -> Bool {
        let bytes = article.text.bytes[span.range]
        var points = 0
        for byte in bytes {
            points = byte == UInt8(ascii: ".") ? points + 1 : 0
            if points == 3 { return true }
        }
        return text(span, contains: "…") || text(span, contains: "省略")
    }

    private func text(_ span: ByteSpan, contains words: String) -> Bool {
        let wanted = Array(words.utf8)
        guard span.count >= wanted.count, let first = wanted.first else { return false }
        let bytes = article.text.bytes
        return (span.start...(span.end - wanted.count)).contains {
            bytes[$0] == first && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }

    /// Open brackets, those in quoted strings not counted.
    private struct Depth {
        var round = 0
        var square = 0
        var curly = 0

        mutating func read(_ text: TextBuffer, _ span: ByteSpan) {
            var quote: UInt8?
            var previous: UInt8 = 0
            for byte in text.bytes[span.range] {
                if let open = quote {
                    if byte == open, previous != UInt8(ascii: "\\") { quote = nil }
                } else {
                    switch byte {
                    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): quote = byte
                    case UInt8(ascii: "("): round += 1
                    case UInt8(ascii: ")"): round -= 1
                    case UInt8(ascii: "["): square += 1
                    case UInt8(ascii: "]"): square -= 1
                    case UInt8(ascii: "{"): curly += 1
                    case UInt8(ascii: "}"): curly -= 1
                    default: break
                    }
                }
                previous = byte
            }
        }
    }
}
