/// The replies of a thread told by their bodies, where the elements around them have no name of their own: `reply_content`,
/// `comment-body`, one in each of the elements beside each other.
enum ReplyBodies {
    private static let what: Set<String> = ["reply", "comment", "post", "answer", "message", "msg"]
    private static let body: Set<String> = ["content", "body", "text", "con", "entry"]
    /// Elements above a body that are looked at.
    private static let highest = 12

    /// The largest elements with one body each, where all stand beside each other; in the order of the page.
    static func posts(_ document: HTMLDocument) -> [Int] {
        var named: [String: [Int]] = [:]
        for index in document.nodes.indices where !document.nodes[index].isText {
            for parts in document.names.classes(of: index).each where parts.count == 2 {
                guard what.contains(parts[0]), body.contains(parts[1]) else { continue }
                let name = parts[0] + parts[1]
                // one inside another is part of it
                if let last = named[name]?.last, index < Int(document.nodes[last].end) { break }
                named[name, default: []].append(index)
                break
            }
        }
        // of two names that are as frequent the first
        guard
            let bodies = named.values.max(by: { ($0.count, -$0[0]) < ($1.count, -$1[0]) }), bodies.count >= 2
        else { return [] }
        let posts = bodies.indices.map { place in
            highestAlone(
                document, bodies[place], after: place > 0 ? bodies[place - 1] : -1,
                before: place + 1 < bodies.count ? bodies[place + 1] : Int.max)
        }
        let parent = document.nodes[posts[0]].parent
        return posts.allSatisfy { document.nodes[$0].parent == parent } ? posts : []
    }

    private static func highestAlone(_ document: HTMLDocument, _ body: Int, after: Int, before: Int) -> Int {
        var node = body
        for _ in 0..<highest {
            let parent = Int(document.nodes[node].parent)
            guard parent > after, Int(document.nodes[parent].end) <= before else { break }
            node = parent
        }
        return node
    }

    private static let profiles = ["/member/", "/user/", "/users/", "/u/", "/people/", "/profile/", "/space/"].map {
        Array($0.utf8)
    }

    /// A link to the page of a member of the site.
    static func isProfileLink(_ document: HTMLDocument, _ node: Int) -> Bool {
        guard document.nodes[node].tag == .a, let range = document.attribute(.href, of: node), range.count <= 200 else {
            return false
        }
        let target = document.bytes[range]
        return profiles.contains { profile in
            target.indices.dropLast(profile.count).contains { target[$0...].starts(with: profile) }
        }
    }
}
