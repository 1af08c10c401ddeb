public import TikuModel

/// The words of buttons that show an answer: `查看答案`, `Show answer`.
public enum RevealWords {
    private static let buttons = Set(
        Words.list(
            """
            showanswer, viewanswer, seeanswer, revealanswer, clicktoreveal, clicktoseetheanswer, clickforanswer, showsolution,
            viewsolution, showtheanswer, seetheanswer, hideanswer, showhideanswer, toggleanswer, clicktoviewanswer, clicktoshowanswer,
            查看答案, 点击查看答案, 显示答案, 展开答案, 点击显示答案, 点击展开答案, 答案点击查看,
            查看解析, 点击查看解析, 查看参考答案, 展开查看答案, 点我看答案, 点击看答案, 查看回答, 展开回答, 显示隐藏答案
            """))
    /// What only a button says that folds something out.
    private static let folded = Set(
        Words.list(
            """
            答案, 参考答案, 解答, 解析, 回答, 答, 展开, 点击展开, 点击查看, 查看, 查看详情, 详情, 显示隐藏, 提示, 查看提示, 点开, 点我,
            answer, theanswer, solution, details, expand, showmore, show, hint, explanation, clicktoexpand, spoiler, reveal
            """))

    /// Whether a line is the words of such a button.
    public static func holds(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        buttons.contains(NormalForm.question(text.string(span)))
    }

    /// Whether the part of a folding element that is always shown is a button and no question.
    public static func isButton(_ words: String) -> Bool {
        let form = NormalForm.question(words)
        return buttons.contains(form) || folded.contains(form)
    }
}
