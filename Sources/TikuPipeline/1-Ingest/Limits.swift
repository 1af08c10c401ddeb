public import TikuHTML

/// Bounds on what is read, each of which a `tiku.yml` may set:
///
///     limits:
///       source-bytes: 64MiB        # one file that is read whole, or one record of a container
///       line-bytes: 16MiB          # one line
///       lines: 2000000             # of one source
///       questions: 100000          # of one source
///       unpacked-bytes: 64GiB      # what one compressed file unpacks to
///       unpacked-ratio: 1000       # times its own size, from 16 MiB on
///       page-depth: 1024           # deeper elements are read at that depth
///       page-nodes: 4000000        # elements and texts of one page
///       page-attributes: 1000      # of one element
///       folder-depth: 32
///       files: 1000000
///
/// A source beyond a bound is quarantined with its reason; the others go on.
public struct Limits: Hashable, Sendable {
    public var sourceBytes = 64 << 20
    public var lineBytes = 16 << 20
    public var lines = 2_000_000
    public var questions = 100_000
    public var unpackedBytes = 64 << 30
    /// From `ratioFrom` bytes on: small files may well pack a thousand to one.
    public var unpackedRatio = 1_000
    public var page = PageBounds()
    public var folderDepth = 32
    public var files = 1_000_000

    static let ratioFrom = 16 << 20

    public init() {}

    /// Name in `tiku.yml`, place, and whether it counts bytes.
    static let names: [(name: String, path: any WritableKeyPath<Limits, Int> & Sendable, isBytes: Bool)] = [
        ("source-bytes", \.sourceBytes, true), ("line-bytes", \.lineBytes, true), ("lines", \.lines, false),
        ("questions", \.questions, false), ("unpacked-bytes", \.unpackedBytes, true),
        ("unpacked-ratio", \.unpackedRatio, false), ("page-depth", \.page.depth, false),
        ("page-nodes", \.page.nodes, false), ("page-attributes", \.page.attributes, false),
        ("folder-depth", \.folderDepth, false), ("files", \.files, false),
    ]

    /// What a digest of all that an extract depends on takes in.
    var identity: String { Self.names.map { String(self[keyPath: $0.path]) }.joined(separator: " ") }
}
