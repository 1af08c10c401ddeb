/// What a linear model learned: a line each of a feature's name, a tab and its weight, in the order of their bytes.
///
/// Searched as they lie in the binary, so that nothing is read at start-up. O(log features) for each look.
public struct SortedWeights: Sendable {
    private let text: StaticString

    public init(_ text: StaticString) { self.text = text }

    /// nil for a feature that the model does not know.
    public func value(of name: [UInt8]) -> Int? {
        let key = name + [UInt8(ascii: "\t")]
        return text.withUTF8Buffer { text in
            let line = Self.line(text, at: Self.first(text, from: key))
            guard text[line].starts(with: key) else { return nil }
            return Int(String(decoding: text[line].dropFirst(key.count), as: UTF8.self))
        }
    }

    /// Whether a name of the model begins so.
    func begins(with name: [UInt8]) -> Bool {
        text.withUTF8Buffer { text in
            text[Self.line(text, at: Self.first(text, from: name))].starts(with: name)
        }
    }

    /// Start of the first line that does not come before a key.
    private static func first(_ text: UnsafeBufferPointer<UInt8>, from key: [UInt8]) -> Int {
        var (low, high) = (0, text.count)
        while low < high {
            var start = (low + high) / 2
            while start > low, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
            let own = line(text, at: start)
            if text[own].lexicographicallyPrecedes(key) {
                low = min(own.upperBound + 1, text.count)
            } else {
                high = start
            }
        }
        return low
    }

    private static func line(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Range<Int> {
        var end = start
        while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
        return start..<end
    }
}
