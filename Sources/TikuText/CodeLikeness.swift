public import TikuModel

/// Whether a line of plain text is source code, a command or program output.
public enum CodeLikeness {
    private static let openers = PhraseAutomaton(
        Words.list(
            """
            public, private, protected, static, class, import, package, return, def, function, func, const, let,
            var, if (, for (, while (, else, try, catch, except, finally, void, int, select, insert, update,
            create, delete, alter, explain, #include, using, namespace, struct, enum, interface, print(, console.,
            system., @override, @, $, >, sudo, docker, kubectl, git, npm, pip, curl, from, elif, switch, case,
            break;, async, await, export, type, fn, impl, use, pub, mut, <div, <script, <bean, <property, </, <!--,
            <?xml, set, typedef
            """))

    /// 0 (prose) to 1 (surely code). The line may be indented.
    public static func score(_ text: TextBuffer, _ line: ByteSpan) -> Double {
        let bytes = text.bytes
        let content = text.trimmed(line)
        guard !content.isEmpty else { return 0 }
        var han = 0
        var symbols = 0
        var ascii = 0
        var spaces = 0
        for byte in bytes[content.range] {
            if byte >= 0x80 {
                if byte >= 0xE3 && byte < 0xF0 { han += 1 }
                continue
            }
            ascii += 1
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "("),
                UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "$"), UInt8(ascii: "\""),
                UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "+"):
                symbols += 1
            case 0x20: spaces += 1
            default: break
            }
        }
        let last = bytes[content.end - 1]
        let first = bytes[content.start]
        let indent = content.start - line.start
        var score = 0.0
        if han == 0 {
            if last == UInt8(ascii: "{") || last == UInt8(ascii: "}") || last == UInt8(ascii: ";") { score += 0.6 }
            if last == UInt8(ascii: ")") || last == UInt8(ascii: "]") || last == UInt8(ascii: ",") { score += 0.2 }
            if content.count <= 3, symbols == content.count { score += 0.6 }
            if ascii > 0, Double(symbols) / Double(ascii) > 0.12 { score += 0.35 }
            if indent >= 2 { score += 0.35 }
            if spaces == 0, content.count >= 6,
                symbols >= 1 || bytes[content.range].dropLast().contains(UInt8(ascii: "."))
            {
                score += 0.4
            }
            if last == UInt8(ascii: ")"), hasCall(bytes, content) { score += 0.4 }
            if openers.longestPrefix(bytes, content.range) != nil { score += 0.3 }
            if last == UInt8(ascii: "."), symbols * 20 < ascii { score -= 0.6 }
            if last == UInt8(ascii: "?") { score -= 0.6 }
        } else {
            // Chinese in code stands in strings and comments
            if let comment = commentStart(bytes, content) {
                let before =
                    comment > content.start
                    ? text.trimmed(ByteSpan(content.start, comment)) : ByteSpan(comment, comment)
                let ends = before.isEmpty ? 0 : bytes[before.end - 1]
                score +=
                    comment == content.start
                    ? 0.55
                    : ends == UInt8(ascii: ";") || ends == UInt8(ascii: ")") || ends == UInt8(ascii: "{")
                        || ends == UInt8(ascii: ",") ? 0.9 : 0.5
            }
            if last == UInt8(ascii: ";") || last == UInt8(ascii: "{") || last == UInt8(ascii: "}") { score += 0.6 }
            if last == UInt8(ascii: ")"), symbols >= 4, first < 0x80 { score += 0.3 }
            if indent >= 2, first < 0x80, symbols >= 2 { score += 0.2 }
            if han * 3 > ascii { score -= 0.4 }
        }
        if first == UInt8(ascii: "}") || first == UInt8(ascii: "{") { score += 0.4 }
        if bytes[content.range].starts(with: "/*".utf8) || bytes[content.range].starts(with: "* @".utf8) {
            score += 0.5
        }
        return min(1, max(0, score))
    }

    /// A name, an opening bracket right behind it, and a `.` or `=` somewhere.
    private static func hasCall(_ bytes: ContiguousArray<UInt8>, _ span: ByteSpan) -> Bool {
        guard let open = bytes[span.range].firstIndex(of: UInt8(ascii: "(")), open > span.start else { return false }
        let before = UInt32(bytes[open - 1])
        guard CharacterClass.isASCIILetter(before) || CharacterClass.isASCIIDigit(before) || before == 0x5F else {
            return false
        }
        return bytes[span.range].contains { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ".") }
    }

    private static func commentStart(_ bytes: ContiguousArray<UInt8>, _ span: ByteSpan) -> Int? {
        var offset = span.start
        while offset + 1 < span.end {
            if bytes[offset] == UInt8(ascii: "/"), bytes[offset + 1] == UInt8(ascii: "/"),
                offset == span.start || bytes[offset - 1] != UInt8(ascii: ":")
            {
                return offset
            }
            if bytes[offset] == UInt8(ascii: "-"), bytes[offset + 1] == UInt8(ascii: "-"), offset == span.start {
                return offset
            }
            offset += 1
        }
        return bytes[span.start] == UInt8(ascii: "#") && span.count > 1 && bytes[span.start + 1] == 0x20
            ? span.start : nil
    }
}
