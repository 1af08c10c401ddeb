internal import TikuModel
internal import TikuText

/// Finds the `<summary>` elements that are buttons: `点击查看答案`, `Show answer`, or whatever three of a page say alike. The question stands above.
enum FoldButtons {
    static func find(_ document: HTMLDocument) -> Set<Int> {
        var byWords: [UInt64: [Int]] = [:]
        var buttons: Set<Int> = []
        for index in document.nodes.indices where document.nodes[index].tag == .summary && !document.nodes[index].isText
        {
            var words: [UInt8] = []
            for inner in index..<Int(document.nodes[index].end) where document.nodes[inner].isText {
                words += document.bytes[document.text(of: inner)].lazy.filter { $0 > 0x20 }
            }
            guard words.count <= 60 else { continue }
            byWords[FNV1a(words).value, default: []].append(index)
            if RevealWords.isButton(String(decoding: words, as: UTF8.self)) { buttons.insert(index) }
        }
        for alike in byWords.values where alike.count >= 3 { buttons.formUnion(alike) }
        return buttons
    }
}
