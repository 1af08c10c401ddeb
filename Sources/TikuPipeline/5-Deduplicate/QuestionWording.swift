public import TikuModel
internal import TikuText

/// The form by which wordings are told apart: two that differ in signs, width or case only are one wording.
public enum QuestionWording {
    public static func form(_ wording: String) -> String { NormalForm.question(wording) }
}

extension WordingMarks {
    /// The marks of a wording, as printed. O(length), and much of what a reduce half would cost: hence kept with the question.
    public init(_ wording: String) {
        let normal = NormalForm.question(wording)
        let form = QuestionKey.key(normalForm: normal)
        let veto = MergeVeto(wording)
        self.init(
            id: QuestionNames.id(wording, normalForm: normal),
            key: normal.isEmpty ? "" : QuestionFrame.key(wording) ?? form, form: form,
            subject: veto.subject, aspects: veto.aspects)
    }
}

extension ExtractedQuestion {
    var wordingMarks: WordingMarks { marks ?? WordingMarks(text) }
}
