/// A pattern for paths: `*` stands for any characters but `/`, `**` for any at all, `?` for one. All else stands for itself.
public struct Glob: Hashable, Sendable {
    public let pattern: String

    private enum Piece: Hashable {
        case scalar(Unicode.Scalar)
        case one
        case part
        case any
    }

    private let pieces: [Piece]

    public init(_ pattern: String) {
        self.pattern = pattern
        var pieces: [Piece] = []
        let scalars = Array(pattern.unicodeScalars)
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "*" where index + 1 < scalars.count && scalars[index + 1] == "*":
                pieces.append(.any)
                index += 1
                // `**/x` also means `x`
                if index + 1 < scalars.count, scalars[index + 1] == "/" { index += 1 }
            case "*": pieces.append(.part)
            case "?": pieces.append(.one)
            default: pieces.append(.scalar(scalars[index]))
            }
            index += 1
        }
        self.pieces = pieces
    }

    /// O(length of the path × length of the pattern): a table of which ends of the pattern can be reached, no backtracking.
    public func matches(_ path: String) -> Bool {
        var reached = [Bool](repeating: false, count: pieces.count + 1)
        reached[0] = true
        spread(&reached)
        for scalar in path.unicodeScalars {
            var next = [Bool](repeating: false, count: pieces.count + 1)
            for (place, piece) in pieces.enumerated() where reached[place] {
                switch piece {
                case .scalar(let wanted): if scalar == wanted { next[place + 1] = true }
                case .one: if scalar != "/" { next[place + 1] = true }
                case .part: if scalar != "/" { next[place] = true }
                case .any: next[place] = true
                }
            }
            reached = next
            spread(&reached)
        }
        return reached[pieces.count]
    }

    /// Stars may stand for nothing.
    private func spread(_ reached: inout [Bool]) {
        for (place, piece) in pieces.enumerated() where reached[place] && (piece == .part || piece == .any) {
            reached[place + 1] = true
        }
    }
}
