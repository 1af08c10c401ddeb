internal import TikuModel
internal import TikuText

/// A linear model that tells adverts and page furniture from content by the words and pairs of characters in them.
///
/// Rules foresee wordings; adverts come in more wordings than rules can foresee, but sellers' vocabulary differs from that of answers.
/// The model alone removes nothing: only a sentence that is foreign to the text around it (`Outlier`), or one that stands in a run of
/// adverts, goes by its score. Logistic regression (Cox, "The regression analysis of binary sequences", 1958), trained by
/// `Scripts/adverts/train.py` on sentences written for the project.
struct AdvertModel: Sendable {
    static let rule = "ad.wording"
    /// Logit from which a foreign sentence is an advert.
    static let foreignThreshold = 0.9
    /// Logit from which one is that ends no sentence, stands alone and shares no word with the text around.
    static let strangeThreshold = 0.4
    /// Logit from which a closed sentence that stands alone is.
    static let closedThreshold = 1.8
    /// Logit from which one that ends a line is.
    static let endThreshold = 1.4
    /// Logit from which a sentence inside a line is one, and from which it may share more with the text around.
    static let sureThreshold = 2.2
    /// Logit from which half of a sentence's words may stand around it too.
    static let certainThreshold = 3.2
    /// Logit up to which a sentence is content, whatever words of a rule it holds; nil for rules that it has no say in: notices and
    /// rights have a vocabulary of their own. What a sentence opens with says more than its other words.
    static func contentThreshold(_ rule: String) -> Double? {
        switch rule {
        case "ad.lead-en", "ad.label", "ad.notice-en": -3
        case "boilerplate.farewell", "boilerplate.more": -1
        default: rule.hasPrefix("ad.") || rule.hasPrefix("soft.") ? -1 : nil
        }
    }

    /// Logit up to which a sentence with an address, a price or an account in it is content.
    static let hardContentThreshold = -2.6

    /// Logit up to which a long Chinese sentence that ends in a full stop is content.
    static let statementThreshold = 0.7
    /// Logit from which a sentence beside an advert goes with it.
    static let besideThreshold = 0.5
    static let shipped = AdvertModel(AdvertWeights.text)

    private let weights: HashedWeights

    /// - Parameter file: a line each of a feature's name, a tab and its weight in hundredths.
    init(_ file: StaticString) { weights = HashedWeights(file) }

    /// The logit of being an advert or furniture. O(length).
    func score(_ text: TextBuffer, _ span: ByteSpan) -> Double {
        let features = AdvertFeatures.of(text, span)
        return weights.bias + features.reduce(0) { $0 + weights[$1.hash] }
            / Double(max(4, features.count)).squareRoot()
    }

    /// The words that speak most for an advert, at most three.
    func evidence(_ text: TextBuffer, _ span: ByteSpan) -> String {
        let telling = AdvertFeatures.of(text, span).filter { !$0.span.isEmpty && weights[$0.hash] > 0 }
            .sorted { (weights[$1.hash], $0.span) < (weights[$0.hash], $1.span) }
        var chosen: [ByteSpan] = []
        for feature in telling where chosen.count < 3 && !chosen.contains(where: { $0.overlaps(feature.span) }) {
            chosen.append(feature.span)
        }
        return chosen.sorted().map { text.string($0) }.joined(separator: " + ")
    }
}

/// What the model makes of a sentence, for `tiku rules --explain`.
public enum AdvertWording {
    /// The logit of being an advert, the least one that removes a sentence which is foreign to the text around it, and the words that
    /// speak most for it.
    public static func judge(_ sentence: String) -> (score: Double, threshold: Double, evidence: String) {
        let text = TextBuffer(sentence)
        let model = AdvertModel.shipped
        return (model.score(text, text.whole), AdvertModel.foreignThreshold, model.evidence(text, text.whole))
    }
}
