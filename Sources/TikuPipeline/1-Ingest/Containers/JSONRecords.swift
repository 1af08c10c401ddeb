internal import TikuModel

/// Records that scrapers write as JSON: one object a line, or an array of objects.
enum JSONRecords {
    /// Whether the file's first byte that is no white space opens an object.
    static func mayBeLines(_ head: ArraySlice<UInt8>) -> Bool {
        head.starts(with: [0xEF, 0xBB, 0xBF, UInt8(ascii: "{")]) || head.first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    /// The first line as an object, without taking it; nil where it is no whole object.
    static func firstLine(_ stream: ByteStream, _ limit: Int) throws(StreamError) -> JSONValue? {
        var size = 1 << 16
        while true {
            let head = try stream.peek(size)
            let start = head.firstIndex { $0 > 0x20 && $0 < 0x80 } ?? head.endIndex
            if let end = head[start...].firstIndex(of: 0x0A) { return object(ContiguousArray(head[start..<end])) }
            if head.count < size || size > limit { return object(ContiguousArray(head[start...])) }
            size *= 4
        }
    }

    /// Reads one record a line; a line that is no record is refused with its number, and the rest goes on.
    static func lines(
        _ stream: ByteStream, path: String, limit: Int, _ fields: RecordFields,
        _ body: (Result<RawSource, Quarantine>) -> Void
    ) throws(StreamError) {
        var number = 0
        while let line = try stream.line(limit: limit) {
            number += 1
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            let place = "\(path)#\(number)"
            var bytes = line
            if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            guard let record = object(bytes) else {
                body(
                    .failure(Quarantine(path: place, sha256: "", reason: "line \(number) is no JSON; scrape it again")))
                continue
            }
            body(
                fields.source(record, path: place, place: stream.isCompressed ? .inside : .line(number)))
        }
    }

    /// The objects of a file that is one JSON array of records; nil for any other file.
    static func array(_ bytes: ContiguousArray<UInt8>, _ fields: RecordFields) -> [JSONValue]? {
        guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "["), let value = try? JSONParser.parse(bytes),
            case .array(let items) = value, let first = items.first, fields.holdsText(first)
        else { return nil }
        return items
    }

    static func object(_ bytes: ContiguousArray<UInt8>) -> JSONValue? {
        guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"), let value = try? JSONParser.parse(bytes),
            case .object = value
        else { return nil }
        return value
    }
}
