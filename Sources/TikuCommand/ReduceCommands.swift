internal import ArgumentParser
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

/// What the near-duplicate join of an engine needs of each question.
struct ShingleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shingle",
        abstract: "What an engine's near-duplicate join needs: id, normal form, weighted tokens.",
        discussion: """
            Reads what `tiku extract` wrote and writes a line for each question: the id of its wording, the normal form, and the shingles to \
            count. With --frequencies it reads such lines, one for each id, and adds the weighted tokens by which close ones meet.
            """)

    @ArgumentParser.Flag(help: "Write the questions as they were extracted, each with the id of its wording.")
    var questions = false
    @Option(
        help: "How many wordings hold each shingle: lines of [\"shingle\", count] after {\"wordings\": count}.",
        completion: .file()) var frequencies: String?

    func validate() throws {
        if questions, frequencies != nil {
            throw ValidationError("--questions and --frequencies contradict each other; leave one out.")
        }
    }

    func run() throws {
        if let frequencies {
            let join = try FrequencyTable.read(frequencies)
            try JSONLines.forEach("no wording; write it with `tiku shingle` of this version", EngineRecord.wording) {
                guard case .object(var members) = EngineRecord.json($0) else { return }
                members["tokens"] = .array(join.tokens($0).map(EngineRecord.json))
                JSONLines.print(.object(members))
            }
            return
        }
        try JSONLines.forEachExtract { outcome in
            guard case .extracted(let extract) = outcome else { return }
            for question in extract.questions {
                let wording = WordingRecord(question, post: extract.source.path)
                if questions {
                    JSONLines.print(EngineRecord.json(question, of: wording))
                } else if case .object(var members) = EngineRecord.json(wording) {
                    members["shingles"] = .array(wording.shingles.sorted().map { .string($0) })
                    JSONLines.print(.object(members))
                }
            }
        }
    }
}

/// The verdict on wordings that met.
struct DecidePairsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide-pairs", abstract: "How close are two wordings that an engine brought together?",
        discussion: """
            Reads {"left": …, "right": …}, two lines of `tiku shingle` each, and writes a line for each pair that is close: shared and united weight, \
            and whether the two may be one question unasked. Pairs that are not close get no line.
            """)

    @Option(help: "The table that `tiku shingle` was given.", completion: .file()) var frequencies: String

    func run() throws {
        let join = try FrequencyTable.read(frequencies)
        try JSONLines.forEach("no pair of wordings of `tiku shingle` of this version", EngineRecord.met) { pair in
            guard let verdict = join.verdict(pair.left, pair.right) else { return }
            JSONLines.print(EngineRecord.json(left: pair.left.id, right: pair.right.id, verdict))
        }
    }
}

/// A piece of the reduce half, over what an engine brought together.
struct ReduceCommand: ParsableCommand {
    enum Step: String, CaseIterable, ExpressibleByArgument {
        case cluster, votes, reposts, merge, usual, number, finish, sources, summary, generator
    }

    static let configuration = CommandConfiguration(
        commandName: "reduce", abstract: "A piece of the reduce half, for an engine: JSON lines in, JSON lines out.",
        discussion: """
            docs/spark.md says what each step reads and writes, and `Scripts/spark/reduce_half.py` puts them together. Each is the code that `tiku build` \
            runs, over one key.
            """)

    @Argument(help: "Which piece.") var step: Step
    @Option(help: "What `tiku reduce reposts` wrote.", completion: .file()) var reposts: String?
    @Option(help: "How long answers usually are, as `tiku reduce usual` says.") var usual: Int?
    @Option(help: "The bank whose ids and numbers stay.", completion: .file()) var previous: String?
    @Option(help: "Folder whose tiku.yml (beside it) counts.", completion: .directory) var raw = "Raw"

    func run() throws {
        switch step {
        case .cluster: try cluster()
        case .votes:
            try JSONLines.forEach("no cluster", EngineRecord.cluster) {
                JSONLines.print(EngineRecord.json(EngineReduce.votes($0)))
            }
        case .reposts: try judgeReposts()
        case .merge:
            let reposts = try knownReposts()
            try JSONLines.forEach("no cluster", EngineRecord.cluster) {
                JSONLines.print(EngineRecord.json(EngineReduce.merge($0, reposts: reposts)))
            }
        case .usual:
            var letters: [Int] = []
            try JSONLines.forEach("no number", JSONLines.integer) { letters.append($0) }
            JSONLines.print(JSONValue(EngineReduce.usual(letters)))
        case .number: try number()
        case .finish:
            let finish = EngineReduce.Finish(usual: usual, reposts: try knownReposts())
            try JSONLines.forEach("no numbered question", EngineRecord.numbered) { read in
                JSONLines.print(finish.run(read.merged, id: read.id, number: read.number, near: read.near).json)
            }
        case .sources:
            let reposts = try knownReposts()
            try JSONLines.forEachExtract { JSONLines.print(EngineRecord.json($0, reposts: reposts)) }
        case .summary: try summary()
        case .generator: JSONLines.print(try Setup.pipeline(beside: raw).generator.json)
        }
    }

