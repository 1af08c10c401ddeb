public import TikuModel
internal import TikuText

/// The rules in force, compiled: one automaton over the words of all classes.
public struct RuleSet: Sendable {
    public let rules: [Rule]
    /// SHA-256 over all rules and words in a fixed order: the same rules give the same digest.
    public let digest: String

    /// Whether the model of adverts' vocabulary may remove.
    let usesModel: Bool
    public var judgesWording: Bool { usesModel }
    /// A curator said that something stays.
    let keepsAny: Bool
    private let classNames: [String]
    private let automaton: PhraseAutomaton
    private let keep: PhraseAutomaton
    /// Class of each phrase, and an id of its text so that a word counts once.
    private let classOf: [Int]
    private let compiled: [Compiled]
    /// Turns away the rules that cannot hold for a sentence, given the classes it has words of.
    private let gates: RuleGates
    /// Classes whose words only ever speak for a sentence.
    private let isVeto: [Bool]

    private struct Compiled: Sendable {
        var needs: [[Test]]
        var unless: [[Test]]
        var starts: Int?
    }

    private enum Test: Sendable {
        case words(Int, Int)
        case detector(Detector)
    }

    /// What a sentence holds.
    private struct Facts {
        /// Where the different words of each class stand.
        var words: [[ByteSpan]]
        var opening: [Bool]
        var length: Int
    }

    /// - Parameter packs: later packs may add words to classes of earlier ones; a rule with a known id replaces it.
    /// - Parameter keep: spans with these words stay, whatever rule takes them.
    /// - Parameter without: rules that are no pack's and are switched off, such as `ad.wording`.
    public init(_ packs: [RulePack], keep: [String] = [], without: Set<String> = []) throws(ConfigurationError) {
        usesModel = !without.contains(AdvertModel.rule)
        var classes: [String: [String]] = [:]
        var rules: [Rule] = []
        var places: [String: (file: String, line: Int)] = [:]
        for pack in packs {
            for (name, words) in pack.classes { classes[name, default: []] += words }
            for rule in pack.rules {
                places[rule.id] = (pack.name, pack.lines[rule.id] ?? 1)
                if let index = rules.firstIndex(where: { $0.id == rule.id }) {
                    rules[index] = rule
                } else {
                    rules.append(rule)
                }
            }
        }
        let names = classes.keys.sorted()
        var phrases: [String] = []
        var classOf: [Int] = []
        for (index, name) in names.enumerated() {
            for word in Set(classes[name] ?? []).sorted() {
                phrases.append(word)
                classOf.append(index)
            }
        }
        func index(_ name: String, _ rule: Rule) throws(ConfigurationError) -> Int {
            guard let index = names.firstIndex(of: name) else {
                let place = places[rule.id] ?? (file: "rules", line: 1)
                throw ConfigurationError(
                    file: place.file, line: place.line,
                    message: "\(rule.id): there is no class \"\(name)\"; known are \(names.joined(separator: ", "))")
            }
            return index
        }
        func tests(_ groups: [[Condition]], _ rule: Rule) throws(ConfigurationError) -> [[Test]] {
            var all: [[Test]] = []
            for group in groups {
                var tests: [Test] = []
                for condition in group {
                    switch condition {
                    case .words(let name, let count): tests.append(.words(try index(name, rule), count))
                    case .detector(let detector): tests.append(.detector(detector))
                    }
                }
                all.append(tests)
            }
            return all
        }
        var compiled: [Compiled] = []
        for rule in rules {
            var starts: Int?
            if let name = rule.starts { starts = try index(name, rule) }
            compiled.append(
                Compiled(needs: try tests(rule.needs, rule), unless: try tests(rule.unless, rule), starts: starts))
        }
        self.rules = rules
        self.keep = PhraseAutomaton(keep)
        keepsAny = !keep.isEmpty
        self.compiled = compiled
        gates = RuleGates(
            rules,
            starts: compiled.map(\.starts),
            // a group with a detector may hold without any word
            words: compiled.map { rule in
                rule.needs.compactMap { group in
                    let names = group.compactMap { test in
                        if case .words(let name, _) = test { name } else { nil }
                    }
                    return names.count == group.count ? names : nil
                }
            })
        var isVeto = names.map { _ in true }
        for rule in compiled {
            if let starts = rule.starts { isVeto[starts] = false }
            for case .words(let name, _) in rule.needs.joined() { isVeto[name] = false }
        }
        self.isVeto = isVeto
        self.classOf = classOf
        classNames = names
        automaton = PhraseAutomaton(phrases)
        var text = ""
        for name in names { text += name + ":" + Set(classes[name] ?? []).sorted().joined(separator: ",") + "\n" }
        for rule in rules { text += "\(rule)\n" }
        for word in keep { text += "keep:\(word)\n" }
        for rule in without.sorted() { text += "without:\(rule)\n" }
        if usesModel { text += "wording:\(AdvertWeights.digest)\n" }
        digest = Identifier.sha256(text.utf8)
    }

