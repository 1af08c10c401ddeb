internal import Glibc
internal import TikuModel

/// One door for all files: a plain one is one source, a container gives its records one by one.
///
/// What a file is shows in its bytes: gzip (RFC 1952) around anything, WARC (ISO 28500), MHTML (RFC 2557), JSON lines and JSON
/// arrays as scrapers write them. A record is a source of its own with `#` and its place after the file's path.
public enum Containers {
    /// Calls `body` with each source of a file, in the order of the file. WARC and JSON lines are read record by record.
    ///
    /// - Parameters:
    ///   - entry: the file.
    ///   - limits: `sourceBytes` bounds each record.
    ///   - fields: where a JSON record holds what.
    public static func forEach(
        _ entry: SourceTree.Entry, limits: Limits, fields: RecordFields = RecordFields(),
        _ body: (Result<RawSource, Quarantine>) -> Void
    ) {
        func refuse(_ reason: String, at record: Int? = nil) {
            let path = record.map { "\(entry.path)#\($0)" } ?? entry.path
            body(.failure(Quarantine(path: path, sha256: "", reason: reason)))
        }
        let stream: ByteStream
        do throws(Quarantine) {
            stream = try SourceTree.open(entry, limits)
        } catch {
            return body(.failure(error))
        }
        do throws(StreamError) {
            let head = try stream.peek(8_192)
            if WARCReader.isWARC(head) {
                var reader = WARCReader(stream, limit: limits.sourceBytes)
                var count = 0
                try reader.forEach(path: entry.path) { record in
                    count += 1
                    body(record)
                }
                if count == 0 { refuse("the archive holds no page; fetch it again, or remove it") }
                return
            }
            if JSONRecords.mayBeLines(head), let first = try JSONRecords.firstLine(stream, limits.sourceBytes),
                fields.holdsText(first)
            {
                try JSONRecords.lines(stream, path: entry.path, limit: limits.sourceBytes, fields, body)
                return
            }
            let bytes = try stream.take(limits.sourceBytes + 1)
            guard bytes.count <= limits.sourceBytes else {
                return refuse("the file has more than \(limits.sourceBytes) bytes; split it")
            }
            if MHTMLPage.isMHTML(bytes.prefix(8_192)) {
                guard let page = MHTMLPage(bytes) else {
                    return refuse("the saved page holds no HTML part; save it again")
                }
                var source = page.source(path: entry.path)
                source.place = .inside
                body(.success(source))
                return
            }
            if let records = JSONRecords.array(bytes, fields) {
                for (index, record) in records.enumerated() {
                    body(fields.source(record, path: "\(entry.path)#\(index + 1)"))
                }
                return
            }
            if let record = JSONRecords.object(bytes), fields.holdsText(record) {
                return body(fields.source(record, path: entry.path))
            }
            var source = RawSource(path: entry.path, bytes: bytes)
            if stream.isCompressed { source.place = .inside }
            body(.success(source))
        } catch {
            refuse(error.reason)
        }
    }
}
