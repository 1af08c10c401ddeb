internal import TikuText

/// The two commonest shapes of interview questions, reduced to what they are about, so that wordings of one shape are one question.
///
/// `A 和 B 有什么区别？`, `说说 B、A 的不同点` and `What is the difference between B and A?` compare A with B, in any order; `什么是 A？` and
/// `A 是什么意思？` ask what A is. A question that asks anything besides has no frame.
enum QuestionFrame {
    /// A key that only questions of the same shape about the same things share; nil for a question of another shape.
    static func key(_ text: String) -> String? {
        var text = normal(text)
        guard text.utf8.count <= 240 else { return nil }
        if let terms = englishDifference(text) { return comparison(terms) }
        guard text.utf8.contains(where: { $0 >= 0xE3 }) else { return nil }
        text = withoutLead(text)
        if let terms = difference(text) { return comparison(terms) }
        if let term = definition(text) { return "\u{1F}what\u{1F}" + term }
        return nil
    }

    private static func comparison(_ terms: [String]) -> String? {
        guard (2...5).contains(terms.count), Set(terms).count == terms.count, terms.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        return "\u{1F}differ\u{1F}" + terms.sorted().joined(separator: "\u{1F}")
    }

    /// Half-width, lower case, one space for any white space, no marks at the ends.
    private static func normal(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        var space = false
        for scalar in text.unicodeScalars {
            let half = Unicode.Scalar(CharacterClass.halfWidth(scalar.value)) ?? scalar
            if half.properties.isWhitespace {
                space = !output.isEmpty
                continue
            }
            if space { output.append(" ") }
            space = false
            output.append(contentsOf: half.properties.lowercaseMapping.unicodeScalars)
        }
        while let last = output.last, "?.!。:：;；…".unicodeScalars.contains(last) || last == " " { output.removeLast() }
        return String(output)
    }

    private static let leads = [
        "请你", "请", "麻烦", "简单", "简要", "详细", "谈一谈", "谈谈", "谈一下", "说一说", "说说", "说一下", "讲一讲", "讲讲", "讲一下", "聊一聊", "聊聊",
        "简述一下", "简述", "阐述一下", "阐述", "介绍一下", "介绍下", "介绍", "解释一下", "解释", "描述一下", "描述", "概述", "回答", "比较一下", "对比一下", "你知道",
        "你了解",
        "面试官:", "追问:", "那么", "那", "一下", "试述", "论述",
    ].sorted { $0.count > $1.count }

    private static func withoutLead(_ text: String) -> String {
        var text = text[...]
        while let lead = leads.first(where: { text.hasPrefix($0) && text.count > $0.count + 3 }) {
            text = text.dropFirst(lead.count)
            while text.first == " " || text.first == "," || text.first == "，" { text = text.dropFirst() }
        }
        return String(text)
    }

    private static let differences = ["不同之处", "不同点", "区别", "差异", "差别", "不同"]
    private static let links = ["有什么", "有哪些", "有何", "有啥", "之间", "的", "主要", "到底", "最大", "分别", "两者", "三者", "，", ",", " "]
    private static let rests: Set<String> = [
        "", "是什么", "有哪些", "是啥", "在哪里", "在哪", "在哪儿", "在于什么", "呢", "是什么呢", "有什么", "在什么地方", "都有哪些", "体现在哪里", "体现在哪些方面",
        "是哪些", "吗",
    ]

    private static func difference(_ text: String) -> [String]? {
        for word in differences {
            guard let range = text.bytesRange(of: word) else { continue }
            var subject = text[..<range.lowerBound]
            let rest = NormalForm.question(String(text[range.upperBound...]))
            guard rests.contains(rest) else { return nil }
            var isLinked = true
            while isLinked {
                isLinked = false
                for link in links where subject.hasSuffix(link) {
                    subject = subject.dropLast(link.count)
                    isLinked = true
                }
            }
            let terms = split(String(subject), at: ["、", "和", "与", "跟", "及", "以及", "/", " vs ", "vs", ","])
            return terms.count >= 2 ? terms : nil
        }
        return nil
    }

    private static func definition(_ text: String) -> String? {
        guard !text.contains("，"), !text.contains(","), !text.contains("?"), !text.contains("、") else { return nil }
        var subject: Substring?
        if text.hasPrefix("什么是") {
            subject = text.dropFirst(3)
        } else {
            for ending in ["是什么意思", "的含义是什么", "是什么", "是啥意思", "是啥", "指的是什么", "是指什么"] where text.hasSuffix(ending) {
                subject = text.dropLast(ending.count)
                break
            }
        }
        guard let subject else { return nil }
        let form = NormalForm.question(String(subject))
        // `A 的原理是什么` asks for more than what A is
        guard !form.isEmpty, !form.contains("的"), !form.contains("什么"), !form.contains("如何"),
            !form.contains("怎")
        else {
            return nil
        }
        return form
    }

    private static let englishLeads: Set<String> = [
        "", "what is the", "what are the", "what's the", "whats the", "explain the", "describe the", "tell me the",
        "can you explain the",
        "could you explain the", "list the", "what is", "what would you say is the", "please explain the",
        "discuss the", "the", "name the",
    ]

    private static func englishDifference(_ text: String) -> [String]? {
        for word in ["differences between ", "difference between "] {
            guard let range = text.bytesRange(of: word) else { continue }
            var lead = String(text[..<range.lowerBound])
            while lead.hasSuffix(" ") { lead.removeLast() }
            for adjective in [" main", " key", " major", " basic", " core"] where lead.hasSuffix(adjective) {
                lead.removeLast(adjective.count)
            }
            guard englishLeads.contains(lead) else { return nil }
            let rest = String(text[range.upperBound...])
            guard !rest.contains("?"), rest.count <= 120 else { return nil }
            let terms = split(rest, at: [" and ", ", ", " & ", " vs ", " versus "])
            guard terms.allSatisfy({ $0.count <= 40 }) else { return nil }
            return terms.count >= 2 ? terms : nil
        }
        return nil
    }

    private static func split(_ text: String, at separators: [String]) -> [String] {
        var text = text
        for separator in separators { text = text.replacing(separator, with: "\u{1F}") }
        return text.split(separator: "\u{1F}").map { part in
            var words = part.split(separator: " ")
            while let first = words.first, ["a", "an", "the", "and"].contains(first) { words.removeFirst() }
            return NormalForm.question(words.joined(separator: " "))
        }.filter { !$0.isEmpty }
    }
}

extension String {
    /// Where the bytes of a word first stand. UTF-8 needs no more: no word begins inside a character.
    fileprivate func bytesRange(of word: String) -> Range<String.Index>? {
        let (own, sought) = (Array(utf8), Array(word.utf8))
        guard let first = sought.first, own.count >= sought.count else { return nil }
        for start in 0...(own.count - sought.count) where own[start] == first {
            guard own[start..<start + sought.count].elementsEqual(sought) else { continue }
            let lower = utf8.index(utf8.startIndex, offsetBy: start)
            return lower..<utf8.index(lower, offsetBy: sought.count)
        }
        return nil
    }
}