    /// A rule that holds for a sentence, and the words it rests on.
    public struct Finding: Hashable, Sendable {
        public var rule: String
        public var isSoft: Bool
        public var evidence: String
        /// It rests on an address, an account or a price, not on words alone.
        public var isHard: Bool = false
    }

    /// Characters of a sentence without the targets of its links.
    private static func proseLength(_ bytes: ContiguousArray<UInt8>, _ content: ByteSpan) -> Int {
        var length = Scalars.count(bytes, content.range)
        var mayClose = true
        var offset = content.start
        while offset + 1 < content.end {
            if bytes[offset] == UInt8(ascii: "]"), bytes[offset + 1] == UInt8(ascii: "("), mayClose {
                if let close = bytes[offset..<content.end].firstIndex(of: UInt8(ascii: ")")) {
                    length -= close - offset
                    offset = close
                } else {
                    mayClose = false
                }
            } else if bytes[offset] == UInt8(ascii: ":"), bytes[offset + 1] == UInt8(ascii: "/") {
                let start = offset
                while offset < content.end, bytes[offset] > 0x20, bytes[offset] < 0x80 { offset += 1 }
                length -= offset - start
            }
            offset += 1
        }
        return length
    }

    /// The first rule that holds for the span, hard rules first. One pass over the bytes, then a look at each rule.
    ///
    /// - Parameter isForeign: whether the span shares no vocabulary with what is around it; asked only where a rule needs to know.
    public func judge(_ text: TextBuffer, _ span: ByteSpan, isForeign: () -> Bool = { false }) -> Finding? {
        let content = text.trimmed(span)
        guard content.count >= 2 else { return nil }
        guard let facts = facts(text, content) else { return nil }
        var soft: Finding?
        var foreign: Bool?
        let held = facts.words.map { !$0.isEmpty }
        for index in rules.indices {
            if gates.isSoft[index], soft != nil { continue }
            if gates.isForeign[index], foreign == false { continue }
            guard gates.mayHold(index, held: held, opening: facts.opening, length: facts.length),
                let evidence = holds(index, facts, text, content)
            else { continue }
            if gates.isForeign[index] {
                let known = foreign ?? isForeign()
                foreign = known
                guard known else { continue }
            }
            let rule = rules[index]
            let finding = Finding(
                rule: rule.id, isSoft: rule.isSoft, evidence: evidence,
                isHard: rule.needs.contains { $0.allSatisfy(\.isDetector) })
            if !rule.isSoft { return finding }
            soft = finding
        }
        return soft
    }

    /// Whether a word stands in the span that rules about foreign sentences ask for, or an address or a price.
    func speaksLikeSeller(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard let facts = facts(text, content) else { return false }
        for (index, rule) in rules.enumerated() where rule.isForeign {
            for test in compiled[index].needs.joined() {
                switch test {
                case .words(let name, _): if !facts.words[name].isEmpty { return true }
                case .detector(.digits): break
                case .detector(let detector): if Detectors.find(detector, text, content) != nil { return true }
                }
            }
        }
        return false
    }

    /// Whether a curator said that a span with these words stays.
    func isKept(_ text: TextBuffer, _ span: ByteSpan) -> Bool { keep.contains(text.bytes, span.range) }

    /// Whether a given rule holds, whatever the others say.
    public func holds(rule id: String, _ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard let index = rules.firstIndex(where: { $0.id == id }), let facts = facts(text, content) else {
            return false
        }
        return holds(index, facts, text, content) != nil
    }

    /// Every rule that holds for the span by its words, and the words.
    public func evidence(_ text: TextBuffer, _ span: ByteSpan) -> [(rule: Rule, evidence: String)] {
        let content = text.trimmed(span)
        guard content.count >= 2, let facts = facts(text, content) else { return [] }
        return rules.indices.compactMap { index in
            holds(index, facts, text, content).map { (rules[index], $0) }
        }
    }

