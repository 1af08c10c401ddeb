internal import TikuModel
internal import TikuText

/// Finds the lines that a page puts around its article in plain text: where the reader is (`首页 > 快讯 > 正文`), when and by whom it was
/// published (`2019-09-07 09:25 来源：…`), what it is filed under, what the buttons are called.
///
/// Names of classes mark most of them; where they do not, place does: such lines stand above the first paragraph of the text or below the
/// last. What asks, is numbered, or ends a sentence is none of them.
enum PageLines {
    static let rule = "page.metadata"
    /// Bytes of a paragraph.
    private static let paragraph = 90
    private static let longestDateline = 90
    private static let longestButton = 30

    static func verdicts(_ article: Article) -> [Verdict] {
        let blocks = article.blocks.filter { $0.kind != .blank && $0.region == .content }
        guard let first = blocks.firstIndex(where: { isParagraph(article.text, $0) }),
            let last = blocks.lastIndex(where: { isParagraph(article.text, $0) })
        else { return [] }
        return blocks.indices.compactMap { index in
            let block = blocks[index]
            guard index < first || index > last, !block.isHeading, block.kind != .code,
                let evidence = reason(article.text, block)
            else { return nil }
            return Verdict(span: block.span, rule: rule, evidence: evidence)
        }
    }

    private static func reason(_ text: TextBuffer, _ block: Block) -> String? {
        let span = block.content
        guard !span.isEmpty, span.count <= 480 else { return nil }
        let length = Scalars.count(text.bytes, span.range)
        if isTrail(text, span, isLinked: block.linkBytes * 2 >= span.count) { return "where the reader is" }
        if length <= 160, labels.longestPrefix(text.bytes, span.range) != nil,
            !CharacterClass.isSentenceEnd(Scalars.before(text.bytes, span.end, from: span.start).scalar)
        {
            return "a label and what it names"
        }
        // rows hold data, points of a list are told
        guard !block.isTableRow, !isNumbered(text, block),
            !CharacterClass.isSentenceEnd(Scalars.before(text.bytes, span.end, from: span.start).scalar)
        else { return nil }
        let isPoint = block.isListItem && block.linkBytes == 0
        if length <= (isPoint ? 20 : longestDateline), isDateline(text, span) { return "a date and what goes with it" }
        if length <= longestButton, !isPoint, isButtons(text, span) { return "buttons" }
        return nil
    }

    private static func isParagraph(_ text: TextBuffer, _ block: Block) -> Bool {
        block.content.count >= paragraph && block.linkBytes * 4 < block.content.count && !block.isHeading
            && sentenceEnds(text, block.content) > 0
    }

