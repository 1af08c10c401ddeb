/// Bounds on one page.
public struct PageBounds: Hashable, Sendable {
    /// Elements inside each other; deeper ones are read as children of the element at this depth.
    public var depth = 1_024
    /// Elements and texts.
    public var nodes = 4_000_000
    /// Attributes of one element. libxml2 looks for each among all before it.
    public var attributes = 1_000

    public init() {}

    /// Open elements times end tags: libxml2 looks for what an end tag closes among all that are open.
    static let closingWork = 1 << 31

    /// What libxml2 would be slow on, found before it reads: elements with more attributes than it may have.
    ///
    /// Every `<` before a letter is looked at as if a tag began there, so that no quotation mark, comment or script can hide one. A page
    /// on which that takes more than a few passes is built to be slow. O(length).
    ///
    /// - Returns: the number of end tags.
    func endTags(_ bytes: ContiguousArray<UInt8>) throws(HTMLError) -> Int {
        var ends = 0
        var work = 0
        let allowed = 16 * bytes.count + 65_536
        let most = attributes
        let failure = bytes.withUnsafeBufferPointer { buffer -> HTMLError? in
            var offset = 0
            while offset + 1 < buffer.count {
                guard buffer[offset] == UInt8(ascii: "<") else {
                    offset += 1
                    continue
                }
                offset += 1
                let next = buffer[offset] | 0x20
                if next == UInt8(ascii: "/") | 0x20 { ends += 1 }
                guard next >= UInt8(ascii: "a"), next <= UInt8(ascii: "z") else { continue }
                let tag = Self.attributes(buffer, offset, most)
                work += tag.length
                if tag.count > most { return .tooManyAttributes(limit: most) }
                if work > allowed { return .tangled }
            }
            return nil
        }
        if let failure { throw failure }
        return ends
    }

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
