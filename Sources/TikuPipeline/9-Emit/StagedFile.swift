internal import Glibc
internal import TikuModel

/// A file that was written beside the one it is to replace, unless that one holds the same bytes.
///
/// What is at hand is compared first and written where it differs; what is made piece by piece is made once: written, compared and
/// digested on the way, and taken away again where nothing differed.
struct StagedFile: Sendable {
    var isSame: Bool
    var sha256: String

    /// - Parameters:
    ///   - old: where the file stands that may be the same.
    ///   - new: where to write it, in `staging`.
    /// - Throws: `FileError` where it cannot be written.
    init(
        _ file: OutputDirectory.File, like old: String, at new: String, below staging: String
    ) throws(FileError) {
        var digest = Identifier.Digester()
        if file.isAtHand {
            var twin = Twin(old)
            file.forEachPiece { piece in
                digest.add(piece)
                twin.compare(piece)
            }
            isSame = twin.isSame()
            if !isSame {
                try OutputDirectory.makeParents(of: file.path, in: staging)
                try Self.write(file, to: new)
            }
        } else {
            try OutputDirectory.makeParents(of: file.path, in: staging)
            var twin = Twin(old)
            var sink = try FileSink(new)
            file.forEachPiece { piece in
                digest.add(piece)
                twin.compare(piece)
                sink.put(piece)
            }
            isSame = twin.isSame()
            if isSame {
                unlink(new)
            } else {
                try sink.finish()
            }
        }
        sha256 = digest.finish()
    }

    /// Writes a file and flushes it to the disk.
    static func write(_ file: OutputDirectory.File, to path: String) throws(FileError) {
        var sink = try FileSink(path)
        file.forEachPiece { sink.put($0) }
        try sink.finish()
    }
}

/// A file that is read along with bytes that it may hold.
private struct Twin: ~Copyable {
    private let file: Int32
    private var differs: Bool
    private var buffer: ContiguousArray<UInt8> = []

    init(_ path: String) {
        var status = stat()
        // never a link, a pipe or a device
        let isFile = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        file = isFile ? open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1
        differs = file < 0
    }

    deinit { if file >= 0 { close(file) } }

    /// Reads as many bytes as come next, unless something differed already.
    mutating func compare(_ piece: UnsafeRawBufferPointer) {
        var done = 0
        while !differs, done < piece.count, let base = piece.baseAddress {
            if buffer.isEmpty {
                buffer = ContiguousArray(repeating: 0, count: min(1 << 16, max(4_096, piece.count)))
            }
            let wanted = min(buffer.count, piece.count - done)
            let got = buffer.withUnsafeMutableBytes { buffer in
                let got = read(file, buffer.baseAddress, wanted)
                if got > 0, let own = buffer.baseAddress { differs = memcmp(own, base + done, got) != 0 }
                return got
            }
            if got < 0, errno == EINTR { continue }
            if got <= 0 { differs = true }
            done += max(got, 0)
        }
    }

    /// Whether all was the same and nothing follows.
    mutating func isSame() -> Bool {
        guard !differs else { return false }
        var byte: UInt8 = 0
        return read(file, &byte, 1) == 0
    }
}
