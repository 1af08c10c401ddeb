internal import TikuHTML
public import TikuModel

/// Stage 1: bytes to an article, by what the bytes are rather than what the file is called.
public struct Ingest: Stage {
    public var limits: Limits

    public init(limits: Limits = Limits()) { self.limits = limits }

    /// - Throws: `Quarantine` for a source that is empty, binary, too large, or that its parser refuses.
    public func run(_ source: RawSource) throws(Quarantine) -> Article {
        let sha256 = Identifier.sha256(source.bytes)
        func refuse(_ reason: String) -> Quarantine { Quarantine(path: source.path, sha256: sha256, reason: reason) }
        guard source.bytes.contains(where: { ![0x20, 0x09, 0x0A, 0x0D, 0x0C].contains($0) }) else {
            throw refuse("the file is empty; remove it or scrape it again")
        }
        guard source.bytes.count <= limits.sourceBytes else {
            throw refuse("the file has \(source.bytes.count) bytes, more than \(limits.sourceBytes); split it")
        }
        if let name = Self.binaryFormat(source.bytes) {
            throw refuse("the file is \(name), not text; convert it to text or HTML")
        }
        guard let decoded = Charset.decode(source.bytes, declared: source.charset) else {
            throw refuse("the file's character encoding is unknown; save it as UTF-8")
        }
        if decoded.replaced * 10 > decoded.text.count {
            throw refuse("the file is binary, or in an unknown encoding; save it as UTF-8 text")
        }
        let text = Self.normalisedLineEnds(decoded.text)
        if let reason = Self.lineDefect(text.bytes, limits) { throw refuse(reason) }
        let format = source.format ?? Self.format(path: source.path, text: text)
        var info = SourceInfo(path: source.path, sha256: sha256, format: format, encoding: decoded.encoding)
        info.title = source.title
        info.url = source.url
        info.author = source.author
        info.date = source.date
        switch format {
        case .html:
            do {
                let page = try Page(text, bounds: limits.page)
                info.title = page.metadata.title ?? source.title
                info.url = page.metadata.url ?? source.url
                info.author = page.metadata.author ?? source.author
                info.date = page.metadata.date ?? source.date
                info.language = page.metadata.language
                guard !page.blocks.isEmpty else { throw refuse("the page holds no text; scrape it again") }
                return Article(
                    source: info, text: page.text, blocks: page.blocks, inlines: page.inlines,
                    rawLines: Self.lines(source.place, .marks(page.lines)))
            } catch let quarantine as Quarantine {
                throw quarantine
            } catch {
                throw refuse("the page could not be parsed: \(error)")
            }
        case .markdown, .text:
            var blocks = MarkdownLines.blocks(text, isMarkdown: format == .markdown)
            if let matter = FrontMatter(text, blocks) {
                for index in matter.blocks { blocks[index].region = .metadata }
                info.title = info.title ?? matter.title
            }
            TextThread(text, blocks)?.mark(&blocks)
            return Article(
                source: info, text: text, blocks: blocks,
                rawLines: Self.lines(source.place, .same))
        }
    }

    /// Whether there are too many lines, or one that is too long. O(bytes).
    private static func lineDefect(_ bytes: ContiguousArray<UInt8>, _ limits: Limits) -> String? {
        guard bytes.count > min(limits.lines, limits.lineBytes) else { return nil }
        var (lines, longest, start) = (1, 0, 0)
        bytes.withUnsafeBufferPointer { buffer in
            for (offset, byte) in buffer.enumerated() where byte == 0x0A {
                lines += 1
                longest = max(longest, offset - start)
                start = offset + 1
            }
            longest = max(longest, buffer.count - start)
        }
        if lines > limits.lines { return "the text has \(lines) lines, more than \(limits.lines); split it" }
        guard longest > limits.lineBytes else { return nil }
        return "a line of the text has \(longest) bytes, more than \(limits.lineBytes); break it up"
    }

    private static func lines(_ place: RawSource.Place, _ own: RawLines) -> RawLines {
        switch place {
        case .file: own
        case .line(let line): .single(line)
        case .inside: .none
        }
    }

