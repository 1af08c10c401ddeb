internal import Glibc

/// Words looked for in a normal form (`NormalForm`), byte by byte.
///
/// The form has no gaps, so that a word may stand anywhere in it; equal words have equal bytes, so that nothing of Unicode has to be
/// asked, as `String.contains` does for each of them.
public struct FormWords: Sendable {
    private let words: [[UInt8]]

    public init(_ words: [String]) { self.words = words.map { Array($0.utf8) } }

    /// Whether one of them stands in the form. O(words × length).
    public func stand(in form: String) -> Bool {
        find(form) { form, word in
            (0...form.count - word.count).contains { place in
                form.start[place] == word.start[0] && memcmp(form.start + place, word.start, word.count) == 0
            }
        }
    }

    /// Whether one of them opens the form.
    public func open(_ form: String) -> Bool {
        find(form) { form, word in memcmp(form.start, word.start, word.count) == 0 }
    }

    /// Whether one of them ends the form.
    public func close(_ form: String) -> Bool {
        find(form) { form, word in memcmp(form.start + (form.count - word.count), word.start, word.count) == 0 }
    }

    private typealias Bytes = (start: UnsafePointer<UInt8>, count: Int)

    /// - Parameter fits: called with words that are no longer than the form; keeps neither.
    private func find(_ form: String, _ fits: (Bytes, Bytes) -> Bool) -> Bool {
        var form = form
        return form.withUTF8 { form in
            guard let start = form.baseAddress else { return false }
            return words.contains { word in
                word.withUnsafeBufferPointer { word in
                    guard let first = word.baseAddress, !word.isEmpty, word.count <= form.count else { return false }
                    return fits((start, form.count), (first, word.count))
                }
            }
        }
    }
}
