internal import TikuModel
internal import TikuText

/// Numbers without any mark behind them: `1 HDFS 的写流程`. Too common in prose to be candidates everywhere, they are looked at
/// only where an article says that it lists questions and no other style holds.
enum BareNumbers {
    static func give(_ text: TextBuffer, _ lines: [Line]) -> [Line] {
        lines.map { line in
            guard line.prefix == nil, line.isProse, line.opensBlock, line.length <= 80,
                let prefix = scan(text, line.content)
            else { return line }
            var line = line
            line.prefix = prefix
            line.cue = QuestionCues.score(text, line.body)
            return line
        }
    }

    private static func scan(_ text: TextBuffer, _ content: ByteSpan) -> NumberPrefix? {
        let bytes = text.bytes
        var offset = content.start
        var value = 0
        while offset < content.end, CharacterClass.isASCIIDigit(UInt32(bytes[offset])), offset - content.start < 3 {
            value = value * 10 + Int(bytes[offset] - 0x30)
            offset += 1
        }
        guard offset > content.start, offset + 1 < content.end, bytes[offset] == 0x20 else { return nil }
        let next = Scalars.decode(bytes, at: offset + 1).scalar
        guard CharacterClass.isHan(next) || CharacterClass.isASCIILetter(next) else { return nil }
        return NumberPrefix(
            dialect: NumberPrefix.Dialect(
                opening: "", closing: " ", numeral: .arabic, namesQuestion: false, namesSection: false), value: value,
            number: ByteSpan(content.start, offset), span: ByteSpan(content.start, offset + 1))
    }
}