    /// CR LF and CR become LF; U+2028 and U+2029 too: they are line ends to a reader and to no parser here.
    ///
    /// This happens before the decoded text is fixed, so spans count in text with LF only; the documentation says so.
    static func normalisedLineEnds(_ text: TextBuffer) -> TextBuffer {
        let bytes = text.bytes
        guard needsLineEnds(bytes) else { return text }
        var output = ContiguousArray<UInt8>()
        output.reserveCapacity(bytes.count)
        var offset = 0
        while offset < bytes.count {
            // what needs no change goes over in one piece
            var end = offset
            while end < bytes.count, bytes[end] != 0x0D, bytes[end] != 0, bytes[end] != 0xE2 { end += 1 }
            if end > offset {
                output.append(contentsOf: bytes[offset..<end])
                offset = end
                continue
            }
            let byte = bytes[offset]
            if byte == 0x0D {
                output.append(0x0A)
                if offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { offset += 1 }
            } else if byte == 0 {
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
            } else if byte == 0xE2, offset + 2 < bytes.count, bytes[offset + 1] == 0x80,
                bytes[offset + 2] == 0xA8 || bytes[offset + 2] == 0xA9
            {
                output.append(0x0A)
                offset += 2
            } else {
                output.append(byte)
            }
            offset += 1
        }
        return TextBuffer(output)
    }

    private static func needsLineEnds(_ bytes: ContiguousArray<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            for (offset, byte) in buffer.enumerated() {
                if byte == 0x0D || byte == 0 { return true }
                if byte == 0xE2, offset + 2 < buffer.count, buffer[offset + 1] == 0x80,
                    buffer[offset + 2] & 0xFE == 0xA8
                {
                    return true
                }
            }
            return false
        }
    }

    /// The name of a well-known binary format, by its first bytes, or "binary" for a file full of zero bytes.
    static func binaryFormat(_ bytes: ContiguousArray<UInt8>) -> String? {
        let signatures: [([UInt8], String)] = [
            (Array("%PDF-".utf8), "a PDF"), ([0x50, 0x4B, 0x03, 0x04], "a ZIP or Office file"),
            ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
            ([0xFF, 0xD8, 0xFF], "a JPEG image"), (Array("GIF8".utf8), "a GIF image"),
            ([0x1F, 0x8B], "compressed with gzip"),
            ([0x7F, 0x45, 0x4C, 0x46], "a program"), ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file"),
            (Array("SQLite format".utf8), "a database"),
        ]
        for (signature, name) in signatures where bytes.starts(with: signature) { return name }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
        let sample = bytes.prefix(8_192)
        let controls = sample.count {
            $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C && $0 != 0x1B && $0 != 0
        }
        let zeros = sample.count { $0 == 0 }
        if controls * 20 > sample.count { return "binary" }
        // UTF-16 has up to every other byte zero; anything else with zeros is no text
        if zeros * 50 > sample.count, zeros * 5 < sample.count { return "binary" }
        return zeros * 10 > sample.count * 7 ? "binary" : nil
    }

    /// HTML shows in its first bytes; Markdown only in its name, or in fences and links.
    static func format(path: String, text: TextBuffer) -> SourceFormat {
        let name = path.lowercased()
        // ASCII is enough: all that is looked for is
        let head = text.bytes.prefix(4_096).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let trimmed = head.drop { $0 <= 0x20 }
        func holds(_ needle: String) -> Bool {
            let needle = Array(needle.utf8)
            var place = head.startIndex
            while let start = head[place...].firstIndex(of: needle[0]) {
                if head[start...].starts(with: needle) { return true }
                place = start + 1
            }
            return false
        }
        func opens(_ tag: String) -> Bool { trimmed.starts(with: tag.utf8) }
        let isNamedHTML = [".html", ".htm", ".xhtml", ".shtml"].contains { name.hasSuffix($0) }
        // a post about HTML speaks of `<html>` too: a page has nothing but markup before it
        if opens("<!doctype html") || opens("<") && (holds("<html") || holds("<body")) { return .html }
        if isNamedHTML { return holds("<") ? .html : .text }
        if name.hasSuffix(".md") || name.hasSuffix(".markdown") || name.hasSuffix(".mdown") { return .markdown }
        if ["<div", "<p>", "<p ", "<article", "<section", "<table", "<head", "<meta"].contains(where: opens) {
            return .html
        }
        return .text
    }
}
