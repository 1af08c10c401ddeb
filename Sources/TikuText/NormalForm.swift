/// The form of a question that its id comes from: what is left when print, not meaning, is taken away.
///
/// In order: full-width Latin letters, digits and signs become ASCII (U+FF01–FF5E), letters become lower case by the
/// Unicode data's simple mapping, and everything that is not a letter, a digit, `+` or `#` goes. So `什么是 RAG？`,
/// `什么是ＲＡＧ?` and `什么是rag` share an id, while `C`, `C++` and `C#` do not. Full NFKC is not used: it would tie ids
/// to the Unicode version of the machine.
public enum NormalForm {
    public static func question(_ text: String) -> String {
        var bytes = ContiguousArray<UInt8>()
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            let value = CharacterClass.halfWidth(scalar.value)
            if value < 0x80 {
                if CharacterClass.isASCIILetter(value) {
                    bytes.append(UInt8(value | 0x20))
                } else if CharacterClass.isASCIIDigit(value) || value == 0x2B || value == 0x23 {
                    bytes.append(UInt8(value))
                }
            } else if CharacterClass.isHan(value) {
                Scalars.append(value, to: &bytes)
            } else if CharacterClass.isWord(value) {
                bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