    private func cluster() throws {
        try JSONLines.forEach("no component", EngineRecord.component) { component in
            for ids in EngineReduce.clusters(component.wordings, component.pairs) {
                JSONLines.print(.array(ids.map { .string($0) }))
            }
        }
    }

    private func judgeReposts() throws {
        var judge = EngineReduce.RepostJudge()
        try JSONLines.forEach("no sum of votes", EngineRecord.votes) { sum in
            let repeats = judge.repeats(
                left: sum.left, right: sum.right, common: sum.common, both: sum.both, same: sum.same, held: sum.held)
            if repeats { JSONLines.print(.array([.string(sum.right), .string(sum.left)])) }
        }
    }

    private func knownReposts() throws -> [String: String] {
        guard let reposts else { return [:] }
        var known: [String: String] = [:]
        for (index, line) in try SourceTree.readFile(reposts).split(separator: 0x0A).enumerated() {
            guard case .array(let pair)? = try? JSONParser.parse(line), pair.count == 2,
                case .string(let post) = pair[0],
                case .string(let original) = pair[1]
            else { throw Complaint("\(reposts): line \(index + 1) was not written by `tiku reduce reposts`") }
            known[post] = original
        }
        return known
    }

    private func number() throws {
        let bank = try previous.flatMap { try Setup.previousBank($0) }
        var questions: [EngineReduce.Unnumbered] = []
        try JSONLines.forEach("no merged question", EngineRecord.unnumbered) { questions.append($0) }
        let output = EngineReduce.number(questions, previous: bank)
        for (key, question) in output.numbered { JSONLines.print(EngineRecord.json(key: key, question)) }
        for retired in output.retired { JSONLines.print(.object(["retired": retired.json])) }
    }

    private func summary() throws {
        var sum = Summary(sources: [], questions: [], removedSpans: 0)
        try JSONLines.forEach("no question and no source", EngineRecord.counted) { sum += $0 }
        JSONLines.print(sum.json)
    }
}

/// How many wordings hold each shingle.
private enum FrequencyTable {
    static func read(_ path: String) throws -> WordingJoin {
        var total = 0
        var frequencies: [String: Int] = [:]
        for (index, line) in try SourceTree.readFile(path, limit: 1 << 36).split(separator: 0x0A).enumerated() {
            let json = try? JSONParser.parse(line)
            if index == 0, case .object(let members)? = json, case .integer(let count)? = members["wordings"] {
                total = count
            } else if index > 0, case .array(let pair)? = json, pair.count == 2, case .string(let gram) = pair[0],
                case .integer(let count) = pair[1], count > 0
            {
                frequencies[gram] = count
            } else {
                throw Complaint(
                    "\(path): line \(index + 1) is neither {\"wordings\": count}, which comes first, nor [\"shingle\", count]"
                )
            }
        }
        return WordingJoin(frequencies: frequencies, total: total)
    }
}

/// JSON lines on standard input and output.
private enum JSONLines {
    static func print(_ json: JSONValue) { Console.print(CanonicalJSON.string(json) + "\n") }

    static func integer(_ json: JSONValue) -> Int? {
        if case .integer(let number) = json { return number }
        return nil
    }

    static func forEachExtract(_ body: (Outcome) -> Void) throws {
        try forEach("no extract; write it with `tiku extract` of this version", ExtractLine.outcome, body)
    }

    /// - Parameter fault: what a line is that cannot be read.
    static func forEach<Record>(_ fault: String, _ read: (JSONValue) -> Record?, _ body: (Record) -> Void) throws {
        var lines = try StandardLines()
        while let line = try lines.next() {
            guard let json = try? JSONParser.parse(line), let record = read(json) else {
                throw Complaint("standard input: line \(lines.number) is \(fault)")
            }
            body(record)
        }
    }
}
