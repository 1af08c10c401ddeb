/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the same numbers in every run, so that a failure can be had again.
public struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    public init(_ seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Makes articles that no author would write, and damages those that some did.
public enum Mangler {
    private static let pieces = [
        "1、什么是锁？\n", "2. How does it work?\n", "答：因为它更快。\n", "一、基础篇\n", "（略）\n", "\n", "\n\n", "  ", "```\ncode { }\n",
        "| a | b |\n", "#xff0c;", "&amp;#8220;", "&nbsp",
        "关注公众号“后端笔记”，回复“面试”领取资料", "【1】", "①", "……", "**粗体？**\n", "- 项目\n", "### 3. 标题\n", "\u{200B}", "\u{FEFF}",
        "\u{0}", "\u{7}", "é", "𠀀", "👨‍👩‍👧", "<div>", "</p>", "<table><tr><td>",
        "<script>x</script>", "<pre>a\n b</pre>", "\t", "\r\n", "\r", "1、1、1、1、", "((((", "？？？", "A. x\nB. y\n",
        "参考答案\n", "目录\n", "http://a.example/x", "\\u3002", "===\n", "Q1: why?\nA: because.\n",
    ]

    /// A text of random pieces.
    public static func generate(_ random: inout SeededRandom) -> String {
        let count = Int.random(in: 0...60, using: &random)
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    /// The bytes with some flipped, cut, doubled or swapped.
    public static func mangle(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
            case 2: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
            case 3:
                let end = min(bytes.count, place + Int.random(in: 1...200, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
            }
        }
        return bytes
    }
}
