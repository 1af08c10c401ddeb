import Testing
import TikuHTML
import TikuModel
import TikuText

/// Names that mean one thing on most pages and another on some.
@Suite("Names of parts")
struct NamedPartTests {
    @Test("an article is no reply because something else of the page is called a post")
    func laterPosts() throws {
        let post = "<div id=post-focus><h2>Day</h2></div><div class=post id=post-41513>\(Sample.paragraphs(6))</div>"
        #expect(try Sample.words("<body><div id=content>\(post)</div></body>", in: .comments).isEmpty)
        let blog = (1...4).map {
            "<div id=post-\($0 * 7) class='post-\($0 * 7) type-post hentry'>\(Sample.paragraphs(2))</div>"
        }
        #expect(try Sample.words("<body><div id=content>\(blog.joined())</div></body>", in: .comments).isEmpty)
        let thread = (1...4).map { "<div id=post_\($0 * 7)>\(Sample.paragraphs(2))</div>" }
        #expect(try Sample.words("<body><div id=content>\(thread.joined())</div></body>", in: .comments).count == 6)
    }

    @Test("a paragraph on the left is no column; a division is")
    func sides() throws {
        let left = "<p class=left>Left. \(Sample.sentence)</p>"
        #expect(try Sample.words("<body><main>\(Sample.paragraphs(4))\(left)</main></body>").count == 5)
        let column = "<div class=left><p>Left. \(Sample.sentence)</p></div>"
        #expect(try Sample.words("<body><div>\(Sample.paragraphs(9))\(column)</div></body>", in: .sidebar).count == 1)
    }

    @Test("the copy of an article is its text, and a long text in a line has tags for a name only")
    func copy() throws {
        let copy = "<div class=c-article-copy>\(Sample.paragraphs(2))</div>"
        let tagged =
            "<p><span class=reaction__contentTags>Day. \(Sample.sentence) \(Sample.sentence) \(Sample.sentence)</span></p>"
        #expect(try Sample.words("<body><div>\(copy)\(tagged)</div></body>").count == 3)
    }

    @Test("a place that links lead to is no link, whatever stands in it")
    func anchors() throws {
        let answers = (1...9).map { "<p><a name=q\($0)>Q: Who is at door \($0)?<br>A: \(Sample.sentence)</a></p>" }
        let page = try Page(TextBuffer("<body><div>\(answers.joined())</div></body>"))
        #expect(page.blocks.allSatisfy { $0.link == nil && $0.region == .content })
        #expect(page.blocks.filter { $0.kind != .blank }.count >= 9)
    }

    @Test("a column that is most of a page is a column where it is links and the post is named")
    func columns() throws {
        let labels = (1...300).map { "<li><a href=/l\($0)>A label of posts, \($0)</a> (\($0))</li>" }.joined()
        let post = "<div class='post-body entry-content'>\((1...30).map { "Line \($0) of a song<br>" }.joined())</div>"
        let html =
            "<body><div class=columns-inner><div id=main>\(post)</div><div class=sidebar><ul>\(labels)</ul></div></div></body>"
        #expect(try Sample.words(html).contains("Line 7 of a song"))
        #expect(try Sample.words(html).allSatisfy { !$0.hasPrefix("A label") })
    }

    @Test("what is called the text of a post is all of it")
    func namedText() throws {
        let html =
            "<body><div class=entry-content><div>\(Sample.paragraphs(12))</div><div>Evening. \(Sample.sentence)</div></div><div>x</div></body>"
        #expect(try Sample.words(html).last?.hasPrefix("Evening") ?? false)
    }

    @Test("a declaration behind a long head counts, and so do letters that are no UTF-8")
    func charset() throws {
        let head = String(repeating: "<link rel=icon href=/icon.png>\n", count: 120)
        let declared = Array("<html><head>\(head)<meta charset=iso-8859-2></head><body>".utf8) + [0xB1, 0xEA]
        #expect(
            try #require(Charset.decode(ContiguousArray(declared))).text.string(
                ByteSpan(declared.count - 2, declared.count + 2)) == "ąę")
        let plain = Array(
            repeating: Array("The caf".utf8) + [0xE9] + Array(" is closed, and the tide is out. ".utf8), count: 20
        ).joined()
        let decoded = try #require(Charset.decode(ContiguousArray(plain)))
        #expect(decoded.replaced == 0)
        #expect(decoded.text.bytes.count == plain.count + 20)
    }
}
