import Foundation
import TestSupport
import Testing
import TikuHTML
import TikuModel

@testable import TikuPipeline

/// What hostile input runs into: each bound refuses the one source, says why, and lets the others go on.
@Suite("Bounds")
struct BoundTests {
    private static let post = "面试题\n1、什么是锁？\n互斥。\n2、什么是栈？\n后进先出。\n"

    private func pipeline(_ change: (inout Limits) -> Void = { _ in }) throws -> Pipeline {
        var limits = Limits()
        change(&limits)
        return Pipeline(rules: try RuleSet(BuiltInRules.packs()), limits: limits)
    }

    /// Why a file with these bytes is not read; nil where it is.
    private func refusal(_ bytes: [UInt8], name: String = "a.txt", _ change: (inout Limits) -> Void = { _ in }) throws
        -> String?
    {
        let file = try Place.temporary().appendingPathComponent(name)
        try Data(bytes).write(to: file)
        let pipeline = try pipeline(change)
        for case .quarantined(let refused) in try SourceTree(root: file.path).entries.flatMap({ pipeline.extract($0) })
        {
            return refused.reason
        }
        return nil
    }

    private func refusal(_ text: String, name: String = "a.txt", _ change: (inout Limits) -> Void = { _ in }) throws
        -> String?
    {
        try refusal(Array(text.utf8), name: name, change)
    }

