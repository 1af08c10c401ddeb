/// Text from a scraped page made harmless in markup: nothing in it is a tag, an entity or a control character.
enum Markup {
    /// For the text and the attributes of HTML. Line ends and tabs stay.
    static func html(_ text: String) -> String {
        var output = ""
        output.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\n", "\t": output.unicodeScalars.append(scalar)
            default: output += isHarmful(scalar) ? Visible.text(String(scalar)) : String(scalar)
            }
        }
        return output
    }

    /// For XML 1.0, which knows fewer characters than HTML.
    static func xml(_ text: String) -> String {
        html(text).replacing("&#39;", with: "&apos;").replacing("\u{FFFE}", with: "").replacing("\u{FFFF}", with: "")
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
