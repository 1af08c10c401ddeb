internal import Foundation
internal import TikuModel

/// Files as JSON lines on standard input, as an engine that reads them elsewhere hands them over:
///
///     {"path": "a/post.html", "base64": "PGh0bWw+…"}
public struct FileRecords {
    private let stream: ByteStream
    private let longest: Int
    private var number = 0

    /// - Parameter limits: `sourceBytes` bounds each file.
    /// - Throws: `FileError` where standard input cannot be read.
    public init(_ limits: Limits) throws(FileError) {
        do throws(StreamError) {
            stream = try ByteStream(0, closes: false, limits)
        } catch {
            throw Self.failure(error)
        }
        // base64 has four bytes for three
        longest = limits.sourceBytes / 3 * 4 + 65_536
    }

    private static func failure(_ error: StreamError) -> FileError {
        FileError(path: "standard input", message: error.reason)
    }

    /// The next files, some of them; nil at the end. A line that is no record is an entry with a refusal, named `stdin#` and its line.
    public mutating func next(upTo count: Int, bytes most: Int) throws(FileError) -> [SourceTree.Entry]? {
        var entries: [SourceTree.Entry] = []
        var bytes = 0
        do throws(StreamError) {
            while entries.count < count, bytes < most, let found = try stream.lineOrNothing(limit: longest) {
                number += 1
                guard let line = found else {
                    let reason =
                        "line \(number) has more than \(longest) bytes; leave the file out, or raise limits.source-bytes"
                    entries.append(SourceTree.Entry(path: "stdin#\(number)", location: [], refusal: reason))
                    continue
                }
                guard line.contains(where: { $0 > 0x20 }) else { continue }
                bytes += line.count
                if case .object(let members)? = JSONRecords.object(line), case .string(let path)? = members["path"],
                    case .string(let text)? = members["base64"], let data = Data(base64Encoded: text),
                    SourceTree.Entry.isBelow(path)
                {
                    entries.append(SourceTree.Entry(path: path, bytes: ContiguousArray(data)))
                } else {
                    let reason =
                        "line \(number) is no object with base64 and a path that stays below its folder; write it anew"
                    entries.append(SourceTree.Entry(path: "stdin#\(number)", location: [], refusal: reason))
                }
            }
        } catch {
            throw Self.failure(error)
        }
        return entries.isEmpty ? nil : entries
    }
}

extension SentenceContexts {
    /// For another process of the same version.
    public var encoded: String {
        var writer = ByteWriter()
        write(to: &writer)
        return Data(writer.bytes).base64EncodedString()
    }

    /// nil for what another version wrote.
    public init?(encoded: String) {
        guard let data = Data(base64Encoded: encoded) else { return nil }
        var reader = ByteReader(ContiguousArray(data))
        guard let read = try? SentenceContexts(from: &reader), reader.isAtEnd else { return nil }
        self = read
    }
}
