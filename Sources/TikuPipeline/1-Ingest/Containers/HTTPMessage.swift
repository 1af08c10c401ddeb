/// What a server sent (RFC 9112): status, header, and the body with its codings undone.
struct HTTPMessage {
    var status: Int
    var header: MessageHeader
    private let bytes: ContiguousArray<UInt8>
    private let start: Int

    /// - Returns: nil for bytes that are no HTTP response.
    init?(_ bytes: ContiguousArray<UInt8>) {
        let all = ArraySlice(bytes)
        guard all.starts(with: "HTTP/".utf8), let line = all.firstIndex(of: 0x0A),
            let read = MessageHeader.read(all[(line + 1)...])
        else { return nil }
        let words = String(decoding: all[..<line], as: UTF8.self).split(separator: " ")
        guard words.count >= 2, let status = Int(words[1].prefix(3)) else { return nil }
        self.status = status
        header = read.header
        start = read.body
        self.bytes = bytes
    }

    /// Media types that can hold an article; none given counts, since many servers give none.
    static func isPage(_ type: String?) -> Bool {
        guard let type else { return true }
        return ["text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"].contains(type)
    }

    /// The page of a successful answer; nil for all others and for bodies that cannot be unpacked within `limit` bytes.
    func source(path: String, limit: Int) -> RawSource? {
        guard (200..<300).contains(status), Self.isPage(header.mediaType()) else { return nil }
        var body = ContiguousArray(bytes[start...])
        if header["transfer-encoding"]?.lowercased().contains("chunked") ?? false {
            body = Self.unchunked(body) ?? body
        }
        switch header["content-encoding"]?.lowercased() {
        case nil, "identity", "": break
        case "gzip", "x-gzip", "deflate":
            // archives often store the body unpacked and keep the header
            if let unpacked = try? Self.inflated(body, limit: limit) { body = unpacked }
        default: return nil
        }
        var source = RawSource(path: path, bytes: body)
        source.charset = header.parameter("charset")
        return source
    }

    private static func inflated(_ body: ContiguousArray<UInt8>, limit: Int) throws(StreamError) -> ContiguousArray<
        UInt8
    > {
        var output = ContiguousArray<UInt8>()
        try Inflater().inflate(body) { (piece: UnsafeBufferPointer<UInt8>) throws(StreamError) in
            guard output.count + piece.count <= limit else { throw StreamError("the body unpacks past \(limit) bytes") }
            output.append(contentsOf: piece)
        }
        return output
    }

    /// Chunked transfer coding (RFC 9112, 7.1); nil for a body that is not coded so.
    private static func unchunked(_ body: ContiguousArray<UInt8>) -> ContiguousArray<UInt8>? {
        var output = ContiguousArray<UInt8>()
        var offset = 0
        while offset < body.count {
            guard let end = body[offset...].firstIndex(of: 0x0A), end - offset <= 64 else { return nil }
            let line = String(decoding: body[offset..<end], as: UTF8.self).prefix { $0.isHexDigit }
            guard let size = Int(line, radix: 16), size >= 0 else { return nil }
            if size == 0 { return output }
            guard size <= body.count - end - 1 else { return nil }
            output.append(contentsOf: body[(end + 1)..<(end + 1 + size)])
            offset = end + 1 + size
            if offset < body.count, body[offset] == 0x0D { offset += 1 }
            if offset < body.count, body[offset] == 0x0A { offset += 1 }
        }
        return output
    }
}
