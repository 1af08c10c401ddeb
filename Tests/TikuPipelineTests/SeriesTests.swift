import Testing

@testable import TikuPipeline

@Suite("Numbering series")
struct SeriesTests {
    /// `Q1` asks, `l1` does not; `/` is a section heading.
    private func read(_ text: String) -> String {
        var candidates: [SeriesReader.Candidate] = []
        var names: [String] = []
        var section = false
        for (line, word) in text.split(separator: " ").enumerated() {
            if word == "/" {
                section = true
                continue
            }
            let asks = word.first == "Q"
            candidates.append(
                SeriesReader.Candidate(
                    line: line * (asks ? 3 : 1), value: Int(word.dropFirst()) ?? 0, weight: asks ? 2.5 : -0.7,
                    afterSection: section))
            names.append(String(word))
            section = false
        }
        return SeriesReader.read(candidates).map { names[$0] }.joined(separator: " ")
    }

    @Test(
        "the outer series goes on over lists inside answers",
        arguments: [
            ("Q1 Q2 Q3", "Q1 Q2 Q3"), ("Q1 l1 l2 l3 Q2 l1 l2 Q3", "Q1 Q2 Q3"), ("Q1 Q2 Q3 Q3 Q4", "Q1 Q2 Q3 Q3 Q4"),
            ("Q1 Q2 Q5 Q6", "Q1 Q2 Q5 Q6"), ("/ Q1 Q2 / Q1 l1 l2 Q2 / Q1", "Q1 Q2 Q1 Q2 Q1"),
            ("l1 l2 l3", ""), ("Q7 Q8 Q9", "Q7 Q8 Q9"),
        ])
    func series(_ candidates: String, _ questions: String) { #expect(read(candidates) == questions) }

    @Test("a question that does not read like one is carried by its number")
    func carried() { #expect(read("Q1 Q2 l3 Q4") == "Q1 Q2 l3 Q4") }
}
