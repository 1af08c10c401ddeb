/// Decoding of single scalars in valid UTF-8 (RFC 3629), for code that walks bytes.
public enum Scalars {
    /// The scalar that starts at `offset` and its length in bytes. Valid UTF-8 is assumed; a stray continuation byte
    /// reads as U+FFFD of length 1, so a walk always ends.
    @inlinable
    public static func decode<Bytes: RandomAccessCollection<UInt8>>(
        _ bytes: Bytes, at offset: Int
    ) -> (scalar: UInt32, width: Int) where Bytes.Index == Int {
        let first = bytes[offset]
        if first < 0x80 { return (UInt32(first), 1) }
        let left = bytes.endIndex - offset
        if first >= 0xF0, left >= 4 {
            let high = (UInt32(first) & 0x07) << 18 | (UInt32(bytes[offset + 1]) & 0x3F) << 12
            return (high | (UInt32(bytes[offset + 2]) & 0x3F) << 6 | UInt32(bytes[offset + 3]) & 0x3F, 4)
        }
        if first >= 0xE0, left >= 3 {
            let high = (UInt32(first) & 0x0F) << 12
            return (high | (UInt32(bytes[offset + 1]) & 0x3F) << 6 | UInt32(bytes[offset + 2]) & 0x3F, 3)
        }
        if first >= 0xC2, left >= 2 { return ((UInt32(first) & 0x1F) << 6 | UInt32(bytes[offset + 1]) & 0x3F, 2) }
        return (0xFFFD, 1)
    }

    /// The scalar that ends just before `offset`, and its length. `offset` must be above `start`.
    @inlinable
    public static func before(
        _ bytes: ContiguousArray<UInt8>, _ offset: Int, from start: Int = 0
    ) -> (scalar: UInt32, width: Int) {
        var first = offset - 1
        while first > start, bytes[first] & 0xC0 == 0x80 { first -= 1 }
        let (scalar, width) = decode(bytes, at: first)
        return first + width == offset ? (scalar, width) : (0xFFFD, 1)
    }

    /// Number of scalars in a span: bytes that do not continue another.
    @inlinable
    public static func count(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        for offset in range where bytes[offset] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// Appends a scalar as UTF-8.
    @inlinable
    public static func append(_ scalar: UInt32, to bytes: inout ContiguousArray<UInt8>) {
        switch scalar {
        case 0..<0x80: bytes.append(UInt8(scalar))
        case 0x80..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case 0xD800..<0xE000: append(0xFFFD, to: &bytes)
        case 0x800..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case 0x10000..<0x110000:
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default: append(0xFFFD, to: &bytes)
        }
    }
}
