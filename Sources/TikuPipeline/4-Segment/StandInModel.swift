internal import TikuModel
internal import TikuText

/// Tells what stands in for an answer (`the model answer is in the workbook`, `这题等我考完再写`) from short answers.
///
/// `Placeholders` lists the common ones; authors find others without end, but with few words: answer, later, elsewhere, nothing. A logistic
/// regression (Cox, "The regression analysis of binary sequences", 1958) over Han characters, pairs and triples of them, Latin words and
/// pairs, length, brackets and signs of code, asked only about a text that would be the whole answer. Trained by
/// `Scripts/standins/train.py`, which has the same features, on sentences written for the project.
enum StandInModel {
    /// Logit from which a text is a stand-in: an answer taken for one is lost, a stand-in taken for an answer is a line too much.
    static let threshold = 1.0
    /// The longest text that is looked at, in characters.
    private static let longest = 60
    private static let weights = SortedWeights(StandInWeights.text)

    static func holds(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        var content = text.trimmed(span)
        // `答案：B` is one
        if let label = Label.scan(text, content) {
            content = text.trimmed(ByteSpan(label.span.end, max(label.span.end, content.end)))
        }
        guard (3...longest).contains(Scalars.count(text.bytes, content.range)) else { return false }
        return score(text, content) >= threshold
    }

    /// The logit of being a stand-in. O(length).
    static func score(_ text: TextBuffer, _ content: ByteSpan) -> Double {
        let features = features(text, content)
        let sum = features.reduce(0) { $0 + (weights.value(of: $1) ?? 0) }
        let bias = weights.value(of: Array("bias".utf8)) ?? 0
        return (Double(bias) + Double(sum) / Double(max(8, features.count)).squareRoot()) / 100
    }

    /// The names of what a text has, each once.
    private static func features(_ text: TextBuffer, _ content: ByteSpan) -> Set<[UInt8]> {
        let bytes = text.bytes
        var found: Set<[UInt8]> = []
        // the bytes of the Han characters before, of one run
        var run: [[UInt8]] = []
        var (hanCount, wordCount) = (0, 0)
        var lastWord: [UInt8]?
        var offset = content.start
        while offset < content.end {
            if isLetter(bytes[offset]) {
                run = []
                let start = offset
                while offset < content.end, isLetter(bytes[offset]) { offset += 1 }
                let word = bytes[start..<offset].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
                if isSpelled(bytes[start..<offset]) { found.insert(Array("#T".utf8)) }
                found.insert([UInt8(ascii: "w")] + word)
                if let lastWord { found.insert([UInt8(ascii: "p")] + lastWord + [0x20] + word) }
                lastWord = word
                wordCount += 1
                continue
            }
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            if CharacterClass.isASCIIDigit(scalar) { found.insert(Array("#d".utf8)) }
            if isCodeSign(bytes[offset]) { found.insert(Array("#c".utf8)) }
            if scalar >= 0x3400, scalar <= 0x9FFF {
                hanCount += 1
                run = run.suffix(2) + [Array(bytes[offset..<offset + width])]
                for count in 1...run.count {
                    found.insert([UInt8(ascii: "0") + UInt8(count)] + run.suffix(count).joined())
                }
            } else {
                run = []
            }
            offset += width
        }
        found.insert([UInt8(ascii: "n"), UInt8(ascii: "0") + UInt8(min(6, (hanCount + wordCount * 2) / 6))])
        let first = Scalars.decode(bytes, at: content.start).scalar
        let last = Scalars.before(bytes, content.end, from: content.start).scalar
        if [0xFF08, 0x28, 0x3010, 0x5B, 0x3C, 0x2A, 0x300C, 0x300A].contains(first) { found.insert(Array("#(".utf8)) }
        if [0xFF09, 0x29, 0x3011, 0x5D, 0x3E, 0x2A, 0x300D, 0x2026].contains(last) { found.insert(Array("#)".utf8)) }
        return found
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        CharacterClass.isASCIILetter(UInt32(byte)) || byte == UInt8(ascii: "'")
    }

    /// `URL`, `useMemo`: two capitals in a row, or one behind a small letter.
    private static func isSpelled(_ word: ArraySlice<UInt8>) -> Bool {
        zip(word, word.dropFirst()).contains { left, right in
            right >= 0x41 && right <= 0x5A && left != UInt8(ascii: "'")
        }
    }

    private static func isCodeSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "`"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: ";"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
