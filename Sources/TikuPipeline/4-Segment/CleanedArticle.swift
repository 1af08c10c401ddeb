internal import TikuModel
internal import TikuText

/// Writes the cleaned article: title, sections, questions and answers in the order of the source, as Markdown.
struct CleanedArticle {
    let writer: ExtractWriter
    private let images: SpanIndex

    init(writer: ExtractWriter) {
        self.writer = writer
        images = SpanIndex(writer.article.inlines.lazy.filter(\.kind.isImage).map(\.span))
    }

    func paragraphs(title: String?, questions: [ExtractedQuestion], drafts: [ExtractWriter.Draft]) -> [String] {
        var output: [String] = []
        if let title { output.append("# " + MarkdownEscape.prose(title, atLineStart: false)) }
        var byLine: [Int: Int] = [:]
        for (index, draft) in drafts.enumerated() { byLine[draft.line] = index }
        var text: [AnswerMarkdown.Piece] = []
        func flush() {
            if !text.isEmpty {
                let rendered = writer.markdown.render(text)
                if !rendered.isEmpty { output.append(rendered) }
            }
            text = []
        }
        for (index, line) in writer.reading.lines.enumerated() {
            switch writer.reading.roles[index] {
            case .title, .answer: break
            case .removed(let rule, _):
                // an introduction is part of an article, but not of a list of questions
                if rule == "position.introduction", !writer.reading.isAnnounced {
                    text.append(AnswerMarkdown.Piece(line: line, content: line.content))
                }
            case .text: text.append(AnswerMarkdown.Piece(line: line, content: line.content))
            case .section(let span):
                flush()
                output.append("## " + writer.plainText(span))
            case .question:
                flush()
                guard let at = byLine[index] else { continue }
                let question = questions[at]
                let number = question.number.map { $0 + ". " } ?? ""
                output.append("### " + number + question.text)
                if !question.answer.isEmpty { output.append(question.answer) }
                if question.status == .missing { output.append("*(no answer in the source)*") }
                if question.status == .truncated { output.append("*(the source cuts the answer here)*") }
            }
        }
        flush()
        return output
    }

    /// In an article that asks nothing: a caption, a paragraph that is one link, or words that stood there before.
    private func isStray(_ line: Line, _ seen: inout Set<String>) -> Bool {
        guard writer.reading.style == nil, writer.article.source.format == .html else { return false }
        let block = writer.article.blocks[line.block]
        if block.region == .caption { return true }
        if block.link != nil, !block.isHeading, !block.isListItem { return true }
        return line.length >= 24 && !seen.insert(writer.article.text.string(line.content)).inserted
    }

    /// Nothing but the alternative text of an image.
    private func isImage(_ content: ByteSpan) -> Bool {
        images.covering(content) != nil
    }

    /// What stands before and after a few questions in a page is part of the page: an interview, a piece of news.
    private func isFrame(_ rule: String) -> Bool {
        writer.article.source.format == .html && (rule == "position.introduction" || rule == "position.closing")
            && writer.reading.roles.count(where: { if case .question = $0 { true } else { false } }) * 8
                < writer.reading.roles.count
    }

    /// All kept lines as plain text, one paragraph a line: what a reader sees of the article.
    func plain() -> String {
        let text = writer.article.text
        var lines: [String] = []
        var seen: Set<String> = []
        // all posts of a thread are the page; comments below an article are not
        let isThread = writer.article.blocks.contains { $0.post == 1 }
        for (index, line) in writer.reading.lines.enumerated() {
            if case .removed(let rule, _) = writer.reading.roles[index], !writer.answering.contains(index),
                rule != "position.introduction" || writer.reading.isAnnounced, !isFrame(rule),
                rule != "page.reply" || !isThread
            {
                continue
            }
            if case .title = writer.reading.roles[index], writer.article.source.format == .html { continue }
            if writer.article.blocks[line.block].isFence || line.kind == .rule { continue }
            if isImage(line.content) || isStray(line, &seen) { continue }
            lines.append(text.string(line.content))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
