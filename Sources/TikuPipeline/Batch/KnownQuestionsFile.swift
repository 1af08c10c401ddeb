public import TikuModel

/// What numbering needs of the last bank, kept beside the cache so that a build does not have to read the bank as JSON again.
///
/// It is believed only where `bank.json` is, byte for byte, the file that it was written for.
extension KnownQuestions {
    private static let label = "tiku.known/2\n"

    private static func file(_ cache: String, _ output: String) -> String {
        BuildRecord.name(cache, output) + ".known"
    }

    /// nil where nothing is known of this bank: it has to be read. O(bytes of the bank), for their digest.
    ///
    /// - Parameters:
    ///   - cache: folder of the cache.
    ///   - output: folder of the bank.
    public init?(cache: String, output: String) {
        guard var reader = SealedBytes.open(Self.file(cache, output), label: Self.label),
            let digest = try? String(from: &reader), digest == FileState(path: output + "/bank.json")?.sha256,
            let known = try? KnownQuestions(from: &reader), reader.isAtEnd
        else { return nil }
        self = known
    }

    /// Where the folder cannot be written to, the next build reads the bank.
    ///
    /// - Parameter sha256: of the bank's file.
    public func store(cache: String, output: String, bank sha256: String) {
        var writer = ByteWriter()
        sha256.write(to: &writer)
        write(to: &writer)
        let bytes = SealedBytes.seal(writer.bytes, label: Self.label)
        try? OutputDirectory.writeLoosely(bytes, to: Self.file(cache, output))
    }
}

extension KnownQuestions: ByteCodable {
    func write(to writer: inout ByteWriter) {
        questions.write(to: &writer)
        retired.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(questions: try [Entry](from: &reader), retired: try [RetiredQuestion](from: &reader))
    }
}

extension KnownQuestions.Entry: ByteCodable {
    func write(to writer: inout ByteWriter) {
        id.write(to: &writer)
        number.write(to: &writer)
        wordings.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(
            id: try String(from: &reader), number: try Int(from: &reader), wordings: try [String](from: &reader))
    }
}

extension RetiredQuestion: ByteCodable {
    func write(to writer: inout ByteWriter) {
        id.write(to: &writer)
        number.write(to: &writer)
        reason.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteError) {
        self.init(id: try String(from: &reader), number: try Int(from: &reader), reason: try String(from: &reader))
    }
}
