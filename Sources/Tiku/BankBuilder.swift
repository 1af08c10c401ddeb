@_exported public import TikuModel
@_exported public import TikuPipeline
@_exported public import TikuReports

/// The pipeline as a library: posts in, a bank out, without a command line and without touching the disk unless asked to.
///
///     let builder = try BankBuilder()
///     let build = builder.build([Post(name: "a.html", bytes: bytes)], previous: lastBank)
///     print(build.bank.summary.missing)
///
/// The stages are values that can be used one by one as well: `Ingest`, `Repair`, `Strip`, `Segment`, `Deduplicate`, `Merge`,
/// `Numbering`, `Audit`. Reports and exports take a `Bank`.
public struct BankBuilder: Sendable {
    /// A post as it was scraped.
    public typealias Post = RawSource

    public let pipeline: Pipeline

    /// - Parameters:
    ///   - configuration: changes to the rules that ship, as `tiku.yml` has them; see `Configuration.read`.
    ///   - limits: bounds on what is read, instead of those of the configuration.
    /// - Throws: `ConfigurationError` for rules that contradict themselves.
    public init(
        configuration: Configuration = Configuration(), limits: Limits? = nil
    ) throws(ConfigurationError) {
        let packs = try configuration.apply(to: try BuiltInRules.packs(), file: "configuration")
        pipeline = Pipeline(
            rules: try RuleSet(packs, keep: configuration.keep, without: configuration.without),
            limits: limits ?? configuration.limits,
            fields: configuration.fields)
    }

    /// One post cleaned and cut into questions and answers.
    ///
    /// - Throws: `Quarantine` for a post that cannot be read, with the reason.
    public func extract(_ post: Post) throws(Quarantine) -> Extract { try pipeline.read(post).extract }

    /// A bank from posts in memory. The order of the posts does not matter.
    ///
    /// - Parameters:
    ///   - previous: the bank that this one follows; its numbers stay.
    ///   - decisions: what a curator decided.
    public func build(_ posts: [Post], previous: Bank? = nil, decisions: Decisions = Decisions()) -> Build {
        pipeline.assemble(posts.map { pipeline.extract($0) }, previous: previous, decisions: decisions)
    }

    /// A bank from all files below a folder, in parallel; what repeats across them is known to be boilerplate.
    ///
    /// - Parameters:
    ///   - folder: as `tiku build` takes it; containers give a source for each record.
    ///   - jobs: files at work at once.
    /// - Throws: `FileError` when the folder cannot be read; a file that cannot be read is in the bank with its reason.
    public func build(
        folder: String, previous: Bank? = nil, decisions: Decisions = Decisions(), jobs: Int = 1
    ) async throws(FileError) -> Build {
        let tree = try SourceTree(root: folder, limits: pipeline.limits)
        let result = await Batch(pipeline: pipeline, jobs: jobs).run(Batch.Inputs(unread: tree))
        return pipeline.assemble(result.outcomes, previous: previous, decisions: decisions)
    }
}

extension RawSource {
    /// A post by its name, whose ending counts where its bytes leave the format open.
    public init(name: String, bytes: some Sequence<UInt8>) { self.init(path: name, bytes: ContiguousArray(bytes)) }

    public init(name: String, text: String) { self.init(name: name, bytes: text.utf8) }
}
