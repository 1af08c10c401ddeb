internal import TikuModel

/// Bytes in a file of the cache: behind a label that says what they are, and a digest. What is damaged, cut or something else does not open.
enum SealedBytes {
    static func seal(_ payload: ContiguousArray<UInt8>, label: String) -> ContiguousArray<UInt8> {
        ContiguousArray(label.utf8) + Identifier.sha256(payload).utf8 + payload
    }

    /// A reader of the payload; nil for a file that cannot be relied on. O(bytes).
    static func open(_ path: String, label: String) -> ByteReader? {
        guard let bytes = try? SourceTree.readFile(path) else { return nil }
        let start = label.utf8.count
        guard bytes.count >= start + 64, bytes.starts(with: label.utf8),
            bytes[start..<start + 64].elementsEqual(Identifier.sha256(bytes[(start + 64)...]).utf8)
        else { return nil }
        return ByteReader(bytes, from: start + 64)
    }
}
