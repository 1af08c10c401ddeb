public import TikuModel

/// What a sentence is made of, for a linear model: pairs of Han characters, Latin words and pairs of them, addresses and a few signs.
///
/// Each is a hash (FNV-1a) and the bytes it stands at. `Scripts/adverts/train.py` has the same features by their names.
public enum AdvertFeatures {
    public struct Feature: Hashable, Sendable {
        public var hash: UInt64
        public var span: ByteSpan
    }

    private enum Kind {
        static let han: UInt64 = 1
        static let word: UInt64 = 2
        static let pair: UInt64 = 3
        static let sign: UInt64 = 4
    }

    /// Words of any English text: alone they say nothing.
    private static let common: Set<UInt64> = Set(
        Words.list(
            """
            a, about, after, all, also, an, and, any, are, as, at, be, because, been, before, being, between,
            both, but, by, can, could, did, do, does, each, every, for, from, get, had, has, have, he, her,
            here, his, how, i, if, in, into, is, it, its, just, make, may, me, might, more, most, must, my, no,
            not, of, on, one, only, or, other, out, over, own, per, same, she, should, so, some, such, than,
            that, the, them, then, there, these, they, this, those, to, too, up, us, very, via, was, we, were,
            what, when, where, which, while, who, will, with, would, you,
            d, don, ll, m, re, s, t, ve
            """
        ).map { word in
            var hash = FNV1a()
            hash.add(Kind.word)
            for byte in word.utf8 { hash.add(UInt64(byte)) }
            return hash.value
        })

    /// Each feature once. O(length).
    public static func of(_ text: TextBuffer, _ span: ByteSpan) -> [Feature] {
        let content = text.trimmed(span)
        let bytes = text.bytes
        var found: [Feature] = []
        var seen: Set<UInt64> = []
        func add(_ hash: UInt64, _ start: Int, _ end: Int) {
            if seen.insert(hash).inserted { found.append(Feature(hash: hash, span: ByteSpan(start, end))) }
        }
        func sign(_ name: StaticString, _ start: Int, _ end: Int) { add(Self.sign(name), start, end) }
        var word: (hash: UInt64, start: Int)?
        var han: (scalar: UInt32, start: Int)?
        var offset = content.start
        while offset < content.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            let half = CharacterClass.halfWidth(scalar)
            if CharacterClass.isASCIILetter(half) {
                if isAddress(bytes, offset, content.end) {
                    let start = offset
                    while offset < content.end, isAddressByte(bytes[offset]) {
                        offset += 1
                    }
                    sign("url", start, offset)
                    (word, han) = (nil, nil)
                    continue
                }
                let start = offset
                var own = FNV1a()
                own.add(Kind.word)
                while offset < content.end {
                    let (letter, width) = Scalars.decode(bytes, at: offset)
                    let half = CharacterClass.halfWidth(letter)
                    guard CharacterClass.isASCIILetter(half) else { break }
                    own.add(UInt64(half | 0x20))
                    offset += width
                }
                let isCommon = common.contains(own.value)
                if !isCommon { add(own.value, start, offset) }
                if let word, !(isCommon && common.contains(word.hash)) {
                    add(pair(word.hash, own.value), word.start, offset)
                }
                word = (own.value, start)
                han = nil
                continue
            }
            if CharacterClass.isASCIIDigit(half) {
                while offset < content.end {
                    let (digit, width) = Scalars.decode(bytes, at: offset)
                    guard CharacterClass.isASCIIDigit(CharacterClass.halfWidth(digit)) else { break }
                    offset += width
                }
                (word, han) = (nil, nil)
                continue
            }
            if CharacterClass.isHan(scalar) {
                if let han { add(Self.han(han.scalar, scalar), han.start, offset + width) }
                han = (scalar, offset)
                word = nil
            } else {
                han = nil
                if let name = signName(scalar) { sign(name, offset, offset + width) }
            }
            offset += width
        }
        return found
    }

    /// The hash of a feature by the name it has in the file of weights; nil for a line that names none.
    public static func hash(named name: UnsafeBufferPointer<UInt8>) -> UInt64? {
        guard name.count > 1 else { return nil }
        if name[0] == UInt8(ascii: "#") {
            var hash = FNV1a()
            hash.add(Kind.sign)
            for byte in name.dropFirst() { hash.add(UInt64(byte)) }
            return hash.value
        }
        let rest = name.dropFirst(2)
        guard name[1] == UInt8(ascii: " "), !rest.isEmpty else { return nil }
        if name[0] == UInt8(ascii: "h") {
            let (first, width) = Scalars.decode(rest, at: rest.startIndex)
            guard rest.startIndex + width < rest.endIndex else { return nil }
            let (second, rest2) = Scalars.decode(rest, at: rest.startIndex + width)
            return rest.startIndex + width + rest2 == rest.endIndex ? han(first, second) : nil
        }
        guard name[0] == UInt8(ascii: "w") else { return nil }
        guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else { return word(rest) }
        return pair(word(rest[..<space]), word(rest[(space + 1)...]))
    }

    private static func word(_ letters: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
        var hash = FNV1a()
        hash.add(Kind.word)
        for byte in letters { hash.add(UInt64(byte)) }
        return hash.value
    }

    private static func han(_ first: UInt32, _ second: UInt32) -> UInt64 {
        var hash = FNV1a()
        hash.add(Kind.han)
        hash.add(UInt64(first))
        hash.add(UInt64(second))
        return hash.value
    }

    private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var hash = FNV1a()
        hash.add(Kind.pair)
        hash.add(first)
        hash.add(second)
        return hash.value
    }

    private static func sign(_ name: StaticString) -> UInt64 {
        var hash = FNV1a()
        hash.add(Kind.sign)
        name.withUTF8Buffer { for byte in $0 { hash.add(UInt64(byte)) } }
        return hash.value
    }

    private static func signName(_ scalar: UInt32) -> StaticString? {
        switch scalar {
        case 0x21, 0xFF01: "!"
        case 0x201C, 0x201D, 0x22, 0xFF02: "\""
        case 0x3010, 0x3011, 0x300C, 0x300D, 0x300E, 0x300F: "["
        case 0x1F000..., 0x2600...0x27BF: "e"
        default: nil
        }
    }

    private static func isAddress(_ bytes: ContiguousArray<UInt8>, _ offset: Int, _ end: Int) -> Bool {
        for prefix in ["http://", "https://", "www."] where end - offset >= prefix.utf8.count {
            var matches = true
            for (place, byte) in prefix.utf8.enumerated() where matches {
                let own = bytes[offset + place]
                matches = own == byte || own >= 0x41 && own <= 0x5A && own | 0x20 == byte
            }
            if matches { return true }
        }
        return false
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != 0x29 && byte != 0x3E && byte != 0x5D && byte != 0x22 && byte != 0x27
    }
}
