/// Text from a scraped page made harmless for a terminal or a single line of a report.
public enum Visible {
    /// Line ends and tabs become spaces; control characters, escape sequences and direction overrides become visible.
    public static func text(_ text: String) -> String {
        guard text.utf8.contains(where: isSuspicious) else { return text }
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: output.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF:
                output.append(contentsOf: "⟨U+\(String(scalar.value, radix: 16, uppercase: true))⟩".unicodeScalars)
            default: output.append(scalar)
            }
        }
        return String(output)
    }

    /// May begin something that is changed: a control, U+0080 to U+009F (C2), U+200B to U+2069 (E2) or U+FEFF (EF).
    private static func isSuspicious(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF
    }

    /// A path in which only what a terminal would obey is changed: what reads the output looks for the file.
    static func path(_ path: String) -> String {
        let isHarmless = path.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
        return isHarmless ? path : text(path)
    }

    /// The same for one line whose tabs stay.
    static func line(_ text: String) -> String {
        text.contains("\t")
            ? text.split(separator: "\t", omittingEmptySubsequences: false).map { Self.text(String($0)) }.joined(
                separator: "\t") : Self.text(text)
    }

    /// The same for several lines: their ends stay.
    public static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { Self.text(String($0)) }.joined(
            separator: "\n")
    }

    /// At most `limit` characters, with `…` where some were left out.
    public static func cut(_ text: String, to limit: Int) -> String {
        let head = text.prefix(limit)
        return head.endIndex == text.endIndex ? text : head + "…"
    }
}
