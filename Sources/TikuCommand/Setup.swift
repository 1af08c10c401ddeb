internal import Glibc
internal import TikuModel
internal import TikuPipeline
internal import TikuReports

/// What several commands need before they start.
enum Setup {
    /// The pipeline with the built-in rules and those of a `tiku.yml` beside Raw.
    ///
    /// - Parameter raw: the folder, or an article in it.
    static func pipeline(beside raw: String) throws -> Pipeline { try pipeline(try configuration(beside: raw)) }

    static func pipeline(_ file: ConfigurationFile?) throws -> Pipeline {
        var packs = try BuiltInRules.packs()
        guard let file else { return Pipeline(rules: try RuleSet(packs)) }
        packs = try file.configuration.apply(to: packs, file: file.path)
        return Pipeline(
            rules: try RuleSet(packs, keep: file.configuration.keep, without: file.configuration.without),
            limits: file.configuration.limits,
            fields: file.configuration.fields)
    }

    /// A `tiku.yml`, where it stands, and the digest of its bytes.
    struct ConfigurationFile {
        var path: String
        var sha256: String
        var configuration: Configuration
    }

    static func configuration(beside raw: String) throws -> ConfigurationFile? {
        try configurationFile(for: raw).map(configuration(at:))
    }

    static func configuration(at path: String) throws -> ConfigurationFile {
        let bytes = try SourceTree.readFile(path, limit: 1 << 20)
        return ConfigurationFile(
            path: path, sha256: Identifier.sha256(bytes),
            configuration: try Configuration.read(String(decoding: bytes, as: UTF8.self), file: path))
    }

    /// What `tiku.yml` says about audits: the named file's, or that of the one beside the folder that the bank lies in.
    static func auditPolicy(_ path: String?, bank: String) throws -> AuditPolicy {
        if let path { return try configuration(at: path).configuration.audit }
        let folder = place(of: bank)
        let above = folder == "." ? ".." : folder.hasSuffix("..") ? folder + "/.." : place(of: folder)
        for place in [above, folder] where access(place + "/tiku.yml", F_OK) == 0 {
            return try configuration(at: place == "." ? "tiku.yml" : place + "/tiku.yml").configuration.audit
        }
        return AuditPolicy()
    }

    /// The `tiku.yml` that holds for a path: beside it, and for an article beside the folder it lies in.
    private static func configurationFile(for raw: String) -> String? {
        var places = [place(of: raw)]
        var status = stat()
        if stat(raw, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            places.append(places[0] == "." ? ".." : place(of: places[0]))
        }
        return places.map { $0 + "/tiku.yml" }.first { access($0, F_OK) == 0 }.map {
            $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0
        }
    }

    /// The folder that a path lies in.
    static func place(of path: String) -> String {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "" : String(trimmed[..<slash])
    }

    static func previousBank(_ path: String) throws -> Bank? {
        guard access(path, F_OK) == 0 else { return nil }
        var (bank, problems) = try readBank(path)
        if let read = bank {
            problems = BankValidation.problems(read)
            if !problems.isEmpty { bank = nil }
        }
        guard let bank else {
            throw Complaint(
                "\(path): the bank to be replaced cannot be relied on (\(Visible.text(problems.first?.description ?? ""))); mend it, or use --fresh to number anew"
            )
        }
        return bank
    }

    /// The curator's decisions beside a bank; none where there is no file.
    static func decisions(_ path: String) throws -> Decisions {
        guard access(path, F_OK) == 0 else { return Decisions() }
        return try Decisions.read(try SourceTree.readFile(path, limit: 1 << 26), file: path)
    }

    static func readBank(_ path: String) throws -> (Bank?, [BankProblem]) {
        let bytes = try SourceTree.readFile(path)
        do {
            return Bank.decode(try JSONParser.parse(bytes))
        } catch {
            return (nil, [BankProblem(path: "file", message: "is no JSON: \(error)")])
        }
    }

    /// The files below a folder.
    static func tree(_ raw: String, output: String? = nil, limits: Limits) throws -> SourceTree {
        let tree = try SourceTree(root: raw, except: output, limits: limits)
        guard !tree.entries.isEmpty else {
            throw Complaint(
                "\(raw): the folder holds no files; put scraped articles into it (HTML, text, Markdown, MHTML, JSON lines, WARC; gzip too)"
            )
        }
        return tree
    }

    static func cores() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
