internal import Glibc
public import TikuModel

/// What earlier builds found in files, by the content of the file and of everything else that the result depends on.
///
/// One file for each file of Raw, written beside and renamed, so that builds at the same time do no harm. An entry says what it
/// is an entry for and has a checksum of its own: whatever is damaged, cut or of another version is as if it were not there. The
/// folder may be deleted at any time.
public struct ExtractCache: Sendable {
    /// One source of a file.
    enum Record: Hashable, Sendable {
        case quarantined(Quarantine)
        case article(SentenceContexts, hits: [RepeatedSentences.Hit], Extract)
    }

    public let folder: String
    /// Of everything but the file: version, program, rules, bounds.
    private let identity: String

    private static let label = "tiku.cache/3\n"
    /// Days that an entry stays which builds no longer ask for.
    private static let days = 14

    /// - Parameters:
    ///   - folder: made when something is stored.
    ///   - pipeline: its rules and bounds count.
    ///   - program: tells one build of the program from another.
    public init(folder: String, pipeline: Pipeline, program: String) {
        self.folder = folder
        var digest = Identifier.Digester()
        digest.add(pipeline.identity)
        digest.add(program)
        identity = digest.finish()
    }

    func key(path: String, sha256: String) -> String {
        var digest = Identifier.Digester()
        for text in [identity, path, sha256] { digest.add(text) }
        return digest.finish()
    }

    /// What the last build found in a source, if the file is still the one it read.
    ///
    /// - Parameter path: the source's, which for a record of a container is more than the entry's.
    public func extract(_ path: String, in entry: SourceTree.Entry) -> Extract? {
        guard let state = FileState(entry), let records = records(key(path: entry.path, sha256: state.sha256)) else {
            return nil
        }
        for case .article(_, _, let extract) in records where extract.source.path == path { return extract }
        return nil
    }

    private func file(_ key: String) -> String { "\(folder)/extracts/\(key.prefix(2))/\(key.dropFirst(2))" }

    /// nil where there is no entry that can be relied on.
    func records(_ key: String) -> [Record]? {
        guard var reader = SealedBytes.open(file(key), label: Self.label + key),
            let records = try? [Record](from: &reader), reader.isAtEnd
        else { return nil }
        return records
    }

    /// Keeps what was found; a folder that cannot be written to keeps nothing, and the build goes on.
    func store(_ records: [Record], as key: String) {
        var writer = ByteWriter()
        records.write(to: &writer)
        try? OutputDirectory.writeLoosely(
            SealedBytes.seal(writer.bytes, label: Self.label + key), to: file(key))
    }

    /// Removes what this build did not use and no other used lately.
    ///
    /// - Parameter used: keys of this build.
    func sweep(keeping used: Set<String>) {
        let now = time(nil)
        let limit = now - Self.days * 86_400
        // what is in use stays young, for others that share the folder
        for key in used {
            var status = stat()
            let path = file(key)
            if lstat(path, &status) == 0, status.st_mtim.tv_sec < now - Self.days * 43_200 {
                utimensat(AT_FDCWD, path, nil, 0)
            }
        }
        for shard in OutputDirectory.list(folder + "/extracts") where shard.utf8.count == 2 {
            for name in OutputDirectory.list("\(folder)/extracts/\(shard)") where !used.contains(shard + name) {
                let path = "\(folder)/extracts/\(shard)/\(name)"
                var status = stat()
                if lstat(path, &status) == 0, status.st_mtim.tv_sec < limit { unlink(path) }
            }
        }
    }
}

extension ExtractCache.Record: ByteCodable {
    func write(to writer: inout ByteWriter) {
        switch self {
        case .quarantined(let quarantine):
            writer.varint(0)
            quarantine.write(to: &writer)
        case .article(let contexts, let hits, let extract):
            writer.varint(1)
            contexts.write(to: &writer)
            hits.write(to: &writer)
            extract.write(to: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        switch try reader.varint() {
        case 0: self = .quarantined(try Quarantine(from: &reader))
        case 1:
            self = .article(
                try SentenceContexts(from: &reader), hits: try [RepeatedSentences.Hit](from: &reader),
                try Extract(from: &reader))
        default: throw ByteError()
        }
    }
}
