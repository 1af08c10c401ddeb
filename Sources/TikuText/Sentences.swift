public import TikuModel

/// Cuts a line into the pieces that verdicts are given on.
public enum Sentences {
    /// Bytes after which a bracket that nothing closed was cut, or never one.
    private static let longestBracket = 400

    /// Sentence spans that tile `span`: each ends after its end mark and closing brackets, or before a wide gap.
    ///
    /// A space between two Chinese characters counts as a gap: Chinese puts none inside a sentence, and scrapers put
    /// one where two blocks met.
    public static func split(_ text: TextBuffer, _ span: ByteSpan) -> [ByteSpan] {
        let bytes = text.bytes
        var pieces: [ByteSpan] = []
        var start = span.start
        var offset = span.start
        var depth = 0
        var opened = span.start
        func cut(_ at: Int) {
            if at > start {
                pieces.append(ByteSpan(start, at))
                start = at
            }
        }
        while offset < span.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            let after = offset + width
            switch scalar {
            case 0x28, 0xFF08, 0x300A, 0x3010:
                depth += 1
                opened = offset
            case 0x29, 0xFF09, 0x300B, 0x3011: depth = max(0, depth - 1)
            default: if depth > 0, offset - opened > longestBracket { depth = 0 }
            }
            if scalar == 0x2E || scalar == 0x21 || scalar == 0x3F {
                // ASCII marks end a sentence before white space and a capital or another script
                var next = after
                while next < span.end,
                    bytes[next] == 0x22 || bytes[next] == 0x29 || bytes[next] == 0x27 || bytes[next] == 0x2A
                { next += 1 }
                if next < span.end, bytes[next] == 0x20 || bytes[next] == 0x0A {
                    while next < span.end, bytes[next] == 0x20 || bytes[next] == 0x0A { next += 1 }
                    if next < span.end, depth == 0,
                        !(bytes[next] >= 0x61 && bytes[next] <= 0x7A) || scalar != 0x2E,
                        !isBareNumber(bytes, start, offset)
                    {
                        cut(next)
                        offset = next
                        continue
                    }
                } else if depth == 0, isGlued(bytes, start, offset, after, span.end) {
                    cut(after)
                } else if scalar != 0x2E, after < span.end, bytes[after] >= 0x80, depth == 0 {
                    cut(endOfClosing(bytes, after, span.end))
                }
            } else if CharacterClass.isSentenceEnd(scalar), depth == 0 {
                let end = endOfClosing(bytes, after, span.end)
                cut(end)
                offset = end
                continue
            } else if CharacterClass.isWhiteSpace(scalar), depth == 0, offset > start {
                var next = after
                while next < span.end, CharacterClass.isWhiteSpace(Scalars.decode(bytes, at: next).scalar) {
                    next += Scalars.decode(bytes, at: next).width
                }
                // a number as lists print it opens something new
                if LineOpener.stands(at: next, in: text, before: span.end) { cut(next) }
                if next < span.end {
                    let left = Scalars.before(bytes, offset, from: span.start).scalar
                    let right = Scalars.decode(bytes, at: next).scalar
                    let isWide = next - offset >= 2 && scalar != 0x09
                    let isBetweenHan =
                        (CharacterClass.isCJK(left) || CharacterClass.isCJKPunctuation(left))
                        && (CharacterClass.isCJK(right) || CharacterClass.isCJKPunctuation(right) || right == 0xA9)
                    if isWide || isBetweenHan { cut(next) }
                }
                offset = next
                continue
            }
            offset = after
        }
        cut(span.end)
        return pieces
    }

    /// `the sign-ups.Loved this?`: a plain word in lower case, a mark, and a word with a capital that the next one follows.
    private static func isGlued(
        _ bytes: ContiguousArray<UInt8>, _ start: Int, _ mark: Int, _ after: Int, _ end: Int
    ) -> Bool {
        guard after + 1 < end, (0x41...0x5A).contains(bytes[after]) else { return false }
        var word = mark
        while word > start, (0x61...0x7A).contains(bytes[word - 1]) { word -= 1 }
        guard mark - word >= 3, word > start, bytes[word - 1] == 0x20 || bytes[word - 1] == 0x2D else { return false }
        var next = after + 1
        while next < end, (0x61...0x7A).contains(bytes[next]) { next += 1 }
        return next + 1 < end && bytes[next] == 0x20 && (0x61...0x7A).contains(bytes[next + 1])
    }

    /// Whether the piece so far is a number and its mark, as in `3. What`: it belongs to what follows.
    private static func isBareNumber(_ bytes: ContiguousArray<UInt8>, _ start: Int, _ mark: Int) -> Bool {
        mark > start && mark - start <= 4
            && bytes[start..<mark].allSatisfy { CharacterClass.isASCIIDigit(UInt32($0)) }
    }

    private static func endOfClosing(_ bytes: ContiguousArray<UInt8>, _ start: Int, _ end: Int) -> Int {
        var offset = start
        while offset < end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            guard
                CharacterClass.isClosing(scalar) || CharacterClass.isSentenceEnd(scalar)
                    || CharacterClass.isWhiteSpace(scalar)
            else { break }
            offset += width
        }
        return offset
    }
}
