internal import Glibc

/// An error of the file system, with the file and what to do.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    public var path: String
    public var message: String

    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    public var description: String { "\(path): \(message)" }
}

/// The files below Raw, found in one walk and read one at a time.
///
/// Names that begin with a dot are skipped. Links are followed only while they stay below the root; pipes, devices and
/// directories deeper than the bound are left out with a reason.
public struct SourceTree: Sendable {
    /// One file, or a thing that could not be taken for one.
    public struct Entry: Hashable, Sendable {
        /// Path below the root, as UTF-8 with odd bytes replaced.
        public var path: String
        /// Path to open, byte for byte.
        var location: [CChar]
        /// Why it is not read.
        public var refusal: String?
        /// What it holds, where it is no file of this machine.
        var memory: ContiguousArray<UInt8>?

        init(path: String, location: [CChar], refusal: String?) {
            self.path = path
            self.location = location
            self.refusal = refusal
        }

        /// Whether a path that came from elsewhere stays below the folder it is read in: no `..`, no `.`, nothing empty, nothing that
        /// no file is called.
        public static func isBelow(_ path: String) -> Bool {
            let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            return !path.utf8.contains(0)
                && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
        }

        /// A file that came from elsewhere, with its bytes.
        ///
        /// - Parameter path: `isBelow` holds for it.
        public init(path: String, bytes: ContiguousArray<UInt8>) {
            self.init(path: path, location: [], refusal: nil)
            memory = bytes
        }
    }

    /// What a build that was stopped leaves beside its output.
    private static let leftovers = [".tiku-new", ".tiku-old", ".tiku-lock"]

    /// Files in the order of their paths' bytes.
    public let entries: [Entry]

