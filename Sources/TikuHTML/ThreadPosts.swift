internal import TikuModel
internal import TikuText

/// The posts of a thread: elements beside each other of one kind, named as posts, each with the name of its author.
///
/// The first asks, the others reply. What stands in a post beside its text (author, date, signature, buttons) is told by its
/// names, which mean something else outside of threads.
struct ThreadPosts {
    /// For each node the post that it belongs to: 1 for the first of a thread, 0 for none.
    private(set) var ordinal: ContiguousArray<Int32>
    /// The elements that are posts.
    private(set) var roots: Set<Int> = []

    private static let names: Set<String> = [
        "post", "posts", "topicpost", "threadpost", "reply", "floor", "message", "answer", "topic", "thread", "lpost",
        "postlist", "msg", "pid",
        "plhin",
    ]
    private static let authors: Set<String> = [
        "author", "user", "username", "avatar", "profile", "postprofile", "poster", "nick", "nickname", "member",
        "userinfo", "authi", "uname", "name", "names", "creator", "replier", "by",
    ]
    private static let besides: Set<String> = Set(
        Words.list(
            """
            author, user, username, userinfo, avatar, profile, postprofile, poster, nick, nickname, level, lv, rank, sign,
            signature, sig, tail, buttons, toolbar, actions, action, meta, date, time, floor, stat, stats, ip, badge, medal,
            joined, likes, postinfo, posthead, postfoot, head, foot, usercard, card, tools, permalink, bar, edited, tip, op,
            group, location, footer, header, info, reply, vote, votes, names, name, ago, fr, creator, by, thank, thanks, controls
            """))

    init(_ document: HTMLDocument, _ mass: TextMass) {
        let nodes = document.nodes
        ordinal = ContiguousArray(repeating: 0, count: nodes.count)
        var groups: [Kind: [Int]] = [:]
        var order: [Kind] = []
        for index in nodes.indices where !nodes[index].isText {
            switch nodes[index].tag {
            case .div, .li, .article, .section, .table, .tr, .dl, .td: break
            default: continue
            }
            guard let kind = Kind(document, index) else { continue }
            if groups[kind] == nil { order.append(kind) }
            groups[kind, default: []].append(index)
        }
        for kind in order {
            guard let posts = groups[kind], posts.count >= 2 else { continue }
            // inside another post: a quote, a comment on a comment
            if ordinal[posts[0]] > 0 { continue }
            let signed = posts.count { Self.hasAuthor(document, $0) }
            guard signed * 5 >= posts.count * 4 else { continue }
            // posts that are most of a page are the page; else they are comments below an article
            let held = posts.reduce(0) { $0 + Int(mass.all[$1]) }
            let all = nodes.indices.reduce(0) { $0 + (nodes[$1].parent < 0 ? Int(mass.all[$1]) : 0) }
            guard held * 2 > all else { continue }
            for (place, post) in posts.enumerated() {
                roots.insert(post)
                for index in post..<Int(nodes[post].end) { ordinal[index] = Int32(place + 1) }
            }
        }
    }

    /// Elements of one kind: the same parent, tag and name, digits aside.
    private struct Kind: Hashable {
        var parent: Int32
        var tag: HTMLTag
        var name: String

        init?(_ document: HTMLDocument, _ node: Int) {
            parent = document.nodes[node].parent
            tag = document.nodes[node].tag
            for parts in [document.names.classes(of: node).each.first ?? [], document.names.id(of: node)] {
                guard !parts.isEmpty, parts.count <= 3,
                    parts.contains(where: { ThreadPosts.names.contains($0) })
                        || parts.count == 2 && ThreadPosts.names.contains(parts[0] + parts[1])
                else { continue }
                name = parts.joined(separator: "-")
                return
            }
            return nil
        }
    }

    private static func hasAuthor(_ document: HTMLDocument, _ post: Int) -> Bool {
        for index in (post + 1)..<max(post + 1, Int(document.nodes[post].end)) where !document.nodes[index].isText {
            if isNamed(document, index, authors) { return true }
        }
        return false
    }

    /// Whether an element of a post stands beside its text: it is named so, and holds no paragraph.
    func isBeside(_ document: HTMLDocument, _ node: Int, _ mass: TextMass) -> Bool {
        guard ordinal[node] > 0, !roots.contains(node), mass.all[node] <= 240 else { return false }
        switch document.nodes[node].tag {
        case .div, .p, .span, .ul, .ol, .dl, .td, .a, .section, .header, .footer, .small, .time, .cite, .em: break
        default: return false
        }
        return Self.isNamed(document, node, Self.besides)
    }

    private static func isNamed(_ document: HTMLDocument, _ node: Int, _ names: Set<String>) -> Bool {
        document.names.classes(of: node).each.contains { parts in
            guard let last = parts.last else { return false }
            return names.contains(last) || parts.count > 1 && names.contains(parts.joined())
        }
    }
}
