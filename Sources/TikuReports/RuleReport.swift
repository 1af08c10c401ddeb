internal import TikuModel
public import TikuPipeline

/// The rules in force for a person to read.
public enum RuleReport {
    /// One line for each rule: id, when it holds, and its reason.
    public static func list(_ rules: RuleSet) -> String {
        rules.rules.map { rule in
            var limits: [String] = []
            if rule.isSoft { limits.append("only beside an advert") }
            if rule.isForeign { limits.append("only where the text around speaks of something else") }
            let note = limits.isEmpty ? "" : " (\(limits.joined(separator: ", ")))"
            return "\(rule.id)\(note): \(rule.reason)\n"
        }.joined()
            + (rules.judgesWording
                ? "ad.wording (only where the text around speaks of something else): has the vocabulary of adverts\n"
                : "")
    }

    /// Each example that its rule does not do as it says.
    public static func failures(_ rules: RuleSet) -> [String] {
        rules.rules.flatMap { rule in
            rule.removes.filter { !holds(rule, $0, rules) }.map { "\(rule.id): does not remove \"\($0)\"" }
                + rule.keeps.filter { holds(rule, $0, rules) }.map {
                    "\(rule.id): removes \"\($0)\", which it must keep"
                }
        }
    }

    private static func holds(_ rule: Rule, _ sentence: String, _ rules: RuleSet) -> Bool {
        let text = TextBuffer(sentence)
        return rules.holds(rule: rule.id, text, text.whole)
    }

    /// The rules that hold for a sentence, each with the words it rests on.
    public static func explanation(of sentence: String, _ rules: RuleSet) -> String {
        let text = TextBuffer(sentence)
        let lines = rules.evidence(text, text.whole).map { rule, evidence in
            let limit =
                rule.isSoft ? " (beside an advert)" : rule.isForeign ? " (where it is foreign to the text around)" : ""
            return "\(rule.id)\(limit): \(rule.reason); rests on \(Visible.text(evidence))\n"
        }
        let wording = AdvertWording.judge(sentence)
        let score = "\((wording.score * 100).rounded() / 100)"
        let model =
            wording.score >= wording.threshold
            ? "ad.wording (where it is foreign to the text around): reads like an advert, \(score) of at least \(wording.threshold); rests on \(Visible.text(wording.evidence))\n"
            : "reads like an advert by \(score), of at least \(wording.threshold) that a foreign sentence is removed from\n"
        return (lines.isEmpty ? "no rule holds: the sentence stays\n" : lines.joined()) + model
    }
}
