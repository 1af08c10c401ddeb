import Testing
import TikuHTML
import TikuModel
import TikuText

@Suite("Pages")
struct PageTests {
    private func page(_ html: String) throws -> Page { try Page(TextBuffer(html)) }

    /// Each block as `kind: words`.
    private func outline(_ html: String) throws -> [String] {
        let page = try page(html)
        return page.blocks.map { block in
            let kind =
                switch block.kind {
                case .paragraph: "p"
                case .heading(let level): "h\(level)"
                case .listItem(let depth, let ordinal): "li\(depth)" + (ordinal.map { ".\($0)" } ?? "")
                case .code: "code"
                case .quote: "quote"
                case .tableRow(let header): header ? "th" : "tr"
                case .blank: "blank"
                case .rule: "rule"
                }
            let region = block.region == .content ? "" : "[\(block.region)] "
            return region + kind + ": " + page.text.string(block.content)
        }
    }

    @Test("blocks know what they are")
    func kinds() throws {
        #expect(
            try outline(
                """
                <h2>Title</h2><p>One <b>two</b>\n  three</p><ul><li>a<ul><li>b</li></ul></li></ul><ol start=3><li>c</ol>
                <blockquote>q</blockquote><pre><code class="language-go">x  y\n  z</code></pre><hr>
                """) == [
                    "h2: Title", "p: One two three", "li1: a", "li2: b", "li1.3: c", "quote: q", "code: x  y\n  z",
                    "rule: ---",
                ])
    }

    @Test("a data table gives rows, a layout table gives what stands in it")
    func tables() throws {
        #expect(
            try outline("<table><tr><th>a<th>b<tr><td>1<td>2</table>") == ["th: a\tb", "tr: 1\t2"])
        #expect(
            try outline("<table><tr><td><h3>x</h3><p>y</p><td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>")
                == ["h3: x", "p: y", "tr: 1\t2", "tr: 3\t4"])
    }

    @Test("what is named navigation, hidden or a comment says so; scripts leave a line with their size")
    func regions() throws {
        let html = """
            <body><nav><a href=/>Home</a></nav><script>var a = 1;</script><div id=content><p>\(String(repeating: "words of the text ", count: 20))</p>
            <div style="display: none">secret</div></div><div class="comment-list"><p>nice</p></div><div class="post-meta">by me</div></body>
            """
        let outline = try outline(html)
        #expect(outline.first == "[navigation] p: Home")
        #expect(outline.contains("[hidden] p: <script> 10 bytes"))
        #expect(outline.contains("[hidden] p: secret"))
        #expect(outline.contains("[comments] p: nice"))
        #expect(outline.contains("[metadata] p: by me"))
    }

    @Test("a part that holds most of the text is content whatever its name")
    func overruled() throws {
        let html =
            "<body><div class=sidebar><p>\(String(repeating: "words of the text ", count: 20))</p></div><p>short</p></body>"
        #expect(try outline(html).first?.hasPrefix("p: words") ?? false)
    }

    @Test("a collapsed answer is not hidden")
    func accordion() throws {
        #expect(try outline("<div class='accordion-body' style='display:none'>The answer.</div>") == ["p: The answer."])
        #expect(try outline("<details><summary>Why?</summary>Because.</details>") == ["h5: Why?", "p: Because."])
    }

    @Test("line numbers beside code are no code")
    func lineNumbers() throws {
        #expect(
            try outline("<pre><code>a\nb</code><ul class='pre-numbering'><li>1<li>2</ul></pre>").first == "code: a\nb")
    }

    @Test("title, address, author and language")
    func metadata() throws {
        let html = """
            <html lang=zh><head><title>标题_博客</title><link rel=canonical href="https://a.example/1"><meta name=author content="某人"></head><body><h1>标题</h1></body></html>
            """
        let metadata = try page(html).metadata
        #expect(metadata.title == "标题")
        #expect(metadata.url == "https://a.example/1")
        #expect(metadata.author == "某人")
        #expect(metadata.language == "zh")
    }

    @Test(
        "blocks tile the text, whatever the page",
        arguments: [
            "", "<", "plain", "<p>", "</p></p>", "<table><td><table><td>x", "<b><p>a</b>b</p>", "<pre>\n\n a</pre>",
            "a<br><br>b", "&#0;&#x110000;&amp;", "<svg><p>x</svg>", "<script>",
        ])
    func tiling(_ html: String) throws {
        let page = try page(html)
        var at = 0
        for block in page.blocks {
            #expect(block.span.start == at)
            #expect(block.span.contains(block.content))
            at = block.span.end
        }
        #expect(at == page.text.count)
    }

    @Test("a hundred thousand elements inside each other are read without recursion")
    func depth() throws {
        let html = String(repeating: "<div>", count: 100_000) + "deep" + String(repeating: "</div>", count: 100_000)
        #expect(try outline(html).last == "p: deep")
    }
}

@Suite("Character encodings")
struct CharsetTests {
    private static let gbk: [UInt8] = [
        0xC3, 0xE6, 0xCA, 0xD4, 0xCC, 0xE2, 0xA3, 0xBA, 0xCA, 0xB2, 0xC3, 0xB4, 0xCA, 0xC7, 0xCB, 0xF8, 0xA3, 0xBF,
    ]

    @Test("GBK without a word about it")
    func gbk() throws {
        let decoded = try #require(Charset.decode(ContiguousArray(Self.gbk)))
        #expect(decoded.text.string(decoded.text.whole) == "面试题：什么是锁？")
        #expect(decoded.encoding == "gb18030")
    }

    @Test("a declaration that lies is overruled by valid UTF-8")
    func lying() throws {
        let decoded = try #require(Charset.decode(ContiguousArray("<meta charset=gbk>面试题".utf8)))
        #expect(decoded.encoding == "utf-8")
    }

    @Test("byte-order marks")
    func marks() throws {
        let eight = try #require(Charset.decode([0xEF, 0xBB, 0xBF, 0x61]))
        #expect(eight.text.string(eight.text.whole) == "a")
        let sixteen = try #require(Charset.decode([0xFF, 0xFE, 0x60, 0x4F]))
        #expect(sixteen.text.string(sixteen.text.whole) == "你")
    }

    @Test("a few broken bytes in UTF-8 do not make it another encoding")
    func broken() throws {
        var bytes = ContiguousArray(String(repeating: "面试题集合", count: 100).utf8)
        bytes[4] = 0xFF
        let decoded = try #require(Charset.decode(bytes))
        #expect(decoded.encoding == "utf-8")
        #expect(decoded.replaced >= 1)
    }
}
