public import TikuModel
internal import TikuText

/// The invariants of a bank that its types cannot hold.
public enum BankValidation {
    /// Every violation, in the order of the file; empty for a good bank. O(size of the bank).
    public static func problems(_ bank: Bank) -> [BankProblem] {
        var check = Check(bank)
        check.checkSources()
        check.checkSections()
        check.checkQuestions()
        check.checkRetired()
        check.checkSummary()
        return check.problems
    }

    private struct Check {
        let bank: Bank
        var problems: [BankProblem] = []
        var sources: [String: BankSource] = [:]
        var sectionTitles: [String: Set<String>] = [:]
        var ids: Set<String> = []
        var numbers: [Int: String] = [:]

        init(_ bank: Bank) {
            self.bank = bank
        }

        /// Both are written out for what is wrong only.
        mutating func add(_ path: @autoclosure () -> String, _ message: @autoclosure () -> String) {
            problems.append(BankProblem(path: path(), message: message()))
        }

        mutating func checkSources() {
            var holdings: [String: Int] = [:]
            for question in bank.questions {
                for occurrence in question.occurrences { holdings[occurrence.source, default: 0] += 1 }
            }
            for (index, source) in bank.sources.enumerated() {
                let path = "sources[\(index)] (\(source.id))"
                if sources[source.id] != nil { add("\(path).id", "two sources have the id \(source.id)") }
                sources[source.id] = source
                let wanted = Identifier.source(path: source.path)
                if source.id != wanted {
                    add("\(path).id", "is \(source.id), but its path \"\(source.path)\" gives \(wanted)")
                }
                let holding = holdings[source.id] ?? 0
                if source.found != holding {
                    add("\(path).found", "is \(source.found), but \(holding) occurrences name this source")
                }
                // what was never read has no digest
                let mayLack = source.status == .quarantined && source.sha256.isEmpty
                if !mayLack, !Self.isDigest(source.sha256) {
                    add("\(path).sha256", "\"\(source.sha256)\" is no SHA-256 (64 hexadecimal digits, small letters)")
                }
                if let claimed = source.claimed, claimed < 1 {
                    add("\(path).claimed", "is \(claimed); a post promises one question or more, or null")
                }
                if source.status == .quarantined, source.reason == nil {
                    add("\(path).reason", "a quarantined source must say why")
                }
                if source.status == .ok, source.reason != nil {
                    add("\(path).reason", "a source that was read has no reason")
                }
            }
        }

        private static func isDigest(_ text: String) -> Bool {
            text.utf8.count == 64
                && text.utf8.allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
                }
        }

        mutating func checkSections() {
            var seen: Set<String> = []
            for (index, section) in bank.sections.enumerated() {
                let path = "sections[\(index)] (\(section.id))"
                if !seen.insert(section.id).inserted { add("\(path).id", "two sections have the id \(section.id)") }
                if sources[section.source] == nil { add("\(path).source", "there is no source \(section.source)") }
                let wanted = Identifier.section(source: section.source, title: section.title)
                if section.id != wanted {
                    add("\(path).id", "is \(section.id), but its source and title give \(wanted)")
                }
                sectionTitles[section.source, default: []].insert(section.title)
            }
        }

        mutating func checkQuestions() {
            for (index, question) in bank.questions.enumerated() {
                var path: String { "questions[\(index)] (\(question.id))" }
                if !ids.insert(question.id).inserted { add("\(path).id", "two questions have the id \(question.id)") }
                checkNumber(question.number, path)
                if let other = numbers[question.number] {
                    add("\(path).number", "\(question.number) is taken by \(other)")
                }
                numbers[question.number] = question.id
                if question.occurrences.isEmpty { add("\(path).occurrences", "a question must stand somewhere") }
                if question.text.isEmpty { add("\(path).text", "a question must say something") }
                if !question.occurrences.isEmpty, !question.occurrences.contains(where: { $0.text == question.text }) {
                    add("\(path).text", "stands in none of the question's occurrences")
                }
                // an id comes from the wording at birth, which may be gone by now
                if !Self.isQuestionID(question.id) {
                    add(
                        "\(path).id",
                        "is \"\(question.id)\"; an id is q- and 13 letters of a to z or digits, without i, l, o, u")
                }
                answer(question, path)
                for (place, occurrence) in question.occurrences.enumerated() {
                    self.occurrence(occurrence, "\(path).occurrences[\(place)]")
                }
                for title in question.section
                where !question.occurrences.contains(where: { sectionTitles[$0.source]?.contains(title) ?? false }) {
                    add("\(path).section", "no source of this question has a section \"\(title)\"")
                }
            }
        }

