internal import TikuModel
internal import TikuText

/// How an article sets its questions apart: the look that candidates must share to form a series.
enum QuestionStyle: Hashable {
    /// A numbering dialect. Padded and plain numerals are one dialect: `09|`, `10|`.
    case numbered(opening: String, closing: String, numeral: NumberPrefix.Numeral)
    /// Unnumbered headings of a level.
    case heading(Int)
    /// Unnumbered lines that are bold from end to end.
    case strong
    /// `问：`, `Q:`
    case labelled
    /// Unnumbered plain lines that ask.
    case asking

    init?(_ line: Line) {
        guard line.isProse, line.code < 0.8 else { return nil }
        if let prefix = line.prefix {
            let numeral = prefix.dialect.numeral == .padded ? .arabic : prefix.dialect.numeral
            self = .numbered(opening: prefix.dialect.opening, closing: prefix.dialect.closing, numeral: numeral)
        } else if line.label?.label == .question {
            self = .labelled
        } else if case .heading(let level) = line.kind {
            self = .heading(level)
        } else if line.isStrong {
            self = .strong
        } else if line.cue >= 3, line.length <= 120 {
            self = .asking
        } else {
            return nil
        }
    }

    var namesQuestion: Bool {
        if case .numbered(let opening, _, _) = self {
            return !opening.isEmpty && opening != "(" && opening != "[" && opening != "【"
        }
        return false
    }

    var isNumbered: Bool {
        if case .numbered = self { return true }
        return false
    }

    var isHeading: Bool {
        if case .heading = self { return true }
        return false
    }
}

/// Chooses the style in which an article asks.
struct StyleChooser {
    let lines: [Line]
    /// The title or introduction says that this is a list of questions.
    let isAnnounced: Bool

    struct Choice {
        var style: QuestionStyle
        var score: Double
        var members: Int
        /// Members that clearly ask.
        var asking: Int
        /// Members of several clauses that end as statements do.
        var stating: Int
    }

    /// Every style scored, best first.
    ///
    /// A candidate counts by how much it reads like a question, by its markup, by an answer label below it and by following the
    /// number before it. Nested lists have many members but no cues, so they stay below zero.
    func ranked() -> [Choice] {
        struct Tally {
            var members = 0
            var asking = 0
            var stating = 0
            var cue = 0.0
            var bonus = 0.0
            var follows = 0
            var last = 0
            var lastLine = -10
            var adjacent = 0
        }
        var tallies: [QuestionStyle: Tally] = [:]
        var order: [QuestionStyle] = []
        let nested = nestedPoints()
        for (index, line) in lines.enumerated() {
            guard let style = QuestionStyle(line), line.length <= 4_000, !nested.contains(index) else { continue }
            var tally =
                tallies[style]
                ?? {
                    order.append(style)
                    return Tally()
                }()
            tally.members += 1
            tally.cue += min(max(line.cue, -1.2), 4)
            if line.cue >= 2.4 { tally.asking += 1 }
            if line.states { tally.stating += 1 }
            if let prefix = line.prefix {
                if prefix.dialect.namesQuestion { tally.bonus += 1.6 }
                if prefix.value == tally.last + 1 || prefix.value == 1 { tally.follows += 1 }
                tally.last = prefix.value
                if line.kind != .paragraph, line.isHeadingLike { tally.bonus += 0.8 }
                if line.isStrong { tally.bonus += 0.4 }
                if prefix.dialect.namesSection { tally.bonus -= 1.5 }
                if prefix.dialect.opening == "<ol>" { tally.bonus -= 0.6 }
            }
            if index + 1 < lines.count, let label = lines[index + 1].label, label.label != .question,
                lines[index + 1].prefix == nil
            {
                tally.bonus += 1.5
            }
            if tally.lastLine == index - 1 { tally.adjacent += 1 }
            tally.lastLine = index
            tallies[style] = tally
        }
        var choices: [Choice] = []
        for style in order {
            guard let tally = tallies[style] else { continue }
            let count = Double(tally.members)
            var score = tally.cue + tally.bonus - 0.55 * count
            switch style {
            case .numbered(_, _, let numeral):
                score += 0.45 * Double(tally.follows)
                if numeral == .letter || numeral == .roman { score -= 1.5 * count }
                if numeral == .dotted { score -= 0.3 * count }
            case .heading: score += 0.3 * count
            case .labelled: score += 1.6 * count
            case .strong: score -= 0.1 * count
            case .asking: score -= 0.8 * count
            }
            choices.append(
                Choice(style: style, score: score, members: tally.members, asking: tally.asking, stating: tally.stating)
            )
        }
        return choices.sorted { ($0.score, $1.members) > ($1.score, $0.members) }
    }

    /// Candidates that the best reading of their own dialect calls points of a list: they say nothing about the style.
    private func nestedPoints() -> Set<Int> {
        var byStyle: [QuestionStyle: [SeriesReader.Candidate]] = [:]
        for (index, line) in lines.enumerated() {
            guard let style = QuestionStyle(line), style.isNumbered, let prefix = line.prefix else { continue }
            byStyle[style, default: []].append(
                SeriesReader.Candidate(
                    line: index, value: prefix.value, weight: min(max(line.cue, -1.5), 4) - 0.7, afterSection: false))
        }
        var nested: Set<Int> = []
        for candidates in byStyle.values {
            let chosen = Set(SeriesReader.read(candidates))
            guard chosen.count >= 3 else { continue }
            for (index, candidate) in candidates.enumerated() where !chosen.contains(index) {
                nested.insert(candidate.line)
            }
        }
        return nested
    }

    /// The style to read the article in, or nil for an article that asks nothing.
    func choose() -> Choice? {
        guard let best = ranked().first, best.score > 0 else { return nil }
        // the counted points of an essay
        if best.style.isNumbered, !best.style.namesQuestion, best.asking == 0, best.members < 8,
            best.stating * 10 >= best.members * 8
        {
            return nil
        }
        let average = best.score / Double(best.members)
        if best.members == 1 {
            // a record of one question, which opens it
            let opens = lines.prefix(2).contains {
                QuestionStyle($0) == best.style && $0.prefix?.value == 1 && $0.cue >= 4
            }
            return best.style.isNumbered && (isAnnounced || opens) && average > 1.5 || best.style == .labelled
                ? best : nil
        }
        let floor: Double
        switch best.style {
        case .labelled: floor = 0.5
        case .numbered(_, _, let numeral):
            // `一、` numbers chapters more often than questions
            floor = numeral == .chinese && !best.style.namesQuestion ? 2.4 : isAnnounced ? 0.45 : 1.1
        // nouns as headings, where the title promises questions and some of them ask
        case .heading where isAnnounced && best.members >= 5 && best.asking * 4 >= best.members: floor = 0.5
        case .heading, .strong: floor = isAnnounced ? 1.2 : 1.7
        case .asking: floor = isAnnounced ? 1.5 : 2.6
        }
        return average >= floor ? best : nil
    }
}

extension Line {
    var isHeadingLike: Bool {
        if case .heading = kind { return true }
        return isStrong
    }
}
