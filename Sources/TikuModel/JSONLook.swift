internal import Glibc

/// Finds the members of a JSON object without parsing them, most of their bytes passed over by `memchr` from quotation mark to quotation
/// mark. For JSON without white space, as canonical JSON is. It never reads outside its range; what is no JSON it may take for some, so
/// what is found has to be parsed. O(bytes).
struct JSONLook {
    private let buffer: UnsafeRawBufferPointer
    private let end: Int
    private var position: Int

    private init(_ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.buffer = buffer
        position = range.lowerBound
        end = range.upperBound
    }

    /// Goes through an object that fills a range: each member's name and where its value lies.
    ///
    /// - Returns: whether it is one object to the end of the range.
    static func members(
        _ buffer: UnsafeRawBufferPointer, _ range: Range<Int>, _ each: (MemberName, Range<Int>) -> Void
    ) -> Bool {
        var look = JSONLook(buffer, range)
        guard look.take(UInt8(ascii: "{")) else { return false }
        if look.take(UInt8(ascii: "}")) { return look.position == look.end }
        while true {
            let start = look.position
            guard look.string() else { return false }
            let name = MemberName(UnsafeRawBufferPointer(rebasing: buffer[start + 1..<look.position - 1]))
            guard look.take(UInt8(ascii: ":")) else { return false }
            let value = look.position
            guard look.skip() else { return false }
            each(name, value..<look.position)
            if look.take(UInt8(ascii: "}")) { return look.position == look.end }
            guard look.take(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < end, buffer[position] == byte else { return false }
        position += 1
        return true
    }

    /// Passes over a value of any kind.
    private mutating func skip() -> Bool {
        var depth = 0
        repeat {
            guard position < end else { return false }
            switch buffer[position] {
            case UInt8(ascii: "\""):
                guard string() else { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                position += 1
                guard depth >= 0 else { return false }
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { return false }
                position += 1
            default:
                // a number, true, false or null
                while position < end, Self.isPlain(buffer[position]) { position += 1 }
            }
        } while depth > 0
        return true
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "["), UInt8(ascii: "\""):
            false
        default: true
        }
    }

    private mutating func string() -> Bool {
        guard take(UInt8(ascii: "\"")), let base = buffer.baseAddress else { return false }
        while let found = memchr(base + position, 0x22, end - position) {
            let quote = base.distance(to: found)
            var backslashes = 0
            while quote - backslashes > position, buffer[quote - backslashes - 1] == UInt8(ascii: "\\") {
                backslashes += 1
            }
            position = quote + 1
            if backslashes % 2 == 0 { return true }
        }
        return false
    }
}

/// A member's name as it stands in the file, compared as bytes.
struct MemberName {
    let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    static func ~= (name: StaticString, key: MemberName) -> Bool {
        key.bytes.elementsEqual(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
}
