extension NumberPrefix {
    /// How many counters, from the first, count questions.
    static let questionCounters = 7
    /// After 第N: what is counted.
    static let counters = Words.list(
        """
        题, 问, 道题目, 道题, 道面试题, 个问题, 个面试题, 章, 部分, 节, 篇, 部, 单元, 模块, 讲, 课, 弹, 期, 大类, 类
        """)

    /// `第 1 题`, `第 1 问`: white space between the number and what it counts.
    static func isSpacedCounter(_ bytes: ContiguousArray<UInt8>, _ offset: Int, _ end: Int) -> Bool {
        guard offset + 1 < end, bytes[offset] == 0x20 else { return false }
        let rest = bytes[(offset + 1)..<end]
        return rest.starts(with: "题".utf8) || rest.starts(with: "问".utf8) || rest.starts(with: "道".utf8)
            || rest.starts(with: "部分".utf8) || rest.starts(with: "章".utf8) || rest.starts(with: "节".utf8)
    }
}
