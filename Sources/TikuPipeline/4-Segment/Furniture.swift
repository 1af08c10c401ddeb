internal import TikuModel
internal import TikuText

/// Headings that belong to any post and never to its questions.
enum Furniture {
    private static let opening = Set(
        Words.list(
            """
            前言, 写在前面, 序, 序言, 引言, 导读, 背景, 说明, 声明, 简介, 介绍, 目录, 文章目录, 题目, 题目列表, 问题列表, introduction, preface, contents, tableofcontents,
            prerequisites, intro, overview, tldr, disclaimer
            """))
    private static let closing = Set(
        Words.list(
            """
            总结, 小结, 结语, 结束语, 结尾, 写在最后, 最后, 后记, 尾声, 参考资料, 参考文献, 参考链接, 参考, 引用, 更多, 更多回答, 其他回答, 全部回答, 评论, 全部评论, 热门评论, 精选评论, 网友评论, 评论区, 留言,
            相关文章, 相关推荐, 相关阅读, 相关问题, 推荐阅读, 延伸阅读, 扩展阅读, 往期推荐, 往期精彩, 往期回顾, 往期必看, 往期精选, 猜你喜欢, 猜你想看, 关于作者, 作者简介, 版权声明, 版权, 许可证, 打赏, 联系我, 联系我们, 交流群,
            公众号, 资料领取, 福利, 完, 全文完, 正文完, end, theend, 附录, 更新日志, 致谢, 写到最后, finalthoughts, conclusion, conclusions, wrappingup, wrapup, summary, closing, closingthoughts,
            inclosing, lastwords, topcomments, comments, responses, discussion, moreanswers, leaveareply, leaveacomment, references, reference, resources, furtherreading, readmore, seealso,
            related, relatedposts, relatedarticles, relatedquestions, license, licence, contributing, contributors, abouttheauthor, aboutme, abouttheauthors, acknowledgements, acknowledgments,
            changelog, author, authors, credits, support, youmayalsolike, youmightalsolike, whatsnext, nextsteps, keepintouch, share, sharethis, thanks, goodluck, faqschema, tags, categories,
            recommended, recommendedreading, morefromtheblog, bestofluck, bottomline, thebottomline, takeaways, keytakeaways, whatnext, contact, contactus, feedback, news, newsletter
            """))

    /// The words of a heading: no number, no decoration, no counts.
    private static func form(_ text: TextBuffer, _ line: Line) -> String {
        var title = line.body
        if let inner = SectionMarks.title(text, line.content) { title = inner }
        if let prefix = NumberPrefix.scan(text, title) { title = ByteSpan(prefix.span.end, title.end) }
        var form = NormalForm.question(text.string(title))
        form.removeAll { $0.isNumber }
        return form
    }

    static func isOpening(_ text: TextBuffer, _ line: Line) -> Bool {
        line.length <= 30 && opening.contains(form(text, line))
    }

    private static let ends = Set(
        Words.list(
            """
            end, theend, 完, 全文完, 正文完, 评论, 全部评论, 热门评论, 精选评论, 网友评论, 评论区, 留言, 更多回答, 其他回答, 全部回答, comments, responses, topcomments, leaveareply,
            leaveacomment, moreanswers, relatedposts, relatedarticles, 相关文章, 相关阅读, 相关推荐, 猜你喜欢, 往期推荐, 往期精彩, 往期回顾
            """))

    /// Ends a post even as a plain line: nothing in an answer reads so.
    static func isEnd(_ text: TextBuffer, _ line: Line) -> Bool {
        line.length <= 20 && !isCode(text, line) && ends.contains(form(text, line))
    }

    /// `@end` of Objective-C, `end` of Ruby.
    private static func isCode(_ text: TextBuffer, _ line: Line) -> Bool {
        line.kind == .code || line.code >= 0.5 || text.bytes[line.content.start] == UInt8(ascii: "@")
    }

    /// Ends the list of questions when it stands after the last of them.
    static func isClosing(_ text: TextBuffer, _ line: Line) -> Bool {
        line.length <= 40 && line.isProse && !isCode(text, line) && closing.contains(form(text, line))
    }
}
