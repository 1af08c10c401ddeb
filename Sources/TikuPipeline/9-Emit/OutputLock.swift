internal import Glibc

/// Keeps others from writing an output directory: held from before the previous bank is read until the new one is written, so that two
/// builds at once do not give one number twice. The kernel lets go of it when the process ends, however it ends.
public final class OutputLock: Sendable {
    private let file: Int32
    private let path: String

    /// - Parameters:
    ///   - directory: the output.
    ///   - seconds: how long to wait for another process that holds it.
    /// - Throws: `FileError` that names the process which holds it.
    public init(_ directory: String, waiting seconds: Int = 0) throws(FileError) {
        let parent = OutputDirectory.parent(of: directory)
        if !OutputDirectory.exists(parent) { try OutputDirectory.makeDirectory(parent) }
        path = directory + ".tiku-lock"
        var tries = seconds * 10
        while true {
            let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard opened >= 0 else {
                throw FileError(
                    path: directory,
                    message: "cannot be written beside: \(SourceTree.lastError()); choose another with --output")
            }
            if flock(opened, LOCK_EX | LOCK_NB) == 0, Self.isStill(opened, path) {
                file = opened
                break
            }
            var owner = [UInt8](repeating: 0, count: 32)
            let count = read(opened, &owner, owner.count)
            close(opened)
            guard tries > 0 else {
                let name = count > 0 ? "process " + String(decoding: owner[..<count], as: UTF8.self) : "another process"
                throw FileError(path: directory, message: "\(name) is writing it; wait until it is done")
            }
            tries -= 1
            usleep(100_000)
        }
        let own = Array(String(getpid()).utf8)
        ftruncate(file, 0)
        _ = Glibc.write(file, own, own.count)
    }

    /// Whether the file that is locked is the one at the path: the last owner may have removed it in between.
    private static func isStill(_ file: Int32, _ path: String) -> Bool {
        var (own, other) = (stat(), stat())
        return fstat(file, &own) == 0 && lstat(path, &other) == 0 && own.st_ino == other.st_ino
            && own.st_dev == other.st_dev
    }

    deinit {
        unlink(path)
        close(file)
    }
}
