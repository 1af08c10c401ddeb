import Foundation
import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

@Suite("Containers")
struct ContainerTests {
    private static let post = "面试题\n1、什么是锁？\n互斥的工具。\n2、什么是栈？\n后进先出的表。\n"
    private static let page = "<html><head><title>题</title></head><body><p>1、什么是锁？</p><p>互斥的工具。</p></body></html>"

    /// The sources of a file with these bytes: `path: words`, or `path! reason`.
    private func records(_ bytes: Data, name: String, fields: RecordFields = RecordFields(), limit: Int? = nil) throws
        -> [String]
    {
        let file = try Place.temporary().appendingPathComponent(name)
        try bytes.write(to: file)
        var limits = Limits()
        if let limit { limits.sourceBytes = limit }
        var found: [String] = []
        for entry in try SourceTree(root: file.path).entries {
            Containers.forEach(entry, limits: limits, fields: fields) { record in
                switch record {
                case .success(let source):
                    let about = [source.title, source.url, source.charset].compactMap { $0 }.map { " [\($0)]" }.joined()
                    found.append("\(source.path)\(about): \(String(decoding: source.bytes, as: UTF8.self))")
                case .failure(let quarantine): found.append("\(quarantine.path)! \(quarantine.reason)")
                }
            }
        }
        return found
    }

    private func gzip(_ data: Data) throws -> Data {
        let folder = try Place.temporary()
        let file = folder.appendingPathComponent("x")
        try data.write(to: file)
        _ = try Shell.run(URL(fileURLWithPath: "/usr/bin/env"), ["gzip", "-k", file.path])
        return try Data(contentsOf: folder.appendingPathComponent("x.gz"))
    }

    private func warc(_ records: [(type: String, header: String, block: String)]) -> Data {
        var text = ""
        for (number, record) in records.enumerated() {
            text +=
                "WARC/1.0\r\nWARC-Type: \(record.type)\r\nWARC-Target-URI: http://example.org/\(number + 1)\r\n\(record.header)Content-Length: \(record.block.utf8.count)\r\n\r\n\(record.block)\r\n\r\n"
        }
        return Data(text.utf8)
    }

    private static func response(_ body: String, _ header: String = "Content-Type: text/html; charset=utf-8\r\n")
        -> String
    {
        "HTTP/1.1 200 OK\r\n\(header)\r\n\(body)"
    }

    @Test("a plain file is one source")
    func plain() throws { #expect(try records(Data(Self.post.utf8), name: "a.txt") == ["a.txt: \(Self.post)"]) }

    @Test("JSON lines: one record a line, common names found; a bad line is named and the rest goes on")
    func lines() throws {
        let text = """
            {"url": "http://example.org/1", "title": "一", "content": "甲"}

            not JSON
            {"link": "http://example.org/2", "data": {"headline": "二", "html": "<p>乙</p>", "text": "no"}}
            {"id": 3, "votes": 4}
            """
        #expect(
            try records(Data(text.utf8), name: "a.jsonl") == [
                "a.jsonl#1 [一] [http://example.org/1]: 甲", "a.jsonl#3! line 3 is no JSON; scrape it again",
                "a.jsonl#4 [二] [http://example.org/2]: <p>乙</p>",
                "a.jsonl#5! the record has no text under a known key (it has id, votes); name the key in tiku.yml: ingest",
            ])
    }

    @Test("JSON arrays, single objects, and a key of one's own")
    func arrays() throws {
        #expect(
            try records(Data(#"[{"text": "a"}, {"text": "b"}]"#.utf8), name: "a.json") == [
                "a.json#1: a", "a.json#2: b",
            ])
        #expect(try records(Data("{\n\"text\": \"a\"\n}\n".utf8), name: "a.json") == ["a.json: a"])
        let fields = try Configuration.read("ingest: {text: [stuff]}", file: "tiku.yml").fields
        #expect(try records(Data(#"{"stuff": "a"}"#.utf8), name: "a.jsonl", fields: fields) == ["a.jsonl#1: a"])
        // source code that begins with a brace is a text
        #expect(try records(Data("{ x = 1 }".utf8), name: "a.txt") == ["a.txt: { x = 1 }"])
    }

