internal import TikuModel
internal import TikuText

/// Tells which part of a page each node belongs to.
///
/// Two kinds of evidence. Names (`RegionHints`) say what a part is; text mass says where the article stands: the
/// deepest element that still holds most of the text outside links and outside named parts. Mass also overrules names: a
/// part that holds most of a page is its content whatever it is called. The use of text and link mass follows
/// Kohlschütter, Fankhauser, Nejdl, "Boilerplate detection using shallow text features" (WSDM 2010); choosing an element by
/// the mass below it is the idea of Gottron's content code blurring and of the readability family.
struct MainContent {
    /// Region of each node, inherited from its ancestors.
    let region: ContiguousArray<Region>
    /// What the region rests on, for the node that brought it in.
    let evidence: [Int: String]
    /// The element that holds the article.
    let root: Int

    /// Share of the text that the root must keep.
    static let rootShare = 0.8
    /// A named part with more than this share of a page's text, or of its long texts, is content.
    static let overruleShare = 0.5
    /// Visible bytes that make a text outside links a long one.
    static let longText = 60

    init(_ document: HTMLDocument) {
        let nodes = document.nodes
        let count = nodes.count
        var mass = ContiguousArray<Int32>(repeating: 0, count: count)
        var invisible = ContiguousArray<Bool>(repeating: false, count: count)
        var inLink = ContiguousArray<Bool>(repeating: false, count: count)
        for index in 0..<count {
            let parent = Int(nodes[index].parent)
            let parentInvisible = parent >= 0 && invisible[parent]
            invisible[index] = parentInvisible || (!nodes[index].isText && nodes[index].tag.isInvisible)
            inLink[index] = (parent >= 0 && inLink[parent]) || (!nodes[index].isText && nodes[index].tag == .a)
            if nodes[index].isText, !parentInvisible {
                mass[index] = Int32(Self.visibleBytes(document, index))
            }
        }
        // long texts outside links: what articles are made of, and lists of posts are not
        var prose = ContiguousArray<Int32>(repeating: 0, count: count)
        for index in 0..<count where nodes[index].isText && !inLink[index] && mass[index] >= Self.longText {
            prose[index] = mass[index]
        }
        Self.sum(&prose, nodes)
        let proseTotal = Double(
            (0..<count).reduce(0) { $0 + (nodes[$1].parent < 0 ? Int(prose[$1]) : 0) })
        Self.sum(&mass, nodes)
        let total = Double(count == 0 ? 0 : (0..<count).reduce(0) { $0 + (nodes[$1].parent < 0 ? Int(mass[$1]) : 0) })

        var region = ContiguousArray<Region>(repeating: .content, count: count)
        var evidence: [Int: String] = [:]
        for index in 0..<count {
            let parent = Int(nodes[index].parent)
            region[index] = parent >= 0 ? region[parent] : .content
            guard region[index] == .content, !nodes[index].isText else { continue }
            if let hint = RegionHints.hint(document, index) {
                // a style may hide what a script shows later
                if Double(mass[index]) > total * Self.overruleShare { continue }
                if proseTotal > 400, Double(prose[index]) > proseTotal * Self.overruleShare { continue }
                region[index] = hint.region
                evidence[index] = hint.evidence
            } else if Self.isLaterPost(document, index) {
                region[index] = .comments
                evidence[index] = "a later post of the thread"
            }
        }

        // mass outside links and named parts
        var clean = ContiguousArray<Int32>(repeating: 0, count: count)
        for index in 0..<count where nodes[index].isText && region[index] == .content && !inLink[index] {
            clean[index] = nodes[index].parent >= 0 && invisible[Int(nodes[index].parent)] ? 0 : mass[index]
        }
        Self.sum(&clean, nodes)
        var root = nodes.firstIndex { $0.tag == .body && !$0.isText } ?? 0
        // where there is prose enough, it shows the way; else all text does
        var kept = ContiguousArray<Int32>(repeating: 0, count: count)
        for index in 0..<count where region[index] == .content && prose[index] > 0 && nodes[index].isText {
            kept[index] = mass[index]
        }
        Self.sum(&kept, nodes)
        let guide = count > 0 && Int(kept[root]) * 2 > Int(clean[root]) && kept[root] > 1_200 ? kept : clean
        if count > 0 {
            let goal = Double(guide[root]) * Self.rootShare
            while goal > 0 {
                guard
                    let next = document.children(of: root).first(where: {
                        Double(guide[$0]) >= goal && !nodes[$0].isText
                    }),
                    Self.canHoldAnArticle(nodes[next].tag)
                else { break }
                root = next
            }
            let inside = root..<Int(nodes[root].end)
            for index in 0..<count where region[index] == .content && !inside.contains(index) {
                region[index] = .outside
            }
        }
        self.region = region
        self.evidence = evidence
        self.root = root
    }

    private static func canHoldAnArticle(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .p, .pre, .a, .span, .b, .strong, .li, .ul, .ol, .blockquote, .h1, .h2, .h3, .tr, .dl: false
        default: true
        }
    }

    /// Adds each node's value to its parent's: one pass backwards, since children follow their parents.
    private static func sum(_ values: inout ContiguousArray<Int32>, _ nodes: ContiguousArray<HTMLDocument.Node>) {
        for index in stride(from: nodes.count - 1, through: 0, by: -1) {
            let parent = Int(nodes[index].parent)
            if parent >= 0 { values[parent] &+= values[index] }
        }
    }

    private static func visibleBytes(_ document: HTMLDocument, _ node: Int) -> Int {
        var count = 0
        for byte in document.bytes[document.text(of: node)] where byte > 0x20 { count += 1 }
        return count
    }

    /// Posts after the first in a thread: `id="post_2"` beside `id="post_1"`.
    private static func isLaterPost(_ document: HTMLDocument, _ node: Int) -> Bool {
        guard let id = document.value(.id, of: node), id.utf8.count <= 40 else { return false }
        let digits = id.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.count
        guard digits > 0, digits < id.utf8.count else { return false }
        let stem = id.lowercased().dropLast(digits)
        guard ["post", "reply", "floor", "pid", "message", "answer", "topic"].contains(where: { stem.hasPrefix($0) })
        else { return false }
        let parent = Int(document.nodes[node].parent)
        guard parent >= 0 else { return false }
        for sibling in document.children(of: parent) {
            if sibling >= node { return false }
            if let other = document.value(.id, of: sibling), other.lowercased().hasPrefix(stem) { return true }
        }
        return false
    }
}
