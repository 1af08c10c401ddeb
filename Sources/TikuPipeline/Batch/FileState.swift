internal import Glibc
internal import TikuModel

/// What a file held when it was looked at, and a way to see later whether it has been touched since.
struct FileState: Hashable, Sendable {
    var sha256: String
    private var device: UInt64
    private var inode: UInt64
    private var size: Int64
    private var seconds: Int
    private var nanoseconds: Int

    /// Reads a file once, piece by piece. O(size), memory for one piece.
    ///
    /// - Returns: nil for what is not read at all: standard input, a refused entry, a file that cannot be opened.
    init?(_ entry: SourceTree.Entry) {
        guard entry.refusal == nil, !entry.location.isEmpty else { return nil }
        self.init(location: entry.location)
    }

    /// The same for a file by its path.
    init?(path: String) { self.init(location: Array(path.utf8CString)) }

    private init?(location: [CChar]) {
        let file = Glibc.open(location, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var digest = Identifier.Digester()
        var piece = ContiguousArray<UInt8>(repeating: 0, count: min(1 << 18, max(4_096, Int(status.st_size) + 1)))
        while true {
            let got = piece.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if got < 0 {
                if errno == EINTR { continue }
                return nil
            }
            if got == 0 { break }
            piece.withUnsafeBytes { digest.add(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
        }
        self.init(status, sha256: digest.finish())
    }

    private init(_ status: stat, sha256: String) {
        self.sha256 = sha256
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    /// Whether the file is still the one that was looked at.
    func stillHolds(_ entry: SourceTree.Entry) -> Bool {
        var status = stat()
        return stat(entry.location, &status) == 0 && Self(status, sha256: sha256) == self
    }
}