    private static func sentenceEnds(_ text: TextBuffer, _ span: ByteSpan) -> Int {
        var offset = span.start
        var count = 0
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isSentenceEnd(scalar) || scalar == 0x2C || scalar == 0xFF0C { count += 1 }
            offset += width
        }
        return count
    }

    private static func isNumbered(_ text: TextBuffer, _ block: Block) -> Bool {
        if QuestionCues.firstMark(text, block.content) != nil { return true }
        guard let prefix = NumberPrefix.scan(text, block.content) else { return false }
        return prefix.span.end < block.content.end
    }

    // MARK: - Where the reader is

    /// Steps with `>` between: from the start page, or to `正文`, or of links.
    private static func isTrail(_ text: TextBuffer, _ span: ByteSpan, isLinked: Bool) -> Bool {
        var steps = 1
        var offset = span.start
        var inMark = false
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            switch scalar {
            case 0x3E, 0xBB, 0x203A, 0xFF1E, 0x2192, 0x25B8, 0x25B6:
                if !inMark { steps += 1 }
                inMark = true
            case 0x20, 0xA0, 0x3000: break
            default: inMark = false
            }
            offset += width
        }
        guard steps >= 2 else { return false }
        return homes.longestPrefix(text.bytes, span.range) != nil
            || steps >= 3 && (isLinked || text.bytes[span.range].reversed().starts(with: "正文".utf8.reversed()))
    }

    private static let homes = PhraseAutomaton(
        Words.list(
            """
            首页, 主页, 首頁, 主頁, 您所在的位置, 您的位置, 您现在的位置, 你的位置, 你现在的位置, 当前位置, 现在位置, 所在位置, 您当前的位置, 您当前位置, 當前位置, 網站首頁, 网站首页,
            home, start, startseite, accueil, inicio, início, главная, ホーム, トップ, トップページ, 홈, strona główna, anasayfa, ana sayfa,
            الرئيسية, you are here, sie sind hier, vous êtes ici, hem, forside, etusivu, domů, trang chủ, beranda, blog, forum, index
            """))

    // MARK: - Dates

    /// A year of four digits and another number or the time of day, and no sentence around.
    private static func isDateline(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        var offset = span.start
        var number = 0
        var digits = 0
        var years = 0
        var others = 0
        func close() {
            if digits == 4, number >= 1990, number <= 2099 {
                years += 1
            } else if digits == 8, number >= 19_900_101, number <= 20_991_231 {
                years += 1
                others += 1
            } else if digits == 1 || digits == 2, number <= 60 {
                others += 1
            }
            (number, digits) = (0, 0)
        }
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isASCIIDigit(scalar), digits < 9 {
                number = number * 10 + Int(scalar - 0x30)
                digits += 1
            } else {
                close()
            }
            offset += width
        }
        close()
        return years == 1 && others >= 2 || years == 1 && others == 1 && hasMonth(text, span)
    }

    /// The name of a month in one of the languages that write it out.
    private static func hasMonth(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        months.contains(text.bytes, span.range)
    }

    private static let months = PhraseAutomaton(
        Words.list(
            """
            january, february, march, april, may, june, july, august, september, october, november, december, jan, feb, mar, apr, jun, jul,
            aug, sep, sept, oct, nov, dec, januar, februar, märz, mai, juni, juli, oktober, dezember, janvier, février, mars, avril, juin,
            juillet, août, septembre, octobre, novembre, décembre, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre,
            octubre, noviembre, diciembre, janeiro, fevereiro, março, maio, junho, julho, setembro, outubro, novembro, dezembro, gennaio,
            febbraio, aprile, maggio, giugno, luglio, settembre, ottobre, dicembre, января, февраля, марта, апреля, мая, июня, июля, августа,
            сентября, октября, ноября, декабря, stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października,
            listopada, grudnia, ocak, şubat, mart, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık, يناير, فبراير, مارس,
            أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر
            """))

    // MARK: - Labels and buttons

    private static let labels = PhraseAutomaton(
        Words.list(
            """
            （原标题：, (原标题：, 原标题：, 原标题:, 本文原标题：, 原題：, 文章关键词：, 关键词：, 关键字：, 标签：, 标签:, 标签 , 文章标签：, 来源：, 来源:, 来源 , 文章来源：, 来源于：,
            信息来源：, 采写：, 编辑|, 校对|, 作者|, 文|, 记者|, 编辑丨, 作者丨, 供稿：, （编辑：, （责编：, (责编：, (编辑：, （责任编辑：, (责任编辑：, 【责任编辑：, 【编辑：, （原题为, （原载, 作者：, 作者:, 责任编辑：, 责任编辑:, 责任编辑 , 责编：, 编辑：, 编辑:, 字号：, 字体：, 分享到：, 分享到, 分享至, 发布时间：, 发布日期：, 发表时间：, 更新时间：, 日期：,
            浏览次数：, 阅读次数：, 点击进入专题：, 扫码阅读, 扫码查看, 扫描二维码, 關鍵字：, 標籤：, 來源：, 責任編輯：, 分享到：,
            tags:, tagged:, filed under, posted in, categories:, category:, keywords:, source:, share this, share on, follow us, written by, posted by,
            published by, author:, photo:, image credit:, schlagwörter:, quelle:, mots-clés :, étiquettes :, etiquetas:, fuente:, теги:, метки:,
            источник:, タグ：, カテゴリ：, カテゴリー：, 情報元, 태그:, 출처:
            """))

    private static func isButtons(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let words = text.string(span).lowercased().split { !$0.isLetter }
        return words.isEmpty || words.allSatisfy { buttons.contains(String($0)) }
    }

    private static let buttons: Set<String> = Set(
        Words.list(
            """
            分享, 分享到, 收藏, 举报, 打印, 字号, 大, 中, 小, 评论, 点赞, 返回, 关闭, 纠错, 转发, 微信, 微博, 举报反馈, 返回顶部, 写评论, 我要评论, 我要纠错, 复制链接, 复制, 赞,
            朋友圈, 空间, 全文, 展开, 收起, 展开全文, 查看更多, 加载更多, 更多, 下载, 登录, 注册, 订阅, 关注, 已关注, 标签, 上一页, 下一页, 打印本页, 关闭窗口, 打印本文,
            分享文章, 讚, 列印, 轉發, シェア, ツイート, 印刷, 保存, いいね, 공유, 인쇄, 스크랩, 댓글,
            a, t, x, share, tweet, print, email, facebook, twitter, pinterest, linkedin, whatsapp, reddit, copy, link, save, like, likes, comment,
            comments, reply, report, subscribe, follow, more, close, pin, it, telegram, messenger, top, back, to, next, previous, download, pdf,
            teilen, drucken, merken, partager, imprimer, compartir, imprimir, compartilhar, condividi, stampa, поделиться, печать,
            распечатать, udostępnij, drukuj, paylaş, yazdır
            """))
}
