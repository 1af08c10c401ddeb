import Testing
import TikuModel

@Suite("Spans and edits")
struct EditMapTests {
    @Test("a boundary goes back to where it came from")
    func mapsBack() {
        // "ab#xff0c;cd" became "ab，cd"
        let map = EditMap([Edit(rule: "r", original: ByteSpan(2, 9), repaired: ByteSpan(2, 5))])
        #expect(map.original(0) == 0)
        #expect(map.original(2) == 2)
        #expect(map.original(5) == 9)
        #expect(map.original(7) == 11)
        #expect(map.original(ByteSpan(2, 5)) == ByteSpan(2, 9))
    }

    @Test("the map never goes back on itself")
    func monotone() {
        let map = EditMap([
            Edit(rule: "r", original: ByteSpan(0, 3), repaired: ByteSpan(0, 0)),
            Edit(rule: "r", original: ByteSpan(5, 5), repaired: ByteSpan(2, 6)),
            Edit(rule: "r", original: ByteSpan(8, 20), repaired: ByteSpan(9, 10)),
        ])
        let places = (0...14).map { map.original($0) }
        #expect(places == places.sorted())
    }

    @Test("spans are half-open")
    func spans() {
        #expect(!ByteSpan(0, 3).overlaps(ByteSpan(3, 5)))
        #expect(ByteSpan(0, 4).intersection(ByteSpan(3, 9)) == ByteSpan(3, 4))
        #expect(ByteSpan(2, 2).isEmpty)
        #expect(TextBuffer(" \u{3000}a \u{A0}").trimmed(ByteSpan(0, 8)) == ByteSpan(4, 5))
    }

    @Test("a tiling has no gap and no overlap")
    func tiling() {
        let kept = TileRole.text
        #expect(
            tilingDefect([Tile(span: ByteSpan(0, 2), role: kept), Tile(span: ByteSpan(2, 3), role: kept)], length: 3)
                == nil)
        #expect(
            tilingDefect([Tile(span: ByteSpan(0, 2), role: kept), Tile(span: ByteSpan(3, 4), role: kept)], length: 4)?
                .hasPrefix("gap") ?? false)
        #expect(
            tilingDefect([Tile(span: ByteSpan(0, 2), role: kept), Tile(span: ByteSpan(1, 4), role: kept)], length: 4)?
                .hasPrefix("overlap") ?? false)
        #expect(tilingDefect([Tile(span: ByteSpan(0, 2), role: kept)], length: 3) != nil)
        #expect(tilingDefect([], length: 0) == nil)
    }
}
