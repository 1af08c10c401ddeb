/// Comma-separated values (RFC 4180) that spreadsheets open as they are meant.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, by which it is text (OWASP, "CSV injection").
/// A byte order mark says that the file is UTF-8.
struct CSVTable {
    private(set) var text = "\u{FEFF}"

    init(_ head: [String]) { add(head) }

    mutating func add(_ cells: [String]) {
        text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        var text = Visible.lines(text.replacing("\r\n", with: "\n"))
        // spreadsheets look past white space
        if let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }),
            "=+-@＝＋－＠|%".unicodeScalars.contains(first) || text.unicodeScalars.first == "\t"
        {
            text = "'" + text
        }
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
