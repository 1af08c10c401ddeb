internal import TikuModel
internal import TikuText

/// All the ids by which a question can be meant: that of its wording, and that which the previous bank gave to the wording.
struct QuestionNames {
    private var known: [String: String] = [:]
    private let ids: WordingIDs

    /// - Parameter ids: of the wordings that the sources print.
    init(_ previous: KnownQuestions?, ids: WordingIDs = WordingIDs()) {
        self.ids = ids
        guard let previous else { return }
        var numbers: [String: Int] = [:]
        for question in previous.questions {
            for own in question.wordings {
                if let number = numbers[own], number < question.number { continue }
                numbers[own] = question.number
                known[own] = question.id
            }
        }
    }

    /// The id that a wording gives; one of signs only, whose normal form is empty, gives one by its signs.
    static func id(_ wording: String) -> String { id(wording, normalForm: NormalForm.question(wording)) }

    static func id(_ wording: String, normalForm form: String) -> String {
        Identifier.question(normalForm: form.isEmpty ? "\u{1F}" + wording : form)
    }

    /// The ids of a wording.
    func of(_ wording: String) -> Set<String> {
        let own = ids[wording]
        return known[own].map { [own, $0] } ?? [own]
    }

    static func isID(_ name: String) -> Bool { name.hasPrefix("q-") && name.utf8.count == 15 }
}
