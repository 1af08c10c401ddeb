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
        for places in groups.values where places.count >= least {
            let isOfOneKind = places.allSatisfy {
                blocks[$0].kind == .paragraph && Scalars.count(text.bytes, blocks[$0].content.range) <= longest
            }
            guard isOfOneKind else { continue }
            let apart = places.count { $0 + 1 == names.count || names[$0 + 1] != names[$0] }
            let asking = places.count { QuestionCues.score(text, blocks[$0].content) >= 3 }
            guard asking * 10 >= places.count * 6, apart * 2 >= places.count else { continue }
            for place in places { blocks[place].isAsked = true }
        }
    }
}
