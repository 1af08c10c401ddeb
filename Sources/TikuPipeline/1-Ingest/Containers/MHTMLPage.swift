internal import TikuModel
internal import TikuText

/// A page as browsers save it in one file (RFC 2557): the HTML part of a MIME message, decoded.
struct MHTMLPage {
    private var bytes: ContiguousArray<UInt8>
    private var charset: String?
    private var url: String?

    static func isMHTML(_ head: ArraySlice<UInt8>) -> Bool {
        guard let read = MessageHeader.read(head) else { return false }
        let header = read.header
        guard header["mime-version"] != nil || header["from"] != nil, let type = header.mediaType() else {
            return false
        }
        return type.hasPrefix("multipart/") || type == "text/html" && header["content-transfer-encoding"] != nil
    }

    /// - Returns: nil for a message without an HTML part.
    init?(_ bytes: ContiguousArray<UInt8>) {
        // indices stay those of the whole message
        let bytes = ArraySlice(bytes)
        guard let read = MessageHeader.read(bytes) else { return nil }
        let address = read.header["snapshot-content-location"] ?? read.header["content-location"]
        // parts may hold parts: multipart/alternative in multipart/related
        var waiting: [(header: MessageHeader, range: Range<Int>, depth: Int)] = [
            (read.header, read.body..<bytes.count, 0)
        ]
        while !waiting.isEmpty {
            let part = waiting.removeFirst()
            let type = part.header.mediaType() ?? "text/plain"
            if type == "text/html" || type == "application/xhtml+xml" {
                let coding = part.header["content-transfer-encoding"]?.lowercased() ?? "8bit"
                self.bytes = Self.decoded(bytes[part.range], coding)
                charset = part.header.parameter("charset")
                url = address ?? part.header["content-location"]
                return
            }
            if type.hasPrefix("multipart/"), part.depth < 4, let boundary = part.header.parameter("boundary") {
                waiting += Self.parts(bytes, part.range, boundary).map { ($0.header, $0.range, part.depth + 1) }
            }
        }
        return nil
    }

    func source(path: String) -> RawSource {
        var source = RawSource(path: path, bytes: bytes)
        source.charset = charset
        source.url = url
        source.format = .html
        return source
    }

    /// The parts between lines of `--boundary`.
    private static func parts(
        _ bytes: ArraySlice<UInt8>, _ range: Range<Int>, _ boundary: String
    ) -> [(header: MessageHeader, range: Range<Int>)] {
        let mark = Array(("--" + boundary).utf8)
        var parts: [(header: MessageHeader, range: Range<Int>)] = []
        var start: Int?
        var line = range.lowerBound
        while line < range.upperBound {
            let end = bytes[line..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
            if bytes[line..<end].starts(with: mark) {
                if let start, let read = MessageHeader.read(bytes[start..<line]) {
                    parts.append((read.header, read.body..<line))
                }
                start = min(end + 1, range.upperBound)
            }
            line = end + 1
        }
        if let start, start < range.upperBound,
            let read = MessageHeader.read(bytes[start..<range.upperBound])
        {
            parts.append((read.header, read.body..<range.upperBound))
        }
        return parts
    }

    /// Undoes quoted-printable and base64 (RFC 2045, 6.7 and 6.8); what is damaged stays as it is.
    private static func decoded(_ body: ArraySlice<UInt8>, _ coding: String) -> ContiguousArray<UInt8> {
        switch coding {
        case "quoted-printable": quotedPrintable(body)
        case "base64": base64(body)
        default: ContiguousArray(body)
        }
    }

    private static func quotedPrintable(_ body: ArraySlice<UInt8>) -> ContiguousArray<UInt8> {
        var output = ContiguousArray<UInt8>()
        output.reserveCapacity(body.count)
        var offset = body.startIndex
        while offset < body.endIndex {
            guard body[offset] == UInt8(ascii: "=") else {
                output.append(body[offset])
                offset += 1
                continue
            }
            let next = offset + 1
            if next < body.endIndex, body[next] == 0x0A {
                offset = next + 1
            } else if next + 1 < body.endIndex, body[next] == 0x0D, body[next + 1] == 0x0A {
                offset = next + 2
            } else if next + 1 < body.endIndex, let high = CharacterClass.hexDigit(body[next]),
                let low = CharacterClass.hexDigit(body[next + 1])
            {
                output.append(high << 4 | low)
                offset = next + 2
            } else {
                output.append(body[offset])
                offset = next
            }
        }
        return output
    }

    private static func base64(_ body: ArraySlice<UInt8>) -> ContiguousArray<UInt8> {
        var output = ContiguousArray<UInt8>()
        var bits: UInt32 = 0
        var held = 0
        for byte in body {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        return output
    }
}
