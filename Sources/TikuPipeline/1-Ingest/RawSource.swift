public import TikuModel

/// A source as it was found: bytes and where they stood.
public struct RawSource: Sendable {
    /// Path below Raw, with `/` between the parts; a record of a container adds `#` and its place.
    public var path: String
    public var bytes: ContiguousArray<UInt8>
    /// What a container says about the record; its own bytes come first where they say more.
    public var charset: String?
    public var format: SourceFormat?
    public var title: String?
    public var url: String?
    public var author: String?
    public var date: String?
    /// Where the source stands in its file.
    public var place = Place.file

    public enum Place: Hashable, Sendable {
        /// It is the file.
        case file
        /// One line of it, counted from 1.
        case line(Int)
        /// In it, compressed or encoded: its lines are not the file's.
        case inside
    }

    public init(path: String, bytes: ContiguousArray<UInt8>) {
        self.path = path
        self.bytes = bytes
    }
}

/// A source that could not be made an article, and why. It stays in every report: law 3.
public struct Quarantine: Error, Hashable, Sendable {
    public var path: String
    public var sha256: String
    /// What is wrong and what to do about it.
    public var reason: String

    public init(path: String, sha256: String, reason: String) {
        self.path = path
        self.sha256 = sha256
        self.reason = reason
    }
}
