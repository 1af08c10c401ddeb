/// Writes JSON by RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 units, no white space, shortest
/// numbers, the fewest escapes. Equal values give equal bytes on every machine.
public struct CanonicalJSON {
    public private(set) var bytes: ContiguousArray<UInt8> = []

    public init() {}

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Hands over what is written so far, once it is so many bytes, and goes on with none: a large file in small memory.
    mutating func drain(from least: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard bytes.count >= least else { return }
        bytes.withUnsafeBytes(body)
        bytes.removeAll(keepingCapacity: true)
    }

    public static func encode(_ value: JSONValue) -> ContiguousArray<UInt8> {
        var writer = CanonicalJSON()
        writer.write(value)
        return writer.bytes
    }

    public static func string(_ value: JSONValue) -> String { String(decoding: encode(value), as: UTF8.self) }

    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: raw("null")
        case .bool(let flag): raw(flag ? "true" : "false")
        case .integer(let integer): raw(String(integer))
        case .number(let number): raw(Self.shortest(number))
        case .string(let text): write(text)
        case .array(let items):
            raw("[")
            for (index, item) in items.enumerated() {
                if index > 0 { raw(",") }
                write(item)
            }
            raw("]")
        case .object(let members):
            raw("{")
            for (index, key) in Self.sorted(members.keys).enumerated() {
                if index > 0 { raw(",") }
                write(key)
                raw(":")
                write(members[key] ?? .null)
            }
            raw("}")
        }
    }

    public mutating func raw(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

    public mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { buffer in
            // what needs no escape goes over in one piece
            var start = 0
            var offset = 0
            let raw = UnsafeRawBufferPointer(buffer)
            while offset < buffer.count {
                if offset + 8 <= buffer.count,
                    Self.isPlain(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                {
                    offset += 8
                    continue
                }
                if Self.needsEscape(buffer[offset]) {
                    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<offset]))
                    escape(buffer[offset])
                    start = offset + 1
                }
                offset += 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether none of eight bytes needs an escape: no byte of a word is below 0x20, a quotation mark or a backslash (bytes at once in a
    /// word: Mycroft, 1987; Warren, Hacker's Delight, 6-1). It may say no of a word that has none.
    private static func isPlain(_ word: UInt64) -> Bool {
        let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        let controls = (word &- ones &* 0x20) & ~word
        return (controls | zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* 0x5C))) & highs == 0
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case 0x08: raw("\\b")
        case 0x09: raw("\\t")
        case 0x0A: raw("\\n")
        case 0x0C: raw("\\f")
        case 0x0D: raw("\\r")
        default:
            let digits = String(byte, radix: 16)
            raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
    }

    /// By UTF-16 code units, as the RFC says; for keys in ASCII the same as by bytes.
    static func sorted(_ keys: some Sequence<String>) -> [String] {
        let keys = Array(keys)
        if keys.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) { return keys.sorted() }
        return keys.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
    }

    /// ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20) from Swift's shortest digits.
    static func shortest(_ number: Double) -> String {
        if number == 0 { return "0" }
        var digits = number.magnitude.description
        var exponent = 0
        if let mark = digits.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            exponent = Int(digits[digits.index(after: mark)...]) ?? 0
            digits = String(digits[..<mark])
        }
        var point = digits.count
        if let dot = digits.firstIndex(of: ".") {
            point = digits.distance(from: digits.startIndex, to: dot)
            digits.remove(at: dot)
        }
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        while digits.hasPrefix("0"), digits.count > 1 {
            digits.removeFirst()
            point -= 1
        }
        let place = point + exponent  // the value is 0.digits × 10^place
        let count = digits.count
        var text: String
        if place > 0, place <= 21 {
            if count <= place {
                text = digits + String(repeating: "0", count: place - count)
            } else {
                let split = digits.index(digits.startIndex, offsetBy: place)
                text = digits[..<split] + "." + digits[split...]
            }
        } else if place <= 0, place > -6 {
            text = "0." + String(repeating: "0", count: -place) + digits
        } else {
            text = String(digits.removeFirst())
            if !digits.isEmpty { text += "." + digits }
            text += "e" + (place - 1 < 0 ? "-" : "+") + String((place - 1).magnitude)
        }
        return number < 0 ? "-" + text : text
    }
}
