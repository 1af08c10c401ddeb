internal import TikuModel
internal import TikuPipeline
internal import TikuReports

/// What lies in the bank's folder, read together, and the stamps by which a later change of it is seen.
struct ReviewContent: Sendable {
    var bank: BankLines
    var decisions: Decisions
    var proposals: Proposals
    var items: [ReviewItem]
    /// Index of each question by its id.
    var places: [String: Int]
    var stamps: [FileStamp?]

    private static let files = ["bank.json", Decisions.fileName, Proposals.fileName]

    /// - Throws: `FileError` or `ConfigurationError` for what cannot be read.
    init(_ folder: String) throws {
        stamps = Self.stamps(folder)
        let file = folder + "/bank.json"
        let read = try BankLines.read(try SourceTree.readFile(file))
        guard let bank = read.lines else {
            throw FileError(
                path: file, message: "is no valid bank (\(read.problems.first?.description ?? "")); run `tiku build`")
        }
        self.bank = bank
        decisions = try Decisions.read(
            try Self.bytes(Decisions.fileName, in: folder), file: "\(folder)/\(Decisions.fileName)")
        proposals = try Proposals(
            try Self.bytes(Proposals.fileName, in: folder), file: "\(folder)/\(Proposals.fileName)")
        places = Dictionary(
            bank.heads.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        items = ReviewItem.all(of: bank, proposals)
    }

    static func stamps(_ folder: String) -> [FileStamp?] { files.map { FileStamp(path: "\(folder)/\($0)") } }

    /// Nothing where there is no file.
    static func bytes(_ name: String, in folder: String) throws -> ContiguousArray<UInt8> {
        let path = "\(folder)/\(name)"
        return FileStamp(path: path) == nil ? [] : try SourceTree.readFile(path, limit: 1 << 28)
    }
}
