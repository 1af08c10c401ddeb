/// How much text each node of a page holds, in visible bytes: all of it, and what reads like prose.
struct TextMass {
    /// All text below a node.
    let all: ContiguousArray<Int32>
    /// Long texts outside links below a node: what articles are made of, and lists of posts are not.
    let prose: ContiguousArray<Int32>
    /// Text in links below a node.
    let links: ContiguousArray<Int32>
    /// The node's own long text, if it is a text node.
    let ownProse: ContiguousArray<Int32>
    /// The node's own text outside links.
    let ownPlain: ContiguousArray<Int32>

    /// Visible bytes that make a text outside links a long one.
    static let longText: Int32 = 60

    init(_ document: HTMLDocument) {
        let nodes = document.nodes
        let count = nodes.count
        var own = ContiguousArray<Int32>(repeating: 0, count: count)
        var plain = own
        var long = own
        var linked = own
        var invisible = ContiguousArray<Bool>(repeating: false, count: count)
        var inLink = invisible
        for index in 0..<count {
            let node = nodes[index]
            let parent = Int(node.parent)
            if parent >= 0 {
                invisible[index] = invisible[parent]
                inLink[index] = inLink[parent]
            }
            if node.isText {
                guard !invisible[index] else { continue }
                own[index] = Self.visibleBytes(document, index)
                if inLink[index] {
                    linked[index] = own[index]
                } else {
                    plain[index] = own[index]
                    if own[index] >= Self.longText { long[index] = own[index] }
                }
            } else {
                if node.tag.isInvisible { invisible[index] = true }
                if node.tag == .a, !document.isAnchor(index) { inLink[index] = true }
            }
        }
        ownPlain = plain
        ownProse = long
        Self.sum(&own, nodes)
        Self.sum(&long, nodes)
        Self.sum(&linked, nodes)
        all = own
        prose = long
        links = linked
    }

    /// Adds each node's value to its parent's: one pass backwards, since children follow their parents.
    static func sum(_ values: inout ContiguousArray<Int32>, _ nodes: ContiguousArray<HTMLDocument.Node>) {
        for index in stride(from: nodes.count - 1, through: 0, by: -1) {
            let parent = Int(nodes[index].parent)
            if parent >= 0 { values[parent] &+= values[index] }
        }
    }

    private static func visibleBytes(_ document: HTMLDocument, _ node: Int) -> Int32 {
        var count: Int32 = 0
        for byte in document.bytes[document.text(of: node)] where byte > 0x20 { count += 1 }
        return count
    }
}
