internal import CLibXML2
public import TikuModel

/// Why a page could not be parsed.
public enum HTMLError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLarge(bytes: Int)
    case tooManyNodes(limit: Int)
    case tooManyAttributes(limit: Int)
    case strayEndTags
    case tangled
    case parserUnavailable

    public var description: String {
        switch self {
        case .tooLarge(let bytes): "the page has \(bytes) bytes; at most \(HTMLDocument.maximumBytes) are read"
        case .tooManyNodes(let limit): "the page has more than \(limit) elements and texts"
        case .tooManyAttributes(let limit): "an element of the page has more than \(limit) attributes"
        case .strayEndTags: "the page has many end tags that close nothing, below many open elements, as attacks do"
        case .tangled: "the page's tags begin inside each other without end, as attacks do"
        case .parserUnavailable: "libxml2 could not make a parser"
        }
    }
}

/// A page as one flat array of nodes in document order, filled from libxml2's SAX events.
///
/// No C node is ever made: the parser's events go straight into Swift arrays, so there is one owner, nothing to
/// free node by node, and no recursion over the depth of the page. A node's subtree is the range from the node to
/// its `end`.
public struct HTMLDocument: Sendable {
    public static let maximumBytes = 1 << 28

    public struct Node: Sendable {
        public var tag: HTMLTag
        /// Text nodes have no tag that matters and no children.
        public var isText: Bool
        public var parent: Int32
        /// Index after the last node of the subtree.
        public var end: Int32
        /// For a text: its bytes in `bytes`. For an element: its attributes in `attributes`.
        var first: Int32
        var last: Int32
        /// Of the page's text, where the node begins.
        public var line: Int32
    }

    struct Attribute: Sendable {
        var name: HTMLAttribute
        var start: Int32
        var end: Int32
    }

    public internal(set) var nodes: ContiguousArray<Node> = []
    var attributes: ContiguousArray<Attribute> = []
    /// Parts of class and id names.
    private(set) var names = ElementNames()
    /// Texts and attribute values.
    public internal(set) var bytes = ContiguousArray<UInt8>()

    /// Parses a page.
    ///
    /// - Parameters:
    ///   - text: the page in UTF-8, whatever its declarations say.
    ///   - bounds: on depth, nodes and attributes.
    /// - Throws: `HTMLError` when a bound is passed.
    public init(_ text: TextBuffer, bounds: PageBounds = PageBounds()) throws(HTMLError) {
        guard text.count <= Self.maximumBytes else { throw .tooLarge(bytes: text.count) }
        try bounds.check(text.bytes)
        let builder = Builder(bounds)
        let parsed = text.bytes.withUnsafeBufferPointer { Self.parse($0, into: builder) }
        guard parsed else { throw .parserUnavailable }
        if let failure = builder.failure { throw failure }
        builder.finish()
        nodes = builder.nodes
        attributes = builder.attributes
        bytes = builder.bytes
        names = ElementNames(self)
    }

    public func text(of node: Int) -> Range<Int> { Int(nodes[node].first)..<Int(nodes[node].last) }

    public func attribute(_ name: HTMLAttribute, of node: Int) -> Range<Int>? {
        let node = nodes[node]
        guard !node.isText else { return nil }
        for index in Int(node.first)..<Int(node.last) where attributes[index].name == name {
            return Int(attributes[index].start)..<Int(attributes[index].end)
        }
        return nil
    }

