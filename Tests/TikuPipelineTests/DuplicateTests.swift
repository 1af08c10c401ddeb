import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

@Suite("Duplicates")
struct DuplicateTests {
    private func clusters(_ texts: [String]) -> [Cluster] {
        Deduplicate().run(
            texts.enumerated().map { index, text in
                SourcedQuestion(
                    extract: index, source: "s-\(index)",
                    question: ExtractedQuestion(
                        number: nil, section: nil, text: text, status: .missing, answer: "", span: ByteSpan(0, 1)))
            })
    }

    @Test(
        "wordings of one question are merged",
        arguments: [
            ["什么是 RAG？", "什么是RAG", "请简述什么是 RAG？"], ["为什么要三次握手?", "说说为什么要三次握手？"], ["如何解决顺序消费？", "怎么解决顺序消费呢？"],
            ["What is a closure?", "Explain: what is a closure?"], ["介绍一下 KL 散度？", "KL散度"],
            ["Which option is a way to set hasName to true?", "Which options is a way to set hasName to true?"],
        ] as [[String]])
    func merged(_ texts: [String]) { #expect(clusters(texts).count == 1) }

    @Test(
        "different questions are kept apart, however alike",
        arguments: [
            ["LoRA 原理", "QLoRA 原理"], ["HTTP/1.1 有什么特点？", "HTTP/2.0 有什么特点？"], ["为什么推荐使用线程池？", "为什么不推荐使用线程池？"],
            ["Redis 的优点有哪些？", "Redis 的缺点有哪些？"], ["TCP 和 UDP 的区别", "TCP 和 HTTP 的区别"],
            ["什么是死锁？", "如何避免死锁？"], ["How do you start a thread?", "How do you stop a thread?"],
            ["JDK 17 有哪些新特性？", "JDK 21 有哪些新特性？"],
        ])
    func apart(_ texts: [String]) { #expect(clusters(texts).count == texts.count) }

    @Test("an author who lists two wordings means two questions")
    func oneSource() throws {
        let bank = try Make.build(["a.txt": "面试题\n1、如何使用 LangChain？\n2、什么是锁？\n3、LangChain 如何使用？\n"]).bank
        #expect(bank.questions.count == 3)
    }

    @Test("close ones are named to each other")
    func near() {
        let found = clusters(["基于数据库的分布式锁的实现方案", "基于数据库的分布式锁的实现原理", "什么是红黑树？"])
        #expect(found.count == 3)
        #expect(found.map { $0.near.map(\.cluster) } == [[1], [0], []])
    }

    @Test(
        "the join finds every pair that a comparison of all with all finds, and no other", arguments: [0.5, 0.7, 0.85])
    func recall(_ threshold: Double) {
        var random = SeededRandom(2006)
        let letters = Array("锁栈堆树图表线程内存abcd".unicodeScalars)
        var texts: [String] = []
        for _ in 0..<260 {
            var text = String.UnicodeScalarView()
            if let base = texts.randomElement(using: &random), Bool.random(using: &random) {
                text = base.unicodeScalars
                let place = text.index(text.startIndex, offsetBy: Int.random(in: 0..<text.count, using: &random))
                text.insert(letters.randomElement(using: &random) ?? "a", at: place)
            } else {
                for _ in 0..<Int.random(in: 3...14, using: &random) {
                    text.append(letters.randomElement(using: &random) ?? "a")
                }
            }
            texts.append(String(text))
        }
        for (gram, isWeighted) in [(2, true), (3, false)] {
            let join = SimilarityJoin(texts, gram: gram, isWeighted: isWeighted)
            var expected: [[Int]] = []
            for left in texts.indices {
                for right in texts.indices where right > left {
                    if !isWeighted {
                        #expect(join.similarity(left, right) == jaccard(texts[left], texts[right], gram))
                    }
                    if join.similarity(left, right) >= threshold { expected.append([left, right]) }
                }
            }
            #expect(join.pairs(threshold: threshold).map { [$0.left, $0.right] } == expected)
            #expect(expected.count > 8)
        }
    }

    /// Share of the n-grams of two texts that both hold, counted with the standard library's sets.
    private func jaccard(_ left: String, _ right: String, _ gram: Int) -> Double {
        func grams(_ text: String) -> Set<[Unicode.Scalar]> {
            let scalars = Array(text.unicodeScalars)
            return scalars.count <= gram
                ? [scalars] : Set((0...scalars.count - gram).map { Array(scalars[$0..<$0 + gram]) })
        }
        let (a, b) = (grams(left), grams(right))
        return Double(a.intersection(b).count) / Double(a.union(b).count)
    }

    @Test("clusters do not chain: each wording is close to each other one")
    func noChains() {
        let texts = (0..<12).map { step in String("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".dropFirst(step).prefix(10)) }
        let join = SimilarityJoin(texts)
        for cluster in clusters(texts) {
            let places = cluster.members.map(\.extract)
            for left in places {
                for right in places where left < right { #expect(join.similarity(left, right) >= 0.72) }
            }
        }
    }

    @Test("a bank names close questions by id and number")
    func flagged() throws {
        let bank = try Make.build(["a.txt": "面试题\n1、基于数据库的分布式锁的实现方案\n2、什么是锁？\n3、基于数据库的分布式锁的实现原理\n"]).bank
        let flag = try #require(bank.questions[0].flags.first { $0.code == .questionNearDuplicate })
        #expect(flag.message == "close to #3 \(bank.questions[2].id)")
        #expect(!bank.questions[1].flags.contains { $0.code == .questionNearDuplicate })
    }
}

@Suite("Edit distance")
struct EditDistanceTests {
    @Test(
        "counts edits up to the limit",
        arguments: [("锁", "锁", 0), ("kitten", "sitting", 3), ("abc", "", 3), ("死锁问题", "死锁的问题", 1), ("ab", "ba", 2)])
    func distance(_ left: String, _ right: String, _ edits: Int) {
        var row = DistanceRow()
        let (a, b) = (left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value))
        #expect(row.distance(a[...], b[...], atMost: 3) == edits)
        #expect(row.distance(a[...], b[...], atMost: edits - 1) == nil || edits == 0)
    }

    @Test("the join finds every pair that a comparison of all with all finds, and no other", arguments: [1, 2, 3])
    func recall(_ limit: Int) {
        var random = SeededRandom(1966)
        let letters = Array("锁栈堆树abcd".unicodeScalars)
        var texts: [String] = []
        for _ in 0..<240 {
            var text = texts.randomElement(using: &random)?.unicodeScalars ?? String.UnicodeScalarView()
            if Bool.random(using: &random) { text = String.UnicodeScalarView() }
            for _ in 0..<Int.random(in: 1...(text.isEmpty ? 24 : 2), using: &random) {
                let place = text.index(text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
                text.insert(letters.randomElement(using: &random) ?? "a", at: place)
            }
            texts.append(String(text))
        }
        func allowed(_ length: Int) -> Int { length < 6 ? 1 : limit }
        var row = DistanceRow()
        var expected: [[Int]] = []
        for left in texts.indices {
            for right in texts.indices where right > left {
                let (a, b) = (texts[left].unicodeScalars.map(\.value), texts[right].unicodeScalars.map(\.value))
                if row.distance(a[...], b[...], atMost: min(allowed(a.count), allowed(b.count))) != nil {
                    expected.append([left, right])
                }
            }
        }
        #expect(EditJoin(texts).pairs(allowed: allowed).map { [$0.left, $0.right] } == expected)
        #expect(expected.count > 20)
    }

    @Test("how much of one text stands in another is what sets of pairs say")
    func overlap() {
        func pairs(_ text: String) -> Set<[UInt32]> {
            let scalars = text.unicodeScalars.map(\.value)
            return Set(zip(scalars, scalars.dropFirst()).map { [$0, $1] })
        }
        var random = SeededRandom(3)
        let words = ["锁", "事务", "ab", "abc", "aaa", " ", "回滚", "𠀀"]
        for _ in 0..<400 {
            let (left, right) = (
                (0..<6).map { _ in words.randomElement(using: &random) ?? "" }.joined(),
                (0..<9).map { _ in words.randomElement(using: &random) ?? "" }.joined()
            )
            let (a, b) = (pairs(left), pairs(right))
            let wanted = a.isEmpty || b.isEmpty ? 0 : Double(a.intersection(b).count) / Double(min(a.count, b.count))
            #expect(Overlap.containment(left, right) == wanted)
        }
    }
}
