internal import TikuModel

/// The Markdown of answers as HTML, whatever it holds: text is escaped, tags in it are text, and links lead to the web or a mailbox
/// only. Images are links with their words, so that nothing is fetched.
///
/// Reads the part of CommonMark that `AnswerMarkdown` writes: paragraphs, headings, lists, fenced code, tables, quotes, emphasis, code
/// spans, links. One pass over the lines; no recursion, so depth costs nothing.
public enum MarkdownHTML {
    public static func render(_ markdown: String) -> String {
        var writer = Writer(lines: markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        return writer.run()
    }

    private struct Writer {
        let lines: [String]
        var index = 0
        var output = ""
        /// Lists that are open: indent of their items, and their tag.
        var lists: [(indent: Int, tag: String)] = []

        mutating func run() -> String {
            while index < lines.count {
                let line = lines[index]
                let trimmed = line.trimmingSpaces
                if trimmed.isEmpty {
                    // a list goes on after a blank line only with another item
                    if !lists.isEmpty, index + 1 < lines.count, Item(lines[index + 1]) == nil { closeLists(to: 0) }
                    index += 1
                } else if let item = Item(line) {
                    add(item)
                } else if trimmed.hasPrefix("```") {
                    closeLists(to: 0)
                    code(trimmed)
                } else if !lists.isEmpty, line.hasPrefix("  ") {
                    output += "<br>" + MarkdownInline.html(trimmed)
                    index += 1
                } else {
                    closeLists(to: 0)
                    block(trimmed)
                }
            }
            closeLists(to: 0)
            return output
        }

        private mutating func block(_ line: String) {
            let level = line.prefix { $0 == "#" }.count
            if (1...6).contains(level), line.dropFirst(level).first == " " {
                output += "<h4>\(MarkdownInline.html(String(line.dropFirst(level + 1))))</h4>"
                index += 1
            } else if line == "---" || line == "***" {
                output += "<hr>"
                index += 1
            } else if line.hasPrefix("|"), index + 1 < lines.count, Row.isRule(lines[index + 1]) {
                table()
            } else if line.hasPrefix(">") {
                gather("<blockquote><p>", "</p></blockquote>") {
                    $0.hasPrefix(">") ? String($0.dropFirst()).trimmingSpaces : nil
                }
            } else {
                gather("<p>", "</p>") { line in
                    line.isEmpty || line.hasPrefix("```") || line.hasPrefix(">") || line.hasPrefix("#")
                        || Item(line) != nil ? nil : line
                }
            }
        }

        /// Lines that belong together; the first always does.
        private mutating func gather(_ open: String, _ close: String, _ part: (String) -> String?) {
            var parts: [String] = []
            while index < lines.count {
                let line = lines[index].trimmingSpaces
                guard let part = part(line) ?? (parts.isEmpty ? line : nil) else { break }
                parts.append(MarkdownInline.html(part))
                index += 1
            }
            output += open + parts.joined(separator: "<br>") + close
        }

        private mutating func code(_ fence: String) {
            let ticks = fence.prefix { $0 == "`" }
            var body: [String] = []
            index += 1
            while index < lines.count, lines[index].trimmingSpaces != ticks {
                body.append(lines[index])
                index += 1
            }
            index += 1
            let language = fence.dropFirst(ticks.count).trimmingPrefix(" ")
            let name = language.isEmpty ? "" : " class=\"language-\(Markup.html(String(language)))\""
            output += "<pre><code\(name)>\(Markup.html(body.joined(separator: "\n")))\n</code></pre>"
        }

        private mutating func table() {
            let head = Row.cells(lines[index])
            output +=
                "<table><thead><tr>" + head.map { "<th>\(MarkdownInline.html($0))</th>" }.joined()
                + "</tr></thead><tbody>"
            index += 2
            while index < lines.count, lines[index].trimmingSpaces.hasPrefix("|") {
                output +=
                    "<tr>" + Row.cells(lines[index]).map { "<td>\(MarkdownInline.html($0))</td>" }.joined() + "</tr>"
                index += 1
            }
            output += "</tbody></table>"
        }

        private mutating func add(_ item: Item) {
            let tag = item.number == nil ? "ul" : "ol"
            while let last = lists.last, last.indent > item.indent || last.indent == item.indent && last.tag != tag {
                closeLists(to: lists.count - 1)
            }
            if let last = lists.last, last.indent == item.indent {
                output += "</li>"
            } else if lists.count < 16 {
                let start = item.number.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
                output += "<\(tag)\(start)>"
                lists.append((item.indent, tag))
            } else {
                output += "</li>"
            }
            output += "<li>" + MarkdownInline.html(item.text)
            index += 1
        }

        private mutating func closeLists(to count: Int) {
            while lists.count > count, let last = lists.popLast() { output += "</li></\(last.tag)>" }
        }
    }

    /// A line that is an item of a list.
    private struct Item {
        var indent: Int
        var number: Int?
        var text: String

        init?(_ line: String) {
            let spaces = line.prefix { $0 == " " }.count
            let rest = line.dropFirst(spaces)
            indent = spaces / 2
            if let mark = rest.first, mark == "-" || mark == "*" || mark == "+", rest.dropFirst().first == " " {
                text = String(rest.dropFirst(2))
                return
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...9).contains(digits.count), let value = Int(digits) else { return nil }
            let after = rest.dropFirst(digits.count)
            guard let mark = after.first, mark == "." || mark == ")", after.dropFirst().first == " " else { return nil }
            number = value
            text = String(after.dropFirst(2))
        }
    }

    private enum Row {
        static func isRule(_ line: String) -> Bool {
            let line = line.trimmingSpaces
            return line.hasPrefix("|") && line.contains("-") && line.allSatisfy { "|-: ".contains($0) }
        }

        /// The cells of a row; a pipe after a backslash is part of its cell.
        static func cells(_ line: String) -> [String] {
            var cells: [String] = []
            var cell = ""
            var isEscaped = false
            for character in line.trimmingSpaces.dropFirst() {
                if character == "|", !isEscaped {
                    cells.append(cell.trimmingSpaces)
                    cell = ""
                } else {
                    if character == "|" { cell.removeLast() }
                    cell.append(character)
                }
                isEscaped = character == "\\" && !isEscaped
            }
            if !cell.trimmingSpaces.isEmpty { cells.append(cell.trimmingSpaces) }
            return cells
        }
    }
}

extension String {
    var trimmingSpaces: String {
        var text = self[...]
        while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" || last == "\r" { text = text.dropLast() }
        return String(text)
    }
}
