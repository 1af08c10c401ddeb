internal import TikuModel
internal import TikuText

/// Lines that ask without saying so, in an article whose questions have no numbers: they stand where those stand that say it.
///
/// `如何写好一份需求文档` between two lines with question marks, one point of a list whose others ask, the first line of a paragraph
/// where the first lines of nearly all paragraphs ask. How much they ask (`Line.cue`) is raised to what the others have; the style of the
/// article is chosen afterwards as ever.
extension Reader {
    /// Raises the cues of lines that stand as questions do. O(lines).
    ///
    /// - Parameter isAnnounced: the title says that this is a list of questions, so that fewer need to ask.
    func trustCompanions(_ lines: inout [Line], isAnnounced: Bool) {
        guard lines.count(where: { $0.isProse && $0.prefix != nil && $0.cue >= 2.4 }) < 3 else { return }
        trustItems(&lines, isAnnounced)
        trustRuns(&lines)
        trustHeads(&lines, isAnnounced)
    }

    /// Points of one depth without numbers, half of which ask.
    private func trustItems(_ lines: inout [Line], _ isAnnounced: Bool) {
        var byDepth: [Int: [Int]] = [:]
        for (index, line) in lines.enumerated() {
            if case .listItem(let depth, nil) = line.kind, line.prefix == nil, line.opensBlock {
                byDepth[depth, default: []].append(index)
            }
        }
        for items in byDepth.values {
            let asking = items.count { lines[$0].cue >= 3 }
            let isList = asking >= 3 && asking * 2 >= items.count
            // `docker 怎么看日志`, `布隆过滤器的原理`: short points of which none states anything
            let isPlainList =
                isAnnounced && items.count >= 4 && items.count { lines[$0].cue >= 1.6 } * 10 >= items.count * 4
                && items.allSatisfy { lines[$0].length <= 40 && mayAsk(lines[$0], upTo: 40) }
            guard isList || isPlainList else { continue }
            for index in items where isPlainList || lines[index].cue >= 0.6 && mayAsk(lines[index], upTo: 80) {
                lines[index].cue = max(lines[index].cue, isPlainList ? 4 : 3)
            }
        }
    }

    /// Lines right below each other, most of which ask.
    private func trustRuns(_ lines: inout [Line]) {
        var start = 0
        while start < lines.count {
            var end = start + 1
            while end < lines.count, !lines[end].afterBlank, isPlain(lines[end]), isPlain(lines[end - 1]) { end += 1 }
            // a word about how it went is none of them
            let members = (start..<end).filter { lines[$0].cue >= 3 || mayAsk(lines[$0], upTo: 60) }
            let asking = members.count { lines[$0].cue >= 3 }
            if asking >= 2, asking * 2 >= members.count {
                for index in start..<end where lines[index].cue >= 1.6 && mayAsk(lines[index], upTo: 60) {
                    lines[index].cue = max(lines[index].cue, 3)
                }
            }
            start = end
        }
    }

    /// First lines of paragraphs, each above a line that tells: seven in ten of them ask.
    private func trustHeads(_ lines: inout [Line], _ isAnnounced: Bool) {
        // elements of a page are set apart by their names (`AskedNames`), not by blank lines
        guard article.source.format != .html else { return }
        let heads = lines.indices.dropLast().filter { index in
            let line = lines[index]
            return line.afterBlank && (index > 0 || line.cue >= 1.6) && isPlain(line) && mayAsk(line, upTo: 60)
                && !lines[index + 1].afterBlank && lines[index + 1].label?.label != .question
                && (lines[index + 1].kind.isList || lines[index + 1].kind == .code || tells(lines[index + 1]))
        }
        let asking = heads.count { lines[$0].cue >= 1.6 }
        guard asking >= (isAnnounced ? 3 : 4), asking * 10 >= heads.count * (isAnnounced ? 4 : 7) else { return }
        let isSure = isAnnounced || asking * 10 >= heads.count * 8
        for index in heads where lines[index].cue >= 0.6 || isSure {
            lines[index].cue = max(lines[index].cue, 4)
        }
        // one that nobody answered
        for (index, line) in lines.enumerated()
        where line.afterBlank && line.cue >= 1.6 && line.cue < 3 && isPlain(line) && mayAsk(line, upTo: 60) {
            if index + 1 == lines.count || lines[index + 1].afterBlank { lines[index].cue = 4 }
        }
    }

    private func isPlain(_ line: Line) -> Bool {
        line.kind == .paragraph && line.opensBlock && line.prefix == nil && line.label == nil && !line.isStrong
            && line.code < 0.5
    }

    /// As long as a question may be, and no statement. An order may end in a full stop: `请描述一个完整的招聘流程。`
    private func mayAsk(_ line: Line, upTo most: Int) -> Bool {
        guard line.length >= 2, line.length <= most, line.code < 0.5,
            !SectionMarks.isDecorated(text, line.content), !Furniture.isClosing(text, line)
        else { return false }
        let last = Scalars.before(text.bytes, line.content.end, from: line.content.start).scalar
        switch last {
        case 0x3002, 0x2E: return QuestionCues.opens(text, line.content) && line.length <= 40
        case 0x3A, 0xFF1A, 0x2C, 0xFF0C, 0x3B, 0xFF1B, 0x21, 0xFF01: return false
        default: return true
        }
    }

    private func tells(_ line: Line) -> Bool {
        guard line.isProse else { return true }
        let last = Scalars.before(text.bytes, line.content.end, from: line.content.start).scalar
        return line.length >= 20 || last == 0x3002 || last == 0x2E
    }
}
