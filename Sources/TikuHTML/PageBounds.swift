internal import Glibc

/// Bounds on one page.
public struct PageBounds: Hashable, Sendable {
    /// Elements inside each other; deeper ones are read as children of the element at this depth.
    public var depth = 1_024
    /// Elements and texts.
    public var nodes = 4_000_000
    /// Attributes of one element. libxml2 looks for each among all before it.
    public var attributes = 1_000

    public init() {}

    /// Refuses what libxml2 would be slow on, before it reads: elements with more attributes than they may have, and end tags that close
    /// nothing below many open elements, for each of which it looks through all that are open.
    ///
    /// Every `<` before a letter is looked at as if a tag began there, so that no quotation mark, comment or script can hide one. A page
    /// on which that takes more than a few passes is built to be slow. O(length).
    func check(_ bytes: ContiguousArray<UInt8>) throws(HTMLError) {
        let most = attributes
        let failure = bytes.withUnsafeBufferPointer { buffer -> HTMLError? in
            var (offset, work, starts, ends) = (0, 0, 0, 0)
            let allowed = 16 * buffer.count + 65_536
            while let base = buffer.baseAddress, let next = memchr(base + offset, 0x3C, buffer.count - offset) {
                offset = UnsafeRawPointer(base).distance(to: next) + 1
                guard offset < buffer.count else { break }
                if buffer[offset] == UInt8(ascii: "/") { ends += 1 }
                guard Self.isLetter(buffer[offset]) else { continue }
                starts += 1
                let tag = Self.attributes(buffer, offset, most)
                work += tag.length
                if tag.count > most { return .tooManyAttributes(limit: most) }
                if work > allowed { return .tangled }
            }
            // no page has more open than was opened
            let searches = (1 << 20) + 128 * buffer.count
            if starts * ends > searches, Self.searches(buffer) > searches { return .strayEndTags }
            return nil
        }
        if let failure { throw failure }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// Open elements that libxml2 looks at for what end tags close, about and rather too many: an end tag whose element is not the innermost
    /// one costs the way down to it and is taken to close nothing, as where an element of higher rank lies between.
    private static func searches(_ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        var open: [UInt64] = []
        // depths of the open elements of a name
        var places: [UInt64: [Int]] = [:]
        var (offset, work) = (0, 0)
        while offset + 1 < buffer.count {
            offset += 1
            guard buffer[offset - 1] == UInt8(ascii: "<") else { continue }
            if buffer[offset...].starts(with: "!--".utf8) {
                offset = end(of: "-->", in: buffer, from: offset + 3)
                continue
            }
            let isEnd = buffer[offset] == UInt8(ascii: "/")
            var place = offset + (isEnd ? 1 : 0)
            // the first eight letters tell names apart well enough
            var name: UInt64 = 0
            while place < buffer.count, isLetter(buffer[place]) || (0x30...0x39).contains(buffer[place]) {
                if name < 1 << 56 { name = name << 8 | UInt64(buffer[place] | 0x20) }
                place += 1
            }
            guard name != 0 else { continue }
            if isEnd {
                offset = place
                guard let depth = places[name]?.last else {
                    work += open.count
                    continue
                }
                work += open.count - 1 - depth
                if depth == open.count - 1 {
                    open.removeLast()
                    places[name]?.removeLast()
                }
                continue
            }
            // nothing inside of a tag's quotation marks, a script or a style is a tag
            offset += attributes(buffer, offset, .max).length
            if name == script { offset = end(of: "</script", in: buffer, from: offset) }
            if name == style { offset = end(of: "</style", in: buffer, from: offset) }
            if !closesItself.contains(name), name != script, name != style {
                places[name, default: []].append(open.count)
                open.append(name)
            }
        }
        return work
    }

    private static let script = letters("script")
    private static let style = letters("style")

    private static func letters(_ name: String) -> UInt64 {
        name.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1 | 0x20) }
    }

    /// Where a text that is given in lower case ends, or the end of the page.
    private static func end(of text: StaticString, in buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        text.withUTF8Buffer { text in
            var offset = start
            while offset + text.count <= buffer.count {
                var length = 0
                while length < text.count, buffer[offset + length] | 0x20 == text[length] | 0x20 { length += 1 }
                if length == text.count { return offset + length }
                offset += 1
            }
            return buffer.count
        }
    }

    /// Elements that have no end, or that the next of their kind ends.
    private static let closesItself = Set(
        ["br", "img", "hr", "input", "meta", "link", "p", "li", "td", "tr", "th", "dt", "dd", "option"].map(letters))

    /// At least the number of attributes of the tag that begins at an offset, and the bytes looked at.
    private static func attributes(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ most: Int) -> (
        count: Int, length: Int
    ) {
        var offset = start
        var count = 0
        var isInWord = true
        var quote: UInt8?
        var afterEquals = false
        while offset < buffer.count, count <= most {
            let byte = buffer[offset]
            offset += 1
            if let open = quote {
                if byte == open {
                    quote = nil
                    isInWord = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: ">"): return (count, offset - start)
            case 0x20, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: "/"): isInWord = false
            case UInt8(ascii: "="): (isInWord, afterEquals) = (true, true)
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // a quotation mark opens a value only behind an equals sign
                if afterEquals { quote = byte } else { isInWord = true }
                afterEquals = false
            default:
                if !isInWord, !afterEquals { count += 1 }
                (isInWord, afterEquals) = (true, false)
            }
        }
        return (count, offset - start)
    }
}
