internal import TikuModel
internal import TikuText

/// Lines that name parts by where they stand: above a question, in a row of their own.
extension SectionFinder {
    /// `大数据部分` right above a question, or a few words between blank lines.
    static func namedParts(_ article: Article, _ lines: [Line], _ isCandidate: [Bool]) -> Set<Int> {
        Set(
            lines.indices.dropLast().filter { index in
                let line = lines[index]
                guard line.isProse, line.prefix == nil, isCandidate[index + 1], lines[index + 1].cue > 0.5 else {
                    return false
                }
                return line.length <= 14
                    && partEndings.close(NormalForm.question(article.text.string(line.content)))
                    || line.afterBlank && lines[index + 1].afterBlank && isTitle(article.text, line)
            })
    }

    /// `1. Storage` above `1. …`, `2. Networks` above `5. …`: short lines that ask nothing and count on from one among themselves, each right
    /// above a number that goes on where the questions before it stopped, or starts over.
    static func countedParts(_ article: Article, _ lines: [Line], _ style: QuestionStyle) -> Set<Int> {
        let text = article.text
        var parts: [Int] = []
        // the number of the question before
        var last = 0
        for (index, line) in lines.enumerated() where QuestionStyle(line) == style {
            guard let value = line.prefix?.value else { continue }
            let end = Scalars.before(text.bytes, line.content.end, from: line.content.start).scalar
            let namesPart = partEndings.close(NormalForm.question(text.string(line.body)))
            if value == parts.count + 1, line.length <= 40, namesPart ? line.cue < 2.4 : line.cue < 1.2, line.isProse,
                !CharacterClass.isSentenceEnd(end), end != 0x3A, end != 0xFF1A, index + 1 < lines.count,
                QuestionStyle(lines[index + 1]) == style, lines[index + 1].cue > 0.5,
                let next = lines[index + 1].prefix?.value, next <= 1 || (last...last + 3).contains(next) && last > 0
            {
                parts.append(index)
            } else {
                last = value
            }
        }
        return parts.count >= 2 ? Set(parts) : []
    }

    /// A few words between blank lines that ask nothing and end no sentence: `Warm-up`, `Customer support basics`, `数据库`.
    private static func isTitle(_ text: TextBuffer, _ line: Line) -> Bool {
        guard line.kind == .paragraph, line.cue < 0.5, line.code < 0.5, (2...30).contains(line.length) else {
            return false
        }
        let first = Scalars.decode(text.bytes, at: line.content.start).scalar
        let last = Scalars.before(text.bytes, line.content.end, from: line.content.start).scalar
        let isCapital = first >= 0x41 && first <= 0x5A
        return CharacterClass.isWord(last) && (isCapital || CharacterClass.isHan(first) && line.length <= 10)
    }
}
