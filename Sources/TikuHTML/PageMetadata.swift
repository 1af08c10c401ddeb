internal import TikuModel

/// What a page says about itself.
public struct PageMetadata: Hashable, Sendable {
    public var title: String?
    public var url: String?
    public var author: String?
    public var date: String?
    public var language: String?

    init(_ document: HTMLDocument) {
        var named: [String: String] = [:]
        var pageTitle: String?
        var heading: String?
        var time: String?
        for (index, node) in document.nodes.enumerated() where !node.isText {
            switch node.tag {
            case .html:
                language = language ?? document.value(.lang, of: index)
            case .meta:
                if let key = document.value(.property, of: index) ?? document.value(.name, of: index)
                    ?? document.value(.itemprop, of: index),
                    let value = document.value(.content, of: index), !value.isEmpty, named[key.lowercased()] == nil
                {
                    named[key.lowercased()] = value
                }
            case .link:
                if document.value(.rel, of: index)?.lowercased() == "canonical", url == nil {
                    url = document.value(.href, of: index)
                }
            case .time where time == nil: time = document.value(.datetime, of: index)
            case .title where pageTitle == nil: pageTitle = Self.text(document, index)
            case .h1 where heading == nil: heading = Self.text(document, index)
            default: break
            }
        }
        let linked = LinkedData(document)
        let published = named["og:title"] ?? linked.headline ?? pageTitle
        title = Self.best(heading: heading, published: published)
        url = Self.web(url ?? named["og:url"] ?? linked.url)
        author = linked.author ?? named["author"] ?? named["article:author"] ?? named["dc.creator"]
        date =
            linked.date ?? named["article:published_time"] ?? named["datepublished"] ?? named["date"] ?? named[
                "pubdate"]
            ?? named["publishdate"] ?? named["dc.date"] ?? time
        language = (language ?? named["og:locale"] ?? linked.language).map { $0.replacing("_", with: "-") }
    }

    /// The heading where the page's title repeats it (sites add their name), else the title.
    private static func best(heading: String?, published: String?) -> String? {
        guard let published = published?.nonEmpty else { return heading?.nonEmpty }
        if let heading = heading?.nonEmpty, published.contains(heading) || heading.contains(published) {
            return heading
        }
        for mark in ["_", " - ", " | ", " – ", " — ", "｜"] {
            if let first = published.split(separator: mark, maxSplits: 1).first, first.count < published.count,
                first.count >= 6
            {
                return String(first).nonEmpty
            }
        }
        return published
    }

    private static func web(_ url: String?) -> String? {
        guard let url, url.hasPrefix("http://") || url.hasPrefix("https://"), url.utf8.count <= 2_000 else {
            return nil
        }
        return url
    }

    private static func text(_ document: HTMLDocument, _ node: Int) -> String? {
        var words: [Substring] = []
        var joined = ""
        for index in node..<Int(document.nodes[node].end) where document.nodes[index].isText {
            joined += String(decoding: document.bytes[document.text(of: index)], as: UTF8.self)
            if joined.utf8.count > 2_000 { break }
        }
        words = joined.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" || $0 == "\u{A0}" }
        return words.joined(separator: " ").nonEmpty
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
