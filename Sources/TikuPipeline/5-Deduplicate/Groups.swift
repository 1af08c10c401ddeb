/// Which clusters were put together so far; a group is named after its first.
struct Groups {
    private var group: [Int]
    private var lists: [[Int]]

    init(count: Int) {
        group = Array(0..<count)
        lists = group.map { [$0] }
    }

    subscript(index: Int) -> Int { group[index] }

    func members(with index: Int) -> [Int] { lists[group[index]] }

    mutating func join(_ left: Int, _ right: Int) {
        let (kept, gone) = (min(group[left], group[right]), max(group[left], group[right]))
        guard kept != gone else { return }
        for index in lists[gone] { group[index] = kept }
        lists[kept] += lists[gone]
        lists[gone] = []
    }

    /// Joins pairs, the closest first, where each of the one group fits each of the other: groups do not chain.
    mutating func join(closest pairs: [NearPairs.Pair], where fits: (Int, Int) -> Bool) {
        for pair in pairs.sorted(by: { ($1.similarity, $0.left, $0.right) < ($0.similarity, $1.left, $1.right) }) {
            guard group[pair.left] != group[pair.right] else { continue }
            let isOne = members(with: pair.left).allSatisfy { left in
                members(with: pair.right).allSatisfy { fits(left, $0) }
            }
            if isOne { join(pair.left, pair.right) }
        }
    }
}
