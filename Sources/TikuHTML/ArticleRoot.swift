internal import TikuModel

/// Finds the element that holds a page's article.
///
/// Where schema.org markup names the body of the article (`itemprop="articleBody"`), that is it. Else the deepest element that
/// still holds most of the text that counts: long texts outside links and outside named parts, in clusters. Articles come
/// in runs of paragraphs below one element; a card on a list of posts has one excerpt and a parent of its own. Choosing an
/// element by the mass below it is the idea of Gottron's content code blurring (2008) and of the readability family;
/// text outside links as the measure is Kohlschütter, Fankhauser, Nejdl (WSDM 2010).
struct ArticleRoot {
    /// Share of the text that the root must keep.
    private static let share = 0.8
    /// Share of a named text that its article must hold to be looked for inside.
    private static let nearlyAll = 0.93
    /// Visible bytes that a cluster may consist of by itself.
    private static let alone: Int32 = 400
    /// Visible bytes of prose from which prose shows the way.
    private static let enough: Int32 = 1_200

    private let document: HTMLDocument
    private let mass: TextMass
    private let region: ContiguousArray<Region>

    init(_ document: HTMLDocument, _ mass: TextMass, _ region: ContiguousArray<Region>) {
        self.document = document
        self.mass = mass
        self.region = region
    }

    func find() -> Int {
        let nodes = document.nodes
        guard !nodes.isEmpty else { return 0 }
        if let body = named() { return body }
        var root = nodes.firstIndex { $0.tag == .body && !$0.isText } ?? 0
        let guide = guide(from: root)
        let goal = Double(guide[root]) * Self.share
        var dataTables: Set<Int>?
        while goal > 0 {
            guard
                let next = document.children(of: root).first(where: {
                    Double(guide[$0]) >= goal && !nodes[$0].isText
                }),
                Self.canHoldAnArticle(nodes[next].tag)
            else { break }
            // what is called the text of a post is all of it, but for a line above or below
            if Self.isNamedText(document, root), Double(mass.all[next]) < Double(mass.all[root]) * Self.nearlyAll {
                break
            }
            root = next
            // the head of a table that holds data is part of it
            if nodes[root].tag == .table {
                let tables = dataTables ?? TableKind.dataTables(document)
                if tables.contains(root) { break }
                dataTables = tables
            }
        }
        return root
    }

    /// The mass that shows the way: clustered prose where there is enough, else prose, else all text outside links.
    private func guide(from root: Int) -> ContiguousArray<Int32> {
        let nodes = document.nodes
        var plain = ContiguousArray<Int32>(repeating: 0, count: nodes.count)
        var prose = plain
        for index in nodes.indices where nodes[index].isText && region[index] == .content {
            plain[index] = mass.ownPlain[index]
            prose[index] = mass.ownProse[index]
        }
        var clusters = clustered(prose)
        TextMass.sum(&plain, nodes)
        TextMass.sum(&prose, nodes)
        TextMass.sum(&clusters, nodes)
        if clusters[root] > Self.enough, clusters[root] * 3 > prose[root] { return clusters }
        return prose[root] * 2 > plain[root] && prose[root] > Self.enough ? prose : plain
    }

    /// The long texts that stand beside others of their kind, or are long enough by themselves.
    private func clustered(_ prose: ContiguousArray<Int32>) -> ContiguousArray<Int32> {
        var holder = ContiguousArray<Int32>(repeating: -1, count: prose.count)
        var texts: [Int32: (paragraphs: Set<Int32>, mass: Int32)] = [:]
        for index in prose.indices where prose[index] > 0 {
            let paragraph = paragraph(of: index)
            let parent =
                Self.isParagraph(document.nodes[Int(paragraph)].tag) ? document.nodes[Int(paragraph)].parent : paragraph
            holder[index] = parent
            texts[parent, default: ([], 0)].paragraphs.insert(paragraph)
            texts[parent, default: ([], 0)].mass &+= prose[index]
        }
        var kept = prose
        for index in prose.indices where prose[index] > 0 {
            guard let cluster = texts[holder[index]] else { continue }
            if cluster.paragraphs.count < 2, cluster.mass < Self.alone { kept[index] = 0 }
        }
        return kept
    }

    /// The nearest element that is not part of a line of text.
    private func paragraph(of text: Int) -> Int32 {
        var index = document.nodes[text].parent
        while index > 0 {
            switch document.nodes[Int(index)].tag {
            case .a, .span, .b, .strong, .em, .i, .font, .u, .s, .small, .mark, .sub, .sup, .code, .q, .abbr, .cite:
                index = document.nodes[Int(index)].parent
            default: return index
            }
        }
        return max(index, 0)
    }

    private static func isParagraph(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .p, .li, .blockquote, .dd, .dt: true
        default: false
        }
    }

    /// The one element that markup names as the article's body; nil where several of its size are named.
    private func named() -> Int? {
        var bodies: [Int] = []
        var index = 0
        while index < document.nodes.count {
            guard !document.nodes[index].isText, let value = document.value(.itemprop, of: index),
                value.lowercased().split(separator: " ").contains("articlebody"),
                Self.canHoldAnArticle(document.nodes[index].tag)
            else {
                index += 1
                continue
            }
            bodies.append(index)
            // what is named again inside is part of it
            index = Int(document.nodes[index].end)
        }
        guard let largest = bodies.max(by: { (mass.all[$0], $1) < (mass.all[$1], $0) }), mass.all[largest] >= 200,
            bodies.allSatisfy({ $0 == largest || mass.all[$0] * 2 <= mass.all[largest] })
        else { return nil }
        switch document.nodes[largest].tag {
        case .html, .body: return nil
        default: return largest
        }
    }

    private static let textNames: Set<String> = [
        "entrycontent", "postcontent", "postbody", "articlecontent", "articlebody", "entrybody", "storybody",
        "articletext",
        "posttext", "entrytext", "storycontent", "blogcontent",
    ]

    /// `entry-content`, `post-body`
    private static func isNamedText(_ document: HTMLDocument, _ node: Int) -> Bool {
        document.names.classes(of: node).each.contains { $0.count == 2 && textNames.contains($0.joined()) }
    }

    /// For each node, and behind the last, how many elements before it are called the text of a post. O(nodes).
    static func namedTexts(_ document: HTMLDocument) -> ContiguousArray<Int32> {
        var counts: ContiguousArray<Int32> = [0]
        counts.reserveCapacity(document.nodes.count + 1)
        var count: Int32 = 0
        for index in document.nodes.indices {
            if !document.nodes[index].isText, isNamedText(document, index) { count += 1 }
            counts.append(count)
        }
        return counts
    }

    private static func canHoldAnArticle(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .p, .pre, .a, .span, .b, .strong, .li, .ul, .ol, .blockquote, .h1, .h2, .h3, .tr, .dl: false
        default: true
        }
    }
}
