internal import TikuModel
internal import TikuText

/// Tells which part of a page each node belongs to.
///
/// Two kinds of evidence. Names (`RegionHints`) say what a part is; text mass (`TextMass`, `ArticleRoot`) says where the
/// article stands. Mass overrules names: a part that holds most of a page is its content whatever it is called. Names are
/// asked twice, first over the page, to find the article, then inside the article alone, with its mass as the measure.
struct MainContent {
    /// Region of each node, inherited from its ancestors.
    let region: ContiguousArray<Region>
    /// The element that holds the article.
    let root: Int
    let posts: ThreadPosts

    /// A named part with more than this share of the text around it, or of its long texts, is content.
    private static let overruleShare = 0.5
    /// Visible bytes of long texts from which there is an article beside what is hidden or commented.
    private static let articleProse = 1_200

    init(_ document: HTMLDocument) {
        let nodes = document.nodes
        let mass = TextMass(document)
        posts = ThreadPosts(document, mass)
        var region = ContiguousArray<Region>(repeating: .content, count: nodes.count)
        let tops = nodes.indices.filter { nodes[$0].parent < 0 }
        var all = tops.reduce(0) { $0 + Int(mass.all[$1]) }
        var prose = tops.reduce(0) { $0 + Int(mass.prose[$1]) }
        var known: [Int: Region] = [:]
        for button in FoldButtons.find(document) { known[button] = .form }
        // search words by the thousand that no reader sees
        var covered = 0
        for index in nodes.indices where index >= covered && !nodes[index].isText && Int(mass.all[index]) * 4 > all {
            guard prose - Int(mass.prose[index]) >= Self.articleProse, RegionHints.hint(document, index) == .hidden
            else { continue }
            covered = Int(nodes[index].end)
            all -= Int(mass.all[index])
            prose -= Int(mass.prose[index])
            known[index] = .hidden
        }
        Self.name(&region, document, mass, posts, in: nodes.indices, all: all, prose: prose, known: known)
        var root = ArticleRoot(document, mass, region).find()
        // a title that is answered below belongs to its answers, wherever it stands
        if let title = posts.title {
            while nodes[root].parent >= 0, !(root..<Int(nodes[root].end)).contains(title) {
                root = Int(nodes[root].parent)
            }
        }
        self.root = root
        guard !nodes.isEmpty else {
            self.region = region
            return
        }
        let inside = root..<Int(nodes[root].end)
        for index in nodes.indices where region[index] == .content && !inside.contains(index) {
            region[index] = .outside
        }
        if root > 0 {
            region[root] = .content
            Self.name(
                &region, document, mass, posts, in: (root + 1)..<inside.upperBound, all: Int(mass.all[root]),
                prose: Int(mass.prose[root]), known: known)
        }
        let nested = CardRuns.nestedArticles(document, mass, posts, in: nodes.indices)
        let related = RelatedHeads.find(document, mass, region, in: inside)
        // parts that lead elsewhere nest or stand apart: what is inside another was filled with it
        covered = 0
        for card in (CardRuns.find(document, mass, region, in: inside) + nested + related).sorted()
        where card >= covered {
            covered = Int(nodes[card].end)
            for index in card..<covered where region[index] == .content { region[index] = .related }
        }
        self.region = region
    }

