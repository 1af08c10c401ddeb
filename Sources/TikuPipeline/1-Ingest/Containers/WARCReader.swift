internal import TikuModel

/// Reads a web archive (WARC 1.0 and 1.1, ISO 28500), record by record: pages that servers sent, pages stored as they are, and
/// texts taken from pages. All else (requests, pictures, metadata) is passed over.
struct WARCReader {
    private let stream: ByteStream
    private let limit: Int

    init(_ stream: ByteStream, limit: Int) {
        self.stream = stream
        self.limit = limit
    }

    static func isWARC(_ head: ArraySlice<UInt8>) -> Bool { head.starts(with: "WARC/1.".utf8) }

    /// - Throws: `StreamError` where the archive is damaged so that no next record can be found.
    mutating func forEach(
        path: String, _ body: (Result<RawSource, Quarantine>) -> Void
    ) throws(StreamError) {
        var number = 0
        while let header = try nextHeader(number) {
            number += 1
            let place = "\(path)#\(number)"
            guard let length = header["content-length"].flatMap(Int.init), length >= 0 else {
                throw StreamError("record \(number) of the archive has no length; fetch it again")
            }
            let kind = header["warc-type"]?.lowercased()
            guard kind == "response" || kind == "resource" || kind == "conversion" else {
                try stream.skip(length)
                continue
            }
            guard length <= limit else {
                let reason = "the record has \(length) bytes, more than \(limit); raise the limit or leave it out"
                body(.failure(Quarantine(path: place, sha256: "", reason: reason)))
                try stream.skip(length)
                continue
            }
            let block = try stream.take(length)
            guard block.count == length else {
                body(
                    .failure(
                        Quarantine(
                            path: place, sha256: "", reason: "the archive ends inside the record; fetch it again")))
                return
            }
            var source: RawSource?
            if kind == "response" {
                source = HTTPMessage(block)?.source(path: place, limit: limit)
            } else if HTTPMessage.isPage(header.mediaType()) {
                source = RawSource(path: place, bytes: block)
                source?.charset = header.parameter("charset")
            }
            guard var source else { continue }
            source.url = header["warc-target-uri"].map { $0.hasPrefix("<") ? String($0.dropFirst().dropLast()) : $0 }
            source.date = header["warc-date"]
            source.place = .inside
            body(.success(source))
        }
    }

    /// The header of the next record, after the blank lines that end the one before.
    private func nextHeader(_ number: Int) throws(StreamError) -> MessageHeader? {
        var lines: [ContiguousArray<UInt8>] = []
        var size = 0
        while let line = try stream.line(limit: MessageHeader.longest) {
            if line.isEmpty {
                if lines.isEmpty { continue }
                return MessageHeader(lines)
            }
            if lines.isEmpty, !Self.isWARC(line[...].prefix(16).asSlice) {
                throw StreamError("what follows record \(number) is no record; fetch the archive again")
            }
            size += line.count
            guard size <= MessageHeader.longest else {
                throw StreamError("the header of record \(number + 1) has more than \(MessageHeader.longest) bytes")
            }
            lines.append(line)
        }
        return nil
    }
}

extension Sequence where Element == UInt8 {
    fileprivate var asSlice: ArraySlice<UInt8> { ArraySlice(self) }
}
