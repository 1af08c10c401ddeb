internal import TikuModel
internal import TikuText

/// What two wordings must agree in before they may be one question, however alike they are: technical terms and
/// numbers, negation, and what is asked about the thing. `LoRA 原理` and `QLoRA 原理` are two questions.
struct MergeVeto: Hashable {
    /// What two wordings that are so much as close have in common to the letter: terms, numbers and whether something is negated.
    let subject: String
    /// What is asked about it.
    let aspects: String

    private static let aspectWords = Words.list(
        """
        区别, 原理, 作用, 优点, 缺点, 优缺点, 流程, 过程, 实现, 场景, 为什么, 如何, 怎么, 怎样, 哪些, 几种, 特点, 步骤, 源码, 定义, 概念, 分类, 类型, 结构, 优化, 排查, 解决, 避免, 配置, 使用, 关系,
        比较, 选择, 设计, 底层, 机制, 意义, 好处, 坏处, 危害, 影响, 条件, 生命周期, 状态, 参数, 方法, 函数, 算法, 复杂度, 上, 下, 前, 后, 读, 写, 增, 删, 大, 小, 多, 少, 快, 慢,
        difference, why, how, what, when, which, where, who, advantages, disadvantages, pros, cons, example, steps, types
        """
    ).map(Sought.init)
    /// Words of one meaning.
    private static let same: [String: String] = ["怎么": "如何", "怎样": "如何", "几种": "哪些", "过程": "流程", "选择": "比较"]
    private static let negations = Words.list("不, 没, 无, 非, 未, 禁止, not, never, without, no, cannot, isnt, dont, non")
        .map(Sought.init)

    /// A word to look for, as text and as bytes.
    private struct Sought {
        let word: String
        let bytes: [UInt8]

        init(_ word: String) {
            self.word = word
            bytes = Array(word.utf8)
        }

        var isLatin: Bool { bytes[0] < 0x80 }
    }

    private static func holds(_ text: ContiguousArray<UInt8>, _ word: [UInt8]) -> Bool {
        guard text.count >= word.count else { return false }
        return text.withUnsafeBufferPointer { text in
            var place = 0
            let last = text.count - word.count
            while place <= last {
                if text[place] == word[0] {
                    var length = 1
                    while length < word.count, text[place + length] == word[length] { length += 1 }
                    if length == word.count { return true }
                }
                place += 1
            }
            return false
        }
    }

    /// - Parameter text: the question as printed.
    init(_ text: String) {
        // a difference is no negation
        var lower = text.lowercased()
        var terms: Set<String> = []
        var numbers: Set<String> = []
        var aspects: Set<String> = []
        for word in ["不同之处", "不同点", "不同"] where lower.contains(word) { lower = lower.replacing(word, with: "区别") }
        var word = ""
        func flush() {
            guard !word.isEmpty else { return }
            if word.allSatisfy({ $0.isNumber || $0 == "." }) {
                numbers.insert(word)
            } else {
                terms.insert(Self.stem(word))
            }
            word = ""
        }
        for scalar in lower.unicodeScalars {
            let value = CharacterClass.halfWidth(scalar.value)
            if CharacterClass.isASCIILetter(value) || CharacterClass.isASCIIDigit(value) || value == 0x2B
                || value == 0x23 || value == 0x2E
            {
                if let ascii = Unicode.Scalar(value) { word.unicodeScalars.append(ascii) }
            } else {
                flush()
            }
        }
        flush()
        terms.subtract(Self.filler)
        let bytes = ContiguousArray(lower.utf8)
        for aspect in Self.aspectWords where Self.holds(bytes, aspect.bytes) {
            aspects.insert(Self.same[aspect.word] ?? aspect.word)
        }
        let isNegated = Self.negations.contains { negation in
            negation.isLatin ? terms.contains(negation.word) : Self.holds(bytes, negation.bytes)
        }
        subject =
            terms.sorted().joined(separator: " ") + "|" + numbers.sorted().joined(separator: " ")
            + (isNegated ? "|-" : "|")
        self.aspects = aspects.sorted().joined(separator: " ")
    }

    init(_ marks: WordingMarks) {
        subject = marks.subject
        aspects = marks.aspects
    }

    private static let filler: Set<String> = Set(
        Words.list(
            """
            a, an, the, is, are, do, doe, you, in, of, to, and, or, it, its, what, how, why, when, which, explain, describe, please, can, be, for, with, me, tell, about, i,
            we, your, on, at, that, thi, there, did, would, should, could, between, by, from, as, any, some, briefly, detail
            """))

    /// `indexes` and `index` are one term.
    private static func stem(_ word: String) -> String {
        var word = word
        while word.hasSuffix(".") { word.removeLast() }
        if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") { word.removeLast() }
        return word
    }

    /// Whether they may be merged unasked.
    func allows(_ other: MergeVeto) -> Bool { subject == other.subject && aspects == other.aspects }
}
