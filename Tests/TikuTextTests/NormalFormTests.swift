import TestSupport
import Testing
import TikuText

@Suite("Normal form")
struct NormalFormTests {
    @Test(
        "print goes, meaning stays",
        arguments: [
            ("什么是 RAG？", "什么是rag"), ("什么是ＲＡＧ?", "什么是rag"), ("C++ 和 C#", "c++和c#"), ("１２３、ABC", "123abc"),
            ("ÉCOLE — straße", "écolestraße"),
            ("。，、（）", ""), ("〇与𠀀", "〇与𠀀"), ("İ", "i̇"), ("カタカナ 한글", "カタカナ한글"),
        ])
    func form(_ text: String, _ form: String) { #expect(NormalForm.question(text) == form) }

    @Test("letters are counted as the form has them")
    func letters() {
        var random = SeededRandom(5)
        for _ in 0..<300 {
            let text = Mangler.generate(&random)
            #expect(NormalForm.letters(text) == NormalForm.question(text).unicodeScalars.count)
        }
    }

    @Test("the form of a form is itself")
    func idempotence() {
        var random = SeededRandom(6)
        for _ in 0..<300 {
            let form = NormalForm.question(Mangler.generate(&random))
            #expect(NormalForm.question(form) == form)
        }
    }

    @Test("where a text has given so many bytes of its form, found as by cutting it at every place")
    func ends() {
        for text in ["什么是 RAG？检索，增强。", "ＡＢc—ＩİſD (x) 9．", "a、b；c", "", "。。。", "㐀丐𠀀é E"] {
            for count in 1...max(1, NormalForm.question(text).utf8.count) {
                let end = NormalForm.end(of: count, in: text)
                let scalars = text.unicodeScalars
                let wanted =
                    scalars.indices.first { index in
                        NormalForm.question(String(scalars[...index])).utf8.count >= count
                    }.map { scalars.index(after: $0) } ?? text.endIndex
                #expect(end == wanted, "\(count) of \(text)")
            }
        }
    }
}
