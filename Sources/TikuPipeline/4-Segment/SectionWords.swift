internal import TikuModel
internal import TikuText

/// What headings above questions say, and what only looks like one.
extension SectionFinder {
    /// Words that name a part of a list of questions.
    static let words = PhraseAutomaton(
        Words.list(
            """
            一面, 二面, 三面, 四面, 终面, HR面, hr面, 笔试, 电面, 技术面, 面试题, 真题, 高频题, 必考题, 常考题, 基础篇, 进阶篇, 高级篇, 实战篇, 基础, 进阶, 高级, 专题, 模块, 部分,
            项目深挖, 手撕, 场景题, 场景设计, 系统设计, 开放题, 框架, questions, basics, deep dive, fundamentals, advanced,
            intermediate, beginner, general, round, design, behavioural, behavioral, 篇, 章, 综合, 常见问题, 原理篇, 训练,
            推理, 部署, 微调, 优化, 入门, 提高, 拔高, 巩固, 常考点, essentials
            """))

    /// A heading that only says that questions follow.
    static let partNames: Set<String> = Set(
        Words.list(
            """
            参考答案, 答案, 答案解析, 答案与解析, 参考答案与解析, 解析, answers, answerkey, solutions, 题目, 问题, 试题, 问题列表, 题目列表, 题目部分, 问题部分, 题目如下, 题目汇总, 问题汇总, 面试题目, 全部题目, questions, thequestions,
            question, questionlist, listofquestions, allquestions, 分割线, 分隔线, 我是分割线, 华丽的分割线
            """))

    /// What the names of parts end in.
    static let partEndings = FormWords(
        Words.list(
            """
            部分, 相关, 篇, 高频题, 必考题, 常考题, 面试题, 基础题, 进阶题, 真题, 类, 环节, 方向, 模块, 专题, 相关问题, 类问题, 知识, questions, basics
            """))

    /// Rounds of an interview.
    static let rounds = Words.list(
        """
        一面, 二面, 三面, 四面, 五面, 终面, 初面, 复面, hr面, 电面, 电话面, 视频面, 笔试, 机试, 技术面, 技术一面, 技术二面, 技术三面, 主管面, 交叉面, 加面, 群面, 单面, 人事面, 部门面, 总监面,
        老板面, 业务面, 第一轮, 第二轮, 第三轮, 第四轮, 第五轮, 最后一轮, 1面, 2面, 3面, firstround, secondround, thirdround, fourthround, finalround, round1, round2, round3, round4,
        roundone, roundtwo, roundthree, phonescreen, phoneinterview, recruiterscreen, technicalscreen, onsite, hrround, managerround
        """)

    static let roundWords = FormWords(rounds)

    /// Words of adverts and of notes to the reader.
    static let talk = PhraseAutomaton(
        Words.list(
            """
            免费, 领取, 广而告之, 专属, 福利, 拉群, 入群, 进群, 加群, 扫码, 扫一扫, 关注我, 关注公众号, 微信号, 微信群, 加微信, 点我, 点击, 回复, 小编, 往期, 推荐阅读, 猜你, 相关阅读, 上一篇, 下一篇, 前言, 写在前面, 结语, 写在最后, 评论区,
            目录, 转载, 联系, 投稿, 邮箱, like button, ring the bell, scan qr, subscribe, follow us, follow me, follow my, follow the, follow our, click here, click the, click on, click to, click below,
            for free, free pdf, free ebook, free trial, free course, free guide, free template, get free, coupon, sponsored, about the author,
            introduction, conclusion, final thoughts, table of contents, contents, newsletter
            """))

    /// Words of adverts that are asked about as well, and what they are asked about as.
    static let subjects = PhraseAutomaton(
        Words.list("关注, 公众号, 微信, 推荐, 评论, 广告, 作者, 版权, QQ, qq, 收藏, 点赞, 优惠, related, comments"))
    static let fields = PhraseAutomaton(
        Words.list("系统, 生态, 算法, 开发, 运营, 投放, 支付, 小程序, 设计, 营销, 业务, 方向, 岗, 架构, 平台, 服务"))

    /// Heads of lists of other posts.
    static let postWords = FormWords(
        Words.list(
            """
            最新文章, 热门文章, 推荐文章, 相关文章, 热点文章, 精选文章, 文章推荐, 文章排行, 阅读排行, 热门排行, 点击排行, 排行榜, 热门推荐, 最新发布, 上一篇, 下一篇, 分钟阅读, 阅读时长,
            latestposts, recentposts, popularposts, relatedposts, relatedarticles, mostread, trendingnow, minread, minutesread,
            minuteread, readingtime
            """))

    // MARK: What only looks like a heading

    /// Bold words that sell something.
    func isSold(_ content: ByteSpan) -> Bool {
        article.judgesWording && !article.isKept(content) && !hasWord(content)
            && Scalars.count(article.text.bytes, content.range) >= 16
            && AdvertModel.shipped.score(article.text, content) >= AdvertModel.sureThreshold
    }

    /// The end of a sentence whose beginning was cut off: words in small letters.
    func isRest(_ content: ByteSpan) -> Bool {
        let bytes = article.text.bytes[content.range]
        return bytes.contains(0x20) && bytes.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x20 }
    }

    /// The name of who wrote a post, as a link to a page about him.
    func namesMember(_ line: Line) -> Bool {
        guard let target = article.blocks[line.block].link else { return false }
        return Self.memberPages.contains { target.contains($0) }
    }

    private static let memberPages = [
        "/member", "/user", "/u/", "/people/", "/profile", "/author", "space-uid", "uid=", "/@", "/space/", "/home.php",
    ]

    /// `本栏目最新文章`, `12 min read`: heads a list of other posts, or says how long this one is.
    func namesPosts(_ content: ByteSpan) -> Bool {
        let form = NormalForm.question(article.text.string(content))
        return form.utf8.count <= 48 && Self.postWords.stand(in: form)
    }

    /// `le.cn/1111`: a piece of an address that was broken over two lines.
    func isAddress(_ content: ByteSpan) -> Bool {
        let bytes = article.text.bytes[content.range]
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x80 }), let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
            return false
        }
        return bytes[..<slash].contains(UInt8(ascii: ".")) || bytes.contains(UInt8(ascii: "="))
    }

    /// Reads like a sentence or an advert, which no heading does.
    func isTalk(_ content: ByteSpan) -> Bool {
        let bytes = article.text.bytes
        let title = SectionMarks.title(article.text, content) ?? content
        let isShort = Scalars.count(bytes, title.range) <= 16
        if Detectors.find(.phone, article.text, content) != nil { return true }
        var offset = content.start
        var clauses = 0
        while offset < content.end {
            let (scalar, width) = Scalars.decode(bytes, at: offset)
            if scalar == 0xFF0C || scalar == 0xFF01 || scalar == 0x3002 || scalar == 0x21 { clauses += 1 }
            offset += width
        }
        if clauses > 0 || Self.talk.contains(bytes, content.range) { return true }
        // `微信生态部分`, `推荐系统`: what adverts speak of is also asked about
        return Self.subjects.contains(bytes, content.range)
            && !(isShort && (hasWord(content) || Self.fields.contains(bytes, content.range)))
    }
}
