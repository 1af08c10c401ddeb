import Foundation
import TestSupport
import Testing
import TikuModel

/// What came from a scraped page does no harm in any output.
@Suite("Output safety")
struct SafetyTests {
    private static let hostile = """
        面试题
        1、什么是<script>alert(1)</script>锁？\u{202E}gnp.exe\u{1B}[31m
        互斥 <img src=x onerror=alert(2)> 和 [点这里](javascript:alert(3)) 还有 ![图](data:text/html,x) 以及 [好](https://a.example/?a=1&b="2)。
        =HYPERLINK("http://evil.example";"x")

        2、=cmd|' /C calc'!A0 是什么？
        @SUM(1+1)*cmd

        3、+1+1 等于几？\u{0007}\u{9B}2J
        -2+3 的结果。</textarea></style></title>--><svg onload=alert(4)>

        4、什么是 ](vbscript:x) 栈？
        后进先出，`</code><script>` 也一样。

        """

    private func built() throws -> Scratch {
        let scratch = try Scratch([
            "Raw/../a\u{1B}[2J<b>.txt".replacing("../", with: ""): Self.hostile,
            "Raw/page.html":
                "<title>\"><script>alert(5)</script></title><p>1、什么是堆？</p><p><a href=\"javascript:alert(6)\">树</a>，<a href=\" jAvascript&#58;alert(7)\">根</a>最大。<a href=\"mailto:a@b.example\">写信</a></p>",
        ])
        #expect(try scratch.tiku("build", "-q").status == 0)
        return scratch
    }

    /// No tag, handler or address of the page's own in markup.
    private func check(_ html: String, _ what: String) {
        // a backslash before it makes it a sign in Markdown
        let lower = html.lowercased().replacing("\\<", with: "")
        // each of ours is written by hand and counted; the page's would be one more
        #expect(
            !lower.contains("<script>alert") && !lower.contains("<img src=x") && !lower.contains("<svg onload"),
            "\(what)")
        for scheme in ["javascript:", "vbscript:", "data:text"] {
            #expect(!lower.contains("href=\"\(scheme)") && !lower.contains("src=\"\(scheme)"), "\(what)")
            #expect(!lower.contains("href=\" \(scheme)"), "\(what)")
        }
        visible(html, what)
    }

    /// No character that moves a terminal's cursor or turns the direction of a line.
    private func visible(_ text: String, _ what: String) {
        let harmful = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A, 0x0D, 0x09, 0xFEFF: false
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        #expect(harmful.isEmpty, "\(what): \(harmful.map { String($0.value, radix: 16) })")
    }

    @Test("audits, in every format")
    func audits() throws {
        let scratch = try built()
        for format in ["text", "json", "markdown", "html", "sarif", "junit", "github", "csv"] {
            let output = try scratch.tiku("audit", "--format", format).output
            if ["html", "junit", "markdown"].contains(format) {
                check(output, format)
            } else {
                visible(output, format)
            }
        }
    }

    @Test("exports, in every format; links lead to http, https and mailto only")
    func exports() throws {
        let scratch = try built()
        for (format, file) in [
            ("markdown", "b.md"), ("csv", "b.csv"), ("jsonl", "b.jsonl"), ("anki", "b.txt"), ("gift", "b.gift"),
            ("html", "site"),
        ] {
            let result = try scratch.tiku("export", "--to", format, "--output", file)
            #expect(result.status == 0, "\(result)")
            let path = format == "html" ? "site/index.html" : file
            let text = try scratch.read(scratch.exists(path) ? path : file)
            if format == "html" || format == "anki" { check(text, format) }
            if format != "jsonl" { visible(text, format) }
            if format == "csv" {
                for cell in text.split(separator: "\r\n").flatMap({ $0.split(separator: "\",\"") }) {
                    let first = cell.drop { $0 == "\"" }.first ?? " "
                    #expect(!"=+-@".contains(first), "\(cell)")
                }
            }
        }
    }

    @Test("the terminal: messages, explanations, differences, reports")
    func terminal() throws {
        let scratch = try built()
        let bank = try JSONParser.parse(try scratch.read("Clean/bank.json").utf8)
        guard let question = Bank.decode(bank).bank?.questions.first else { throw CocoaError(.coderReadCorrupt) }
        for arguments in [
            ["explain", question.id], ["explain", "Raw/page.html"], ["stats"], ["audit"], ["validate"],
            ["build", "--verbose"],
            ["clean", "Raw", "--output", "Cleaned"], ["decide", "list"],
        ] {
            let result = try Shell.run(Shell.tiku, arguments, in: scratch.folder)
            visible(result.output + result.errors, arguments.joined(separator: " "))
        }
        check(try scratch.read("Clean/report.md"), "report.md")
        // file names come from paths, never from what a page says
        for path in try FileManager.default.subpathsOfDirectory(atPath: scratch.url("Clean").path) {
            #expect(!path.contains("..") && !path.contains("script"), "\(path)")
        }
    }
}
