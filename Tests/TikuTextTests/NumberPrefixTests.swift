import Testing
import TikuModel
import TikuText

@Suite("Numbers at line starts")
struct NumberPrefixTests {
    @Test(
        "every dialect",
        arguments: [
            ("1、目前主流", 1, "目前主流"), ("12. What is", 12, "What is"), ("3) 为什么", 3, "为什么"), ("（4）什么是", 4, "什么是"),
            ("(5) How", 5, "How"), ("6）如何", 6, "如何"),
            ("Q7: why", 7, "why"), ("Q8 什么是", 8, "什么是"), ("问题一：介绍", 1, "介绍"), ("问题十二：介绍", 12, "介绍"),
            ("第3题 说说", 3, "说说"), ("第4题：说说", 4, "说说"), ("面试题5：什么", 5, "什么"),
            ("① 什么是", 1, "什么是"), ("⑳什么是", 20, "什么是"), ("01|阐述", 1, "阐述"), ("10|阐述", 10, "阐述"), ("一、基础", 1, "基础"),
            ("二十三、基础", 23, "基础"), ("**1.** 什么", 1, "什么"), ("**2. 什么**", 2, "什么**"),
            ("【6】如何", 6, "如何"), ("Question 9: Why", 9, "Why"), ("#3: Why", 3, "Why"), ("7 - What", 7, "What"),
            ("８．全角", 8, "全角"), ("1.2 小节", 2, "小节"), ("第一章 基础篇", 1, "基础篇"), ("Part 2: Basics", 2, "Basics"),
            ("I. Basics", 1, "Basics"), ("IV. Basics", 4, "Basics"), ("6．reward模型", 6, "reward模型"),
        ])
    func dialects(_ line: String, _ value: Int, _ words: String) throws {
        let text = TextBuffer(line)
        let prefix = try #require(NumberPrefix.scan(text, text.whole))
        #expect(prefix.value == value)
        #expect(text.string(ByteSpan(prefix.span.end, text.count)) == words)
    }

    @Test(
        "what only looks like a number",
        arguments: [
            "3.5 倍的提升", "2023年最新", "10:30 开会", "100道面试题", "1024", "2.x 版本", "问题1万个", "Quick start", "第一，要快", "第二天",
            "IPv4 地址", "A UDP packet", "-1 表示失败", "12345、太大",
        ])
    func others(_ line: String) {
        let text = TextBuffer(line)
        #expect(NumberPrefix.scan(text, text.whole) == nil)
    }

    @Test(
        "labels",
        arguments: [
            ("答：因为", Label.answer, "因为"), ("参考答案：因为", .answer, "因为"), ("Answer: because", .answer, "because"),
            ("A: because", .answer, "because"), ("【解析】因为", .explanation, "因为"), ("问：为什么", .question, "为什么"),
            ("**答案**：B", .answer, "B"),
        ])
    func labels(_ line: String, _ label: Label, _ rest: String) throws {
        let text = TextBuffer(line)
        let found = try #require(Label.scan(text, text.whole))
        #expect(found.label == label)
        #expect(text.string(ByteSpan(found.span.end, text.count)) == rest)
    }

    @Test("no labels", arguments: ["答案是肯定的", "Answering machines", "A类地址", "问题在于锁", "分析一下"])
    func noLabels(_ line: String) {
        let text = TextBuffer(line)
        #expect(Label.scan(text, text.whole) == nil)
    }
}
