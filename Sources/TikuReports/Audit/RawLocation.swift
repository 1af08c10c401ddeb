internal import TikuModel

/// Where a finding stands in a file of the repository, as machines name it.
struct RawLocation: Hashable {
    /// Path of the file, with the folder that sources lie in.
    var path: String
    /// nil where the file has no lines of its own: a record of a WARC, a compressed file.
    var lines: LineRange?

    init(_ finding: AuditReport.Finding, raw: String) {
        let file = Self.file(of: finding.source)
        let folder = raw.hasSuffix("/") ? String(raw.dropLast()) : raw
        path = folder.isEmpty || folder == "." ? file : folder + "/" + file
        lines = finding.lines
    }

    /// The file that a record stands in: `posts.jsonl#3` is a record of `posts.jsonl`.
    static func file(of source: String) -> String {
        guard let mark = source.lastIndex(of: "#"), source[source.index(after: mark)...].allSatisfy(\.isASCIIDigit),
            source.index(after: mark) != source.endIndex, source[..<mark].contains(".")
        else { return source }
        return String(source[..<mark])
    }

    /// The path as a relative reference (RFC 3986).
    var uri: String {
        var text = ""
        for byte in path.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~/".utf8.contains(byte)
            text += isPlain ? String(UnicodeScalar(byte)) : Self.percent(byte)
        }
        return text
    }

    private static func percent(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
