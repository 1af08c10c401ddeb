internal import TikuModel

/// Standard input line by line, so that memory does not grow with their number.
public struct StandardLines {
    private let stream: ByteStream
    private static let longest = 1 << 30
    /// Number of the line that was read last, counted from 1.
    public private(set) var number = 0

    /// - Throws: `FileError` where standard input cannot be read.
    public init() throws(FileError) {
        do throws(StreamError) {
            stream = try ByteStream(0, closes: false, Limits())
        } catch {
            throw FileError(path: "standard input", message: error.reason)
        }
    }

    /// The next line that is not blank; nil at the end.
    public mutating func next() throws(FileError) -> ContiguousArray<UInt8>? {
        do throws(StreamError) {
            while let line = try stream.line(limit: Self.longest) {
                number += 1
                if line.contains(where: { $0 > 0x20 }) { return line }
            }
            return nil
        } catch {
            throw FileError(path: "standard input", message: error.reason)
        }
    }
}
