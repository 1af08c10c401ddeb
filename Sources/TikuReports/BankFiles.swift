internal import TikuModel
public import TikuPipeline

/// The files of a build, by their paths below the output directory.
public enum BankFiles {
    /// Names at the top of the output directory that belong to Tiku.
    public static let owned: Set<String> = ["bank.json", "removed.jsonl", "report.md", "articles"]

    /// Bank, report and removed spans are made when they are written; the largest come first.
    ///
    /// - Parameter policy: severities in the report.
    public static func files(_ build: Build, policy: AuditPolicy = AuditPolicy()) -> [OutputDirectory.File] {
        let bank = build.bank
        var files = [
            OutputDirectory.File(path: "bank.json") { bank.writeFile($0) },
            OutputDirectory.File(path: "report.md") { put in
                var text = MarkdownReport.render(build, policy: policy)
                text.withUTF8 { put(UnsafeRawBufferPointer($0)) }
            },
        ]
        let extracts = build.outcomes.compactMap { outcome -> Extract? in
            if case .extracted(let extract) = outcome { return extract }
            return nil
        }
        files.append(
            OutputDirectory.File(path: "removed.jsonl") { put in
                for extract in extracts {
                    RemovedRecords.lines(extract, source: Identifier.source(path: extract.source.path))
                        .withUnsafeBytes(put)
                }
            })
        for (extract, name) in zip(extracts, articleNames(extracts.map(\.source.path))) {
            files.append(OutputDirectory.File(path: "articles/" + name, text: extract.cleaned))
        }
        return files
    }

    /// `a/b.html` becomes `a/b.md`; where two sources share a stem, both keep their endings: `b.html.md`; what still
    /// collides is counted: `b.html-2.md`.
    public static func articleNames(_ paths: [String], ending: String = "md") -> [String] {
        var stems: [String: Int] = [:]
        var folders: Set<String> = []
        for path in paths {
            stems[stem(path).lowercased(), default: 0] += 1
            var folder = path.lowercased()
            while let slash = folder.lastIndex(of: "/") {
                folder = String(folder[..<slash])
                guard folders.insert(folder).inserted else { break }
            }
        }
        var taken: Set<String> = []
        // the last count that a name was given
        var counts: [String: Int] = [:]
        return paths.map { path in
            let stem = stem(path)
            let base = stems[stem.lowercased()] == 1 ? stem : path
            var name = base + "." + ending
            var count = counts[base.lowercased()] ?? 1
            // the same name from two inputs, or a name that is another's folder
            while !taken.insert(name.lowercased()).inserted || folders.contains(name.lowercased()) {
                count += 1
                name = "\(base)-\(count).\(ending)"
            }
            if count > 1 { counts[base.lowercased()] = count }
            return name
        }
    }

    static func stem(_ path: String) -> String {
        guard let dot = path.lastIndex(of: "."), dot != path.startIndex else { return path }
        let ending = path[path.index(after: dot)...]
        return ending.contains("/") || path[path.index(before: dot)] == "/" ? path : String(path[..<dot])
    }
}
