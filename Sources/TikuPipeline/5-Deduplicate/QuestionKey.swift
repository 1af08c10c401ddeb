internal import TikuText

/// The part of a question that says what is asked: its normal form without the words interviewers put around it.
///
/// `请简述一下 X`, `说说 X？` and `X` share a key. What is asked about X (`区别`, `原理`) stays.
package enum QuestionKey {
    private static let leads = Words.list(
        """
        请你, 请, 麻烦, 能否, 能不能, 可以, 简单, 详细, 谈一谈, 谈谈, 谈一下, 说一说, 说说, 说一下, 讲一讲, 讲讲,
        讲一下, 聊一聊, 聊聊, 聊一下, 简述一下, 简述, 阐述一下, 阐述, 介绍一下, 介绍下, 介绍, 解释一下, 解释, 描述一下,
        描述, 概述, 叙述, 论述, 列举, 回答, 你知道, 你了解, 你对, 关于, 面试官, 追问, 那么, 那, 一下, 下,
        pleaseexplain, pleasedescribe, please, explain, describe, canyouexplain, couldyouexplain, canyou, couldyou,
        tellmeabout, tellme, doyouknow, briefly, indetail, inyourownwords, discuss
        """
    ).sorted { $0.count > $1.count }
    private static let tails = Words.list(
        """
        呢, 呀, 啊, 吧, 吗, 重点, 高频, 必考, 必问, 常考, 附答案, 含答案, csdn, 了解吗, 了解么, 知道吗, 请说明,
        谈谈你的理解, 请简述, 请解释, 请举例说明, indetail, withexample, withexamples, withanexample
        """
    ).sorted { $0.count > $1.count }

    /// Ways of asking that mean the same.
    private static let synonyms: [(String, String)] = [
        ("怎么样", "如何"), ("怎样", "如何"), ("怎么", "如何"), ("为何", "为什么"), ("有啥", "有什么"), ("是啥", "是什么"),
        ("分为哪几种", "有哪几种"), ("有哪些类型", "有哪几种类型"), ("有哪些种类", "有哪几种类型"), ("如何选择", "怎么选"), ("能够", "能"), ("推荐", "建议"),
        ("不同之处", "区别"), ("不同点", "区别"), ("有什么不同", "有什么区别"), ("有何区别", "有什么区别"), ("与", "和"),
    ]

    private static let leadBytes = leads.map { Array($0.utf8) }
    private static let tailBytes = tails.map { Array($0.utf8) }
    private static let synonymBytes = synonyms.map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// One of two ways of asking for the other, wherever it stands.
    private static func alike(_ form: [UInt8]) -> [UInt8] {
        var form = form
        for (word, same) in synonymBytes {
            var place = 0
            var start = 0
            var output: [UInt8] = []
            while place + word.count <= form.count {
                if form[place] == word[0], form[place..<place + word.count].elementsEqual(word) {
                    output += form[start..<place]
                    output += same
                    place += word.count
                    start = place
                } else {
                    place += 1
                }
            }
            if start > 0 { form = output + form[start...] }
        }
        return form
    }

    /// O(length of the form).
    package static func key(normalForm: String) -> String {
        let form = alike(Array(normalForm.utf8))
        var left = form[...]
        // three characters must stay
        func leavesEnough(_ rest: ArraySlice<UInt8>) -> Bool { rest.lazy.filter { $0 & 0xC0 != 0x80 }.count >= 3 }
        while let lead = leadBytes.first(where: { left.starts(with: $0) && leavesEnough(left.dropFirst($0.count)) }) {
            left = left.dropFirst(lead.count)
        }
        while let tail = tailBytes.first(where: {
            left.count > $0.count && left.suffix($0.count).elementsEqual($0) && leavesEnough(left.dropLast($0.count))
        }) {
            left = left.dropLast(tail.count)
        }
        return String(decoding: left, as: UTF8.self)
    }
}
