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

    @Test("an article that was not wrapped is left alone")
    func none() {
        let lines = [
            "第一段比较长，说明这个机制是怎么工作的，以及为什么需要它。", "第二段短一些。", "第三段又长又啰嗦，把前面说过的话换个方式再说一遍，没有别的意思。", "- 列表", "完。",
            "再来一段凑够五行以上的文字，看它会不会连起来。",
        ]
        #expect(joins(lines).allSatisfy { $0 == nil })
    }
}
