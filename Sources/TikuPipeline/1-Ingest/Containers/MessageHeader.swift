/// The header of a message as HTTP, MIME and WARC write it: names and values, one a line, folded lines joined.
struct MessageHeader {
    private var values: [String: String] = [:]

    static let longest = 1 << 16

    init(_ lines: [ContiguousArray<UInt8>]) {
        var name: String?
        for line in lines {
            let text = String(decoding: line, as: UTF8.self)
            if text.first == " " || text.first == "\t", let name {
                values[name, default: ""] += " " + Self.trimmed(text[...])
                continue
            }
            guard let colon = text.firstIndex(of: ":") else { continue }
            let key = Self.trimmed(text[..<colon]).lowercased()
            name = key
            if values[key] == nil { values[key] = Self.trimmed(text[text.index(after: colon)...]) }
        }
    }

    /// Takes the lines up to the empty one from the start of `bytes`.
    ///
    /// - Returns: the header and where the body begins; nil where no header ends within the bound.
    static func read(_ bytes: ArraySlice<UInt8>) -> (header: MessageHeader, body: Int)? {
        var lines: [ContiguousArray<UInt8>] = []
        var start = bytes.startIndex
        while start < bytes.endIndex, start - bytes.startIndex <= longest {
            guard let end = bytes[start...].firstIndex(of: 0x0A) else { return nil }
            var line = ContiguousArray(bytes[start..<end])
            if line.last == 0x0D { line.removeLast() }
            start = end + 1
            if line.isEmpty { return (MessageHeader(lines), start) }
            lines.append(line)
        }
        return nil
    }

    subscript(name: String) -> String? { values[name] }

    /// The value before any parameter, in lower case: `text/html`.
    func mediaType(_ name: String = "content-type") -> String? {
        values[name].map { Self.trimmed($0.prefix { $0 != ";" }).lowercased() }
    }

    /// A parameter of a value: `charset` in `text/html; charset=gbk`.
    func parameter(_ parameter: String, of name: String = "content-type") -> String? {
        guard let value = values[name] else { return nil }
        for part in value.split(separator: ";").dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            guard Self.trimmed(part[..<equals]).lowercased() == parameter else { continue }
            let text = Self.trimmed(part[part.index(after: equals)...])
            return text.hasPrefix("\"") && text.hasSuffix("\"") && text.count >= 2
                ? String(text.dropFirst().dropLast()) : text
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
