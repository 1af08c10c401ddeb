internal import TikuModel
internal import TikuText

/// Finds the `<summary>` elements that are buttons: `点击查看答案`, `Show answer`, or whatever three of a page say alike. The question stands above.
enum FoldButtons {
    /// Bytes of a button's words, and nodes of the element.
    private static let longest = 60

    static func find(_ document: HTMLDocument) -> Set<Int> {
        var byWords: [UInt64: [Int]] = [:]
        var buttons: Set<Int> = []
        for index in document.nodes.indices where document.nodes[index].tag == .summary && !document.nodes[index].isText
        {
            var words: [UInt8] = []
            // a button is a few words; summaries may be nested without end
            let end = Int(document.nodes[index].end)
            guard end - index <= longest else { continue }
            for inner in index..<end where document.nodes[inner].isText && words.count <= longest {
                words += document.bytes[document.text(of: inner)].lazy.filter { $0 > 0x20 }
                    .prefix(longest + 1 - words.count)
            }
            guard words.count <= longest else { continue }
            byWords[FNV1a(words).value, default: []].append(index)
            if RevealWords.isButton(String(decoding: words, as: UTF8.self)) { buttons.insert(index) }
        }
        for alike in byWords.values where alike.count >= 3 { buttons.formUnion(alike) }
        return buttons
    }
}
