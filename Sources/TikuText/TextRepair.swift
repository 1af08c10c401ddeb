public import TikuModel

/// Repairs damage that can be undone with certainty, one edit for each.
public enum TextRepair {
    public static let invisibleRule = "repair.invisible"

    /// Undoes entity residue and removes invisible marks.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - protected: spans, in order, that are left alone (code).
    public static func characters(_ text: TextBuffer, protected: [ByteSpan]) -> (text: TextBuffer, edits: EditMap) {
        let bytes = text.bytes
        var rewriter = Rewriter(text)
        var offset = 0
        var guarded = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "\\"):
                while guarded < protected.count, protected[guarded].end <= offset { guarded += 1 }
                if guarded < protected.count, protected[guarded].contains(offset) { break }
                if let found = EntityResidue.find(bytes, at: offset) {
                    var replacement = ContiguousArray<UInt8>()
                    if found.scalar != 0 {
                        Scalars.append(found.scalar == 0xA0 ? 0x20 : found.scalar, to: &replacement)
                    }
                    rewriter.replace(
                        ByteSpan(offset, found.end), with: replacement, rule: EntityResidue.rule)
                    offset = found.end
                    continue
                }
            case 0..<0x20 where byte != 0x0A && byte != 0x09, 0x7F:
                rewriter.replace(ByteSpan(offset, offset + 1), with: [], rule: invisibleRule)
            case UInt8(ascii: "%"):
                while guarded < protected.count, protected[guarded].end <= offset { guarded += 1 }
                if guarded < protected.count, protected[guarded].contains(offset) { break }
                if let found = DoubleDecoding.percent(bytes, at: offset) {
                    rewriter.replace(
                        ByteSpan(offset, found.end), with: found.text, rule: DoubleDecoding.percentRule)
                    offset = found.end
                    continue
                }
            case 0xC2...0xC5, 0xE2, 0xEF:
                while guarded < protected.count, protected[guarded].end <= offset { guarded += 1 }
                let isProtected = guarded < protected.count && protected[guarded].contains(offset)
                if !isProtected, let found = DoubleDecoding.find(bytes, at: offset) {
                    var replacement = ContiguousArray<UInt8>()
                    Scalars.append(found.scalar == 0xA0 ? 0x20 : found.scalar, to: &replacement)
                    rewriter.replace(ByteSpan(offset, found.end), with: replacement, rule: DoubleDecoding.rule)
                    offset = found.end
                    continue
                }
                let (scalar, width) = Scalars.decode(bytes, at: offset)
                if CharacterClass.isResidue(scalar) {
                    rewriter.replace(ByteSpan(offset, offset + width), with: [], rule: invisibleRule)
                    offset += width
                    continue
                }
            default: break
            }
            offset += 1
        }
        return rewriter.finish()
    }
}