    @Test("of one source: bytes, lines, bytes of a line, questions")
    func source() throws {
        #expect(try refusal(Self.post) == nil)
        #expect(
            try refusal(Self.post) { $0.sourceBytes = 40 } == "the file has more than 40 bytes; split it")
        #expect(try refusal(Self.post) { $0.lines = 3 } == "the text has 6 lines, more than 3; split it")
        #expect(
            try refusal(Self.post) { $0.lineBytes = 16 } == "a line of the text has 19 bytes, more than 16; break it up"
        )
        #expect(try refusal(Self.post) { $0.questions = 1 } == "the article has 2 questions, more than 1; split it")
    }

    @Test("of a page: elements, attributes, depth; what would make the parser slow is refused beforehand")
    func page() throws {
        let page = "<html><body><p>1、什么是锁？</p><p>互斥。</p>"
        #expect(try refusal(page, name: "a.html") == nil)
        #expect(
            try refusal(page, name: "a.html") { $0.page.nodes = 3 }
                == "the page could not be parsed: the page has more than 3 elements and texts")
        let attributes = (0..<1_200).map { " a\($0)" }.joined()
        #expect(
            try refusal("\(page)<p\(attributes)>x", name: "a.html")
                == "the page could not be parsed: an element of the page has more than 1000 attributes")
        // quotation marks, comments and scripts hide no attribute
        for head in ["<script>\"<i '", "<!-- <i '-->", "<p a='", "<p a=\">\" b='>'"] {
            #expect(try refusal("\(page)\(head)<p\(attributes)>x", name: "a.html") != nil, "\(head)")
        }
        #expect(try refusal("\(page)<p title='\(attributes)'>x", name: "a.html") == nil, "a value has no attributes")
        let tangled = String(repeating: "<a '", count: 200_000)
        #expect(
            try refusal(page + tangled, name: "a.html")
                == "the page could not be parsed: the page's tags begin inside each other without end, as attacks do")
        let deep = String(repeating: "<i>", count: 60_000) + String(repeating: "</b>", count: 60_000)
        #expect(
            try refusal(page + deep, name: "a.html")?.contains("many end tags that close nothing")
                == true)
        // nor does an element below, a comment or a quotation mark hide them
        let below = "<i>" + String(repeating: "<div>", count: 60_000) + String(repeating: "</i>", count: 60_000)
        let hidden = String(repeating: "<x><!--</x>-->", count: 60_000) + String(repeating: "</zz>", count: 60_000)
        let quoted = String(repeating: "<x a='</x>'>", count: 60_000) + String(repeating: "</zz>", count: 60_000)
        let written =
            String(repeating: "<x><script>'</x>'</script>", count: 60_000) + String(repeating: "</zz>", count: 60_000)
        for page in [below, hidden, quoted, written] {
            #expect(try refusal("<p>1、什么是锁？</p>" + page, name: "a.html")?.contains("close nothing") == true)
        }
        let closed = String(repeating: "<div>", count: 100_000) + "x" + String(repeating: "</div>", count: 100_000)
        #expect(try refusal(page + closed, name: "a.html") == nil)
        let nested = String(repeating: "<ul><li>", count: 100_000) + "<p>2、什么是栈？</p>"
        #expect(try refusal(page + nested, name: "a.html") == nil)
        #expect(try refusal(page + nested, name: "a.html") { $0.page.depth = 3 } == nil, "read at that depth")
    }

    @Test("entities: no billion laughs, nothing fetched")
    func entities() throws {
        let secret = try Place.temporary().appendingPathComponent("secret")
        try Data("的秘密".utf8).write(to: secret)
        var laughs = "<!DOCTYPE html [<!ENTITY a0 \"哈哈哈哈\">"
        for level in 1...12 {
            laughs += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
        }
        laughs +=
            "<!ENTITY x SYSTEM \"file://\(secret.path)\">]><html><body><p>1、什么是锁？</p><p>&a12; &x;</p></body></html>"
        for name in ["a.html", "a.xhtml"] {
            let outcome = try pipeline().extract(RawSource(path: name, bytes: ContiguousArray(laughs.utf8)))
            guard case .extracted(let extract) = outcome else { continue }
            #expect(extract.length < 10_000 && !extract.cleaned.contains("秘密"))
        }
    }

    @Test("of what is unpacked: bytes and ratio, the bomb and what is no bomb")
    func unpacked() throws {
        func gzip(_ bytes: Data) throws -> [UInt8] {
            let scratch = try Scratch()
            try bytes.write(to: scratch.url("x"))
            _ = try Shell.run(URL(fileURLWithPath: "/usr/bin/env"), ["gzip", "-9", "x"], in: scratch.folder)
            return Array(try Data(contentsOf: scratch.url("x.gz")))
        }
        let bomb = try gzip(Data(repeating: 0x61, count: 48 << 20))
        #expect(bomb.count < 60_000)
        #expect(
            try refusal(bomb, name: "a.gz") { $0.unpackedRatio = 500 }
                == "the file unpacks to more than 500 times its size, as attacks do; unpack it by hand")
        let packed = try gzip(Data(Self.post.utf8))
        #expect(try refusal(packed, name: "a.gz") == nil)
        #expect(
            try refusal(packed, name: "a.gz") { $0.unpackedBytes = 30 }
                == "the file unpacks to more than 30 bytes; split it")
    }

    @Test("of the folder: depth, number, links that leave it or go round, pipes, odd names, what vanishes or changes")
    func folder() throws {
        let scratch = try Scratch(["Raw/a/b/c.txt": Self.post, "Raw/d.txt": Self.post, "outside.txt": Self.post])
        let raw = scratch.url("Raw").path
        func entries(_ change: (inout Limits) -> Void = { _ in }) throws -> [String] {
            var limits = Limits()
            change(&limits)
            return try SourceTree(root: raw, limits: limits).entries.map { entry in
                entry.path + (entry.refusal.map { "! \($0)" } ?? "")
            }
        }
        #expect(try entries() == ["a/b/c.txt", "d.txt"])
        #expect(try entries { $0.folderDepth = 2 } == ["a/b! the folder is deeper than 2 levels; move it up", "d.txt"])
        #expect(throws: FileError(path: raw, message: "holds more than 1 files; build it in parts")) {
            try SourceTree(
                root: raw,
                limits: { () -> Limits in
                    var limits = Limits()
                    limits.files = 1
                    return limits
                }())
        }
        let files = FileManager.default
        try files.createSymbolicLink(atPath: raw + "/loop", withDestinationPath: ".")
        try files.createSymbolicLink(atPath: raw + "/out", withDestinationPath: "../outside.txt")
        try files.createSymbolicLink(atPath: raw + "/self", withDestinationPath: "self")
        mkfifo(raw + "/pipe", 0o600)
        let found = try entries()
        #expect(found.count == 6 && found.filter { $0.contains("! ") }.count == 4, "\(found)")
        // what was a file when the folder was read
        let tree = try SourceTree(root: raw)
        try files.removeItem(atPath: raw + "/d.txt")
        mkfifo(raw + "/d.txt", 0o600)
        try files.removeItem(atPath: raw + "/a/b/c.txt")
        let pipeline = try pipeline()
        for entry in tree.entries {
            for outcome in pipeline.extract(entry) {
                guard case .quarantined = outcome else {
                    Issue.record("\(entry.path) was read")
                    continue
                }
            }
        }
    }

    @Test("each has its name in tiku.yml")
    func configured() throws {
        let yaml = "limits:\n  source-bytes: 64KiB\n  lines: 7\n  page-depth: 9\n"
        let limits = try Configuration.read(yaml, file: "tiku.yml").limits
        #expect(
            limits.sourceBytes == 65_536 && limits.lines == 7 && limits.page.depth == 9 && limits.files == 1_000_000)
        for (wrong, says) in [
            (
                "limits: {source-bytes: 64MB}",
                "tiku.yml:1: limits.source-bytes must be a number of bytes, such as 65536, 64KiB or 16MiB"
            ),
            ("limits: {lines: 0}", "tiku.yml:1: limits.lines must be at least 1"),
            ("limits: {speed: 1}", "unknown key \"speed\" in limits"),
        ] {
            #expect {
                try Configuration.read(wrong, file: "tiku.yml")
            } throws: {
                "\($0)".contains(says)
            }
        }
    }
}
