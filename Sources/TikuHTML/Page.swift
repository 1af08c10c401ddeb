public import TikuModel

/// A page read whole: its text with blocks and inlines, and what it says about itself.
public struct Page: Sendable {
    public var text: TextBuffer
    public var blocks: [Block]
    public var inlines: [Inline]
    /// Line of the page for the start of each block.
    public var lines: [RawLines.Mark]
    public var metadata: PageMetadata

    /// - Parameters:
    ///   - text: the page in UTF-8.
    ///   - bounds: on depth, nodes and attributes.
    /// - Throws: `HTMLError` when the page passes a bound.
    public init(_ text: TextBuffer, bounds: PageBounds = PageBounds()) throws(HTMLError) {
        let document = try HTMLDocument(text, bounds: bounds)
        metadata = PageMetadata(document)
        (self.text, blocks, inlines, lines) = BlockBuilder.build(document)
    }
}
