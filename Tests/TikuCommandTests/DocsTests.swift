import Foundation
import TestSupport
import Testing
import TikuModel

/// Everything that the documentation shows is run.
@Suite("Documentation")
struct DocsTests {
    private static let pages: [String] = {
        let docs = Place.root.appendingPathComponent("docs")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: docs.path)) ?? []
        return paths.filter { $0.hasSuffix(".md") }.sorted()
    }()

    @Test("every example prints what its page says", .enabled(if: Shell.python != nil, "needs Scripts/test's Python"))
    func examples() throws {
        let runner = Place.root.appendingPathComponent("Tests/Oracles/run-docs.py").path
        let pages = Self.pages.map { Place.root.appendingPathComponent("docs/\($0)").path }
        let result = try Shell.run(
            try #require(Shell.python), [runner, Shell.tiku.path, Place.raw.path] + pages, in: Place.root)
        #expect(result.status == 0, "\(result.output.suffix(4_000))\(result.errors.suffix(1_000))")
    }

    @Test("there is a page for each command, each finding and each rule pack")
    func complete() throws {
        let help = try Shell.tiku("help").output
        let commands = help.components(separatedBy: "SUBCOMMANDS:").last?.split(separator: "\n").compactMap {
            line -> String? in
            let name = line.drop { $0 == " " }.prefix { $0.isLetter }
            return line.hasPrefix("  ") && !line.hasPrefix("   ") && !name.isEmpty && name != "See" ? String(name) : nil
        }
        #expect(commands?.count ?? 0 >= 12)
        for command in commands ?? [] { #expect(Self.pages.contains("commands/\(command).md"), "\(command)") }
        for code in FlagCode.allCases { #expect(Self.pages.contains("flags/\(code.rawValue).md"), "\(code)") }
        for pack in ["zh", "en"] { #expect(Self.pages.contains("rule-packs/\(pack).md"), "\(pack)") }
    }

    @Test("every link between pages leads somewhere")
    func links() throws {
        for page in Self.pages + ["../README.md", "../CONTRIBUTING.md"] {
            let file = Place.root.appendingPathComponent("docs/\(page)")
            let text = try String(contentsOf: file, encoding: .utf8)
            for part in text.components(separatedBy: "](").dropFirst() {
                let target = String(part.prefix { $0 != ")" && $0 != "#" })
                guard !target.isEmpty, !target.contains("://"), !target.hasPrefix("mailto:"), !target.contains("\n")
                else { continue }
                let path = file.deletingLastPathComponent().appendingPathComponent(target).path
                #expect(FileManager.default.fileExists(atPath: path), "\(page): \(target)")
            }
        }
    }
}
