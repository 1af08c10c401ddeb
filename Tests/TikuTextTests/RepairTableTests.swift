import Foundation
import TestSupport
import Testing
import TikuModel
import TikuText

/// The table in docs/repair.md that sets Tiku beside ftfy says the truth about Tiku.
@Suite("The table of repairs")
struct RepairTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var input: String
        var output: String
        var testDescription: String { name }
    }

    static let rows: [Row] = {
        let file = Place.root.appendingPathComponent("docs/repair.md")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count == 6, cells[2].hasPrefix("`"), let input = code(cells[2]), let own = code(cells[4]) else {
                return nil
            }
            return Row(name: cells[1], input: input, output: own == "=" ? input : own)
        }
    }()

    /// The text of a code span that is written as the inside of a JSON string.
    private static func code(_ cell: String) -> String? {
        guard cell.count >= 2, cell.hasPrefix("`"), cell.hasSuffix("`") else { return nil }
        let json = try? JSONParser.parse(Data("\"\(cell.dropFirst().dropLast())\"".utf8))
        guard case .string(let text)? = json else { return nil }
        return text
    }

    @Test("each row", arguments: rows)
    func row(_ row: Row) {
        let (text, _) = TextRepair.characters(TextBuffer(row.input), protected: [])
        #expect(text.string(text.whole) == row.output)
    }

    @Test("the table is there")
    func present() { #expect(Self.rows.count >= 30) }
}
