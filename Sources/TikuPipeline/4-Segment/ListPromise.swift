internal import TikuModel
internal import TikuText

/// Checks that an answer which promises N points gives N: `有以下三种方式：` and two list items.
enum ListPromise {
    struct Broken: Hashable {
        var promised: Int
        var given: Int
        var evidence: String
    }

    private static let counters = Words.list(
        """
        种, 点, 个方面, 个步骤, 步, 个阶段, 个部分, 类, 个原因, 个特点, 个优点, 个缺点, 大类, 个方案, 个要素, 个条件,
        个层次, 个级别, 项
        """)
    private static let english: [(String, Int)] = [
        ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9),
        ("ten", 10),
    ]

    private static let nouns = Words.list(
        "types, ways, kinds, steps, reasons, points, things, methods, parts, phases, stages, options")

    /// A promise in a line that ends with a colon, and a list right below with fewer items.
    static func broken(_ text: TextBuffer, _ pieces: [AnswerMarkdown.Piece]) -> Broken? {
        for (index, piece) in pieces.enumerated() where index + 1 < pieces.count {
            let content = text.trimmed(piece.content)
            guard !content.isEmpty else { continue }
            let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
            guard last == 0xFF1A || last == 0x3A, let promised = promise(text, content), promised >= 2, promised <= 12
            else { continue }
            let given = items(text, Array(pieces[(index + 1)...]))
            guard given >= 1, given < promised else { continue }
            return Broken(promised: promised, given: given, evidence: text.string(content))
        }
        return nil
    }

    /// `三种`, `3 个步骤`, `three main ways`: all that can promise, in one automaton.
    private static let promises: [(words: String, count: Int)] = {
        let numerals = [("两", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("七", 7), ("八", 8), ("九", 9), ("十", 10)]
        var all: [(String, Int)] = []
        for counter in counters {
            for (numeral, count) in numerals { all.append((numeral + counter, count)) }
            for count in 2...12 { all += [("\(count)" + counter, count), ("\(count) " + counter, count)] }
        }
        for (word, count) in english {
            for noun in nouns { all += ["", "main ", "different "].map { (word + " " + $0 + noun, count) } }
        }
        return all
    }()
    private static let automaton = PhraseAutomaton(promises.map(\.words))
    private static let ordinal = Array("第".utf8)

    private static func promise(_ text: TextBuffer, _ span: ByteSpan) -> Int? {
        var found: Int?
        automaton.scan(text.bytes, max(span.start, span.end - 120)..<span.end) { match in
            // `第三点` counts off, it does not promise
            let before = match.span.start - ordinal.count
            if before >= span.start, text.bytes[before..<match.span.start].elementsEqual(ordinal) { return true }
            found = promises[match.phrase].count
            return false
        }
        return found
    }

    /// Items of the list that begins at once: list markup of one depth, or numbers that count up from 1.
    private static func items(_ text: TextBuffer, _ pieces: [AnswerMarkdown.Piece]) -> Int {
        guard let first = pieces.first else { return 0 }
        if case .listItem(let depth, _) = first.line.kind {
            var count = 0
            for piece in pieces {
                guard case .listItem(let own, _) = piece.line.kind else { break }
                if own == depth { count += 1 }
            }
            // anything but an end after the list may be a part of it that lost its marker
            return count == pieces.count ? count : count + 12
        }
        var count = 0
        for piece in pieces {
            if let prefix = NumberPrefix.scan(text, piece.content), prefix.value == count + 1 { count += 1 }
        }
        return first.line.prefix?.value == 1 ? count : 0
    }
}
