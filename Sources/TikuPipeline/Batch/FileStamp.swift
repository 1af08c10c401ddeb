internal import Glibc

/// Tells whether a file was written since it was last looked at, without reading it: its place on the disk, size and times.
public struct FileStamp: Hashable, Sendable {
    private var inode: UInt64
    private var size: Int64
    private var changed: [Int]

    /// nil where there is no file.
    public init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        changed = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }
}
