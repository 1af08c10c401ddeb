public import TikuModel

/// Whether a clause can end where a text ends, by the words before that place.
///
/// What stands before a full stop differs from what stands in mid-sentence: 写入磁盘 may end one, 写入磁 and 写入磁盘的 hardly. A logistic
/// regression (Cox, "The regression analysis of binary sequences", 1958) over the last one to three Han characters, the last Latin
/// word, its ending and what stands before it, trained by `Scripts/ends/train.py`, which has the same features by their names. A Latin
/// word that begins a known one and is none itself was cut inside.
public enum ClauseEnd {
    /// The logit of a place between words, or between the letters of one, being an end, all places of running text counted: one in
    /// twelve is.
    public static let baseRate = -2.4

    /// The logit of a clause ending where `span` does. O(1): no more than the last words are read.
    public static func logit(_ text: TextBuffer, _ span: ByteSpan) -> Double {
        var sum = weight("#bias") ?? 0
        for feature in Tail(bytes: text.bytes, start: span.start).features(before: span.end) {
            sum += weight(feature) ?? 0
        }
        return Double(sum) / 100
    }

    /// What the model learned of a feature, in hundredths.
    static func weight(_ name: [UInt8]) -> Int? { lines.value(of: name) }
    private static func weight(_ name: StaticString) -> Int? { weight(name.withUTF8Buffer { Array($0) }) }

    /// How the last word stands to the words that the model knows.
    enum Familiarity { case known, beginning, unknown }

    static func familiarity(_ word: [UInt8]) -> Familiarity {
        let name = Array("w ".utf8) + word
        if lines.value(of: name) != nil { return .known }
        return lines.begins(with: name) ? .beginning : .unknown
    }

    private static let lines = SortedWeights(ClauseEndWeights.text)
}

/// What stands before a place, read backwards.
private struct Tail {
    let bytes: ContiguousArray<UInt8>
    let start: Int
    /// A word is read so far, in bytes.
    private static let longest = 64

    func features(before end: Int) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var place = end
        while place > start, isCloser(Scalars.before(bytes, place, from: start).scalar) {
            place -= Scalars.before(bytes, place, from: start).width
        }
        if place < end {
            let last = Scalars.before(bytes, end, from: start).scalar
            let isBracket = last == 0x29 || last == 0xFF09 || last == 0x3011 || last == 0x5D
            found.append(Array((isBracket ? "c)" : "c\"").utf8))
        }
        guard place > start else { return found }
        let last = Scalars.before(bytes, place, from: start)
        if isHan(last.scalar) {
            found += characters(before: place)
        } else if isLatin(last.scalar) {
            found += word(before: place)
        } else {
            found.append([UInt8(ascii: "o")] + bytes[(place - last.width)..<place])
        }
        return found
    }

    /// The last one, two and three characters; a Latin word counts as one, and what is neither ends the row.
    private func characters(before end: Int) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var place = end
        while place > start, pieces.count < 3 {
            let (scalar, width) = Scalars.before(bytes, place, from: start)
            place -= width
            if scalar == 0x20 { continue }
            if isHan(scalar) {
                pieces.append(Array(bytes[place..<(place + width)]))
            } else {
                pieces.append(isLatin(scalar) ? [UInt8(ascii: "L")] : Array(bytes[place..<(place + width)]))
                break
            }
        }
        return (1...max(1, pieces.count)).prefix(pieces.count).map { count in
            Array("\(count)".utf8) + pieces[..<count].reversed().joined()
        }
    }

    private func word(before end: Int) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var place = end
        while place > start, end - place < Self.longest, isWordByte(bytes[place - 1]) { place -= 1 }
        let own = bytes[place..<end]
        if own.allSatisfy({ CharacterClass.isASCIIDigit(UInt32($0)) }) {
            found.append(Array("#d".utf8))
        } else {
            let low = own.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
            let familiarity = ClauseEnd.familiarity(low)
            switch familiarity {
            case .known: found.append(Array("#k".utf8))
            case .beginning: found.append(Array("#p".utf8))
            case .unknown: found.append(Array("#u".utf8))
            }
            found.append(familiarity == .known ? Array("w ".utf8) + low : Array("l\(min(low.count, 6))".utf8))
            found.append([UInt8(ascii: "s")] + low.suffix(2))
            if low.count > 2 { found.append([UInt8(ascii: "s")] + low.suffix(3)) }
            let lastTwo = own.suffix(2)
            if let first = lastTwo.first, let second = lastTwo.last, lastTwo.count == 2, first >= 0x61, first <= 0x7A,
                second >= 0x41, second <= 0x5A
            {
                found.append(Array("#h".utf8))
            }
        }
        while place > start, bytes[place - 1] == 0x20 { place -= 1 }
        guard place > start else { return found + [Array("b^".utf8)] }
        let before = Scalars.before(bytes, place, from: start)
        guard isLatin(before.scalar) else {
            return found + [[UInt8(ascii: "b")] + bytes[(place - before.width)..<place]]
        }
        let last = place
        while place > start, last - place < Self.longest, isLatin(UInt32(bytes[place - 1])) { place -= 1 }
        return found + [Array("b ".utf8) + bytes[place..<last].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }]
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        isLatin(UInt32(byte)) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-")
    }

    private func isHan(_ scalar: UInt32) -> Bool { scalar >= 0x3400 && scalar <= 0x9FFF }

    private func isLatin(_ scalar: UInt32) -> Bool {
        CharacterClass.isASCIILetter(scalar) || CharacterClass.isASCIIDigit(scalar)
    }

    private func isCloser(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x60, 0x2A, 0x22, 0x201D, 0x27, 0x2019, 0x300D, 0x300F, 0xFF09, 0x29, 0x3011, 0x5D: true
        default: false
        }
    }
}
