import Testing
import TikuHTML
import TikuModel
import TikuText

/// What stands around an article and is told by what it says or where it stands, not by its names.
@Suite("Furniture of pages")
struct PageFurnitureTests {
    private func links(_ count: Int) -> String {
        (1...count).map { "<li><a href=/p\($0)>Another post of this site, number \($0)</a></li>" }.joined()
    }

    @Test(
        "a list below a head that says where it leads",
        arguments: [
            "Related articles", "YOU MAY ALSO LIKE", "相关阅读：", "熱門文章", "関連記事", "많이 본 뉴스", "Похожие статьи",
            "Lesen Sie auch", "Artículos relacionados", "مقالات ذات صلة", "כתבות נוספות", "- À lire aussi -",
        ])
    func heads(_ head: String) throws {
        let html =
            "<body><article>\(Sample.paragraphs(6))<div class=z><h4>\(head)</h4><ul>\(links(4))</ul></div></article></body>"
        #expect(try Sample.words(html).count == 6)
        #expect(try Sample.words(html, in: .related).count == 5)
    }

    @Test("the same without a part of its own: the links right behind the head go, what follows stays")
    func headsBeside() throws {
        let html =
            "<body><article>\(Sample.paragraphs(4))<p><b>Read also</b></p><ul>\(links(3))</ul>\(Sample.paragraphs(2, "Night"))</article></body>"
        #expect(try Sample.words(html).count == 6)
        #expect(try Sample.words(html, in: .related).count == 4)
    }

    @Test("a chapter of that name is part of the article")
    func chapters() throws {
        let html =
            "<body><article>\(Sample.paragraphs(4))<section><h2>Categories</h2>\(Sample.paragraphs(3, "Kind"))</section></article></body>"
        #expect(try Sample.words(html).count == 8)
    }

    @Test("comments go where there is an article beside them, however many they are")
    func comments() throws {
        let comments = (1...30).map { "<li class=comment-item><p>Reader \($0): \(Sample.sentence)</p></li>" }.joined()
        let html =
            "<body><div class=story>\(Sample.paragraphs(16))</div><div id=comments><ul>\(comments)</ul></div></body>"
        #expect(try Sample.words(html).allSatisfy { $0.hasPrefix("Day") })
        #expect(try Sample.words(html).count == 16)
    }

    @Test("what is called a reply and stands behind a heading of its own, three times, answers it")
    func headedReplies() throws {
        let answers = (1...4).map {
            "<section class=qa><h3>What is \($0)?</h3><div class=reply-body><p>\(Sample.sentence)</p></div></section>"
        }
        #expect(try Sample.words("<body>\(answers.joined())</body>", in: .comments).isEmpty)
        let below = "<h3>Comments</h3><div class=reply-body><p>\(Sample.sentence)</p></div>"
        #expect(
            try Sample.words("<body><article>\(Sample.paragraphs(16))\(below)</article></body>", in: .comments).count
                == 1)
    }

    @Test("search words by the thousand that a style hides do not outweigh the article")
    func hiddenWords() throws {
        let spam = (1...4_000).map { "mill\($0) boat\($0)" }.joined(separator: " ")
        let html = "<body><div class=left>\(Sample.paragraphs(16))</div><div style='display:none'>\(spam)</div></body>"
        #expect(try Sample.words(html).count == 16)
    }

    @Test("cells and chapters whose names hold `catalog` or `directory` are no contents")
    func catalogs() throws {
        let rows = (1...6).map {
            "<tr><td class=catalog_table_entry>mill_\($0)</td><td class=catalog_table_entry>Name of mill \($0)</td></tr>"
        }
        let html = """
            <body><main>\(Sample.paragraphs(3))<table>\(rows.joined())</table>
            <div class=section id=s-directory-traversal>\(Sample.paragraphs(2, "Path"))</div></main></body>
            """
        #expect(try Sample.words(html, in: .contents).isEmpty)
        #expect(try Sample.words(html).count >= 11)
    }

    @Test(
        "the words of a button that folds an answer out are no question",
        arguments: ["点击查看答案", "Show answer", "▶ 展开", "Lösung"])
    func foldButtons(_ label: String) throws {
        let items = (1...3).map {
            "<h3>\($0). What is part \($0)?</h3><details><summary>\(label)</summary><p>\(Sample.sentence)</p></details>"
        }
        let html = "<body>\(items.joined())</body>"
        #expect(try Sample.words(html, in: .form) == [label, label, label])
        #expect(try Sample.words(html).count == 6)
    }

    @Test("a summary that asks is one")
    func askingSummaries() throws {
        let items = (1...3).map { "<details><summary>What is part \($0)?</summary><p>\(Sample.sentence)</p></details>" }
        #expect(try Sample.words("<body>\(items.joined())</body>").count == 6)
    }

    @Test(
        "anchorWithStickyNavbar has something of a bar and is none",
        arguments: ["anchorWithStickyNavbar_LWe7", "boxHasSidebar"])
    func camelModifiers(_ name: String) throws {
        let items = (1...3).map { "<h3 class=\(name)>\($0) What is part \($0)?</h3><p>\(Sample.sentence)</p>" }
        #expect(try Sample.words("<body>\(items.joined())</body>").count == 6)
    }
}