    /// Gives each node the region of its parent, or the one that is known of it, or that its own names say.
    private static func name(
        _ region: inout ContiguousArray<Region>, _ document: HTMLDocument, _ mass: TextMass,
        _ posts: ThreadPosts, in range: Range<Int>,
        all: Int, prose: Int, known: [Int: Region]
    ) {
        var answers: Set<Int>?
        var namedTexts: ContiguousArray<Int32>?
        for index in range {
            let parent = Int(document.nodes[index].parent)
            region[index] = parent >= 0 ? region[parent] : .content
            guard !document.nodes[index].isText else { continue }
            if region[index] == .content || region[index] == .comments, posts.isBeside(document, index, mass) {
                region[index] = .metadata
                continue
            }
            guard region[index] == .content else { continue }
            if posts.roots.contains(index) {
                if posts.ordinal[index] > 1 { region[index] = .comments }
                continue
            }
            if let own = known[index] {
                region[index] = own
            } else if let hint = RegionHints.hint(document, index) {
                // a style may hide what a script shows later, and a thread may be all comments; not beside an article
                let rest = prose - Int(mass.prose[index])
                if hint != .hidden && hint != .comments || rest < articleProse {
                    if Double(mass.all[index]) > Double(all) * overruleShare {
                        // a column of links may be most of a page; one with a post in it is none
                        guard mass.links[index] * 2 > mass.all[index] else { continue }
                        let texts = namedTexts ?? ArticleRoot.namedTexts(document)
                        namedTexts = texts
                        if texts[Int(document.nodes[index].end)] > texts[index] { continue }
                    }
                    if prose > 400, Double(mass.prose[index]) > Double(prose) * overruleShare { continue }
                }
                if hint == .caption, mass.all[index] >= 600 { continue }
                // a part of a line that is a paragraph by itself
                if hint == .metadata, document.nodes[index].tag == .span, mass.prose[index] >= 200 { continue }
                // `catalog_table_entry`, a chapter about directories
                if hint == .contents, mass.prose[index] * 2 > mass.all[index], mass.links[index] * 4 < mass.all[index] {
                    continue
                }
                // the text of a post may be called a reply
                if hint == .comments, posts.ordinal[index] > 0 { continue }
                if hint == .comments, isBehindHeading(document, index) {
                    let headed = answers ?? headedReplies(document)
                    answers = headed
                    if headed.contains(index) { continue }
                }
                region[index] = hint
            } else if isLaterPost(document, index) {
                region[index] = .comments
            }
        }
    }

    /// What is called a reply and stands behind a heading of its own, three times or more: the answers to what the headings ask.
    /// Comments have one heading for all.
    private static func headedReplies(_ document: HTMLDocument) -> Set<Int> {
        var replies: [Int] = []
        var index = 0
        while index < document.nodes.count {
            let isReply =
                !document.nodes[index].isText && isBehindHeading(document, index)
                && RegionHints.hint(document, index) == .comments
            if isReply { replies.append(index) }
            // what is called so inside a reply is part of it
            index = isReply ? Int(document.nodes[index].end) : index + 1
        }
        return replies.count >= 3 ? Set(replies) : []
    }

    private static func isBehindHeading(_ document: HTMLDocument, _ node: Int) -> Bool {
        RegionHints.previousElement(document, node).map { document.nodes[$0].tag.headingLevel != nil } ?? false
    }

    /// Posts after the first in a thread: `id="post_2"` beside `id="post_1"`.
    private static func isLaterPost(_ document: HTMLDocument, _ node: Int) -> Bool {
        guard let id = document.value(.id, of: node), id.utf8.count <= 40 else { return false }
        let digits = id.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.count
        guard digits > 0, digits < id.utf8.count else { return false }
        let stem = id.lowercased().dropLast(digits)
        // the articles of a blog are numbered so as well
        if document.names.classes(of: node).whole.contains(where: { $0 == "hentry" || $0 == "type-post" }) {
            return false
        }
        guard ["post", "reply", "floor", "pid", "message", "answer", "topic"].contains(where: { stem.hasPrefix($0) })
        else { return false }
        let parent = Int(document.nodes[node].parent)
        guard parent >= 0 else { return false }
        for sibling in document.children(of: parent) {
            if sibling >= node { return false }
            if let other = document.value(.id, of: sibling)?.lowercased(), other.hasPrefix(stem),
                other.utf8.dropFirst(stem.utf8.count).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
            {
                return true
            }
        }
        return false
    }
}
