public import TikuModel

/// Finds many phrases in one pass over the bytes.
///
/// The automaton of Aho and Corasick, "Efficient string matching: an aid to bibliographic search" (CACM 18(6), 1975),
/// with full transitions over byte classes: one table look-up a byte, whatever the number of phrases. ASCII letters
/// match in either case.
public struct PhraseAutomaton: Sendable {
    /// One place where a phrase stands.
    public struct Match: Hashable, Sendable {
        /// Index of the phrase in the list that the automaton was made from.
        public var phrase: Int
        public var span: ByteSpan
    }

    private let classOf: [UInt8]
    private let classCount: Int
    /// `next[state * classCount + class]`
    private let next: [Int32]
    /// First phrase that ends in a state, or -1.
    private let output: [Int32]
    /// The next state along the failure links that has an output, or -1.
    private let outputLink: [Int32]
    /// The state itself where it has an output, else its `outputLink`: all that a byte without a match needs to ask.
    private let firstOutput: [Int32]
    /// For equal phrases: the next index with the same text, or -1.
    private let twin: [Int32]
    /// Bytes of the longest prefix of a phrase that a state stands for.
    private let depth: [Int32]
    private let lengths: [Int]
    /// The phrase must not be part of a longer ASCII word.
    private let needsBoundary: [Bool]
    private let digitsJoin: Bool

    /// - Parameter phrases: matched without regard to ASCII case. One that begins or ends with an ASCII letter
    ///   matches only where no ASCII letter or digit continues it there.
    /// - Parameter digitsJoin: whether a digit continues a word; `Q` stands in `Q1` only when it does not.
    public init(_ phrases: [String], digitsJoin: Bool = true) {
        let folded = phrases.map { Array($0.utf8).map(Self.lower) }
        var classOf = [UInt8](repeating: 0, count: 256)
        var classCount = 1
        for byte in Set(folded.joined()).sorted() {
            classOf[Int(byte)] = UInt8(truncatingIfNeeded: classCount)
            classCount += 1
        }
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { classOf[Int(byte)] = classOf[Int(byte | 0x20)] }
        var next = [Int32](repeating: -1, count: classCount)
        var output: [Int32] = [-1]
        var depth: [Int32] = [0]
        var twin = [Int32](repeating: -1, count: phrases.count)
        for (index, phrase) in folded.enumerated() where !phrase.isEmpty {
            var state = 0
            for byte in phrase {
                let slot = state * classCount + Int(classOf[Int(byte)])
                if next[slot] < 0 {
                    next[slot] = Int32(output.count)
                    output.append(-1)
                    depth.append(depth[state] + 1)
                    next.append(contentsOf: repeatElement(-1, count: classCount))
                }
                state = Int(next[slot])
            }
            twin[index] = output[state]
            output[state] = Int32(index)
        }
        let outputLink = Self.link(&next, output, classCount)
        self.digitsJoin = digitsJoin
        self.classOf = classOf
        self.classCount = classCount
        self.next = next
        self.output = output
        self.outputLink = outputLink
        firstOutput = output.indices.map { output[$0] >= 0 ? Int32($0) : outputLink[$0] }
        self.twin = twin
        self.depth = depth
        lengths = folded.map(\.count)
        needsBoundary = folded.map { phrase in phrase.allSatisfy { $0 < 0x80 } }
    }

    /// Fills the transitions that the trie lacks, breadth first, from the longest proper suffix that is a state.
    ///
    /// - Returns: for each state, the next one along those suffixes that has an output, or -1.
    private static func link(_ next: inout [Int32], _ output: [Int32], _ classCount: Int) -> [Int32] {
        var fail = [Int32](repeating: 0, count: output.count)
        var outputLink = [Int32](repeating: -1, count: output.count)
        var queue: [Int] = []
        queue.reserveCapacity(output.count)
        // one check of uniqueness for the whole table instead of one for each cell
        next.withUnsafeMutableBufferPointer { next in
            for symbol in 0..<classCount {
                if next[symbol] > 0 { queue.append(Int(next[symbol])) } else { next[symbol] = 0 }
            }
            var head = 0
            while head < queue.count {
                let state = queue[head]
                head += 1
                let back = Int(fail[state])
                outputLink[state] = output[back] >= 0 ? Int32(back) : outputLink[back]
                let (own, fallback) = (state * classCount, back * classCount)
                for symbol in 0..<classCount {
                    if next[own + symbol] >= 0 {
                        fail[Int(next[own + symbol])] = next[fallback + symbol]
                        queue.append(Int(next[own + symbol]))
                    } else {
                        next[own + symbol] = next[fallback + symbol]
                    }
                }
            }
        }
        return outputLink
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    @inline(__always)
    private func isWordByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39 && digitsJoin) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
    }

    /// Calls `body` for each match in `range`, in order of their ends; stops early when it returns false.
    @inline(__always)
    public func scan(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>, _ body: (Match) -> Bool) {
        var state = 0
        for offset in range {
            state = Int(next[state * classCount + Int(classOf[Int(bytes[offset])])])
            var at = firstOutput[state]
            while at >= 0 {
                var phrase = output[Int(at)]
                while phrase >= 0 {
                    let index = Int(phrase)
                    let start = offset + 1 - lengths[index]
                    if !needsBoundary[index]
                        || isWhole(bytes, start..<offset + 1, range)
                    {
                        if !body(Match(phrase: index, span: ByteSpan(start, offset + 1))) { return }
                    }
                    phrase = twin[index]
                }
                at = outputLink[Int(at)]
            }
        }
    }

    private func isWhole(_ bytes: ContiguousArray<UInt8>, _ match: Range<Int>, _ range: Range<Int>) -> Bool {
        if match.lowerBound > range.lowerBound, isWordByte(bytes[match.lowerBound]),
            isWordByte(bytes[match.lowerBound - 1])
        {
            return false
        }
        if match.upperBound < range.upperBound, isWordByte(bytes[match.upperBound - 1]),
            isWordByte(bytes[match.upperBound])
        {
            return false
        }
        return true
    }

    /// All matches in `range`.
    public func matches(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> [Match] {
        var found: [Match] = []
        scan(bytes, range) { match in
            found.append(match)
            return true
        }
        return found
    }

    /// Whether any phrase stands in `range`.
    public func contains(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Bool {
        var found = false
        scan(bytes, range) { _ in
            found = true
            return false
        }
        return found
    }

    /// The longest phrase that starts exactly at the range's start, with its index. Reads no further than phrases reach from there.
    public func longestPrefix(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Match? {
        var best: Match?
        var state = 0
        for offset in range {
            state = Int(next[state * classCount + Int(classOf[Int(bytes[offset])])])
            // a state that stands for fewer bytes than were read has left the range's start behind
            guard Int(depth[state]) == offset + 1 - range.lowerBound else { break }
            var phrase = output[state]
            while phrase >= 0 {
                let index = Int(phrase)
                if !needsBoundary[index] || isWhole(bytes, range.lowerBound..<offset + 1, range) {
                    best = Match(phrase: index, span: ByteSpan(range.lowerBound, offset + 1))
                    break
                }
                phrase = twin[index]
            }
        }
        return best
    }
}
