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
    /// The heading that asks what is answered below it, where no post asks.
    private(set) var title: Int?
    /// Parts of posts that are short in every one of them, whatever they are called.
    private var shortParts: Set<Int> = []

    private static let names: Set<String> = [
        "post", "posts", "topicpost", "threadpost", "reply", "floor", "message", "answer", "topic", "thread", "lpost",
        "postlist", "msg", "pid", "plhin",
    ]
    private static let itemNames: Set<String> = ["item", "comment", "thing", "card", "answeritem", "listitem"]
    private static let authors: Set<String> = [
        "authorinfo", "userlink", "answerhead", "dname", "byline", "uinfo",
        "author", "user", "username", "avatar", "profile", "postprofile", "poster", "nick", "nickname", "member",
        "userinfo", "authi", "uname", "name", "names", "creator", "replier", "by",
    ]
    private static let besides: Set<String> = Set(
        Words.list(
            """
            author, user, username, userinfo, avatar, profile, postprofile, poster, nick, nickname, level, lv, rank, sign,
            signature, sig, tail, buttons, toolbar, actions, action, meta, date, time, floor, stat, stats, ip, badge, medal,
            joined, likes, postinfo, posthead, postfoot, head, foot, usercard, card, tools, permalink, bar, edited, tip, op,
            group, location, footer, header, info, reply, vote, votes, names, name, ago, fr, creator, by, thank, thanks, controls,
            count, row
            """))

    init(_ document: HTMLDocument, _ mass: TextMass) {
        let nodes = document.nodes
        ordinal = ContiguousArray(repeating: 0, count: nodes.count)
        var groups: [Kind: [Int]] = [:]
        var order: [Kind] = []
        for index in nodes.indices where !nodes[index].isText {
            switch nodes[index].tag {
            case .div, .li, .article, .section, .table, .tr, .dl, .td, .other: break
            default: continue
            }
            guard let kind = Kind(document, index) else { continue }
            if groups[kind] == nil { order.append(kind) }
            groups[kind, default: []].append(index)
        }
        // asked of many kinds of elements, and answered once
        var asking: Int??
        func asks(before node: Int) -> Bool {
            let first = asking ?? Self.firstAsking(document)
            asking = first
            return first.map { $0 < node } ?? false
        }
        let all = nodes.indices.reduce(0) { $0 + (nodes[$1].parent < 0 ? Int(mass.all[$1]) : 0) }
        for kind in order where kind.isPost {
            guard let posts = groups[kind], posts.count >= 2 else { continue }
            // inside another post: a quote, a comment on a comment
            if ordinal[posts[0]] > 0 { continue }
            let parts = Self.shortParts(document, posts, mass)
            guard
                Self.areSigned(document, posts)
                    || posts.count >= 3 && !parts.isEmpty && Self.headed(document, posts) * 2 < posts.count
                        && asks(before: posts[min(posts.count - 1, 3)])
            else { continue }
            // posts that are most of a page are the page; else they are comments below an article
            let held = posts.reduce(0) { $0 + Int(mass.all[$1]) }
            guard held * 2 > all else { continue }
            shortParts.formUnion(parts)
            for (place, post) in posts.enumerated() {
                roots.insert(post)
                for index in post..<Int(nodes[post].end) { ordinal[index] = Int32(place + 1) }
            }
        }
        if roots.isEmpty { findReplies(document, mass, groups, order, asks) }
    }

    /// Replies below a question that is no post of their kind: a community's page for one question, a post with its comments.
    private mutating func findReplies(
        _ document: HTMLDocument, _ mass: TextMass, _ groups: [Kind: [Int]], _ order: [Kind],
        _ asks: (Int) -> Bool
    ) {
        let heading = document.nodes.indices.first { document.nodes[$0].tag == .h1 }
        let isAsked = heading.map { Self.asks(document, heading: $0) } ?? false
        func mark(_ replies: [Int]) {
            for (place, reply) in replies.enumerated() {
                roots.insert(reply)
                for index in reply..<Int(document.nodes[reply].end) { ordinal[index] = Int32(place + 2) }
            }
        }
        for kind in order {
            guard let replies = groups[kind], ordinal[replies[0]] == 0,
                replies.contains(where: { mass.prose[$0] > 0 })
            else { continue }
            // what is called an answer, below a title that asks, needs no author and no second one
            let isAnswered = isAsked && kind.name.hasPrefix("answer") && heading.map { $0 < replies[0] } ?? false
            guard
                isAnswered
                    || replies.count >= 2 && asks(replies[0]) && Self.areSigned(document, replies)
            else { continue }
            if isAnswered { title = heading }
            return mark(replies)
        }
        let replies = ReplyBodies.posts(document)
        guard !replies.isEmpty, asks(replies[0]), replies.contains(where: { mass.prose[$0] > 0 }),
            Self.areSigned(document, replies)
        else { return }
        mark(replies)
    }

    /// The first text that asks, outside of links.
    private static func firstAsking(_ document: HTMLDocument) -> Int? {
        for index in document.nodes.indices where document.nodes[index].isText {
            let parent = Int(document.nodes[index].parent)
            guard parent >= 0, document.nodes[parent].tag != .a, !document.nodes[parent].tag.isInvisible else {
                continue
            }
            let range = document.text(of: index)
            guard range.count >= 12, range.count <= 600 else { continue }
            let text = TextBuffer(ContiguousArray(document.bytes[range]))
            if QuestionCues.score(text, text.trimmed(text.whole)) >= 2.4 { return index }
        }
        return nil
    }

    private static func asks(_ document: HTMLDocument, heading title: Int) -> Bool {
        var bytes = ContiguousArray<UInt8>()
        for index in title..<Int(document.nodes[title].end) where document.nodes[index].isText {
            bytes.append(contentsOf: document.bytes[document.text(of: index)])
        }
        let text = TextBuffer(bytes)
        return QuestionCues.score(text, text.trimmed(text.whole)) >= 2.4
    }

    /// Elements of one kind: the same parent, tag and name, digits aside.
    private struct Kind: Hashable {
        var parent: Int32
        var tag: HTMLTag
        var name: String
        /// Named a post; else an item that may be a reply.
        var isPost: Bool

        init?(_ document: HTMLDocument, _ node: Int) {
            parent = document.nodes[node].parent
            tag = document.nodes[node].tag
            for parts in [document.names.classes(of: node).each.first ?? [], document.names.id(of: node)] {
                guard !parts.isEmpty, parts.count <= 3 else { continue }
                isPost =
                    parts.contains { ThreadPosts.names.contains($0) }
                    || parts.count == 2 && ThreadPosts.names.contains(parts[0] + parts[1])
                guard isPost || parts.contains(where: { ThreadPosts.itemNames.contains($0) }) else { continue }
                name = parts.joined(separator: "-")
                return
            }
            return nil
        }
    }

    /// How many of the posts hold a heading, as the cards of a list of articles do.
    private static func headed(_ document: HTMLDocument, _ posts: [Int]) -> Int {
        posts.count { post in
            (post..<Int(document.nodes[post].end)).contains { document.nodes[$0].tag.headingLevel ?? 9 <= 3 }
        }
    }

    /// Direct children of the posts whose kind, by its name, stands in four of five posts and is short in all of them: authors and
    /// dates. None where nothing else is left of a post.
    private static func shortParts(_ document: HTMLDocument, _ posts: [Int], _ mass: TextMass) -> Set<Int> {
        var kinds: [String: (posts: Int, longest: Int32, nodes: [Int])] = [:]
        for post in posts {
            var seen: Set<String> = []
            for child in document.children(of: inner(document, post)) where !document.nodes[child].isText {
                guard let name = document.names.classes(of: child).whole.first else { continue }
                var kind = kinds[name] ?? (0, 0, [])
                if seen.insert(name).inserted { kind.posts += 1 }
                kind.longest = max(kind.longest, Int32(mass.all[child]))
                kind.nodes.append(child)
                kinds[name] = kind
            }
        }
        let common = kinds.values.filter { $0.posts * 5 >= posts.count * 4 }
        guard common.contains(where: { $0.longest > 90 }) else { return [] }
        return Set(common.filter { $0.longest <= 90 && $0.longest > 0 }.flatMap(\.nodes))
    }

    /// The element inside an element that holds nothing else.
    private static func inner(_ document: HTMLDocument, _ node: Int) -> Int {
        var node = node
        for _ in 0..<4 {
            let children = document.children(of: node).filter { !document.nodes[$0].isText }
            guard children.count == 1 else { break }
            node = children[0]
        }
        return node
    }

    /// Four of five name who wrote them.
    private static func areSigned(_ document: HTMLDocument, _ posts: [Int]) -> Bool {
        posts.count { hasAuthor(document, $0) } * 5 >= posts.count * 4
    }

    private static func hasAuthor(_ document: HTMLDocument, _ post: Int) -> Bool {
        for index in (post + 1)..<max(post + 1, Int(document.nodes[post].end)) where !document.nodes[index].isText {
            if isNamed(document, index, authors) || ReplyBodies.isProfileLink(document, index) { return true }
        }
        return document.attribute(.author, of: post) != nil
    }

    /// Whether an element of a post stands beside its text: it is named so, and holds no paragraph.
    func isBeside(_ document: HTMLDocument, _ node: Int, _ mass: TextMass) -> Bool {
        if shortParts.contains(node) { return true }
        guard ordinal[node] > 0, !roots.contains(node), mass.all[node] <= 240 else { return false }
        switch document.nodes[node].tag {
        case .a where ReplyBodies.isProfileLink(document, node): return true
        case .div, .p, .span, .ul, .ol, .dl, .td, .a, .section, .header, .footer, .small, .time, .cite, .em, .other:
            break
        default: return false
        }
        if let slot = document.attribute(.slot, of: node), let last = RegionNames.parts(document.bytes[slot]).last,
            Self.besides.contains(last)
        {
            return true
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