    private func facts(_ text: TextBuffer, _ content: ByteSpan) -> Facts? {
        var facts = Facts(
            words: [[ByteSpan]](repeating: [], count: classNames.count),
            opening: [Bool](repeating: false, count: classNames.count), length: 0)
        var any = false
        var seen: Set<Int> = []
        let opening = leadStart(text, content)
        automaton.scan(text.bytes, content.range) { match in
            let name = classOf[match.phrase]
            // what an address is made of says nothing about its sentence
            if isVeto[name], Self.isInAddress(text.bytes, match.span, content) { return true }
            any = true
            if match.span.start <= opening { facts.opening[name] = true }
            if seen.insert(match.phrase).inserted {
                // a word inside a longer word of its class is not another word
                facts.words[name].removeAll { match.span.contains($0) }
                if !facts.words[name].contains(where: { $0.contains(match.span) }) {
                    facts.words[name].append(match.span)
                }
            }
            return true
        }
        guard any || text.bytes[content.start] == UInt8(ascii: "#") else { return nil }
        facts.length = Self.proseLength(text.bytes, content)
        return facts
    }

    /// Whether a Latin word is part of a host name or a path: `chat.example.org/x`.
    private static func isInAddress(_ bytes: ContiguousArray<UInt8>, _ span: ByteSpan, _ content: ByteSpan) -> Bool {
        func isPart(_ offset: Int) -> Bool {
            let byte = bytes[offset]
            return byte < 0x80
                && (CharacterClass.isASCIILetter(UInt32(byte)) || CharacterClass.isASCIIDigit(UInt32(byte))
                    || "./:-_".utf8.contains(byte))
        }
        guard isPart(span.start) else { return false }
        var (start, end) = (span.start, span.end)
        while start > content.start, isPart(start - 1) { start -= 1 }
        while end < content.end, isPart(end) { end += 1 }
        guard end - start > span.count + 3 else { return false }
        let token = bytes[start..<end]
        return token.contains(UInt8(ascii: "/")) && token.contains(UInt8(ascii: "."))
    }

    /// Whether a lead-in ends at `offset`.
    private func endsLead(_ text: TextBuffer, _ offset: Int, _ end: Int) -> Bool {
        guard offset < end else { return true }
        return !CharacterClass.isWord(Scalars.decode(text.bytes, at: offset).scalar)
    }

    /// Where the words begin, after brackets, dashes and emoji.
    private func leadStart(_ text: TextBuffer, _ content: ByteSpan) -> Int {
        var offset = content.start
        while offset < content.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isWord(scalar) || scalar == 0x3010 || scalar == 0xA9 || scalar == 0x28 { break }
            offset += width
        }
        return offset
    }

    private func holds(_ index: Int, _ facts: Facts, _ text: TextBuffer, _ content: ByteSpan) -> String? {
        let rule = compiled[index]
        if let longest = rules[index].longest, facts.length > longest { return nil }
        var spans: [ByteSpan] = []
        if let starts = rule.starts {
            guard facts.opening[starts], let word = facts.words[starts].min() else { return nil }
            if rules[index].needsMark, !endsLead(text, word.end, content.end) { return nil }
            spans.append(word)
        }
        for group in rule.needs {
            guard let met = met(group, facts, text, content, apartFrom: spans) else { return nil }
            spans += met
        }
        guard !spans.isEmpty else { return nil }
        let said = rule.needs.joined().reduce(into: spans) { spans, test in
            if case .words(let name, _) = test { spans += facts.words[name] }
        }
        for group in rule.unless where isVetoed(group, facts, text, content, evidence: said) { return nil }
        var words: [String] = []
        for span in spans.sorted() {
            let word = text.string(span)
            if !words.contains(word) { words.append(word) }
        }
        return words.joined(separator: " + ")
    }

    /// Whether a veto holds. A word inside a longer one of the evidence speaks for no one: `请勿用于商业` holds `用于`; `被关注` holds `关注`
    /// and does veto.
    private func isVetoed(
        _ group: [Test], _ facts: Facts, _ text: TextBuffer, _ content: ByteSpan, evidence: [ByteSpan]
    ) -> Bool {
        group.contains { test in
            switch test {
            case .words(let name, let count):
                guard facts.words[name].count >= count else { return false }
                return facts.words[name].count { word in
                    !evidence.contains { $0.contains(word) && $0.count > word.count }
                } >= count
            case .detector(let detector): return Detectors.find(detector, text, content) != nil
            }
        }
    }

    /// What meets one of the tests, on other words than those that met the tests before.
    private func met(
        _ group: [Test], _ facts: Facts, _ text: TextBuffer, _ content: ByteSpan, apartFrom used: [ByteSpan]
    ) -> [ByteSpan]? {
        for test in group {
            switch test {
            case .words(let name, let count):
                guard facts.words[name].count >= count else { continue }
                let free = facts.words[name].filter { word in !used.contains { $0.overlaps(word) } }
                if free.count >= count { return Array(free.prefix(count)) }
            case .detector(let detector):
                if let span = Detectors.find(detector, text, content) { return [span] }
            }
        }
        return nil
    }
}
