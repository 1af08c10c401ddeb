// A question's canonical bytes without a tree between: the bulk of a bank. Members stand in the order of their keys. The tests hold
// that these are the bytes of `Question.json`.

extension CanonicalJSON {
    mutating func write(_ question: Question) {
        raw("{\"answer\":")
        write(question.answer)
        raw(",\"flags\":")
        writeList(question.flags) { $0.write($1) }
        raw(",\"id\":")
        write(question.id)
        raw(",\"lang\":")
        write(question.lang)
        raw(",\"number\":")
        write(question.number)
        raw(",\"occurrences\":")
        writeList(question.occurrences) { $0.write($1) }
        raw(",\"section\":")
        writeList(question.section) { $0.write($1) }
        raw(",\"text\":")
        write(question.text)
        raw("}")
    }

    private mutating func write(_ answer: Answer) {
        raw("{\"healedFrom\":")
        write(answer.healedFrom)
        raw(",\"source\":")
        write(answer.source)
        raw(",\"status\":")
        write(answer.status.rawValue)
        raw(",\"text\":")
        write(answer.text)
        raw("}")
    }

    private mutating func write(_ flag: Flag) {
        raw("{")
        if let accepted = flag.accepted {
            raw("\"accepted\":")
            write(accepted)
            raw(",")
        }
        raw("\"code\":")
        write(flag.code.rawValue)
        raw(",\"evidence\":")
        write(flag.evidence)
        raw(",\"message\":")
        write(flag.message)
        raw(",\"severity\":")
        write(flag.severity.rawValue)
        raw("}")
    }

    private mutating func write(_ occurrence: Occurrence) {
        raw("{\"answer\":")
        write(occurrence.answer)
        if let lines = occurrence.lines {
            raw(",\"lines\":")
            write(lines.first, lines.last)
        }
        raw(",\"number\":")
        write(occurrence.number)
        raw(",\"section\":")
        write(occurrence.section)
        raw(",\"source\":")
        write(occurrence.source)
        raw(",\"span\":")
        write(occurrence.span.start, occurrence.span.end)
        raw(",\"status\":")
        write(occurrence.status.rawValue)
        raw(",\"text\":")
        write(occurrence.text)
        raw("}")
    }

    private mutating func write(_ first: Int, _ second: Int) {
        raw("[")
        write(first)
        raw(",")
        write(second)
        raw("]")
    }

    private mutating func write(_ text: String?) {
        if let text { write(text) } else { raw("null") }
    }

    private mutating func write(_ number: Int) { raw(String(number)) }

    private mutating func writeList<Item>(_ items: [Item], _ write: (inout CanonicalJSON, Item) -> Void) {
        raw("[")
        for (index, item) in items.enumerated() {
            if index > 0 { raw(",") }
            write(&self, item)
        }
        raw("]")
    }
}
