internal import Glibc

/// A file that is written piece by piece; what goes wrong on the way is said at the end.
struct FileSink: ~Copyable {
    private let path: String
    private let file: Int32
    private var reason: String?

    init(_ path: String) throws(FileError) {
        self.path = path
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileError(path: path, message: "cannot be written: \(SourceTree.lastError())") }
    }

    deinit { close(file) }

    mutating func put(_ piece: UnsafeRawBufferPointer) {
        var done = 0
        while reason == nil, done < piece.count, let base = piece.baseAddress {
            let count = write(file, base + done, piece.count - done)
            if count < 0, errno == EINTR { continue }
            if count < 0 { reason = "written: \(SourceTree.lastError()); free some space and run again" }
            done += max(count, 0)
        }
    }

    /// - Parameter flush: whether to wait until the disk has it.
    /// - Throws: `FileError` where a piece could not be written, or what was written does not reach the disk.
    mutating func finish(flush: Bool = true) throws(FileError) {
        if reason == nil, flush, fsync(file) != 0 { reason = "flushed: \(SourceTree.lastError())" }
        if let reason { throw FileError(path: path, message: "cannot be \(reason)") }
    }
}
