internal import TikuModel
internal import TikuText

/// Accounts for every byte of the article: law 1.
extension ExtractWriter {
    mutating func mark(
        _ removedLines: [Int: (rule: String, evidence: String)], _ parts: [(ByteSpan, String, String)]
    ) {
        for (index, line) in reading.lines.enumerated() {
            if let removed = removedLines[index], case .answer = reading.roles[index] {
                marks.append((line.span, .removed(rule: removed.rule, evidence: removed.evidence)))
                continue
            }
            switch reading.roles[index] {
            case .title: marks.append((line.span, .title))
            case .section: marks.append((line.span, .section))
            case .answer: marks.append((line.span, .answer))
            case .text: marks.append((line.span, .text))
            case .removed(let rule, let evidence):
                let role: TileRole = answering.contains(index) ? .answer : .removed(rule: rule, evidence: evidence)
                marks.append((line.span, role))
            case .question(let answerStart):
                let split = answerStart.map { min(max($0, line.span.start), line.span.end) } ?? line.span.end
                marks.append((ByteSpan(line.span.start, split), .question))
                if split < line.span.end {
                    let role: TileRole =
                        removedLines[index].map { .removed(rule: $0.rule, evidence: $0.evidence) } ?? .answer
                    marks.append((ByteSpan(split, line.span.end), role))
                }
            }
        }
        for verdict in article.verdicts {
            marks.append((verdict.span, .removed(rule: verdict.rule, evidence: verdict.evidence)))
        }
        for (span, rule, evidence) in parts { marks.append((span, .removed(rule: rule, evidence: evidence))) }
    }

    /// Cuts the whole text at the marks: later marks overrule earlier ones, and what none covers goes with what
    /// stands before it.
    func tiles() -> [Tile] {
        let length = text.count
        guard length > 0 else {
            // repair left nothing of it: invisible marks only
            guard article.original.count > 0 else { return [] }
            return [
                Tile(
                    span: ByteSpan(0, article.original.count),
                    role: .removed(rule: "layout.blank", evidence: "invisible marks only"))
            ]
        }
        // boundaries of all marks, then the topmost mark over each stretch
        var events: [(offset: Int, isStart: Bool, mark: Int)] = []
        for (index, mark) in marks.enumerated() where !mark.span.isEmpty {
            events.append((mark.span.start, true, index))
            events.append((mark.span.end, false, index))
        }
        events.sort { ($0.offset, $0.isStart ? 1 : 0, $0.mark) < ($1.offset, $1.isStart ? 1 : 0, $1.mark) }
        var active: Set<Int> = []
        var stretches: [(start: Int, mark: Int)] = []
        var at = 0
        while at < events.count {
            let offset = events[at].offset
            while at < events.count, events[at].offset == offset {
                if events[at].isStart { active.insert(events[at].mark) } else { active.remove(events[at].mark) }
                at += 1
            }
            if let top = active.max() { stretches.append((offset, top)) }
        }
        guard !stretches.isEmpty else {
            return [
                Tile(
                    span: ByteSpan(0, article.original.count),
                    role: .removed(rule: "layout.blank", evidence: "white space"))
            ]
        }
        var tiles: [Tile] = []
        func append(_ start: Int, _ end: Int, _ mark: Int) {
            let span = article.originalSpan(ByteSpan(start, end))
            guard !span.isEmpty else { return }
            let role = marks[mark].role
            if let last = tiles.last, last.role == role, role != .question {
                tiles[tiles.count - 1].span.end = span.end
            } else {
                tiles.append(Tile(span: span, role: role))
            }
        }
        for (index, stretch) in stretches.enumerated() {
            let start = index == 0 ? 0 : stretch.start
            let end = index + 1 < stretches.count ? stretches[index + 1].start : length
            append(start, end, stretch.mark)
        }
        for index in tiles.indices where !tiles[index].role.isKept {
            tiles[index].excerpt = excerpt(tiles[index].span)
        }
        return tiles
    }

    func excerpt(_ span: ByteSpan) -> String {
        let content = article.original.trimmed(span)
        guard content.count > RemovedRecords.textLimit else { return article.original.string(content) }
        var end = content.start + RemovedRecords.textLimit
        while end > content.start, article.original.bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return article.original.string(ByteSpan(content.start, end)) + "…"
    }
}
