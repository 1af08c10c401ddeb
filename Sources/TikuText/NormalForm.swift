/// The form of a question that its id comes from: what is left when print, not meaning, is taken away.
///
/// In order: full-width Latin letters, digits and signs become ASCII (U+FF01–FF5E), letters become lower case by the
/// Unicode data's simple mapping, and everything that is not a letter, a digit, `+` or `#` goes. So `什么是 RAG？`,
/// `什么是ＲＡＧ?` and `什么是rag` share an id, while `C`, `C++` and `C#` do not. Full NFKC is not used: it would tie ids
/// to the Unicode version of the machine.
public enum NormalForm {
    /// O(length).
    public static func question(_ text: String) -> String {
        var bytes = ContiguousArray<UInt8>()
        bytes.reserveCapacity(text.utf8.count)
        write(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// How many scalars the form of a text has. O(length), without writing it.
    public static func letters(_ text: String) -> Int {
        var count = 0
        walk(text) { step in
            count += step.scalars
            return true
        }
        return count
    }

    /// Where a text has given so many bytes of its form; its end where it gives fewer. O(length).
    public static func end(of count: Int, in text: String) -> String.Index {
        var end = 0
        var given = 0
        walk(text) { step in
            guard given < count else { return false }
            given += step.bytes
            end = step.end
            return true
        }
        return text.utf8.index(text.startIndex, offsetBy: end)
    }

    /// Scalar by scalar: where it ends, and what it leaves in the form. Goes on while the body says so.
    @inline(__always)
    private static func walk(_ text: String, _ body: ((end: Int, bytes: Int, scalars: Int)) -> Bool) {
        var changed = ContiguousArray<UInt8>()
        var text = text
        text.withUTF8 { source in
            var place = 0
            while place < source.count {
                let byte = source[place]
                if byte < 0x80 {
                    let stays = staysAsItIs(byte) || CharacterClass.isASCIILetter(UInt32(byte)) ? 1 : 0
                    place += 1
                    guard body((place, stays, stays)) else { return }
                } else if isCommonHan(byte), place + 2 < source.count {
                    place += 3
                    guard body((place, 3, 1)) else { return }
                } else {
                    let (value, width) = Scalars.decode(source, at: place)
                    place += width
                    changed.removeAll(keepingCapacity: true)
                    if !isDropped(value) { writeChanged(value, to: &changed) }
                    guard body((place, changed.count, Scalars.count(changed, 0..<changed.count))) else { return }
                }
            }
        }
    }

    /// Most bytes of a text stand in its form as they are: they go over in one piece, the others one scalar at a time.
    private static func write(_ text: String, to bytes: inout ContiguousArray<UInt8>) {
        var text = text
        text.withUTF8 { source in
            var place = 0
            var start = 0
            while place < source.count {
                let byte = source[place]
                if staysAsItIs(byte) {
                    place += 1
                    continue
                }
                if isCommonHan(byte), place + 2 < source.count {
                    place += 3
                    continue
                }
                if place > start { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<place])) }
                let (value, width) = Scalars.decode(source, at: place)
                if !isDropped(value) { writeChanged(value, to: &bytes) }
                place += width
                start = place
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
        }
    }

    /// The first of three bytes of U+5000 to U+8FFF, the commonest Han.
    private static func isCommonHan(_ byte: UInt8) -> Bool { byte >= 0xE5 && byte <= 0xE8 }

    private static func staysAsItIs(_ byte: UInt8) -> Bool {
        (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2B || byte == 0x23
    }

    /// ASCII signs, and Chinese ones from U+3000 to U+3002: what is sure to leave nothing.
    private static func isDropped(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? !CharacterClass.isASCIILetter(scalar) : scalar >= 0x3000 && scalar <= 0x3002
    }

    private static func writeChanged(_ scalar: UInt32, to bytes: inout ContiguousArray<UInt8>) {
        let value = CharacterClass.halfWidth(scalar)
        if value < 0x80 {
            if CharacterClass.isASCIILetter(value) {
                bytes.append(UInt8(value | 0x20))
            } else if CharacterClass.isASCIIDigit(value) || value == 0x2B || value == 0x23 {
                bytes.append(UInt8(value))
            }
        } else if CharacterClass.isHan(value) {
            Scalars.append(value, to: &bytes)
        } else if CharacterClass.isWord(value), let scalar = Unicode.Scalar(value) {
            bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }
}
