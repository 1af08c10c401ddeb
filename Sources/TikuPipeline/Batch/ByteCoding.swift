/// A value with a compact form in bytes, for the cache. Not a format for others: it changes with the version.
protocol ByteCodable {
    func write(to writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(ByteError)
}

/// The bytes are not what was written.
struct ByteError: Error {}

struct ByteWriter {
    private(set) var bytes = ContiguousArray<UInt8>()

    /// LEB128 (DWARF 5, section 7.6): seven bits a byte, the least first.
    mutating func varint(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    mutating func fixed(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ text: some Collection<UInt8>) { bytes.append(contentsOf: text) }
}

struct ByteReader {
    private let bytes: ContiguousArray<UInt8>
    private var offset: Int

    init(_ bytes: ContiguousArray<UInt8>, from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    var isAtEnd: Bool { offset == bytes.count }
    var remaining: Int { bytes.count - offset }

    mutating func varint() throws(ByteError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw ByteError()
    }

    mutating func fixed() throws(ByteError) -> UInt64 {
        guard remaining >= 8 else { throw ByteError() }
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[offset + index]) << UInt64(index * 8) }
        offset += 8
        return value
    }

    /// A number of things to come, each of at least one byte: a damaged one cannot ask for more memory than there are bytes.
    mutating func count() throws(ByteError) -> Int {
        let count = try varint()
        guard count <= UInt64(remaining) else { throw ByteError() }
        return Int(count)
    }

    mutating func take(_ count: Int) throws(ByteError) -> ArraySlice<UInt8> {
        guard count <= remaining else { throw ByteError() }
        defer { offset += count }
        return ArraySlice(bytes[offset..<offset + count])
    }

    mutating func string() throws(ByteError) -> String {
        let length = try count()
        defer { offset += length }
        return bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[offset..<offset + length]), as: UTF8.self)
        }
    }
}

extension String: ByteCodable {
    func write(to writer: inout ByteWriter) {
        writer.varint(UInt64(utf8.count))
        writer.append(utf8)
    }

    init(from reader: inout ByteReader) throws(ByteError) { self = try reader.string() }
}

extension Int: ByteCodable {
    /// Small numbers of either sign are short.
    func write(to writer: inout ByteWriter) { writer.varint(UInt64(bitPattern: Int64((self << 1) ^ (self >> 63)))) }

    init(from reader: inout ByteReader) throws(ByteError) {
        let value = try reader.varint()
        self = Int(truncatingIfNeeded: value >> 1) ^ -Int(truncatingIfNeeded: value & 1)
    }
}

extension UInt64: ByteCodable {
    func write(to writer: inout ByteWriter) { writer.fixed(self) }
    init(from reader: inout ByteReader) throws(ByteError) { self = try reader.fixed() }
}

extension Bool: ByteCodable {
    func write(to writer: inout ByteWriter) { writer.varint(self ? 1 : 0) }

    init(from reader: inout ByteReader) throws(ByteError) {
        switch try reader.varint() {
        case 0: self = false
        case 1: self = true
        default: throw ByteError()
        }
    }
}

extension Optional: ByteCodable where Wrapped: ByteCodable {
    func write(to writer: inout ByteWriter) {
        (self != nil).write(to: &writer)
        self?.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self = try Bool(from: &reader) ? try Wrapped(from: &reader) : nil
    }
}

extension Array: ByteCodable where Element: ByteCodable {
    func write(to writer: inout ByteWriter) {
        writer.varint(UInt64(count))
        for element in self { element.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        let count = try reader.count()
        self = []
        reserveCapacity(count)
        for _ in 0..<count { append(try Element(from: &reader)) }
    }
}

/// Choices with a name are written as their place among all.
extension RawRepresentable where Self: CaseIterable & Equatable, RawValue == String, AllCases.Index == Int {
    func write(to writer: inout ByteWriter) {
        writer.varint(UInt64(Self.allCases.firstIndex(of: self) ?? 0))
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        let place = try reader.varint()
        guard place < UInt64(Self.allCases.count) else { throw ByteError() }
        self = Self.allCases[Int(place)]
    }
}
