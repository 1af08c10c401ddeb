internal import ArgumentParser
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Write a decision about a question into decisions.yml, beside the bank.",
        discussion: """
            A question is meant by its id (q-…), its number or its wording. Decisions are applied on every build, survive \
            re-scraped sources, and may as well be written by hand: docs/decisions.md shows the file.
            """,
        subcommands: [
            Merge.self, Keep.self, Split.self, Remove.self, Edit.self, Accept.self, Undo.self, List.self,
        ])

    /// What all of them need.
    struct Place: ParsableArguments {
        @Option(help: "The bank. decisions.yml lies beside it.", completion: .file(extensions: ["json"]))
        var bank = "Clean/bank.json"

        @Option(help: "Why: stands beside the decision, and in reports where the finding or the retired number does.")
        var reason: String?

        var folder: String { bank.lastIndex(of: "/").map { String(bank[..<$0]) } ?? "." }

        /// Writes one decision, after a look at whether it speaks of something in the bank.
        func write(_ action: Decisions.Action) throws {
            let decision = Decisions.Decision(action, reason: reason)
            let file = "\(folder)/\(Decisions.fileName)"
            try OutputDirectory.update(Decisions.fileName, in: folder) {
                try Decisions.adding(decision, to: $0, file: file)
            }
            Console.say("\(file): one decision added; `tiku build` applies it")
        }
    }

    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Two questions ask the same.")
        @Argument(help: "The question that goes.") var gone: String
        @Argument(help: "The question that it becomes part of, and whose id and number stay.") var kept: String
        @OptionGroup var place: Place

        func run() throws {
            let bank = try Setup.requireBank(place.bank)
            let (one, other) = try DecideCommand.two(gone, kept, bank, place.bank)
            try place.write(.merge(one, into: other))
        }
    }

    struct Keep: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Two questions that look alike are two.")
        @Argument(help: "The one question.") var one: String
        @Argument(help: "The other.") var other: String
        @OptionGroup var place: Place

        func run() throws {
            let bank = try Setup.requireBank(place.bank)
            let (one, other) = try DecideCommand.two(self.one, self.other, bank, place.bank)
            try place.write(.keep(one, apart: other))
        }
    }

    struct Split: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One wording of a question is a question of its own.")
        @Argument(help: "The question that it was merged into.") var question: String
        @Option(help: "The wording that goes.") var wording: String
        @Option(help: "Path of the source, where only that one's occurrence goes.") var source: String?
        @OptionGroup var place: Place

        func run() throws {
            let bank = try Setup.requireBank(place.bank)
            let found = try bank.question(question, place.bank)
            let paths = bank.paths
            guard
                found.occurrences.contains(where: {
                    $0.text == wording && (source == nil || paths[$0.source] == source)
                })
            else {
                let known = found.occurrences.map { "\"\($0.text)\" in \(paths[$0.source] ?? "")" }.joined(
                    separator: ", ")
                throw Complaint("\(place.bank): \(found.id) has no such wording; it has \(Visible.text(known))")
            }
            // a wording leaves with all that differ from it in signs only
            let form = QuestionWording.form(wording)
            let leaving = found.occurrences.filter {
                QuestionWording.form($0.text) == form && (source == nil || paths[$0.source] == source)
            }
            guard found.occurrences.count > 1 else {
                throw Complaint("\(place.bank): \(found.id) stands in one place; nothing is to be split")
            }
            guard leaving.count < found.occurrences.count else {
                throw Complaint(
                    "\(place.bank): \(found.id) would have no occurrence left; its wordings differ in signs only; name one with --source"
                )
            }
            try place.write(.split(Decisions.Target(found.id), wording: wording, source: source))
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a question out of the bank; its number retires.")
        @Argument(help: "The question.") var question: String
        @OptionGroup var place: Place

        func run() throws {
            try place.write(.remove(try Setup.requireBank(place.bank).target(question, place.bank)))
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a question's wording, answer or section by hand.")
        @Argument(help: "The question.") var question: String
        @Option(help: "The wording.") var text: String?
        @Option(help: "The answer, Markdown.") var answer: String?
        @Option(help: "A file with the answer, Markdown.", completion: .file()) var answerFile: String?
        @Option(help: "The section's title.") var section: String?
        @OptionGroup var place: Place

        func validate() throws {
            if answer != nil, answerFile != nil { throw ValidationError("Give --answer or --answer-file, not both.") }
            if text == nil, answer == nil, answerFile == nil, section == nil {
                throw ValidationError("Give at least one of --text, --answer, --answer-file, --section.")
            }
        }

        func run() throws {
            let target = try Setup.requireBank(place.bank).target(question, place.bank)
            var answer = answer
            if let answerFile {
                answer = String(decoding: try SourceTree.readFile(answerFile, limit: 1 << 24), as: UTF8.self)
            }
            let edit = Decisions.Edit(
                text: try Self.filled(text, "--text"), answer: try Self.filled(answer, "the answer"),
                section: section.map { $0.isEmpty ? [] : [$0] })
            try place.write(.edit(target, edit))
        }

        private static func filled(_ text: String?, _ what: String) throws -> String? {
            guard let text else { return nil }
            let buffer = TextBuffer(text)
            let trimmed = buffer.string(buffer.trimmed(buffer.whole))
            guard !trimmed.isEmpty else {
                throw Complaint("\(what) is empty; `tiku decide remove` takes a question out")
            }
            return trimmed
        }
    }

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Agree to a finding: it stays on record and fails no gate.")
        @Argument(help: "The finding's code, as `tiku audit` prints it.") var code: String
        @Argument(help: "The question.") var question: String?
        @Option(help: "Path of a source, for findings about sources.") var source: String?
        @OptionGroup var place: Place

        func validate() throws {
            if (question == nil) == (source == nil) {
                throw ValidationError("Give a question, or a source with --source.")
            }
        }

        func run() throws {
            guard let code = FlagCode(rawValue: code) else {
                let known = FlagCode.allCases.map(\.rawValue).joined(separator: ", ")
                throw Complaint("\(Visible.text(self.code)): there is no such finding; there are \(known)")
            }
            let bank = try Setup.requireBank(place.bank)
            if let source {
                guard let found = bank.sources.first(where: { $0.path == source }) else {
                    throw Complaint("\(place.bank): there is no source \(Visible.text(source))")
                }
                try Self.require(code, in: found.flags, source)
                return try place.write(.acceptSource(code, path: source))
            }
            let found = try bank.question(question ?? "", place.bank)
            try Self.require(code, in: found.flags, found.id)
            try place.write(.accept(code, question: Decisions.Target(found.id, wording: found.text)))
        }

        private static func require(_ code: FlagCode, in flags: [TikuModel.Flag], _ what: String) throws {
            guard flags.contains(where: { $0.code == code }) else {
                let own = Set(flags.map(\.code.rawValue)).sorted().joined(separator: ", ")
                throw Complaint(
                    "\(Visible.text(what)): has no finding \(code.rawValue); it has \(own.isEmpty ? "none" : own)")
            }
        }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An earlier decision no longer holds.",
            discussion: "The entry stays in the file, and so does the undoing; git shows who did what.")
        @Argument(help: "The decision's key, as `tiku decide list` prints it, or `last`.") var key: String
        @OptionGroup var place: Place

        func run() throws {
            let file = "\(place.folder)/\(Decisions.fileName)"
            let decisions = try Setup.decisions(file)
            guard let found = decisions.list.last(where: { key == "last" || $0.key == key }) else {
                throw Complaint(
                    "\(file): there is no decision \(Visible.text(key)) that holds; `tiku decide list` shows them")
            }
            try place.write(.undo(found.key))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show all decisions.")
        @OptionGroup var place: Place

        func run() throws {
            let decisions = try Setup.decisions("\(place.folder)/\(Decisions.fileName)")
            for decision in decisions.list { Console.print("  # \(decision.key)\n\(Visible.lines(decision.yaml))") }
        }
    }

    /// - Throws: `Complaint` where a name is not in the bank, or both are the same question.
    private static func two(
        _ one: String, _ other: String, _ bank: Bank, _ file: String
    ) throws -> (Decisions.Target, Decisions.Target) {
        let (first, second) = (try bank.target(one, file), try bank.target(other, file))
        guard first != second else { throw Complaint("\(first.name): both are the same question") }
        return (first, second)
    }
}

extension Bank {
    /// - Throws: `Complaint` that says how to find the right name.
    fileprivate func question(_ name: String, _ file: String) throws -> Question {
        let found = questions.filter { question in
            question.id == name || Int(name) == question.number
                || question.text == name || question.occurrences.contains { $0.text == name }
        }
        guard let first = found.first else {
            throw Complaint("\(file): there is no question \(Visible.text(name)); `tiku audit` lists ids and numbers")
        }
        guard found.count == 1 else {
            let ids = found.map(\.id).joined(separator: ", ")
            throw Complaint("\(file): \(Visible.text(name)) could mean \(ids); give the id")
        }
        return first
    }

    fileprivate func target(_ name: String, _ file: String) throws -> Decisions.Target {
        let found = try question(name, file)
        return Decisions.Target(found.id, wording: found.text)
    }
}
