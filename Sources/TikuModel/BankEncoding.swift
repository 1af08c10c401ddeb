extension Bank {
    /// The bank as one JSON value. Hash its canonical form to compare banks.
    public var json: JSONValue {
        .object([
            "format": .string(Bank.format),
            "generator": generator.json,
            "sources": .array(sources.map(\.json)),
            "sections": .array(sections.map(\.json)),
            "questions": .array(questions.map(\.json)),
            "retired": .array(retired.map(\.json)),
            "summary": summary.json,
        ])
    }

    /// The bytes of `bank.json`: canonical JSON with a line break before each question, section and source, so that
    /// a diff shows one line for each that changed.
    public var fileBytes: ContiguousArray<UInt8> {
        var bytes = ContiguousArray<UInt8>()
        writeFile { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// The same in pieces of some hundred kilobytes, each valid during the call: a file of any size in little memory.
    public func writeFile(_ put: (UnsafeRawBufferPointer) -> Void) {
        let size = 1 << 18
        var writer = CanonicalJSON(capacity: size * 5 / 4)
        func drain(_ writer: inout CanonicalJSON) { writer.drain(from: size, put) }
        writer.raw("{\n\"format\":")
        writer.write(Bank.format)
        writer.raw(",\n\"generator\":")
        writer.write(generator.json)
        writer.writeLines("questions", questions, then: drain) { $0.write($1) }
        writer.writeLines("retired", retired, then: drain) { $0.write($1.json) }
        writer.writeLines("sections", sections, then: drain) { $0.write($1.json) }
        writer.writeLines("sources", sources, then: drain) { $0.write($1.json) }
        writer.raw(",\n\"summary\":")
        writer.write(summary.json)
        writer.raw("\n}\n")
        writer.drain(from: 0, put)
    }
}

extension CanonicalJSON {
    /// A member whose items stand on a line each; one item at a time is in memory as JSON.
    fileprivate mutating func writeLines<Item>(
        _ key: String, _ items: [Item], then drain: (inout CanonicalJSON) -> Void,
        _ write: (inout CanonicalJSON, Item) -> Void
    ) {
        raw(",\n\"\(key)\":[")
        for (index, item) in items.enumerated() {
            raw(index == 0 ? "\n" : ",\n")
            write(&self, item)
            drain(&self)
        }
        raw(items.isEmpty ? "]" : "\n]")
    }
}

extension Generator {
    public var json: JSONValue {
        .object(["name": .string(name), "version": .string(version), "rules": .string(rules)])
    }
}

extension BankSource {
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "path": .string(path), "sha256": .string(sha256), "title": JSONValue(title),
            "url": JSONValue(url), "encoding": JSONValue(encoding), "claimed": JSONValue(claimed),
            "found": .integer(found), "length": .integer(length), "status": .string(status.rawValue),
            "reason": JSONValue(reason), "flags": .array(flags.map(\.json)),
        ]
        for (key, value) in [("repostOf", repostOf), ("author", author), ("date", date), ("language", language)] {
            if let value { members[key] = .string(value) }
        }
        return .object(members)
    }
}

extension BankSection {
    public var json: JSONValue {
        .object([
            "id": .string(id), "title": .string(title), "source": .string(source), "omitted": .bool(omitted),
        ])
    }
}

extension Question {
    public var json: JSONValue {
        .object([
            "id": .string(id), "number": .integer(number), "section": .array(section.map { .string($0) }),
            "text": .string(text), "lang": .string(lang), "answer": answer.json,
            "occurrences": .array(occurrences.map(\.json)), "flags": .array(flags.map(\.json)),
        ])
    }
}

extension Answer {
    var json: JSONValue {
        .object([
            "status": .string(status.rawValue), "text": .string(text), "source": JSONValue(source),
            "healedFrom": JSONValue(healedFrom),
        ])
    }
}

extension Occurrence {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "source": .string(source), "number": JSONValue(number), "section": JSONValue(section),
            "text": .string(text), "status": .string(status.rawValue), "answer": .string(answer),
            "span": .array([.integer(span.start), .integer(span.end)]),
        ]
        if let lines { members["lines"] = .array([.integer(lines.first), .integer(lines.last)]) }
        return .object(members)
    }
}

extension Flag {
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "code": .string(code.rawValue), "severity": .string(severity.rawValue), "message": .string(message),
            "evidence": .string(evidence),
        ]
        if let accepted { members["accepted"] = .string(accepted) }
        return .object(members)
    }
}

extension RetiredQuestion {
    public var json: JSONValue {
        .object(["id": .string(id), "number": .integer(number), "reason": .string(reason)])
    }
}

extension Summary {
    public var json: JSONValue {
        .object([
            "sources": .integer(sources), "quarantined": .integer(quarantined), "questions": .integer(questions),
            "occurrences": .integer(occurrences), "answered": .integer(answered), "missing": .integer(missing),
            "truncated": .integer(truncated), "healed": .integer(healed), "duplicates": .integer(duplicates),
            "removedSpans": .integer(removedSpans),
        ])
    }
}