    public func value(_ name: HTMLAttribute, of node: Int) -> String? {
        attribute(name, of: node).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// `<a name="…">`: a place that links lead to, and no link.
    func isAnchor(_ node: Int) -> Bool {
        attribute(.href, of: node) == nil && attribute(.name, of: node) != nil
    }

    /// Indices of the direct children.
    public func children(of node: Int) -> [Int] {
        var found: [Int] = []
        var index = node + 1
        while index < Int(nodes[node].end) {
            found.append(index)
            index = Int(nodes[index].end)
        }
        return found
    }

    /// Runs libxml2 over the bytes. Its context lives in this call only.
    private static func parse(_ buffer: UnsafeBufferPointer<UInt8>, into builder: Builder) -> Bool {
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return true }
        return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) { characters in
            guard let context = htmlCreateMemoryParserCtxt(characters, Int32(buffer.count)) else { return false }
            defer { htmlFreeParserCtxt(context) }
            guard let sax = context.pointee.sax else { return false }
            sax.pointee = htmlSAXHandler()
            sax.pointee.startElement = { user, name, attributes in
                Builder.from(user)?.start(name, attributes)
            }
            sax.pointee.endElement = { user, name in Builder.from(user)?.end(name) }
            sax.pointee.characters = { user, text, count in Builder.from(user)?.text(text, count) }
            sax.pointee.ignorableWhitespace = { user, text, count in Builder.from(user)?.text(text, count) }
            sax.pointee.cdataBlock = { user, text, count in Builder.from(user)?.text(text, count) }
            let options =
                HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
            htmlCtxtUseOptions(context, Int32(options))
            builder.context = context
            defer { builder.context = nil }
            context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
            xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            return withExtendedLifetime(builder) {
                htmlParseDocument(context)
                return true
            }
        }
    }

    /// Receives the events. One parse, one thread, one builder.
    private final class Builder {
        var nodes: ContiguousArray<Node> = []
        var attributes: ContiguousArray<Attribute> = []
        var bytes = ContiguousArray<UInt8>()
        /// The bound that was passed; nothing is kept from then on.
        var failure: HTMLError?
        private let bounds: PageBounds
        /// The parser, while it runs.
        var context: htmlParserCtxtPtr?
        /// Line at the end of the last event.
        private var line: Int32 = 1
        private var open: ContiguousArray<Int32> = []
        /// libxml2 interns names: equal names have equal addresses within one parse.
        private var tags: [UnsafePointer<xmlChar>: HTMLTag] = [:]
        private var names: [UnsafePointer<xmlChar>: HTMLAttribute?] = [:]
        /// Names of custom elements, which say what class names say of others.
        private var customNames: [UnsafePointer<xmlChar>: [UInt8]] = [:]
        /// The heading that is open holds words.
        private var isHeadingNamed = false
        /// Elements past the depth bound: open, but without a node.
        private var tooDeep = 0

        init(_ bounds: PageBounds) { self.bounds = bounds }

        private func fail(_ error: HTMLError) {
            failure = error
            if let context { xmlStopParser(context) }
        }

        static func from(_ user: UnsafeMutableRawPointer?) -> Builder? {
            user.map { Unmanaged<Builder>.fromOpaque($0).takeUnretainedValue() }
        }

        private func tag(_ name: UnsafePointer<xmlChar>) -> HTMLTag {
            if let known = tags[name] { return known }
            let text = String(cString: name).lowercased()
            let tag = HTMLTag.byName[text] ?? HTMLTag(custom: text)
            tags[name] = tag
            if text.contains("-") { customNames[name] = Array(text.utf8) }
            return tag
        }

        private func attributeName(_ name: UnsafePointer<xmlChar>) -> HTMLAttribute? {
            if let known = names[name] { return known }
            let attribute = HTMLAttribute.byName[String(cString: name).lowercased()]
            names[name] = attribute
            return attribute
        }

        func start(
            _ name: UnsafePointer<xmlChar>?, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
        ) {
            guard let name, failure == nil else { return }
            defer { line = currentLine }
            guard nodes.count < bounds.nodes else { return fail(.tooManyNodes(limit: bounds.nodes)) }
            guard open.count < bounds.depth else {
                tooDeep += 1
                return
            }
            // a title holds text only (HTML, 13.2.5.2): one that nobody closed ends here, or it would hold the page
            if let last = open.last, nodes[Int(last)].tag == .title { closeLast() }
            let tag = tag(name)
            if isHeadingNamed, tag.endsOpenHeading { closeHeading() }
            if tag.headingLevel != nil { isHeadingNamed = false }
            let firstAttribute = attributes.count
            var ownName = customNames.isEmpty ? nil : customNames[name]
            if var list {
                while let key = list.pointee {
                    let value = (list + 1).pointee
                    if let attribute = attributeName(key) {
                        let start = bytes.count
                        if attribute == .class, let name = ownName {
                            bytes.append(contentsOf: name)
                            bytes.append(0x20)
                            ownName = nil
                        }
                        if let value {
                            var end = value
                            while end.pointee != 0 { end += 1 }
                            bytes.append(contentsOf: UnsafeBufferPointer(start: value, count: end - value))
                        }
                        attributes.append(
                            Attribute(name: attribute, start: Int32(start), end: Int32(bytes.count)))
                    }
                    list += 2
                }
            }
            if let ownName {
                let start = bytes.count
                bytes.append(contentsOf: ownName)
                attributes.append(Attribute(name: .class, start: Int32(start), end: Int32(bytes.count)))
            }
            let node = Node(
                tag: tag, isText: false, parent: open.last ?? -1, end: 0, first: Int32(firstAttribute),
                last: Int32(attributes.count), line: line)
            open.append(Int32(nodes.count))
            nodes.append(node)
        }

        func end(_ name: UnsafePointer<xmlChar>?) {
            guard let name, failure == nil else { return }
            defer { line = currentLine }
            if tooDeep > 0 {
                tooDeep -= 1
                return
            }
            let tag = tag(name)
            // the parser closes in order; a stray end tag changes nothing
            guard let last = open.last, nodes[Int(last)].tag == tag else {
                guard tag != .other, let match = open.lastIndex(where: { nodes[Int($0)].tag == tag }) else { return }
                while open.count > match { closeLast() }
                return
            }
            closeLast()
        }

        /// A heading, or an element right inside one: words deeper down are rare in headings.
        private func isInHeading(_ node: Int32) -> Bool {
            if nodes[Int(node)].tag.headingLevel != nil { return true }
            let parent = nodes[Int(node)].parent
            return parent >= 0 && !nodes[Int(node)].tag.isBlock && nodes[Int(parent)].tag.headingLevel != nil
        }

        /// The parser counts while it reads, so an event's line is that of its end.
        private var currentLine: Int32 {
            guard let input = context?.pointee.input else { return line }
            return max(line, Int32(clamping: input.pointee.line))
        }

        private func closeLast() {
            guard let last = open.popLast() else { return }
            nodes[Int(last)].end = Int32(nodes.count)
            if nodes[Int(last)].tag.headingLevel != nil { isHeadingNamed = false }
        }

        /// A heading holds words only (HTML, 4.3.6): one that has some and that nobody closed ends where a paragraph begins.
        private func closeHeading() {
            guard
                let place = open.lastIndex(where: { nodes[Int($0)].tag.isBlock }),
                nodes[Int(open[place])].tag.headingLevel != nil
            else { return }
            while open.count > place { closeLast() }
        }

        func text(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
            guard let text, count > 0, failure == nil else { return }
            defer { line = currentLine }
            let start = bytes.count
            bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: Int(count)))
            if !isHeadingNamed, let last = open.last, isInHeading(last) {
                isHeadingNamed = bytes[start...].contains { $0 > 0x20 }
            }
            if let last = nodes.last, last.isText, last.parent == open.last ?? -1, Int(last.last) == start {
                nodes[nodes.count - 1].last = Int32(bytes.count)
                return
            }
            guard nodes.count < bounds.nodes else { return fail(.tooManyNodes(limit: bounds.nodes)) }
            nodes.append(
                Node(
                    tag: .other, isText: true, parent: open.last ?? -1, end: Int32(nodes.count + 1),
                    first: Int32(start),
                    last: Int32(bytes.count), line: line))
        }

        func finish() {
            while !open.isEmpty { closeLast() }
        }
    }
}
