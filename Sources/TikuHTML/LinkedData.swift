internal import TikuModel

/// What a page says about its article in JSON-LD (schema.org's `Article`, `BlogPosting`, `NewsArticle`, `WebPage` …).
struct LinkedData {
    private(set) var headline: String?
    private(set) var author: String?
    private(set) var date: String?
    private(set) var url: String?
    private(set) var language: String?

    /// Bytes of one script that are read, and objects that are looked at.
    private static let longest = 1 << 18
    private static let most = 400

    init(_ document: HTMLDocument) {
        for (index, node) in document.nodes.enumerated() where !node.isText && node.tag == .script {
            guard document.value(.type, of: index)?.lowercased() == "application/ld+json" else { continue }
            var text = ContiguousArray<UInt8>()
            for inner in index..<Int(node.end) where document.nodes[inner].isText {
                text.append(contentsOf: document.bytes[document.text(of: inner)])
                if text.count > Self.longest { break }
            }
            guard text.count <= Self.longest, let value = try? JSONParser.parse(text) else { continue }
            read(value)
        }
    }

    private mutating func read(_ value: JSONValue) {
        var waiting = [value]
        var seen = 0
        while let next = waiting.popLast(), seen < Self.most {
            seen += 1
            switch next {
            case .array(let items): waiting += items.reversed()
            case .object(let members):
                if let graph = members["@graph"] { waiting.append(graph) }
                if isArticle(members["@type"]) { take(members) }
            default: break
            }
        }
    }

    private func isArticle(_ type: JSONValue?) -> Bool {
        switch type {
        case .string(let name):
            name.hasSuffix("Article") || name.hasSuffix("Posting") || name == "WebPage" || name == "FAQPage"
        case .array(let items): items.prefix(8).contains { isArticle($0) }
        default: false
        }
    }

    private mutating func take(_ members: [String: JSONValue]) {
        headline = headline ?? text(members["headline"])
        date = date ?? text(members["datePublished"]) ?? text(members["dateCreated"])
        language = language ?? text(members["inLanguage"])
        author = author ?? name(members["author"])
        if url == nil { url = text(members["url"]) ?? text(members["mainEntityOfPage"]) }
    }

    private func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text) where !text.isEmpty && text.utf8.count <= 2_000: text
        case .object(let members): if case .string(let id)? = members["@id"], !id.isEmpty { id } else { nil }
        default: nil
        }
    }

    /// An author's name, or the names of several.
    private func name(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text.isEmpty ? nil : text
        case .object(let members): if case .string(let name)? = members["name"], !name.isEmpty { name } else { nil }
        case .array(let items):
            items.isEmpty ? nil : items.prefix(8).compactMap { name($0) }.joined(separator: ", ")
        default: nil
        }
    }
}