    @Test("WARC: pages of responses, resources and conversions; requests, errors and pictures are passed over")
    func archive() throws {
        let data = warc([
            ("warcinfo", "", "software: x"), ("request", "", "GET / HTTP/1.1\r\n\r\n"),
            ("response", "", Self.response(Self.page)),
            ("response", "", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\ngone"),
            ("response", "", Self.response("PNG", "Content-Type: image/png\r\n")),
            ("response", "", Self.response("5\r\nab\ncd\r\n3\r\nefg\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n")),
            ("resource", "Content-Type: text/plain\r\n", "text"),
            ("conversion", "Content-Type: text/plain\r\n", "more"),
        ])
        let expected = [
            "#3 [http://example.org/3] [utf-8]: \(Self.page)", "#6 [http://example.org/6]: ab\ncdefg",
            "#7 [http://example.org/7]: text", "#8 [http://example.org/8]: more",
        ]
        #expect(try records(data, name: "a.warc") == expected.map { "a.warc" + $0 })
        #expect(try records(try gzip(data), name: "a.warc.gz") == expected.map { "a.warc.gz" + $0 })
        // one gzip member a record, as crawlers write it
        var members = Data()
        for (number, block) in ["甲", "乙"].enumerated() {
            members += try gzip(warc([("resource", "Content-Type: text/plain\r\nX: \(number)\r\n", block)]))
        }
        #expect(
            try records(members, name: "b.warc.gz") == [
                "b.warc.gz#1 [http://example.org/1]: 甲", "b.warc.gz#2 [http://example.org/1]: 乙",
            ])
    }

    @Test("damaged archives give what stands before the damage, and say where it is")
    func damage() throws {
        let good = warc([("resource", "Content-Type: text/plain\r\n", "text")])
        #expect(
            try records(good + Data("rubbish\n".utf8), name: "a.warc") == [
                "a.warc#1 [http://example.org/1]: text",
                "a.warc! what follows record 1 is no record; fetch the archive again",
            ])
        #expect(
            try records(good.dropLast(8), name: "a.warc").last
                == "a.warc#1! the archive ends inside the record; fetch it again")
        #expect(
            try records(try gzip(Data(Self.post.utf8)).dropLast(9), name: "a.txt.gz").last
                == "a.txt.gz! the compressed file ends in the middle; fetch it again")
        #expect(
            try records(good, name: "a.warc", limit: 3)
                == ["a.warc#1! the record has 4 bytes, more than 3; raise the limit or leave it out"])
    }

    @Test("a gzip bomb is stopped, whatever it unpacks to")
    func bomb() throws {
        let bomb = try gzip(Data(count: 80 << 20))
        let found = try records(bomb, name: "a.gz")
        #expect(found.count == 1 && found[0].hasPrefix("a.gz! the file "), "\(found.first?.prefix(100) ?? "")")
    }

    @Test("a page as browsers save it")
    func mhtml() throws {
        let message = """
            From: <Saved by Blink>\r
            Snapshot-Content-Location: http://example.org/p\r
            Subject: x\r
            MIME-Version: 1.0\r
            Content-Type: multipart/related;\r
            \ttype="text/html";\r
            \tboundary="----x--"\r
            \r
            ------x--\r
            Content-Type: text/html; charset=utf-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            <p>=E9=94=81 a=3Db =\r
            c</p>\r
            ------x--\r
            Content-Type: image/png\r
            Content-Transfer-Encoding: base64\r
            \r
            AAAA\r
            ------x----\r

            """
        let found = try records(Data(message.utf8), name: "a.mhtml")
        #expect(
            found == [
                "a.mhtml [http://example.org/p] [utf-8]: <p>锁 a=b c</p>\r\n"
            ])
    }

    @Test("records are sources of the bank with titles and addresses of their own, and tile like any other")
    func bank() throws {
        let folder = try Place.temporary()
        let lines = (1...3).map { number in
            let record: JSONValue = .object([
                "url": .string("http://example.org/\(number)"), "title": .string("第\(number)篇"),
                "text": .string("面试题\n1、什么是第\(number)种锁？\n互斥的工具\(number)。\n"),
            ])
            return CanonicalJSON.string(record)
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("scrape.jsonl"))
        let build = try Make.build(Make.sources(in: folder))
        #expect(build.bank.sources.map(\.path) == ["scrape.jsonl#1", "scrape.jsonl#2", "scrape.jsonl#3"])
        #expect(build.bank.sources.map(\.url) == (1...3).map { "http://example.org/\($0)" })
        #expect(build.bank.sources.map(\.title) == (1...3).map { "第\($0)篇" })
        #expect(build.bank.questions.count == 3 && BankValidation.problems(build.bank) == [])
    }

    @Test("a post about HTML is text, whatever tags it names; a page without a name is a page")
    func postAboutHTML() throws {
        let post =
            "前端面试题\n\n1、哪些元素会触发 BFC？\n\n1. <html> 根元素\n2. float 不为 none 的元素\n\n2、<body> 和 <html> 有什么区别？\n\n<body> 在 <html> 里面。\n"
        let extract = try Make.extract(post, path: "a.txt")
        #expect(extract.source.format == .text && extract.questions.map(\.number) == ["1", "2"])
        let page = "\n<html><body><h1>面试题</h1><p>1、什么是闭包？</p><p>函数和它的环境。</p></body></html>"
        #expect(try Make.extract(page, path: "a").source.format == .html)
        #expect(try Make.extract("<!-- saved --><html><body>" + page, path: "a.txt").source.format == .html)
    }
}
