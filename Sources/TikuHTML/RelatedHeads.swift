internal import TikuModel

/// Finds lists that lead to other pages by what stands above them: `Related articles`, `热门文章`, `関連記事`.
///
/// Names of classes differ from site to site; what readers are told is the same everywhere. The part that such a head opens goes where links
/// make up enough of it and the article's own text does not stand in it.
struct RelatedHeads {
    /// Visible bytes of the longest head.
    private static let longest: Int32 = 64
    /// Share of links below a head that names nothing else, and below one that may head a chapter.
    private static let sureShare = 0.2
    private static let openShare = 0.6
    /// Elements beside a head that are looked at.
    private static let reach = 40

    private let document: HTMLDocument
    private let mass: TextMass
    private let root: Int
    /// Visible bytes in front of each node.
    private let before: ContiguousArray<Int32>

    /// - Returns: the nodes of all such parts inside the root, heads included. O(nodes).
    static func find(
        _ document: HTMLDocument, _ mass: TextMass, _ region: ContiguousArray<Region>, in range: Range<Int>
    ) -> [Int] {
        let heads = range.compactMap { index -> (node: Int, isSure: Bool)? in
            guard document.nodes[index].isText, region[index] == .content, mass.all[index] >= 4,
                mass.all[index] <= longest, mass.links[index] == 0
            else { return nil }
            let hash = RelatedPhrases.hash(trimmed(document, index))
            if RelatedPhrases.sure.contains(hash) { return (index, true) }
            return RelatedPhrases.open.contains(hash) ? (index, false) : nil
        }
        // a page of short questions and links has no text that others would lead away from
        guard let root = range.first, !heads.isEmpty, mass.prose[root] >= 150 else { return [] }
        let finder = RelatedHeads(document, mass, root)
        return heads.flatMap { finder.part($0.node, isSure: $0.isSure) }
    }

    private init(_ document: HTMLDocument, _ mass: TextMass, _ root: Int) {
        self.document = document
        self.mass = mass
        self.root = root
        var before = ContiguousArray<Int32>(repeating: 0, count: document.nodes.count)
        var seen: Int32 = 0
        for index in document.nodes.indices {
            before[index] = seen
            if document.nodes[index].isText { seen &+= mass.all[index] }
        }
        self.before = before
    }

    /// A text without white space and signs at its ends.
    private static func trimmed(_ document: HTMLDocument, _ node: Int) -> ArraySlice<UInt8> {
        let range = document.text(of: node)
        var (start, end) = (range.lowerBound, range.upperBound)
        func isSign(_ byte: UInt8) -> Bool {
            byte <= 0x2F || byte >= 0x3A && byte <= 0x40 || byte == 0x5B || byte == 0x5D || byte == 0x7C
        }
        while start < end, isSign(document.bytes[start]) { start += 1 }
        while end > start {
            if isSign(document.bytes[end - 1]) {
                end -= 1
            } else if end - start >= 3, document.bytes[end - 3] == 0xEF, document.bytes[end - 2] == 0xBC,
                document.bytes[end - 1] == 0x9A
            {
                // a wide colon
                end -= 3
            } else {
                break
            }
        }
        return document.bytes[start..<end]
    }

    private func part(_ text: Int, isSure: Bool) -> [Int] {
        let nodes = document.nodes
        var head = text
        // the element that holds the head and nothing else
        while nodes[head].parent > root, mass.all[Int(nodes[head].parent)] == mass.all[text] {
            head = Int(nodes[head].parent)
        }
        var parent = Int(nodes[head].parent)
        var container: Int?
        // as long as the head is what the element opens with
        while parent > root, before[parent] == before[head] {
            guard mass.prose[parent] * 2 <= mass.prose[root] || share(parent, less: head) >= 0.5 else { break }
            if share(parent, less: head) >= (isSure ? Self.sureShare : Self.openShare),
                mass.all[parent] * 2 <= mass.all[root]
                    || mass.prose[parent] * 4 <= mass.prose[root]
            {
                container = parent
            }
            parent = Int(nodes[parent].parent)
        }
        if let container { return [container] }
        return beside(head, isSure: isSure)
    }

    private func share(_ element: Int, less head: Int) -> Double {
        let own = mass.all[element] - mass.all[head]
        return own > 0 ? Double(mass.links[element] - mass.links[head]) / Double(own) : 0
    }

    /// The head and the elements right behind it that are links for the most part.
    private func beside(_ head: Int, isSure: Bool) -> [Int] {
        let parent = document.nodes[head].parent
        var found: [Int] = []
        var next = Int(document.nodes[head].end)
        var steps = 0
        while next < document.nodes.count, document.nodes[next].parent == parent, steps < Self.reach {
            steps += 1
            if mass.all[next] > 0 {
                if document.nodes[next].isText || document.nodes[next].tag.headingLevel != nil { break }
                let share = Double(mass.links[next]) / Double(mass.all[next])
                if share < (isSure ? 0.5 : Self.openShare) || mass.prose[next] * 4 > mass.prose[root] { break }
                found.append(next)
            }
            next = Int(document.nodes[next].end)
        }
        return found.isEmpty ? [] : [head] + found
    }
}
