/// One rule of a pack, as written.
public struct Rule: Hashable, Sendable {
    public var id: String
    /// Completes the sentence "this span …".
    public var reason: String
    /// Each must be met: alternatives, one of which must hold.
    public var needs: [[Condition]]
    /// None must be met.
    public var unless: [[Condition]]
    /// A class of which a word must open the sentence.
    public var starts: String?
    /// That word must end there: a colon, a bracket, a space or nothing follows.
    public var needsMark: Bool
    /// Longest sentence that the rule speaks of, in characters.
    public var longest: Int?
    /// Holds only beside another advert in the line.
    public var isSoft: Bool
    /// Holds only for a span that shares no vocabulary with the lines around it (`Outlier`).
    public var isForeign: Bool
    /// Sentences that the rule must hold for, and must not; `tiku` tests them.
    public var removes: [String]
    public var keeps: [String]
}

/// One condition of a rule.
public enum Condition: Hashable, Sendable, CustomStringConvertible {
    /// At least `count` different words of the class.
    case words(of: String, count: Int)
    case detector(Detector)

    var isDetector: Bool {
        if case .detector = self { return true }
        return false
    }

    public var description: String {
        switch self {
        case .words(let name, let count): count == 1 ? name : "\(name)*\(count)"
        case .detector(let detector): "@\(detector.rawValue)"
        }
    }
}

/// What no list of words can hold.
public enum Detector: String, Hashable, Sendable, CaseIterable {
    case url, phone, price, digits
    /// An account name or number right after a word for one.
    case contact
    /// Two tags or more between hashes, and little else: `#后端# #面试#`.
    case hashtags
    /// Eight Chinese characters or more.
    case han
}

/// A named set of rules and the classes of words they speak of.
public struct RulePack: Hashable, Sendable {
    public var name: String
    public var classes: [String: [String]]
    public var rules: [Rule]
    /// Line of each rule by its id, for messages.
    public var lines: [String: Int] = [:]
}
