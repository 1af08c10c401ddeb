internal import Crypto

/// Digests and the ids made from them.
public enum Identifier {
    /// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        hex(digest(bytes))
    }

    /// SHA-256 in Base64 (RFC 4648), as Content-Security-Policy names scripts and styles.
    public static func sha256Base64(_ bytes: some Sequence<UInt8>) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        let digest = digest(bytes)
        for start in stride(from: 0, to: digest.count, by: 3) {
            let part = digest[start..<min(start + 3, digest.count)]
            let bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
            for place in 0..<4 {
                let isPadding = place > part.count
                text.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * place)) & 63])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The same over bytes that come in pieces.
    public struct Digester: ~Copyable {
        private var hash = SHA256()

        public init() {}

        public mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

        /// The parts stay apart: "ab" and "c" give another digest than "a" and "bc".
        public mutating func add(_ text: String) {
            var text = text
            text.withUTF8 { buffer in
                withUnsafeBytes(of: UInt64(buffer.count).littleEndian) { hash.update(bufferPointer: $0) }
                hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            }
        }

        public consuming func finish() -> String { Identifier.hex(Array(hash.finalize())) }
    }

    /// Id of a question: `q-` and 13 letters of its normal form's digest.
    ///
    /// 65 bits: among a million questions the chance of one collision is below 10^-7.
    public static func question(normalForm: String) -> String { "q-" + short(normalForm.utf8) }

    /// Id of a source, from its path below Raw.
    public static func source(path: String) -> String { "s-" + short(path.utf8) }

    /// Id of a section, from its source and title.
    public static func section(source: String, title: String) -> String {
        "c-" + short((source + "\u{1F}" + title).utf8)
    }

    private static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var hash = SHA256()
        let isDone: Void? = bytes.withContiguousStorageIfAvailable {
            hash.update(bufferPointer: UnsafeRawBufferPointer($0))
        }
        if isDone == nil { hash.update(data: ContiguousArray(bytes)) }
        return Array(hash.finalize())
    }

    private static func hex(_ digest: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(digest.count * 2)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Thirteen letters of Crockford's base 32 (no i, l, o, u: nothing to misread).
    private static func short(_ bytes: some Sequence<UInt8>) -> String {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        let digest = digest(bytes)
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        var next = 0
        while text.count < 13 {
            if held < 5 {
                bits = (bits << 8) | UInt32(digest[next])
                next += 1
                held += 8
            }
            text.append(alphabet[Int((bits >> UInt32(held - 5)) & 31)])
            held -= 5
        }
        return String(decoding: text, as: UTF8.self)
    }
}
