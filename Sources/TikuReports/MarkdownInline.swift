internal import TikuModel
internal import TikuPipeline

/// Emphasis, code spans and links inside one line of Markdown, as HTML.
enum MarkdownInline {
    static func html(_ line: String) -> String {
        var scanner = Scanner(Array(line.unicodeScalars))
        return scanner.run()
    }

    private struct Scanner {
        let scalars: [Unicode.Scalar]
        var index = 0
        var output = ""
        var text = String.UnicodeScalarView()
        /// Tags that are open, the innermost last.
        var open: [String] = []
        /// Closing ends that were looked for and are not there: each is looked for once.
        var missing: Set<String> = []

        init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

        mutating func run() -> String {
            while index < scalars.count {
                let scalar = scalars[index]
                switch scalar {
                case "\\" where index + 1 < scalars.count && isPunctuation(scalars[index + 1]):
                    text.append(scalars[index + 1])
                    index += 2
                case "`": code()
                case "*" where peek(1) == "*": toggle(2, "strong")
                case "*": toggle(1, "em")
                case "!" where peek(1) == "[": link(from: index + 2)
                case "[": link(from: index + 1)
                default:
                    text.append(scalar)
                    index += 1
                }
            }
            flush()
            while let tag = open.popLast() { output += "</\(tag)>" }
            return output
        }

        private func peek(_ step: Int) -> Unicode.Scalar? { index + step < scalars.count ? scalars[index + step] : nil }

        private mutating func flush() {
            output += Markup.html(String(text))
            text.removeAll()
        }

        private mutating func toggle(_ count: Int, _ tag: String) {
            let next = peek(count)
            let marks = String(repeating: "*", count: count)
            let closes = open.last == tag
            // a star between spaces is a star; so is one that nothing closes
            let opens = !open.contains(tag) && next != nil && next != " " && find(marks, from: index + count) != nil
            guard closes || opens else {
                text.append(contentsOf: marks.unicodeScalars)
                index += count
                return
            }
            flush()
            if closes { open.removeLast() } else { open.append(tag) }
            output += closes ? "</\(tag)>" : "<\(tag)>"
            index += count
        }

        private mutating func find(_ marks: String, from start: Int) -> Int? {
            guard !missing.contains(marks) else { return nil }
            let wanted = Array(marks.unicodeScalars)
            var place = start
            while place + wanted.count <= scalars.count {
                if scalars[place] == "\\" {
                    place += 2
                    continue
                }
                if scalars[place..<place + wanted.count].elementsEqual(wanted) { return place }
                place += 1
            }
            missing.insert(marks)
            return nil
        }

        private mutating func code() {
            var ticks = 0
            while peek(ticks) == "`" { ticks += 1 }
            let marks = String(repeating: "`", count: ticks)
            guard !missing.contains(marks) else {
                text.append(contentsOf: marks.unicodeScalars)
                index += ticks
                return
            }
            var place = index + ticks
            while place < scalars.count {
                var run = 0
                while place + run < scalars.count, scalars[place + run] == "`" { run += 1 }
                if run == ticks {
                    flush()
                    var body = String(String.UnicodeScalarView(scalars[(index + ticks)..<place]))
                    if body.hasPrefix(" "), body.hasSuffix(" "), body.contains("`") {
                        body = String(body.dropFirst().dropLast())
                    }
                    output += "<code>\(Markup.html(body))</code>"
                    index = place + run
                    return
                }
                place += max(run, 1)
            }
            missing.insert(marks)
            text.append(contentsOf: marks.unicodeScalars)
            index += ticks
        }

        /// `[words](target)`; anything else stays text.
        private mutating func link(from start: Int) {
            var close = start
            var depth = 0
            while close < scalars.count, close - start < 4_000 {
                if scalars[close] == "\\" {
                    close += 2
                    continue
                }
                if scalars[close] == "[" { depth += 1 }
                if scalars[close] == "]" {
                    if depth == 0 { break }
                    depth -= 1
                }
                close += 1
            }
            guard close + 1 < scalars.count, scalars[close] == "]", scalars[close + 1] == "(",
                let end = scalars[(close + 2)...].prefix(4_000).firstIndex(of: ")")
            else {
                text.append(contentsOf: scalars[index..<start])
                index = start
                return
            }
            let target = String(String.UnicodeScalarView(scalars[(close + 2)..<end])).trimmingSpaces
            let words = plain(scalars[start..<close])
            flush()
            if MarkdownEscape.isWeb(target) {
                output +=
                    "<a href=\"\(Markup.html(target))\" rel=\"nofollow noopener noreferrer\">\(Markup.html(words.isEmpty ? target : words))</a>"
            } else {
                output += Markup.html(words)
            }
            index = end + 1
        }

        /// The words of a link, without marks.
        private func plain(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
            var words = String.UnicodeScalarView()
            var isEscaped = false
            for scalar in scalars {
                if !isEscaped, scalar == "\\" {
                    isEscaped = true
                    continue
                }
                if isEscaped || scalar != "*" && scalar != "`" { words.append(scalar) }
                isEscaped = false
            }
            return String(words)
        }

        private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar) && scalar.value > 0x20
        }
    }
}
