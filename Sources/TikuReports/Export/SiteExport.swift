internal import TikuModel
public import TikuPipeline

/// A site of plain files: an index that is searched in the browser without a server, and pages of a hundred questions each.
///
/// The index page holds what is searched as data, not as script, so that it works from a disk; a Content-Security-Policy lets only
/// its own script and style run.
public enum SiteExport {
    public static let name = "html"
    private static let pageSize = 100

    /// - Returns: files by their names; `index.html` is the way in.
    public static func files(_ items: [ExportItems.Item]) -> [OutputDirectory.File] {
        var files: [OutputDirectory.File] = []
        let pages = stride(from: 0, to: items.count, by: pageSize).map {
            Array(items[$0..<min($0 + pageSize, items.count)])
        }
        files.append(OutputDirectory.File(path: "index.html", bytes: ContiguousArray(index(pages).utf8)))
        for (place, page) in pages.enumerated() {
            let text = self.page(page, place, of: pages.count)
            files.append(OutputDirectory.File(path: "page-\(place + 1).html", bytes: ContiguousArray(text.utf8)))
        }
        return files
    }

    /// Whether a name in the folder is one of this site's, and may be replaced or removed.
    public static func owns(_ name: String) -> Bool {
        if name == "index.html" { return true }
        guard name.hasPrefix("page-"), name.hasSuffix(".html") else { return false }
        let digits = name.dropFirst(5).dropLast(5)
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func index(_ pages: [[ExportItems.Item]]) -> String {
        var page = HTMLPage(title: "Question bank", style: PackageResources.site_css, script: PackageResources.site_js)
        let all = pages.joined()
        let answered = all.count { $0.question.answer.status == .answered }
        page.add("<header><h1>Question bank</h1><p class=\"soft\">\(all.count) questions, \(answered) answered</p>")
        page.add(
            "<form role=\"search\" hidden><label for=\"words\">Search</label><input id=\"words\" name=\"words\" type=\"search\" autocomplete=\"off\" autofocus></form></header>"
        )
        page.add("<main><p class=\"soft\"><output aria-live=\"polite\"></output></p><ol class=\"hits\"></ol>")
        page.add("<nav class=\"contents\">")
        var section: [String]?
        for (place, items) in pages.enumerated() {
            for item in items where item.question.section != section {
                section = item.question.section
                let name =
                    item.question.section.isEmpty ? "(no section)" : item.question.section.joined(separator: " › ")
                page.add(
                    "<a href=\"page-\(place + 1).html#\(item.question.id)\">\(Markup.html(Visible.text(name)))</a>")
            }
        }
        page.add("</nav></main>")
        var entries: [JSONValue] = []
        for (place, items) in pages.enumerated() {
            for item in items {
                let question = item.question
                entries.append(
                    .array([
                        .integer(question.number), .string(question.id), .integer(place + 1),
                        .string(Visible.text(question.text)),
                        .string(Visible.text(question.section.joined(separator: " › "))),
                        .string(Visible.text(Visible.cut(question.answer.text, to: 240))),
                    ]))
            }
        }
        // inside a script element only its end tag and a comment's start have a meaning
        let data = CanonicalJSON.string(.array(entries)).replacing("<", with: "\\u003c")
        page.add("<script type=\"application/json\" id=\"index\">\(data)</script>")
        return page.text
    }

    private static func page(_ items: [ExportItems.Item], _ place: Int, of count: Int) -> String {
        var page = HTMLPage(
            title: "Question bank, page \(place + 1)", style: PackageResources.site_css, script: [])
        var links = "<a href=\"index.html\">Search</a>"
        if place > 0 { links += "<a href=\"page-\(place).html\" rel=\"prev\">Previous</a>" }
        if place + 1 < count { links += "<a href=\"page-\(place + 2).html\" rel=\"next\">Next</a>" }
        page.add("<header><nav class=\"pages\">\(links)</nav></header><main>")
        var section: [String]?
        for item in items {
            let question = item.question
            if question.section != section, !question.section.isEmpty {
                page.add("<h2>\(Markup.html(Visible.text(question.section.joined(separator: " › "))))</h2>")
            }
            section = question.section
            let answer: String
            switch question.answer.status {
            case .missing: answer = "<p class=\"soft\">No answer yet.</p>"
            case .answered: answer = MarkdownHTML.render(question.answer.text)
            case .truncated:
                answer =
                    MarkdownHTML.render(question.answer.text)
                    + "<p class=\"soft\">The answer stops here in its source.</p>"
            }
            page.add(
                "<article id=\"\(question.id)\" lang=\"\(question.lang)\"><h3><a href=\"#\(question.id)\">\(question.number).</a> \(Markup.html(Visible.text(question.text)))</h3>"
                    + answer
                    + "<p class=\"soft\">\(Markup.html(Visible.text(item.sources.joined(separator: ", "))))</p></article>"
            )
        }
        page.add("</main>")
        return page.text
    }
}
