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

    /// How many scalars the form of a text has. O(length).
    public static func letters(_ text: String) -> Int {
        var bytes = ContiguousArray<UInt8>()
        bytes.reserveCapacity(text.utf8.count)
        write(text, to: &bytes)
        return bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
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
                // the commonest Han, U+5000 to U+8FFF: E5 to E8 and two bytes more
                if byte >= 0xE5, byte <= 0xE8, place + 2 < source.count {
                    place += 3
                    continue
                }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<place]))
                let (value, length) = Scalars.decode(source, at: place)
                writeChanged(value, to: &bytes)
                place += length
                start = place
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
        }
    }

    private static func staysAsItIs(_ byte: UInt8) -> Bool {
        (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2B || byte == 0x23
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
