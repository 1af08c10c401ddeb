/// Decides which candidates of a numbering dialect number questions and which number points of an answer.
///
/// A dynamic programme over the candidates in order, the shape of a Viterbi decoder: each is either the next question or
/// something nested, the value of a reading is the sum of how much the chosen ones read like questions and how
/// well each number follows the one before, and the best reading wins. The outer series mostly counts up, may repeat or skip a
/// number, and starts over at a section heading; a list in an answer starts over anywhere, while the outer series goes on
/// after it.
struct SeriesReader {
    struct Candidate {
        /// Index of the line.
        var line: Int
        var value: Int
        /// How much it reads like a question, markup included.
        var weight: Double
        /// A section heading stands between the candidate before and this one.
        var afterSection: Bool
    }

    /// How far back the question before may stand, in candidates. Bounds the time to O(n · window).
    static let window = 96

    /// - Returns: indices into `candidates` of the questions, in order.
    static func read(_ candidates: [Candidate]) -> [Int] {
        let count = candidates.count
        guard count > 0 else { return [] }
        let runs = runs(candidates, gap: 1)
        let looseRuns = self.runs(candidates, gap: 3)
        // value of calling everything before a candidate nested
        var skipped = [Double](repeating: 0, count: count + 1)
        var sections = [Int](repeating: 0, count: count + 1)
        for (index, candidate) in candidates.enumerated() {
            skipped[index + 1] =
                skipped[index] + nestedValue(candidates[index], isInRun: runs[index], isInLooseRun: looseRuns[index])
            sections[index + 1] = sections[index] + (candidate.afterSection ? 1 : 0)
        }
        var best = [Double](repeating: -.infinity, count: count)
        var back = [Int](repeating: -1, count: count)
        for index in 0..<count {
            let candidate = candidates[index]
            // as the first question
            best[index] = skipped[index] + start(candidate.value) + candidate.weight
            for previous in stride(from: index - 1, through: max(0, index - window), by: -1) {
                let crossesSection = sections[index + 1] - sections[previous + 1] > 0
                let value =
                    best[previous] + (skipped[index] - skipped[previous + 1])
                    + transition(from: candidates[previous].value, to: candidate.value, crossesSection: crossesSection)
                    + candidate.weight
                if value > best[index] {
                    best[index] = value
                    back[index] = previous
                }
            }
        }
        var end = -1
        var highest = skipped[count]
        for index in 0..<count {
            let value = best[index] + (skipped[count] - skipped[index + 1])
            if value > highest {
                highest = value
                end = index
            }
        }
        var path: [Int] = []
        while end >= 0 {
            path.append(end)
            end = back[end]
        }
        return path.reversed()
    }

    private static func start(_ value: Int) -> Double { value <= 1 ? 1 : value <= 3 ? 0.2 : -0.6 }

    private static func transition(from: Int, to: Int, crossesSection: Bool) -> Double {
        if to == from + 1 { return 1.6 }
        if crossesSection, to <= 1 { return 1.6 }
        if to == from { return crossesSection ? -0.3 : 0 }
        if to > from {
            if to == from + 2 { return -0.1 }
            if to <= from + 5 { return -0.8 }
            return -2.2
        }
        if crossesSection, to <= 3 { return 0.4 }
        if to <= 1 { return -1.6 }
        return -2.8
    }

    /// For each candidate, whether it stands so many lines at most below the point before it, back to a 1 that starts over below
    /// something else. One pass.
    private static func runs(_ candidates: [Candidate], gap: Int) -> [Bool] {
        var runs = [Bool](repeating: false, count: candidates.count)
        // what opens the article may be a list as well: only a run without gaps is sure to be inside an answer
        var start = gap > 1 && candidates[0].value == 1 ? 0 : nil
        for index in candidates.indices.dropFirst() {
            let (before, own) = (candidates[index - 1], candidates[index])
            let follows = before.value + 1 == own.value && own.line <= before.line + gap && !own.afterSection
            if !follows { start = nil }
            if own.value == 1, !own.afterSection { start = index }
            runs[index] = follows && start != nil
        }
        return runs
    }

    /// Value of calling a candidate a point of a list: it does not ask, and it stands in a run that starts at 1.
    private static func nestedValue(_ candidate: Candidate, isInRun: Bool, isInLooseRun: Bool) -> Double {
        var value = -0.55 * candidate.weight
        // right below a heading of the questions stands no answer that could hold a list
        if candidate.afterSection { value -= 1.6 }
        if isInRun {
            value += 1.1
        } else if isInLooseRun {
            value += 0.35
        } else if candidate.value == 1, !candidate.afterSection {
            value += 0.25
        }
        return value
    }
}
