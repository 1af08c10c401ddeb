public import TikuModel

extension BankSource {
    /// What the bank says of one source.
    public init(_ outcome: Outcome) {
        switch outcome {
        case .quarantined(let refused): self.init(refused)
        case .extracted(let extract): self.init(extract)
        }
    }

    private init(_ refused: Quarantine) {
        self.init(
            id: Identifier.source(path: refused.path), path: refused.path, sha256: refused.sha256, title: nil, url: nil,
            encoding: nil, claimed: nil, found: 0, length: 0, status: .quarantined, reason: refused.reason,
            flags: [Flag(.sourceQuarantined, message: FlagCode.sourceQuarantined.meaning, evidence: refused.reason)])
    }

    private init(_ extract: Extract) {
        var flags = extract.flags
        if extract.questions.isEmpty {
            flags.append(
                Flag(
                    .sourceEmpty, message: FlagCode.sourceEmpty.meaning,
                    evidence: extract.title ?? "\(extract.length) bytes of text"))
        }
        let source = extract.source
        self.init(
            id: Identifier.source(path: source.path), path: source.path, sha256: source.sha256, title: extract.title,
            url: source.url, encoding: source.encoding, claimed: extract.claimed, found: extract.questions.count,
            length: extract.length, status: .ok, reason: nil, author: source.author, date: source.date,
            language: source.language, flags: flags)
    }
}

extension Extract {
    /// Its sections as the bank has them: a title that it prints twice is one section.
    public var bankSections: [BankSection] {
        let source = Identifier.source(path: source.path)
        var result: [BankSection] = []
        var places: [String: Int] = [:]
        for section in sections {
            let id = Identifier.section(source: source, title: section.title)
            if let known = places[id] {
                result[known].omitted = result[known].omitted && section.omitted
            } else {
                places[id] = result.count
                result.append(BankSection(id: id, title: section.title, source: source, omitted: section.omitted))
            }
        }
        return result
    }

    /// How many spans were removed.
    public var removedSpans: Int { tiles.count { !$0.role.isKept } }
}
