import Testing
import TikuHTML
import TikuModel
import TikuText

@Suite("Main content")
struct MainContentTests {
    @Test("what schema.org names the body is the article, whatever stands around it")
    func articleBody() throws {
        let html =
            "<body><div class=a>\(Sample.paragraphs(9, "Other"))</div><div itemprop=articleBody>\(Sample.paragraphs(4))</div></body>"
        #expect(try Sample.words(html).count == 4)
        #expect(try Sample.words(html, in: .outside).count == 9)
    }

    @Test("excerpts of other posts do not lead away from the article, however many they are")
    func cards() throws {
        let teasers = (1...20).map { "<div class=x\($0)><div><p>Teaser \($0). \(Sample.sentence)</p></div></div>" }
        let html = "<body><div class=m>\(Sample.paragraphs(16))</div><div class=n>\(teasers.joined())</div></body>"
        #expect(try Sample.words(html).allSatisfy { $0.hasPrefix("Day") })
    }

    @Test("a run of linked cards inside an article leads to other pages; a list of questions with answers does not")
    func cardRuns() throws {
        let cards = (1...3).map { "<div class=card><a href=/p\($0)><h3>Another post \($0)</h3></a></div>" }.joined()
        let html = "<body><article>\(Sample.paragraphs(8))<div>\(cards)</div></article></body>"
        #expect(try Sample.words(html, in: .related) == ["Another post 1", "Another post 2", "Another post 3"])
        let answers = (1...4).map {
            "<div class=card><h3><a href=/q\($0)>What is \($0)?</a></h3><p>\(Sample.sentence)</p></div>"
        }
        #expect(try Sample.words("<body><article>\(answers.joined())</article></body>", in: .related).isEmpty)
    }

    @Test(
        "names that describe, not name, take nothing away",
        arguments: ["section--has-ads", "has-sidebar", "elementor-widget-container", "no-sidebar", "paywall"])
    func modifiers(_ name: String) throws {
        let html =
            "<body><main>\(Sample.paragraphs(5))<div class='\(name)'>\(Sample.paragraphs(2, "More"))</div></main></body>"
        #expect(try Sample.words(html).count == 7)
    }

    @Test(
        "names of furniture do",
        arguments: [
            ("relatedposts", Region.related), ("widget", .sidebar), ("no-print", .metadata), ("helpful", .metadata),
            ("side", .sidebar), ("post-meta", .metadata),
        ])
    func names(_ name: String, _ region: Region) throws {
        let html = "<body><main>\(Sample.paragraphs(5))<div class='\(name)'>Was this of use?</div></main></body>"
        #expect(try Sample.words(html, in: region) == ["Was this of use?"])
    }

    @Test("the id of a heading is the slug of its title, and no name")
    func slugs() throws {
        let html =
            "<body><main><h2 id=search>Search</h2>\(Sample.paragraphs(3))<section id=comments><h3>Comments in code</h3></section></main></body>"
        #expect(try Sample.words(html).contains("Search") && Sample.words(html).contains("Comments in code"))
    }

    @Test("captions are kept and told apart")
    func captions() throws {
        let html =
            "<body><main>\(Sample.paragraphs(3))<figure><img src=a.png><figcaption>A tide mill</figcaption></figure></main></body>"
        #expect(try Sample.words(html, in: .caption) == ["A tide mill"])
    }

    @Test("posts of a thread: the first is content, the others reply; authors, dates and buttons are neither")
    func thread() throws {
        func post(_ number: Int, _ text: String) -> String {
            "<div class=post><div class=author>user\(number)</div><div class=body><p>\(text)</p></div><div class=date>2023-01-0\(number)</div></div>"
        }
        let html =
            "<body><h1>Help</h1>\(post(1, "What is a tide mill?"))\(post(2, Sample.sentence))\(post(3, "Thanks!"))</body>"
        let page = try Page(TextBuffer(html))
        let told = page.blocks.filter { $0.post > 0 && $0.region != .metadata }
        #expect(told.map { page.text.string($0.content) } == ["What is a tide mill?", Sample.sentence, "Thanks!"])
        #expect(told.map(\.post) == [1, 2, 3] && told.map(\.region) == [.content, .comments, .comments])
    }
}

@Suite("Page metadata")
struct PageMetadataTests {
    @Test("JSON-LD, meta tags and the page itself, in this order where each is best")
    func metadata() throws {
        let html = """
            <html lang="en"><head><title>A mill - Site</title><meta property="og:title" content="A mill">
            <meta name="author" content="meta"><link rel="canonical" href="https://example.org/mill">
            <script type="application/ld+json">{"@graph":[{"@type":"Organization","name":"Site"},
            {"@type":["NewsArticle"],"headline":"x","author":[{"@type":"Person","name":"Ann"},{"name":"Bo"}],
            "datePublished":"2020-02-03"}]}</script></head><body><p>Text</p></body></html>
            """
        let metadata = try Page(TextBuffer(html)).metadata
        #expect(metadata.title == "A mill" && metadata.author == "Ann, Bo" && metadata.date == "2020-02-03")
        #expect(metadata.url == "https://example.org/mill" && metadata.language == "en")
    }

    @Test("broken and endless JSON-LD is passed over")
    func broken() throws {
        let deep = String(repeating: "[", count: 100_000)
        for script in ["{", deep, "null", #"{"@type":"Article","author":{"name":7}}"#] {
            let html = "<script type='application/ld+json'>\(script)</script><p>Text</p>"
            #expect(try Page(TextBuffer(html)).metadata.author == nil)
        }
    }
}
