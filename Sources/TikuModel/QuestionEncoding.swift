// A question's canonical bytes without a tree between: the bulk of a bank. Members stand in the order of their keys. The tests hold
// that these are the bytes of `Question.json`.

extension CanonicalJSON {
    mutating func write(_ question: Question) {
        put("{\"answer\":")
        write(question.answer)
        put(",\"flags\":")
        writeList(question.flags) { $0.write($1) }
        put(",\"id\":")
        write(question.id)
        put(",\"lang\":")
        write(question.lang)
        put(",\"number\":")
        write(question.number)
        put(",\"occurrences\":")
        writeList(question.occurrences) { $0.write($1) }
        put(",\"section\":")
        writeList(question.section) { $0.write($1) }
        put(",\"text\":")
        write(question.text)
        put("}")
    }

    private mutating func write(_ answer: Answer) {
        put("{\"healedFrom\":")
        write(answer.healedFrom)
        put(",\"source\":")
        write(answer.source)
        put(",\"status\":")
        write(answer.status.rawValue)
        put(",\"text\":")
        write(answer.text)
        put("}")
    }

    private mutating func write(_ flag: Flag) {
        put("{")
        if let accepted = flag.accepted {
            put("\"accepted\":")
            write(accepted)
            put(",")
        }
        put("\"code\":")
        write(flag.code.rawValue)
        put(",\"evidence\":")
        write(flag.evidence)
        put(",\"message\":")
        write(flag.message)
        put(",\"severity\":")
        write(flag.severity.rawValue)
        put("}")
    }

    private mutating func write(_ occurrence: Occurrence) {
        put("{\"answer\":")
        write(occurrence.answer)
        if let lines = occurrence.lines {
            put(",\"lines\":")
            write(lines.first, lines.last)
        }
        put(",\"number\":")
        write(occurrence.number)
        put(",\"section\":")
        write(occurrence.section)
        put(",\"source\":")
        write(occurrence.source)
        put(",\"span\":")
        write(occurrence.span.start, occurrence.span.end)
        put(",\"status\":")
        write(occurrence.status.rawValue)
        put(",\"text\":")
        write(occurrence.text)
        put("}")
    }

    private mutating func write(_ first: Int, _ second: Int) {
        put("[")
        write(first)
        put(",")
        write(second)
        put("]")
    }

    private mutating func write(_ text: String?) {
        if let text { write(text) } else { put("null") }
    }

    private mutating func write(_ number: Int) { raw(String(number)) }

    private mutating func put(_ text: StaticString) {
        put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func writeList<Item>(_ items: [Item], _ write: (inout CanonicalJSON, Item) -> Void) {
        put("[")
        for (index, item) in items.enumerated() {
            if index > 0 { put(",") }
            write(&self, item)
        }
        put("]")
    }
}
