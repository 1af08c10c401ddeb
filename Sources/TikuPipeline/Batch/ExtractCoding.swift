internal import TikuModel

// The members of each value in the order they are declared in. `CacheTests` holds that what is read is what was written.

extension SourceFormat: ByteCodable {}
extension AnswerStatus: ByteCodable {}
extension FlagCode: ByteCodable {}
extension Severity: ByteCodable {}

extension ByteSpan: ByteCodable {
    func write(to writer: inout ByteWriter) {
        start.write(to: &writer)
        (end - start).write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        let start = try Int(from: &reader)
        let count = try Int(from: &reader)
        let (end, overflow) = start.addingReportingOverflow(count)
        guard start >= 0, count >= 0, !overflow else { throw ByteError() }
        self.init(start, end)
    }
}

extension LineRange: ByteCodable {
    func write(to writer: inout ByteWriter) {
        first.write(to: &writer)
        last.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(try Int(from: &reader), try Int(from: &reader))
    }
}

extension Flag: ByteCodable {
    func write(to writer: inout ByteWriter) {
        code.write(to: &writer)
        severity.write(to: &writer)
        message.write(to: &writer)
        evidence.write(to: &writer)
        accepted.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        let code = try FlagCode(from: &reader)
        let severity = try Severity(from: &reader)
        self.init(
            code, message: try String(from: &reader), evidence: try String(from: &reader), severity: severity,
            accepted: try String?(from: &reader))
    }
}

extension SourceInfo: ByteCodable {
    func write(to writer: inout ByteWriter) {
        path.write(to: &writer)
        sha256.write(to: &writer)
        format.write(to: &writer)
        encoding.write(to: &writer)
        for text in [title, url, author, date, language] { text.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            path: try String(from: &reader), sha256: try String(from: &reader), format: try SourceFormat(from: &reader),
            encoding: try String(from: &reader), title: try String?(from: &reader), url: try String?(from: &reader),
            author: try String?(from: &reader), date: try String?(from: &reader), language: try String?(from: &reader))
    }
}

extension TileRole: ByteCodable {
    private static let kept: [TileRole] = [.title, .section, .question, .answer, .text]

    func write(to writer: inout ByteWriter) {
        if case .removed(let rule, let evidence) = self {
            writer.varint(UInt64(Self.kept.count))
            rule.write(to: &writer)
            evidence.write(to: &writer)
        } else {
            writer.varint(UInt64(Self.kept.firstIndex(of: self) ?? 0))
        }
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        let place = try reader.varint()
        guard place <= UInt64(Self.kept.count) else { throw ByteError() }
        if place < UInt64(Self.kept.count) {
            self = Self.kept[Int(place)]
        } else {
            self = .removed(rule: try String(from: &reader), evidence: try String(from: &reader))
        }
    }
}

extension Tile: ByteCodable {
    func write(to writer: inout ByteWriter) {
        span.write(to: &writer)
        role.write(to: &writer)
        excerpt.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            span: try ByteSpan(from: &reader), role: try TileRole(from: &reader), excerpt: try String(from: &reader))
    }
}

extension ExtractedQuestion: ByteCodable {
    func write(to writer: inout ByteWriter) {
        number.write(to: &writer)
        section.write(to: &writer)
        text.write(to: &writer)
        status.write(to: &writer)
        answer.write(to: &writer)
        span.write(to: &writer)
        lines.write(to: &writer)
        flags.write(to: &writer)
        marks.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            number: try String?(from: &reader), section: try String?(from: &reader), text: try String(from: &reader),
            status: try AnswerStatus(from: &reader), answer: try String(from: &reader),
            span: try ByteSpan(from: &reader), lines: try LineRange?(from: &reader), flags: try [Flag](from: &reader),
            marks: try WordingMarks?(from: &reader))
    }
}

extension WordingMarks: ByteCodable {
    func write(to writer: inout ByteWriter) {
        for text in [id, key, form, subject, aspects] { text.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            id: try String(from: &reader), key: try String(from: &reader), form: try String(from: &reader),
            subject: try String(from: &reader), aspects: try String(from: &reader))
    }
}

extension ExtractedSection: ByteCodable {
    func write(to writer: inout ByteWriter) {
        title.write(to: &writer)
        omitted.write(to: &writer)
        span.write(to: &writer)
        evidence.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            title: try String(from: &reader), omitted: try Bool(from: &reader), span: try ByteSpan(from: &reader),
            evidence: try String?(from: &reader))
    }
}

extension Extract: ByteCodable {
    func write(to writer: inout ByteWriter) {
        source.write(to: &writer)
        title.write(to: &writer)
        claimed.write(to: &writer)
        claimEvidence.write(to: &writer)
        sections.write(to: &writer)
        questions.write(to: &writer)
        tiles.write(to: &writer)
        flags.write(to: &writer)
        cleaned.write(to: &writer)
        plain.write(to: &writer)
        length.write(to: &writer)
        writer.varint(UInt64(repairs.count))
        for (rule, count) in repairs.sorted(by: { $0.key < $1.key }) {
            rule.write(to: &writer)
            count.write(to: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            source: try SourceInfo(from: &reader), title: try String?(from: &reader), claimed: try Int?(from: &reader),
            claimEvidence: try String?(from: &reader), sections: try [ExtractedSection](from: &reader),
            questions: try [ExtractedQuestion](from: &reader), tiles: try [Tile](from: &reader),
            flags: try [Flag](from: &reader), cleaned: try String(from: &reader), plain: try String(from: &reader),
            length: try Int(from: &reader), repairs: [:])
        for _ in 0..<(try reader.count()) {
            let rule = try String(from: &reader)
            repairs[rule] = try Int(from: &reader)
        }
    }
}

extension Quarantine: ByteCodable {
    func write(to writer: inout ByteWriter) {
        for text in [path, sha256, reason] { text.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            path: try String(from: &reader), sha256: try String(from: &reader), reason: try String(from: &reader))
    }
}

extension SentenceContexts: ByteCodable {
    func write(to writer: inout ByteWriter) {
        sentences.write(to: &writer)
        others.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(sentences: try [Sentence](from: &reader), others: try [UInt64](from: &reader))
    }
}

extension RepeatedSentences.Hit: ByteCodable {
    func write(to writer: inout ByteWriter) {
        hash.write(to: &writer)
        count.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(hash: try UInt64(from: &reader), count: try Int(from: &reader))
    }
}

extension SentenceContexts.Sentence: ByteCodable {
    func write(to writer: inout ByteWriter) {
        Int(block).write(to: &writer)
        hash.write(to: &writer)
        telling.write(to: &writer)
        sketch.write(to: &writer)
        isStatement.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            block: Int32(truncatingIfNeeded: try Int(from: &reader)), hash: try UInt64(from: &reader),
            telling: try FewHashes(from: &reader), sketch: try FewHashes(from: &reader),
            isStatement: try Bool(from: &reader))
    }
}

extension FewHashes: ByteCodable {
    func write(to writer: inout ByteWriter) {
        writer.varint(UInt64(count))
        for hash in self { hash.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        let count = try reader.count()
        guard count <= Self.limit else { throw ByteError() }
        self.init(EmptyCollection())
        for _ in 0..<count { append(try UInt64(from: &reader)) }
    }
}
