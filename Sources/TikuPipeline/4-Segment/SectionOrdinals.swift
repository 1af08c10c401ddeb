internal import TikuModel
internal import TikuText

/// Numbers of headings that carry no mark of their own.
extension SectionFinder {
    /// `## 1 Basics`, `## 2 Storage`: bare numbers before headings of one level that count up from one are no part of the titles.
    func withoutOrdinals(_ sections: [Section]) -> [Section] {
        var sections = sections
        for rank in Set(sections.map(\.rank)) where rank <= 6 {
            let places = sections.indices.filter { sections[$0].rank == rank }
            let inner = places.map { bareNumber(lines[sections[$0].line], sections[$0].title) }
            let numbers = inner.compactMap { $0?.value }
            if numbers.count >= 2, numbers.count == places.count, numbers == Array(1...numbers.count) {
                for (place, title) in zip(places, inner) { if let title { sections[place].title = title.title } }
            }
            // `一进阶篇`, `（二Vue`: the marks were lost
            let glued = places.compactMap { gluedNumber(sections[$0].title) }
            if glued.count >= 2, glued.count == places.count, glued.map(\.value) == Array(1...glued.count) {
                for (place, title) in zip(places, glued) { sections[place].title = title.title }
            }
        }
        return sections
    }

    /// A Chinese numeral right before the words of a title, and perhaps a bracket before it.
    private func gluedNumber(_ title: ByteSpan) -> (value: Int, title: ByteSpan)? {
        let bytes = article.text.bytes
        var start = title.start
        guard start < title.end else { return nil }
        let first = Scalars.decode(bytes, at: start)
        if first.scalar == 0xFF08 || first.scalar == 0x28 { start += first.width }
        guard start < title.end else { return nil }
        guard let numeral = NumberPrefix.chineseNumeral(article.text, ByteSpan(start, title.end)) else { return nil }
        let rest = article.text.trimmed(ByteSpan(numeral.end, title.end))
        return Scalars.count(bytes, rest.range) >= 2 ? (numeral.value, rest) : nil
    }

    /// `2 Redis篇`: a number, one space, a short title.
    func bareNumber(_ line: Line, _ content: ByteSpan) -> (value: Int, title: ByteSpan)? {
        let bytes = article.text.bytes
        var offset = content.start
        while offset < content.end, CharacterClass.isASCIIDigit(UInt32(bytes[offset])) { offset += 1 }
        guard offset > content.start, offset - content.start <= 2, offset + 2 < content.end, bytes[offset] == 0x20,
            line.length <= 30,
            line.cue < 1.5
        else { return nil }
        let first = Scalars.decode(bytes, at: offset + 1).scalar
        guard CharacterClass.isHan(first) || CharacterClass.isASCIILetter(first),
            ClaimReader.read(article.text, content, isAdvert: false) == nil
        else { return nil }
        let value = bytes[content.start..<offset].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (value, ByteSpan(offset + 1, content.end))
    }
}
