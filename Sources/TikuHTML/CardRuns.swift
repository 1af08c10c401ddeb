internal import TikuModel

/// Finds runs of cards: three or more elements in a row of one kind, each a link with a heading or a picture and hardly a
/// text. They lead to other pages, whatever their names are.
enum CardRuns {
    private static let shortest = 3

    /// - Returns: the nodes of all cards. A run that holds most of the prose is the article itself, not a way to others.
    static func find(
        _ document: HTMLDocument, _ mass: TextMass, _ region: ContiguousArray<Region>, in range: Range<Int>
    ) -> [Int] {
        guard let root = range.first, mass.prose[root] >= 400 else { return [] }
        var cards: [Int] = []
        for parent in range where !document.nodes[parent].isText && region[parent] == .content {
            switch document.nodes[parent].tag {
            case .p, .table, .tr, .tbody: continue
            default: break
            }
            var run: [Int] = []
            var kind: Kind?
            func close() {
                let prose = run.reduce(0) { $0 + Int(mass.prose[$1]) }
                if run.count >= shortest, prose * 2 <= Int(mass.prose[root]) { cards += run }
                run = []
            }
            for child in document.children(of: parent) where !document.nodes[child].isText {
                switch document.nodes[child].tag {
                case .script, .style, .hr, .br: continue
                default: break
                }
                let own = region[child] == .content && isCard(document, mass, child) ? Kind(document, child) : nil
                if own == nil || own != kind { close() }
                kind = own
                if own != nil { run.append(child) }
            }
            close()
        }
        return cards
    }

    /// Articles inside an article, two or more and each a small part of it: teasers of others that a site's template puts there.
    static func nestedArticles(_ document: HTMLDocument, _ mass: TextMass, _ posts: ThreadPosts, in range: Range<Int>)
        -> [Int]
    {
        var inner: [Int: [Int]] = [:]
        for index in range where !document.nodes[index].isText && document.nodes[index].tag == .article {
            var parent = Int(document.nodes[index].parent)
            while parent >= 0, document.nodes[parent].tag != .article { parent = Int(document.nodes[parent].parent) }
            if parent >= 0 { inner[parent, default: []].append(index) }
        }
        return inner.sorted { $0.key < $1.key }.flatMap { outer, articles in
            let isSmall = articles.allSatisfy {
                Double(mass.all[$0]) < 0.3 * Double(mass.all[outer]) && posts.ordinal[$0] == 0
            }
            return articles.count >= 2 && isSmall ? articles : []
        }
    }

    /// Tag and first class name, digits aside.
    private struct Kind: Equatable {
        var tag: HTMLTag
        var name: [UInt8]

        init?(_ document: HTMLDocument, _ node: Int) {
            tag = document.nodes[node].tag
            switch tag {
            case .div, .article, .li, .section, .a: break
            default: return nil
            }
            name = []
            guard let range = document.attribute(.class, of: node) else { return }
            for byte in document.bytes[range] {
                if byte <= 0x20 { if name.isEmpty { continue } else { break } }
                if !(0x30...0x39).contains(byte) { name.append(byte) }
            }
        }
    }

    private static func isCard(_ document: HTMLDocument, _ mass: TextMass, _ node: Int) -> Bool {
        guard mass.all[node] >= 8, mass.all[node] <= 900 else { return false }
        for index in node..<Int(document.nodes[node].end) where document.nodes[index].tag == .a {
            guard !document.nodes[index].isText, let target = document.attribute(.href, of: index),
                document.bytes[target].first != UInt8(ascii: "#"),
                !document.bytes[target].starts(with: "javascript:".utf8)
            else { continue }
            for inner in index..<Int(document.nodes[index].end) where !document.nodes[inner].isText {
                if document.nodes[inner].tag == .img || isTitle(document.nodes[inner].tag) { return true }
            }
            var above = Int(document.nodes[index].parent)
            for _ in 0..<2 where above >= node {
                if isTitle(document.nodes[above].tag) { return true }
                above = Int(document.nodes[above].parent)
            }
        }
        return false
    }

    private static func isTitle(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }
}
