import TestSupport
import Testing
import TikuModel
import TikuText

@Suite("Phrase automaton")
struct PhraseAutomatonTests {
    @Test("finds overlapping phrases, whatever their case")
    func overlapping() {
        let automaton = PhraseAutomaton(["公众号", "众号", "PDF"])
        let text = TextBuffer("关注公众号领pdf")
        let found = automaton.matches(text.bytes, text.whole.range).map { text.string($0.span) }
        #expect(found == ["公众号", "众号", "pdf"])
    }

    @Test("a word of ASCII letters is no part of a longer word")
    func boundaries() {
        let text = TextBuffer("going, go, Go2 go二")
        let automaton = PhraseAutomaton(["go"])
        #expect(automaton.matches(text.bytes, text.whole.range).map(\.span.start) == [7, 15])
        #expect(PhraseAutomaton(["go"], digitsJoin: false).matches(text.bytes, text.whole.range).count == 3)
    }

    private static func word(_ length: Int, of alphabet: String, _ random: inout SeededRandom) -> String {
        let scalars = Array(alphabet.unicodeScalars)
        var text = ""
        for _ in 0..<length { text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a") }
        return text
    }

    @Test("agrees with plain search on random texts")
    func oracle() {
        var random = SeededRandom(1975)
        func word(_ length: Int) -> String { Self.word(length, of: "ab锁，", &random) }
        for _ in 0..<300 {
            let phrases = (0..<6).map { _ in "，" + word(Int.random(in: 1...4, using: &random)) }
            let text = TextBuffer(word(60))
            let automaton = PhraseAutomaton(phrases)
            var expected: Set<[Int]> = []
            for (index, phrase) in phrases.enumerated() {
                let want = Array(phrase.utf8)
                for start in 0..<max(1, text.count - want.count + 1) where text.count - start >= want.count {
                    if text.bytes[start..<start + want.count].elementsEqual(want) { expected.insert([index, start]) }
                }
            }
            let found = Set(automaton.matches(text.bytes, text.whole.range).map { [$0.phrase, $0.span.start] })
            #expect(found == expected)
        }
    }

    @Test("the longest phrase at the start is the longest of the matches that begin there")
    func prefixes() {
        var random = SeededRandom(1975)
        func word(_ length: Int) -> String { Self.word(length, of: "abA1 锁，", &random) }
        for round in 0..<2_000 {
            let automaton = PhraseAutomaton(
                (0..<8).map { _ in word(Int.random(in: 1...5, using: &random)) }, digitsJoin: round % 2 == 0)
            let text = TextBuffer(word(12))
            let expected = automaton.matches(text.bytes, text.whole.range).filter { $0.span.start == 0 }
                .map(\.span.end).max()
            #expect(automaton.longestPrefix(text.bytes, text.whole.range)?.span.end == expected)
        }
    }
}
