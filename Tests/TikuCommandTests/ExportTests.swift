import Foundation
import TestSupport
import Testing
import TikuModel

@Suite("Exports", .enabled(if: Shell.python != nil, "needs Scripts/test's Python"))
struct ExportTests {
    private static let post = """
        # 面试题

        ## 基础

        ### 1. 什么是 `a < b`？

        一个比较，见 [文档](https://docs.example/x) 和 [坏](javascript:alert(1))。

        ```swift
        if a < b { print("</script>") }
        ```

        | 左 | 右 |
        | --- | --- |
        | 1 | 2 |

        ### 2. =SUM(A1) 是公式吗？

        - 是：以等号开头 {的} ~都~ 是。
        - 不是#别的。

        ### 3. 什么是缺？

        """

    private func built() throws -> Scratch {
        let scratch = try Scratch([
            "Raw/a.md": Self.post,
            "Raw/b.txt": "题\n1、What is a stack?\nA list that gives back last what came first.\n2、What is a queue?\n",
        ])
        #expect(try scratch.tiku("build", "-q").status == 0)
        return scratch
    }

    @Test("Anki takes the file, and takes it again without a card more")
    func anki() throws {
        let scratch = try built()
        #expect(try scratch.tiku("export", "--to", "anki", "--deck", "面试::甲", "-o", "one.txt").status == 0)
        try scratch.write("Raw/a.md", Self.post.replacingOccurrences(of: "一个比较", with: "一次比较"))
        _ = try scratch.tiku("build", "-q")
        #expect(try scratch.tiku("export", "--to", "anki", "--deck", "面试::甲", "-o", "two.txt").status == 0)
        let script = Place.root.appendingPathComponent("Tests/Oracles/anki-import.py").path
        let result = try Shell.run(
            try #require(Shell.python), [script, "one.txt", "two.txt", "two.txt"], in: scratch.folder)
        guard case .array(let runs) = try JSONParser.parse(result.output.utf8) else {
            throw CocoaError(.coderReadCorrupt)
        }
        let counts = runs.map { run -> [JSONValue?] in
            guard case .object(let members) = run else { return [] }
            return [members["notes"], members["cards"], members["new"], members["updated"]]
        }
        #expect(
            counts == [
                [.integer(5), .integer(5), .integer(5), .integer(0)],
                [.integer(5), .integer(5), .integer(0), .integer(1)],
                [.integer(5), .integer(5), .integer(0), .integer(0)],
            ], "\(result.errors.suffix(500))")
        #expect(result.output.contains("一次比较") && result.output.contains("面试::甲"))
        #expect(!result.output.contains("javascript:"))
    }

    @Test("CSV that no spreadsheet takes for a formula; JSON lines of one shape")
    func tables() throws {
        let scratch = try built()
        #expect(try scratch.tiku("export", "--to", "csv", "-o", "x.csv").status == 0)
        #expect(try scratch.tiku("export", "--to", "jsonl", "-o", "x.jsonl").status == 0)
        let script = """
            import csv, json, pandas
            rows = list(csv.DictReader(open('x.csv', encoding='utf-8-sig', newline='')))
            assert len(rows) == 5 and all(not v.startswith(('=', '+', '-', '@')) for r in rows for v in r.values()), rows
            assert [r['question'] for r in rows][1] == "'=SUM(A1) 是公式吗？", rows[1]
            lines = [json.loads(l) for l in open('x.jsonl')]
            assert len({tuple((k, type(v)) for k, v in sorted(l.items())) for l in lines}) == 1
            frame = pandas.read_json('x.jsonl', lines=True)
            assert frame.shape == (5, 10) and (frame.status == 'missing').sum() == 2, frame
            assert pandas.read_csv('x.csv').columns[0] == 'number'
            """
        let result = try scratch.python(script)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test("GIFT: what has a meaning there is escaped, one question a block")
    func gift() throws {
        let scratch = try built()
        let text = try scratch.tiku("export", "--to", "gift").output
        let blocks = text.components(separatedBy: "\n\n").filter { $0.contains("::") }
        #expect(blocks.count == 5)
        #expect(text.contains("$CATEGORY: $course$/top/基础\n"))
        #expect(text.contains("\\{的\\} \\~都\\~ 是") && text.contains("不是\\#别的"))
        for block in blocks {
            // outside of escapes there is one pair of braces
            let bare = block.replacingOccurrences(of: "\\{", with: "").replacingOccurrences(of: "\\}", with: "")
            #expect(bare.filter { $0 == "{" }.count == 1 && bare.filter { $0 == "}" }.count == 1, "\(block)")
        }
    }

    @Test("Markdown and HTML keep code, tables and lists, and lead nowhere but to the web")
    func documents() throws {
        let scratch = try built()
        let markdown = try scratch.tiku("export", "--to", "markdown").output
        #expect(markdown.contains("## 基础") && markdown.contains("### 1. 什么是") && markdown.contains("*No answer yet.*"))
        #expect(
            markdown.contains("```swift\nif a < b { print(\"</script>\") }\n```") && !markdown.contains("](javascript:")
        )
        #expect(try scratch.tiku("export", "--to", "html", "-o", "Site").status == 0)
        let page = try scratch.read("Site/page-1.html")
        #expect(page.contains("<table><thead><tr><th>左</th>") && page.contains("<li>不是#别的。</li>"))
        #expect(page.contains("print(&quot;&lt;/script&gt;&quot;)") && !page.contains("javascript:"))
        let index = try scratch.read("Site/index.html")
        #expect(index.components(separatedBy: "</script>").count == 3, "data must not end its element")
        // a smaller bank leaves no page of the larger one, and what is not the site's stays
        try scratch.write("Site/page-9.html", "old")
        try scratch.write("Site/mine.txt", "mine")
        #expect(try scratch.tiku("export", "--to", "html", "-o", "Site").status == 0)
        #expect(!scratch.exists("Site/page-9.html") && scratch.exists("Site/mine.txt"))
    }

    @Test(
        "filters",
        arguments: [
            (["--status", "missing"], [3, 5]), (["--section", "基础"], [1, 2, 3]), (["--lang", "en"], [4, 5]),
            (["--source", "*.md", "--status", "answered"], [1, 2]), (["--flag", "answer.missing"], [3, 5]),
            (["--status", "answered", "--status", "missing", "--lang", "zh"], [1, 2, 3]), (["--source", "c/**"], []),
        ])
    func filters(_ arguments: [String], _ numbers: [Int]) throws {
        let scratch = try built()
        let result = try Shell.run(Shell.tiku, ["export", "--to", "jsonl"] + arguments, in: scratch.folder)
        let found = try result.output.split(separator: "\n").map { line -> Int in
            guard case .object(let members) = try JSONParser.parse(line.utf8),
                case .integer(let number)? = members["number"]
            else { return 0 }
            return number
        }
        #expect(found == numbers, "\(result)")
    }
}
