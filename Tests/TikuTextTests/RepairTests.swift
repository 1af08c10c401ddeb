import TestSupport
import Testing
import TikuModel
import TikuText

@Suite("Repair of characters")
struct RepairTests {
    private func repaired(_ text: String) -> String {
        let (text, _) = TextRepair.characters(TextBuffer(text), protected: [])
        return text.string(text.whole)
    }

    @Test(
        "what is left of character references",
        arguments: [
            ("结束了#xff0c;校招", "结束了，校招"), ("&#xff1a;", "："), ("&amp;#xff08;", "（"), ("&amp;amp;#8220;", "“"),
            ("#8221;", "”"), ("a&nbsp;b", "a b"), ("a&nbspb", "a&nbspb"), ("a&nbsp b", "a  b"), ("\\u3002", "。"),
            ("零\u{200B}宽", "零宽"),
            ("&ldquo;好&rdquo;", "“好”"),
        ])
    func residue(_ before: String, _ after: String) { #expect(repaired(before) == after) }

    @Test(
        "what only looks like it stays",
        arguments: ["#333;", "#fff", "a && b", "&lt;div&gt;", "#include", "C#8;", "\\u0041", "1 &amp 2", "#1024;"])
    func others(_ text: String) { #expect(repaired(text) == text) }

    @Test("code is left alone")
    func protected() {
        let text = TextBuffer("#xff0c; #xff0c;")
        let (fixed, edits) = TextRepair.characters(text, protected: [ByteSpan(8, 16)])
        #expect(fixed.string(fixed.whole) == "， #xff0c;")
        #expect(edits.edits.map { text.string($0.original) } == ["#xff0c;"])
    }

    @Test("a second repair changes nothing, and every edit keeps what stood there")
    func idempotent() {
        var random = SeededRandom(7)
        for _ in 0..<400 {
            let text = TextBuffer(Mangler.generate(&random).replacingNulls)
            let (once, edits) = TextRepair.characters(text, protected: [])
            let (twice, _) = TextRepair.characters(once, protected: [])
            #expect(once == twice)
            var rebuilt = ""
            var at = 0
            for edit in edits.edits {
                rebuilt += once.string(ByteSpan(at, edit.repaired.start)) + text.string(edit.original)
                at = edit.repaired.end
            }
            #expect(rebuilt + once.string(ByteSpan(at, once.count)) == text.string(text.whole))
        }
    }

    @Test(
        "normal form: print goes, meaning stays",
        arguments: [
            ("什么是 RAG？", "什么是ｒａｇ?", true), ("C++", "c＋＋", true), ("C", "C++", false), ("C", "C#", false),
            ("LoRA 原理", "QLoRA 原理", false), ("问：啥？", "问啥", true),
        ])
    func normalForm(_ left: String, _ right: String, _ same: Bool) {
        #expect((NormalForm.question(left) == NormalForm.question(right)) == same)
    }

    @Test("sentences tile their line")
    func sentences() {
        var random = SeededRandom(11)
        for _ in 0..<300 {
            let text = TextBuffer(Mangler.generate(&random))
            let pieces = Sentences.split(text, text.whole)
            #expect(pieces.first?.start ?? 0 == 0)
            #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.end == $1.start })
            #expect(text.isEmpty || pieces.last?.end == text.count)
        }
        let text = TextBuffer("前一句。 后一句  又一段 “完。”尾")
        #expect(Sentences.split(text, text.whole).map { text.string($0) } == ["前一句。 ", "后一句  ", "又一段 ", "“完。”", "尾"])
    }
}

extension String {
    fileprivate var replacingNulls: String { String(unicodeScalars.filter { $0.value != 0 }.map(Character.init)) }
}
