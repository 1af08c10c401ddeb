/// The parts of all class and id names of a page. Each attribute is split once: pages use a few names on many elements.
struct ElementNames: Sendable {
    /// One element's classes: the parts of each, and all of them in a row.
    struct Classes: Sendable {
        var each: [[String]] = []
        var all: [String] = []
        /// As written, in lower case.
        var whole: [String] = []
    }

    private static let none = Classes()
    private var classes: [Classes] = []
    private var ids: [[String]] = []
    private var classOf: [Int32: Int32] = [:]
    private var idOf: [Int32: Int32] = [:]

    /// Attributes longer than this are passed over.
    private static let longest = 400

    init() {}

    init(_ document: HTMLDocument) {
        var knownClasses: [ArraySlice<UInt8>: Int32] = [:]
        for node in document.nodes.indices where !document.nodes[node].isText {
            if let range = document.attribute(.class, of: node), !range.isEmpty, range.count <= Self.longest {
                let key = ArraySlice(document.bytes[range])
                if let known = knownClasses[key] {
                    classOf[Int32(node)] = known
                } else {
                    let place = Int32(classes.count)
                    classes.append(Self.split(key))
                    knownClasses[key] = place
                    classOf[Int32(node)] = place
                }
            }
            if let range = document.attribute(.id, of: node), !range.isEmpty, range.count <= Self.longest {
                idOf[Int32(node)] = Int32(ids.count)
                ids.append(RegionNames.parts(document.bytes[range]))
            }
        }
    }

    private static func split(_ bytes: ArraySlice<UInt8>) -> Classes {
        var classes = Classes()
        for name in bytes.split(whereSeparator: { $0 <= 0x20 }) {
            let parts = RegionNames.parts(name)
            classes.each.append(parts)
            classes.all += parts
            classes.whole.append(String(decoding: name, as: UTF8.self).lowercased())
        }
        return classes
    }

    func classes(of node: Int) -> Classes { classOf[Int32(node)].map { classes[Int($0)] } ?? Self.none }

    func id(of node: Int) -> [String] { idOf[Int32(node)].map { ids[Int($0)] } ?? [] }
}
