import Testing
import TikuModel
import TikuText

@Suite("Hard wraps")
struct HardWrapTests {
    private func joins(_ lines: [String]) -> [HardWrap.Join?] {
        let text = TextBuffer(lines.joined(separator: "\n"))
        var spans: [ByteSpan] = []
        var start = 0
        for line in lines {
            spans.append(ByteSpan(start, start + line.utf8.count))
            start += line.utf8.count + 1
        }
        let wrap = HardWrap(text, lines: spans, isMostlyCJK: Language.cjkShare(text) > 0.2)
        return zip(spans, spans.dropFirst()).map { wrap.join(text, line: $0, next: $1) }
    }

    @Test("lines cut after N characters are joined without a space, in the middle of a word too")
    func cut() {
        let text = Array(
            "虚拟线程由运行时调度而不是和系统线程一一绑定所以可以开很多个 JavaThread 也不会占满内存这就是它便宜的原因还有阻塞时会让出平台线程给别的任务继续执行直到被唤醒再接着往下走完为止这样吞吐量就上去了。")
        let lines = stride(from: 0, to: text.count, by: 20).map { String(text[$0..<min($0 + 20, text.count)]) }
        let joins = joins(lines)
        #expect(joins.allSatisfy { $0 == .tight })
    }

    @Test("lines broken at spaces are joined with one where the next word would not have fitted")
    func words() {
        let lines = [
            "The scheduler keeps a queue of runnable tasks for each of the processors of",
            "this machine and moves tasks between the queues when one of them runs empty",
            "so that no processor is idle while another has more than it can run at one",
            "time; that is called work stealing, and it is what most runtimes do today,",
            "with small differences in the order in which they look at the other queues",
            "first of all.", "A short line.", "Another one.",
        ]
        #expect(joins(lines) == [.spaced, .spaced, .spaced, .spaced, .spaced, nil, nil])
    }

    @Test("lines cut after so many columns, of which a Chinese character takes two")
    func columns() {
        let lines = [
            "双花就是同一笔钱花两次。节点在打包交易前", "会检查输入是否已被花费；如果两笔 UTXO 冲", "突的交易分别进入不同的区块，就形成了 For",
            "k 分叉，最终只有更长的一条被接受，像 Raf", "t 一类的投票共识不会分叉，因为提交之前要", "先得到多数节点的同意，之后不再改变它的值", "了。",
        ]
        #expect(joins(lines) == Array(repeating: .tight, count: 6))
        // a sentence that ends with the line, and a number below it
        #expect(
            joins(lines.dropLast(2) + ["先得到多数节点的同意，之后不再改变它的值。".replacing("它", with: ""), "【2】什么是链？"]).last == .some(nil)
        )
    }

    @Test("a number put before a line after it was broken does not hide the break")
    func prefixed() {
        let text = Array(
            "虚拟线程由运行时调度而不是和系统线程一一绑定所以可以开很多个也不会占满内存这就是它便宜的原因还有阻塞时会让出平台线程给别的任务继续执行直到被唤醒再接着往下走完为止这样吞吐量就上去了不过要小心别在里面做很久的计算因为没有人会来打断它。"
        )
        var lines = stride(from: 0, to: text.count, by: 20).map { String(text[$0..<min($0 + 20, text.count)]) }
        lines[0] = "3. " + lines[0]
        #expect(joins(lines).allSatisfy { $0 == .tight })
    }

    @Test("a sentence that ends with the line, and the decorated title of a part below it, stay apart")
    func decorated() {
        let lines = [
            "双花就是同一笔钱花两次节点在打包交易以前", "会检查输入是否已被花费如果两笔交易互相冲突", "突的交易分别进入不同的区块就形成了所谓分", "叉最终只有更长的一条被接受其余的都被丢弃",
            "投票共识不会分叉因为提交之前要先得到多数。", "■ 基础篇",
        ]
        #expect(joins(lines).last == .some(nil))
    }

    @Test("lines of many lengths, none of which had room for the next word")
    func fits() {
        let lines = [
            "1. How many ways are there for the dispatcher of a taxi company",
            "to find the nearest free car for a caller?",
            "Ans. It asks all cars within a circle, which is widened until one",
            "of them answers; the first that does so gets the job, and",
            "the others are told to wait.",
            "2. What happens to a caller when no car answers within the time",
            "that the company has promised, and who is told about it in",
            "the end?",
            "Ans. The dispatcher calls back, offers a later time or a taxi of",
            "another company, and writes down which of the two the caller",
            "took.",
            "3. Why do drivers wait at the station even where the app says",
            "that more callers are waiting at the other end of the town?",
            "Ans. Because a fare that is sure is worth more to them than one",
            "that the app promises, and because the station has a roof.",
            "4. Which figures would you watch to know that the dispatcher",
            "did its job well?",
            "Ans. The time that callers wait, and the way that cars drive",
            "empty.",
        ]
        let goesOn = [
            true, false, true, true, false, true, true, false, true, true, false, true, false, true, false, true, false,
            true,
        ]
        #expect(joins(lines).map { $0 == .spaced } == goesOn)
    }

    @Test("an article that was not wrapped is left alone")
    func none() {
        let lines = [
            "第一段比较长，说明这个机制是怎么工作的，以及为什么需要它。", "第二段短一些。", "第三段又长又啰嗦，把前面说过的话换个方式再说一遍，没有别的意思。", "- 列表", "完。",
            "再来一段凑够五行以上的文字，看它会不会连起来。",
        ]
        #expect(joins(lines).allSatisfy { $0 == nil })
    }
}
