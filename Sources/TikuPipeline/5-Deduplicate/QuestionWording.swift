internal import TikuText

/// The form by which wordings are told apart: two that differ in signs, width or case only are one wording.
public enum QuestionWording {
    public static func form(_ wording: String) -> String { NormalForm.question(wording) }
}
