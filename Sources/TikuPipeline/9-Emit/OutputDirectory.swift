internal import CLinux
internal import Glibc
internal import TikuModel

/// Replaces a directory of outputs as a whole: after a crash there is the old one or the new one, never a mix.
///
/// The new files are written and flushed beside the old directory; then the two change places in one step
/// (`renameat2` with RENAME_EXCHANGE) and the old one goes. Files that Tiku did not write, such as a curator's decisions, are carried
/// over by hard links.
public struct OutputDirectory: Sendable {
    public let path: String

    /// - Throws: `FileError` for a path that is no folder of its own: a file, the working directory or one above it.
    public init(path: String) throws(FileError) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let advice = "choose another with --output"
        guard !path.isEmpty else { throw FileError(path: "--output", message: "is empty; name a folder") }
        if Self.exists(path) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw FileError(path: path, message: "exists and is no folder; \(advice)")
            }
            // a link stays a link: what it leads to is replaced
            guard let real = Self.resolved(path), let here = Self.resolved(".") else {
                throw FileError(path: path, message: "cannot be resolved: \(SourceTree.lastError())")
            }
            guard real != here, !(here + "/").hasPrefix(real == "/" ? "/" : real + "/") else {
                throw FileError(path: path, message: "holds the working directory and would be replaced; \(advice)")
            }
            if Self.isLink(path) { path = real }
        }
        self.path = path
    }

    /// The folder that the directory lies in.
    public var parent: String { Self.parent(of: path) }

    /// The path without links, if it exists.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    static func resolved(_ path: [CChar]) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// What became of a folder's files.
    public struct Replacement: Sendable {
        /// False where all stood there already.
        public var isNew: Bool
        /// SHA-256 of each file, by its path.
        public var digests: [String: String]
    }

    /// - Parameters:
    ///   - files: all that the directory shall hold of Tiku's.
    ///   - owned: names at its top level that are Tiku's: what stands there and is not among `files` goes.
    ///   - lock: held since before what was read that the files follow from; nil for files that follow from nothing here.
    ///   - jobs: files at work at once.
    /// - Returns: what was done; equal content leaves every byte and time stamp alone. O(bytes).
    /// - Throws: `FileError`; the old directory is then untouched.
    @discardableResult
    public func replace(
        with files: [File], owned: Set<String>, holding lock: OutputLock? = nil, jobs: Int = 1
    ) async throws(FileError) -> Replacement {
        let lock = if let lock { lock } else { try OutputLock(path) }
        defer { withExtendedLifetime(lock) {} }
        for file in files where !SourceTree.Entry.isBelow(file.path) {
            throw FileError(path: "\(path)/\(file.path)", message: "leads out of the folder; nothing was written")
        }
        let staging = "\(path).tiku-new"
        Self.remove(staging)
        try Self.makeDirectory(staging)
        // what was written, or is not needed any more
        defer { Self.remove(staging) }
        let old = path
        let staged = await ParallelMap.run(count: files.count, jobs: jobs) { index -> Result<StagedFile, FileError> in
            let path = files[index].path
            return Result { () throws(FileError) in
                try StagedFile(files[index], like: old + "/" + path, at: staging + "/" + path, below: staging)
            }
        }
        var digests: [String: String] = [:]
        var same: Set<String> = []
        for (file, result) in zip(files, staged) {
            let staged = try result.get()
            digests[file.path] = staged.sha256
            if staged.isSame { same.insert(file.path) }
        }
        if same.count == files.count, Self.files(below: path, tops: owned).allSatisfy(same.contains) {
            return Replacement(isNew: false, digests: digests)
        }
        // what did not change stays the file it was
        for file in files where same.contains(file.path) {
            try Self.makeParents(of: file.path, in: staging)
            guard Glibc.link(path + "/" + file.path, staging + "/" + file.path) != 0 else { continue }
            // a file system without links
            try StagedFile.write(file, to: staging + "/" + file.path)
        }
        if Self.exists(path) { try Self.link(from: path, to: staging, skipping: owned) }
        try exchange(staging)
        return Replacement(isNew: true, digests: digests)
    }

    /// Writes one file below the directory, by way of a file beside it, so that a reader never sees half of it.
    ///
    /// - Throws: `FileError`.
    public func write(_ bytes: ContiguousArray<UInt8>, as name: String) throws(FileError) {
        guard SourceTree.Entry.isBelow(name) else {
            throw FileError(path: "\(path)/\(name)", message: "leads out of the folder; nothing was written")
        }
        try Self.makeDirectory(path)
        try Self.makeParents(of: name, in: path)
        let target = path + "/" + name
        try Self.write(bytes, to: target + ".tiku-new")
        guard rename(target + ".tiku-new", target) == 0 else {
            throw FileError(path: target, message: "cannot be written: \(SourceTree.lastError())")
        }
    }

    /// Changes one file that is not Tiku's to replace, such as a curator's decisions: reads it, writes what `change` makes of
    /// it, and lets no build in between.
    ///
    /// - Parameters:
    ///   - seconds: how long to wait for a build that is at work.
    ///   - change: gets the file's bytes, none where there is no file.
    /// - Throws: `FileError`, or what `change` throws; the file is then untouched.
    public static func update(
        _ name: String, in folder: String, waiting seconds: Int = 0,
        _ change: (ContiguousArray<UInt8>) throws -> ContiguousArray<UInt8>
    ) throws {
        guard let real = resolved(folder) else {
            throw FileError(path: folder, message: "is no folder; run `tiku build` first")
        }
        let lock = try OutputLock(real, waiting: seconds)
        defer { withExtendedLifetime(lock) {} }
        let target = real + "/" + name
        let before = exists(target) ? try SourceTree.readFile(target, limit: 1 << 26) : []
        try write(try change(before), to: target + ".tiku-new")
        guard rename(target + ".tiku-new", target) == 0 else {
            throw FileError(path: "\(folder)/\(name)", message: "cannot be written: \(SourceTree.lastError())")
        }
    }

    private func exchange(_ staging: String) throws(FileError) {
        if !Self.exists(path) {
            guard rename(staging, path) == 0 else {
                throw FileError(path: path, message: "cannot be created: \(SourceTree.lastError())")
            }
        } else if tiku_exchange(staging, path) != 0 {
            // a file system without exchange: two renames, the old directory kept until the second is done
            let old = "\(path).tiku-old"
            Self.remove(old)
            guard rename(path, old) == 0 else {
                throw FileError(path: path, message: "cannot be replaced: \(SourceTree.lastError())")
            }
            guard rename(staging, path) == 0 else {
                let reason = SourceTree.lastError()
                _ = rename(old, path)
                throw FileError(path: path, message: "cannot be replaced: \(reason)")
            }
            Self.remove(old)
        }
        Self.sync(Self.parent(of: path))
    }

    /// The digest that the directory will have with files of these digests.
    public static func digest(of digests: [String: String]) -> String {
        var digest = Identifier.Digester()
        for (path, sha256) in digests.sorted(by: { $0.key < $1.key }) {
            digest.add(path)
            digest.add(sha256)
        }
        return digest.finish()
    }

    /// Names at the top of the directory that a test holds for; none where it does not exist.
    public func names(where holds: (String) -> Bool) -> Set<String> { Set(Self.list(path).filter(holds)) }

    /// Digest of everything below some names at the top of the directory, names and bytes; nil where it cannot be read. O(bytes).
    public func digest(of tops: Set<String>) -> String? {
        var digest = Identifier.Digester()
        for name in Self.files(below: path, tops: tops).sorted() {
            guard let state = FileState(path: path + "/" + name) else { return nil }
            digest.add(name)
            digest.add(state.sha256)
        }
        return digest.finish()
    }

    /// Writes one file, a report for example, by way of a file beside it; folders on the way are made.
    ///
    /// - Throws: `FileError`.
    public static func writeFile(_ bytes: ContiguousArray<UInt8>, to path: String) throws(FileError) {
        try writeLoosely(bytes, to: path)
    }

    /// Writes a file that may be lost in a crash but is never seen half written, and makes the folders it stands in.
    static func writeLoosely(_ bytes: ContiguousArray<UInt8>, to path: String) throws(FileError) {
        try makeDirectory(parent(of: path))
        let staging = "\(path).\(getpid()).new"
        do throws(FileError) {
            try write(bytes, to: staging, flush: false)
        } catch {
            unlink(staging)
            throw error
        }
        guard rename(staging, path) == 0 else {
            unlink(staging)
            throw FileError(path: path, message: "cannot be written: \(SourceTree.lastError())")
        }
    }

    // MARK: Files

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func makeDirectory(_ path: String) throws(FileError) {
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        if errno == ENOENT, path.contains("/") {
            try makeDirectory(parent(of: path))
            if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        }
        throw FileError(
            path: path, message: "cannot be created: \(SourceTree.lastError()); choose another with --output")
    }

    static func makeParents(of file: String, in root: String) throws(FileError) {
        var path = root
        for part in file.split(separator: "/").dropLast() {
            path += "/" + part
            try makeDirectory(path)
        }
    }

    private static func write(
        _ bytes: ContiguousArray<UInt8>, to path: String, flush: Bool = true
    ) throws(FileError) {
        var sink = try FileSink(path)
        bytes.withUnsafeBytes { sink.put($0) }
        try sink.finish(flush: flush)
    }

    private static func sync(_ path: String) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    static func list(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Files below some of the directory's entries.
    private static func files(below root: String, tops: Set<String>) -> [String] {
        var found: [String] = []
        var pending = list(root).filter { tops.contains($0) }
        while let path = pending.popLast() {
            if isDirectory(root + "/" + path) {
                pending += list(root + "/" + path).map { path + "/" + $0 }
            } else {
                found.append(path)
            }
        }
        return found
    }

    /// Removes a file or a directory with all below it, without following links.
    private static func remove(_ path: String) {
        guard isDirectory(path) else {
            unlink(path)
            return
        }
        var folders: [String] = []
        var pending = [path]
        while let folder = pending.popLast() {
            folders.append(folder)
            for name in list(folder) {
                let inner = folder + "/" + name
                if isDirectory(inner) { pending.append(inner) } else { unlink(inner) }
            }
        }
        for folder in folders.reversed() { rmdir(folder) }
    }

    private static func link(from old: String, to new: String, skipping owned: Set<String>) throws(FileError) {
        var pending = list(old).filter { !owned.contains($0) }
        while let name = pending.popLast() {
            let source = old + "/" + name
            let target = new + "/" + name
            if isDirectory(source) {
                try makeDirectory(target)
                pending += list(source).map { name + "/" + $0 }
            } else if Glibc.link(source, target) != 0 {
                throw FileError(
                    path: source,
                    message: "cannot be carried over: \(SourceTree.lastError()); move it elsewhere and run again")
            }
        }
    }
}