        private mutating func answer(_ question: Question, _ path: @autoclosure () -> String) {
            let answer = question.answer
            if answer.status == .missing {
                if !answer.text.isEmpty { add("\(path()).answer.text", "a missing answer must be empty") }
                if answer.source != nil { add("\(path()).answer.source", "a missing answer has no source") }
            } else {
                if answer.text.isEmpty {
                    add("\(path()).answer.text", "is empty, but the status is \(answer.status.rawValue)")
                }
                guard let source = answer.source else {
                    return add("\(path()).answer.source", "an answer must name its source")
                }
                if sources[source] == nil { add("\(path()).answer.source", "there is no source \(source)") }
                if !question.occurrences.contains(where: { $0.source == source && $0.answer == answer.text }) {
                    add("\(path()).answer.text", "stands in no occurrence of the source \(source)")
                }
            }
            if let healed = answer.healedFrom, healed != answer.source {
                add(
                    "\(path()).answer.healedFrom",
                    "is \(healed), but the answer comes from \(answer.source ?? "nowhere")"
                )
            }
        }

        /// Numbers are what JSON readers of all kinds hold exactly.
        private mutating func checkNumber(_ number: Int, _ path: @autoclosure () -> String) {
            if number < 1 || number > 1 << 53 {
                add("\(path()).number", "is \(number); numbers begin at 1 and end at 2^53")
            }
        }

        private static func isQuestionID(_ id: String) -> Bool {
            let bytes = id.utf8
            return bytes.count == 15 && bytes.starts(with: "q-".utf8)
                && bytes.dropFirst(2).allSatisfy { byte in
                    (byte >= 0x30 && byte <= 0x39)
                        || (byte >= 0x61 && byte <= 0x7A && byte != 0x69 && byte != 0x6C && byte != 0x6F
                            && byte != 0x75)
                }
        }

        private mutating func occurrence(_ occurrence: Occurrence, _ path: @autoclosure () -> String) {
            guard let source = sources[occurrence.source] else {
                return add("\(path()).source", "there is no source \(occurrence.source)")
            }
            if occurrence.span.end > source.length {
                add("\(path()).span", "ends at byte \(occurrence.span.end), but \(source.path) has \(source.length)")
            }
            if occurrence.status == .missing, !occurrence.answer.isEmpty {
                add("\(path()).answer", "a missing answer must be empty")
            }
            if occurrence.status != .missing, occurrence.answer.isEmpty {
                add("\(path()).answer", "is empty, but the status is \(occurrence.status.rawValue)")
            }
            if let title = occurrence.section, !(sectionTitles[occurrence.source]?.contains(title) ?? false) {
                add("\(path()).section", "\(source.path) has no section \"\(title)\"")
            }
        }

        mutating func checkRetired() {
            for (index, question) in bank.retired.enumerated() {
                let path = "retired[\(index)] (\(question.id))"
                checkNumber(question.number, path)
                if let other = numbers[question.number] {
                    add("\(path).number", "\(question.number) is taken by \(other)")
                }
                numbers[question.number] = question.id
                if !ids.insert(question.id).inserted {
                    add("\(path).id", "\(question.id) is also a question of the bank")
                }
            }
        }

        mutating func checkSummary() {
            let wanted = Summary(
                sources: bank.sources, questions: bank.questions, removedSpans: bank.summary.removedSpans)
            let pairs = [
                ("sources", bank.summary.sources, wanted.sources),
                ("quarantined", bank.summary.quarantined, wanted.quarantined),
                ("questions", bank.summary.questions, wanted.questions),
                ("occurrences", bank.summary.occurrences, wanted.occurrences),
                ("answered", bank.summary.answered, wanted.answered), ("missing", bank.summary.missing, wanted.missing),
                ("truncated", bank.summary.truncated, wanted.truncated), ("healed", bank.summary.healed, wanted.healed),
                ("duplicates", bank.summary.duplicates, wanted.duplicates),
            ]
            for (key, said, counted) in pairs where said != counted {
                add("summary.\(key)", "is \(said), counted \(counted)")
            }
        }
    }
}
