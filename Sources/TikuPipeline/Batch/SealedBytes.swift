/// Bytes in a file of the cache: behind a label that says what they are, and a checksum. What is damaged, cut or something else does
/// not open.
///
/// The checksum is against accidents. It is no signature, and neither is a digest that stands in the same file: whoever can write to the
/// cache can write to the program. What is read is checked for what it may be all the same (`ByteReader`).
enum SealedBytes {
    static func seal(_ payload: ContiguousArray<UInt8>, label: String) -> ContiguousArray<UInt8> {
        var writer = ByteWriter()
        writer.append(label.utf8)
        writer.fixed(checksum(payload[...]))
        writer.append(payload)
        return writer.bytes
    }

    /// A reader of the payload; nil for a file that cannot be relied on. O(bytes).
    static func open(_ path: String, label: String) -> ByteReader? {
        guard let bytes = try? SourceTree.readFile(path), bytes.starts(with: label.utf8) else { return nil }
        var reader = ByteReader(bytes, from: label.utf8.count)
        guard let sum = try? reader.fixed(), sum == checksum(bytes[(bytes.count - reader.remaining)...]) else {
            return nil
        }
        return reader
    }

    /// 64 bits over words of eight bytes: each step is one to one in the word and in what came before, so that a single damaged word
    /// never goes unseen; others do once in 2^64. Turning brings the high bits down, which multiplying leaves where they are.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            var state = UInt64(bytes.count)
            func step(_ word: UInt64) {
                state ^= word
                state = (state << 29 | state >> 35) &* 0x9E37_79B9_7F4A_7C15
            }
            let whole = bytes.count & ~7
            for offset in stride(from: 0, to: whole, by: 8) {
                step(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            }
            var rest: UInt64 = 0
            for (place, byte) in bytes[whole...].enumerated() { rest |= UInt64(byte) << UInt64(place * 8) }
            step(rest)
            return state ^ state >> 32
        }
    }
}
