internal import TikuModel
internal import TikuText

/// Questions told by the class names that they share, whatever those are: where six in ten blocks of one name ask and something else
/// stands below most of them, the others of that name ask too. The front of a flash card is an example.
enum AskedNames {
    /// Blocks that a name must have to tell anything.
    private static let least = 4
    private static let longest = 200

    /// - Parameter names: for each block the hash of the class names around it, 0 for none.
    static func mark(_ blocks: inout [Block], _ names: [UInt64], _ text: TextBuffer) {
        var groups: [UInt64: [Int]] = [:]
        for (index, name) in names.enumerated() where name != 0 && blocks[index].region == .content {
            groups[name, default: []].append(index)
        }
        for places in groups.values where places.count >= least { doubt(places, &blocks, text) }
        for places in groups.values where places.count >= least {
            let isOfOneKind = places.allSatisfy {
                blocks[$0].kind == .paragraph && Scalars.count(text.bytes, blocks[$0].content.range) <= longest
            }
            guard isOfOneKind else { continue }
            let apart = places.count { $0 + 1 == names.count || names[$0 + 1] != names[$0] }
            let asking = places.count { QuestionCues.score(text, blocks[$0].content) >= 3 }
            // what stands between something else every time needs fewer that ask
            let isApart = apart == places.count
            guard asking * 10 >= places.count * (isApart ? 4 : 6), apart * 2 >= places.count else { continue }
            // as the heads of folding lists, which are named so
            for place in places {
                blocks[place].isAsked = true
                blocks[place].kind = .heading(level: 5)
            }
        }
        markTitles(&blocks, groups, text)
    }

    /// A name that sounds like a question's and is an answer's: hardly one of its blocks asks.
    private static func doubt(_ places: [Int], _ blocks: inout [Block], _ text: TextBuffer) {
        let named = places.filter { blocks[$0].isAsked }
        let asking = named.count { QuestionCues.score(text, blocks[$0].content) >= 1.6 }
        guard named.count >= least, asking * 10 <= named.count * 3 else { return }
        for place in named {
            blocks[place].isAsked = false
            // a heading is strong by being one
            if blocks[place].kind == .heading(level: 5) {
                blocks[place].kind = .paragraph
                blocks[place].isStrong = false
            }
        }
    }

    /// Titles of parts told in the same way: short lines of one name that ask nothing, each right above a question.
    private static func markTitles(_ blocks: inout [Block], _ groups: [UInt64: [Int]], _ text: TextBuffer) {
        for places in groups.values where (2...40).contains(places.count) {
            guard places.allSatisfy({ isTitle(blocks[$0], text) && asks(blocks, after: $0, text) }) else { continue }
            let titles = Set(places.map { text.string(blocks[$0].content) })
            guard titles.count == places.count else { continue }
            for place in places { blocks[place].kind = .heading(level: 2) }
        }
    }

    private static func isTitle(_ block: Block, _ text: TextBuffer) -> Bool {
        guard block.kind == .paragraph, !block.isAsked, block.link == nil, !block.content.isEmpty,
            NumberPrefix.scan(text, block.content) == nil, QuestionCues.score(text, block.content) < 1.5
        else { return false }
        let isLatin = text.bytes[block.content.range].allSatisfy { $0 < 0x80 }
        guard (2...(isLatin ? 30 : 14)).contains(Scalars.count(text.bytes, block.content.range)) else { return false }
        let last = Scalars.before(text.bytes, block.content.end, from: block.content.start).scalar
        return !text.bytes[block.content.range].contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "@") }
            && (CharacterClass.isWord(last) || CharacterClass.isClosing(last))
    }

    private static func asks(_ blocks: [Block], after place: Int, _ text: TextBuffer) -> Bool {
        guard place + 1 < blocks.count else { return false }
        let next = blocks[place + 1]
        let cue = QuestionCues.score(text, next.content)
        return next.isAsked || cue >= 3
            || cue >= 0.8 && (next.isStrong || NumberPrefix.scan(text, next.content) != nil)
    }
}
