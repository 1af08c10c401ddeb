/// Writes text so that Markdown shows it as it was.
package enum MarkdownEscape {
    /// Escapes what would become markup: emphasis, code, HTML tags, links, and line starts. Formulas between `$` stay.
    static func prose(_ text: String, atLineStart: Bool) -> String {
        var output: [UInt8] = []
        let bytes = Array(text.utf8)
        output.reserveCapacity(bytes.count + 8)
        var inFormula = false
        let formulas = bytes.count { $0 == UInt8(ascii: "$") } >= 2
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            let previous = index > 0 ? bytes[index - 1] : 0x20
            if byte == UInt8(ascii: "$"), formulas { inFormula.toggle() }
            if !inFormula {
                switch byte {
                case UInt8(ascii: "*") where next != 0x20 || previous != 0x20: output.append(UInt8(ascii: "\\"))
                case UInt8(ascii: "`"): output.append(UInt8(ascii: "\\"))
                case UInt8(ascii: "<") where isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!"):
                    output.append(UInt8(ascii: "\\"))
                case UInt8(ascii: "_") where !isWord(previous) || !isWord(next): output.append(UInt8(ascii: "\\"))
                case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                    if atLineStart, index == 0, next == 0x20 || byte == UInt8(ascii: ">") || next == byte {
                        output.append(UInt8(ascii: "\\"))
                    }
                default: break
                }
            }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }

    static func code(_ text: String) -> String {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let ticks = String(repeating: "`", count: longest + 1)
        let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return ticks + pad + text + pad + ticks
    }

    static func label(_ text: String) -> String {
        text.split(separator: "]", omittingEmptySubsequences: false).joined(separator: "\\]")
    }

    /// Only these schemes may stand in an output.
    package static func isWeb(_ target: String) -> Bool {
        let lower = target.lowercased()
        return lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("mailto:")
    }

    /// A link target without white space, brackets or control characters.
    static func target(_ target: String) -> String {
        var output: [UInt8] = []
        for byte in target.utf8.prefix(2_000) {
            switch byte {
            case 0...0x20, 0x7F, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "\\"):
                let digits = String(byte, radix: 16, uppercase: true)
                output += Array(("%" + (digits.utf8.count == 1 ? "0" : "") + digits).utf8)
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte >= 0x80 || (byte >= 0x30 && byte <= 0x39)
    }
}
