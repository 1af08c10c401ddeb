internal import TikuModel

/// Which keys of a scraper's JSON record hold what. Common names are known; `tiku.yml` may add others, which come first.
public struct RecordFields: Hashable, Sendable {
    public var html = [
        "html", "content_html", "raw_html", "body_html", "page_html", "article_html", "source_html", "page_source",
    ]
    public var markdown = ["markdown", "md", "content_markdown"]
    public var text = [
        "text", "content", "body", "article", "articleBody", "article_content", "article_text", "content_text",
        "maintext",
        "main_text", "raw_text", "plain_text", "fulltext", "full_text", "contents", "正文", "内容",
    ]
    public var title = ["title", "headline", "subject", "name", "标题", "题目"]
    public var url = ["url", "link", "source_url", "page_url", "canonical_url", "permalink", "href", "uri", "链接", "网址"]
    public var author = ["author", "byline", "writer", "作者"]
    public var date = [
        "date", "published", "published_at", "publish_time", "publish_date", "pub_date", "pubdate", "datePublished",
        "created_at", "time", "发布时间", "日期",
    ]

    public init() {}

    /// Every list of names, in a fixed order.
    var all: [[String]] { [html, markdown, text, title, url, author, date] }

    /// Objects that scrapers put around a record.
    private static let wrappers = ["article", "data", "item", "_source", "fields", "record", "doc"]

    private func members(_ record: JSONValue) -> [String: JSONValue]? {
        guard case .object(let members) = record else { return nil }
        if content(members) != nil { return members }
        for wrapper in Self.wrappers {
            if case .object(let inner)? = members[wrapper], content(inner) != nil {
                return members.merging(inner) { _, inside in inside }
            }
        }
        return members
    }

    private func first(_ names: [String], _ members: [String: JSONValue]) -> String? {
        for name in names {
            if case .string(let text)? = members[name], text.utf8.contains(where: { $0 > 0x20 }) { return text }
        }
        return nil
    }

    private func content(_ members: [String: JSONValue]) -> (text: String, format: SourceFormat?)? {
        if let html = first(html, members) { return (html, .html) }
        if let markdown = first(markdown, members) { return (markdown, .markdown) }
        // a summary may be called `text` beside the whole `content`
        var longest: String?
        for name in text {
            if case .string(let text)? = members[name], text.utf8.count > longest?.utf8.count ?? 0 { longest = text }
        }
        guard let longest, longest.utf8.contains(where: { $0 > 0x20 }) else { return nil }
        return (longest, nil)
    }

    /// Whether a record says something under a known key.
    func holdsText(_ record: JSONValue) -> Bool { members(record).flatMap(content) != nil }

    /// The source that a record is, or why it is none.
    func source(_ record: JSONValue, path: String, place: RawSource.Place = .inside) -> Result<RawSource, Quarantine> {
        guard let members = members(record) else {
            return .failure(
                Quarantine(
                    path: path, sha256: "", reason: "the record is \(record.kindName), not an object; scrape it again"))
        }
        guard let content = content(members) else {
            let keys = members.keys.sorted().prefix(8).joined(separator: ", ")
            return .failure(
                Quarantine(
                    path: path, sha256: "",
                    reason:
                        "the record has no text under a known key (it has \(keys)); name the key in tiku.yml: ingest"))
        }
        var source = RawSource(path: path, bytes: ContiguousArray(content.text.utf8))
        source.format = content.format
        source.title = first(title, members)
        source.url = first(url, members)
        source.author = first(author, members)
        source.date = first(date, members)
        source.place = place
        return .success(source)
    }
}
