import TestSupport
import Testing
import TikuModel

@testable import TikuPipeline

/// Lines that a page puts above and below its article.
@Suite("Lines around an article")
struct PageLineTests {
    private static let paragraph =
        "<p>水车村每天两次涨潮，泥滩在一顿饭的工夫里就看不见了，村里的人把船拴在石桩上，等水退下去再修堤坝，这样过了三百多年。</p>"

    private func removed(_ lines: String, below: String = "") throws -> [String] {
        let html = "<body><div class=m>\(lines)\(Self.paragraph)\(Self.paragraph)\(below)</div></body>"
        return try Make.extract(html, path: "a.html").tiles.compactMap { tile in
            if case .removed(let rule, _) = tile.role { return rule }
            return nil
        }
    }

    @Test(
        "where the reader is, when it was published, what it is filed under, what the buttons say",
        arguments: [
            "首页 > 水利 > 堤坝 > 正文", "您所在的位置： 首页 >> 堤坝", "Home › Mills › Tides", "2019-09-07 09:25:09 字号：A- A A+",
            "By Ann Miller | March 5, 2020", "12 марта 2019, 10:40", "（原标题：水车村的堤坝修好了）", "来源：河工日报", "Share Tweet Email",
            "分享到",
        ])
    func above(_ line: String) throws {
        #expect(try removed("<p>\(line)</p>").contains("page.metadata"))
    }

    @Test(
        "sentences, questions, numbers of data and lines between the paragraphs stay",
        arguments: [
            "2019 年 9 月 7 日，水车村的堤坝修好了。", "堤坝是 2019 年 9 月修好的吗？", "1. 2019-09-07 的水位", "水位大于 3 米、小于 5 米",
        ])
    func stays(_ line: String) throws {
        #expect(try !removed("<p>\(line)</p>").contains("page.metadata"))
    }

    @Test(
        "what may be an answer stays below the last paragraph",
        arguments: [
            "6379", "A", "T", "start -> running -> stopped", "JDK 8 发布于 2014年3月", "超时 2000 ms，重试 3 次，间隔 10 s",
            "2^11 = 2048",
            "标签页之间如何通信", "分享到朋友圈功能如何测试", "腾讯二面 2021年9月 40min", "Author: id, name, bio", "Index Scan > Seq Scan",
        ])
    func answers(_ line: String) throws {
        #expect(try !removed("", below: "<p>\(line)</p>").contains("page.metadata"))
    }

    @Test("the same lines below the last paragraph")
    func below() throws {
        #expect(try removed("", below: "<p>2019-09-08</p>").contains("page.metadata"))
        #expect(try removed("", below: "<p>编辑|王二</p>").contains("page.metadata"))
    }

    @Test("links in a row go from a page whose one paragraph they outnumber; headings that are links go with them")
    func links() throws {
        let teasers = (1...4).map {
            "<h4><a href=/h\($0)>水车村的旧事第\($0)则</a></h4><p><a href=/p\($0)>石桩怎样打进泥里之\($0)</a></p>"
        }
        let html = "<body><div class=m>\(Self.paragraph)\(Self.paragraph)\(teasers.joined())</div></body>"
        let plain = try Make.extract(html, path: "a.html").plain
        #expect(!plain.contains("旧事") && !plain.contains("石桩怎样"))
        #expect(plain.contains("拴在石桩上"))
    }

    @Test("plain text of a page is the article without its title; the title stands in the record")
    func plain() throws {
        let html =
            "<html><head><title>水车村的堤坝</title></head><body><h1>水车村的堤坝</h1>\(Self.paragraph)\(Self.paragraph)</body></html>"
        let extract = try Make.extract(html, path: "a.html")
        #expect(extract.title == "水车村的堤坝")
        #expect(!extract.plain.contains("水车村的堤坝"))
        #expect(extract.plain.contains("等水退下去再修堤坝"))
    }
}