    /// - Parameters:
    ///   - root: a directory, or a single file.
    ///   - except: a directory that is left out: the output, where it stands below the root.
    ///   - limits: on files and the depth of folders, and on what is unpacked when they are opened.
    /// - Throws: `FileError` when the root cannot be read.
    public init(root: String, except: String? = nil, limits: Limits = Limits()) throws(FileError) {
        // standard input
        if root == "-" {
            entries = [Entry(path: "stdin", location: [], refusal: nil)]
            return
        }
        var status = stat()
        guard stat(root, &status) == 0 else {
            throw FileError(path: root, message: "there is no such file or folder; name one that exists")
        }
        if status.st_mode & S_IFMT == S_IFREG {
            let name = root.split(separator: "/").last.map(String.init) ?? root
            entries = [Entry(path: name, location: Self.cString(root), refusal: nil)]
            return
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw FileError(path: root, message: "is neither a file nor a folder")
        }
        guard let real = realpath(root, nil) else {
            throw FileError(path: root, message: "cannot be resolved: \(Self.lastError())")
        }
        defer { free(real) }
        let skipped = except.flatMap(OutputDirectory.resolved)
        if let skipped, skipped == String(cString: real) {
            throw FileError(path: root, message: "is also the output; name two folders")
        }
        let prefix = Array(UnsafeBufferPointer(start: real, count: strlen(real)))
        var found: [Entry] = []
        var pending: [(location: [CChar], path: String, depth: Int)] = [(Self.cString(root), "", 0)]
        while let folder = pending.popLast() {
            guard let names = Self.names(folder.location) else {
                if folder.depth == 0 { throw FileError(path: root, message: "cannot be read: \(Self.lastError())") }
                found.append(
                    Entry(path: folder.path, location: [], refusal: "the folder cannot be read; check its permissions"))
                continue
            }
            for name in names where name.first != CChar(bitPattern: UInt8(ascii: ".")) {
                let location = folder.location.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))] + name + [0]
                let text = Self.readable(name.map { UInt8(bitPattern: $0) })
                let path = folder.path.isEmpty ? text : folder.path + "/" + text
                var entry = Entry(path: path, location: Array(location), refusal: nil)
                switch Self.kind(entry.location, below: prefix) {
                case .file where Self.leftovers.contains { path.hasSuffix($0) }: continue
                case .file: found.append(entry)
                case .folder where Self.leftovers.contains { path.hasSuffix($0) }: continue
                case .folder where skipped != nil && OutputDirectory.resolved(entry.location) == skipped: continue
                case .folder where folder.depth + 1 < limits.folderDepth:
                    pending.append((entry.location, path, folder.depth + 1))
                case .folder:
                    entry.refusal = "the folder is deeper than \(limits.folderDepth) levels; move it up"
                    found.append(entry)
                case .refused(let reason):
                    entry.refusal = reason
                    found.append(entry)
                }
                guard found.count <= limits.files else {
                    throw FileError(
                        path: root, message: "holds more than \(limits.files) files; build it in parts")
                }
            }
        }
        entries = found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Opens one file.
    ///
    /// - Throws: `Quarantine` when it cannot be opened or is no regular file.
    static func open(_ entry: Entry, _ limits: Limits = Limits()) throws(Quarantine) -> ByteStream {
        func refuse(_ reason: String) -> Quarantine { Quarantine(path: entry.path, sha256: "", reason: reason) }
        if let refusal = entry.refusal { throw refuse(refusal) }
        if let memory = entry.memory {
            do throws(StreamError) {
                return try ByteStream(memory, limits)
            } catch {
                throw refuse(error.reason)
            }
        }
        var file: Int32 = 0
        if !entry.location.isEmpty {
            file = Glibc.open(entry.location, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            guard file >= 0 else { throw refuse("the file cannot be opened: \(lastError()); check its permissions") }
            var status = stat()
            guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                close(file)
                throw refuse("this is no regular file; remove it")
            }
        }
        do throws(StreamError) {
            return try ByteStream(file, closes: !entry.location.isEmpty, limits)
        } catch {
            throw refuse(error.reason)
        }
    }

    /// Reads a named file whole: configuration, banks.
    public static func readFile(_ path: String, limit: Int = 1 << 31) throws(FileError) -> ContiguousArray<UInt8> {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError(path: path, message: "cannot be opened: \(lastError())") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            throw FileError(path: path, message: "is a folder; name a file")
        }
        return try readAll(file, path: path, limit: limit, expected: Int(status.st_size))
    }

    private static func readAll(_ file: Int32, path: String, limit: Int, expected: Int) throws(FileError)
        -> ContiguousArray<UInt8>
    {
        var bytes: ContiguousArray<UInt8> = []
        // the first piece has room for the whole file as it stands and for one byte more, which tells its end from its growth
        var room = max(4_096, min(expected, limit) + 1)
        while true {
            guard bytes.count <= limit else {
                throw FileError(path: path, message: "grew past \(limit) bytes while it was read; split it")
            }
            guard let piece = fill(file, room) else {
                throw FileError(path: path, message: "cannot be read: \(lastError())")
            }
            if bytes.isEmpty { bytes = piece } else { bytes.append(contentsOf: piece) }
            if piece.count < room { return bytes }
            room = min(max(65_536, bytes.count), limit + 65_536 - bytes.count)
        }
    }

    /// Reads until so many bytes are there or the file ends. nil where it cannot be read; `errno` says why.
    private static func fill(_ file: Int32, _ room: Int) -> ContiguousArray<UInt8>? {
        var isRead = true
        let bytes = ContiguousArray<UInt8>(unsafeUninitializedCapacity: room) { buffer, count in
            while count < room, let base = buffer.baseAddress {
                let got = Glibc.read(file, base + count, room - count)
                if got < 0, errno == EINTR { continue }
                isRead = got >= 0
                if got <= 0 { return }
                count += got
            }
        }
        return isRead ? bytes : nil
    }

    private enum Kind {
        case file, folder
        case refused(String)
    }

    private static func kind(_ location: [CChar], below prefix: [CChar]) -> Kind {
        var status = stat()
        guard lstat(location, &status) == 0 else { return .refused("the file vanished or cannot be read") }
        var mode = status.st_mode & S_IFMT
        if mode == S_IFLNK {
            guard let real = realpath(location, nil) else { return .refused("the link leads nowhere; remove it") }
            defer { free(real) }
            let target = UnsafeBufferPointer(start: real, count: strlen(real))
            guard target.starts(with: prefix), target.count > prefix.count,
                target[prefix.count] == CChar(bitPattern: UInt8(ascii: "/"))
            else {
                return .refused("the link leaves the folder; copy the file instead")
            }
            guard stat(location, &status) == 0 else { return .refused("the link leads nowhere; remove it") }
            mode = status.st_mode & S_IFMT
            // a link to a folder could lead round in a circle, and its files are found where they stand
            if mode == S_IFDIR { return .refused("is a link to a folder of Raw; its files are read where they stand") }
        }
        switch mode {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .refused("this is a pipe, a socket or a device; remove it")
        }
    }

    private static func names(_ location: [CChar]) -> [[CChar]]? {
        guard let folder = opendir(location) else { return nil }
        defer { closedir(folder) }
        var names: [[CChar]] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
                }
            }
            names.append(name)
        }
        return names
    }

    /// A name as text; bytes that are no UTF-8 become `%FF`, so that two names stay two.
    private static func readable(_ name: [UInt8]) -> String {
        if let text = String(validating: name, as: UTF8.self) { return text }
        return name.map { byte in
            byte < 0x80
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private static func cString(_ text: String) -> [CChar] { Array(text.utf8CString) }

    static func lastError() -> String { String(cString: strerror(errno)) }
}
