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
        // what asks, is numbered or ends a sentence belongs to the text
        guard !span.isEmpty, span.count <= 480, !block.isAsked, !isNumbered(text, block),
            !SectionFinder.words.contains(text.bytes, span.range),
            !CharacterClass.isSentenceEnd(Scalars.before(text.bytes, span.end, from: span.start).scalar)
        else { return isOriginalTitle(text, span) ? "the title it had elsewhere" : nil }
        let length = Scalars.count(text.bytes, span.range)
        if isTrail(text, span, isLinked: block.linkBytes * 2 >= span.count) { return "where the reader is" }
        guard !block.isListItem || block.linkBytes > 0 || length <= 20 && isDateline(text, span) else { return nil }
        if length <= 80, isLabelled(text, span) { return "a label and what it names" }
        // rows hold data
        guard !block.isTableRow else { return nil }
        if length <= longestDateline, isDateline(text, span) { return "a date and what goes with it" }
        if length <= longestButton, isButtons(text, span) { return "buttons" }
        return nil
    }

    private static func isParagraph(_ text: TextBuffer, _ block: Block) -> Bool {
        block.content.count >= paragraph && block.linkBytes * 4 < block.content.count && !block.isHeading
            && hasClause(text, block.content)
    }

    /// A mark that ends a sentence or a clause.
    private static func hasClause(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isSentenceEnd(scalar) || scalar == 0x2C || scalar == 0xFF0C { return true }
            offset += width
        }
        return false
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
        var before: UInt32 = 0
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            switch scalar {
            // `->`, `=>`, `>=` and `<a>` are no steps
            case 0x3E where ![0x2D, 0x3D, 0x3C, 0x3E].contains(before):
                let next = offset + 1 < span.end ? text.bytes[offset + 1] : 0
                if next != UInt8(ascii: "=") { steps += 1 }
            case 0xBB, 0x203A, 0xFF1E, 0x25B8, 0x25B6: steps += 1
            default: break
            }
            before = scalar
            offset += width
        }
        guard steps >= 2 else { return false }
        if homes.longestPrefix(text.bytes, span.range) != nil { return true }
        return steps >= 3
            && (isLinked || text.bytes[span.range].reversed().starts(with: "正文".utf8.reversed())
                || latinHomes.longestPrefix(text.bytes, span.range) != nil)
    }

    private static let homes = PhraseAutomaton(
        Words.list(
            """
            首页, 主页, 首頁, 主頁, 您所在的位置, 您的位置, 您现在的位置, 你的位置, 你现在的位置, 当前位置, 现在位置, 所在位置, 您当前的位置, 您当前位置, 當前位置, 網站首頁, 网站首页,
            startseite, accueil, inicio, início, главная, ホーム, トップページ, 홈, strona główna, anasayfa, ana sayfa,
            الرئيسية, you are here, sie sind hier, vous êtes ici, etusivu, domů, trang chủ, beranda
            """))
    /// Words that open other lines too.
    private static let latinHomes = PhraseAutomaton([
        "home", "start", "トップ", "hem", "forside", "blog", "forum", "index",
    ])

    // MARK: - Dates

    /// A date in one of its shapes, and little besides: who, where from, how many read it.
    private static func isDateline(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        var digits: [(value: Int, length: Int, before: UInt32)] = []
        var (number, length) = (0, 0)
        var (mark, last): (UInt32, UInt32) = (0, 0)
        var words = 0
        var offset = span.start
        while offset < span.end {
            let (scalar, width) = Scalars.decode(text.bytes, at: offset)
            if CharacterClass.isASCIIDigit(scalar), length < 9 {
                if length == 0 { mark = last }
                number = number * 10 + Int(scalar - 0x30)
                length += 1
            } else {
                if length > 0 { digits.append((number, length, mark)) }
                (number, length) = (0, 0)
                if CharacterClass.isWord(scalar) { words += 1 }
            }
            last = scalar
            offset += width
        }
        if length > 0 { digits.append((number, length, mark)) }
        func isYear(_ value: (value: Int, length: Int, before: UInt32)) -> Bool {
            value.length == 4 && (1990...2099).contains(value.value)
        }
        guard words <= 48, let year = digits.firstIndex(where: isYear) else { return false }
        // `2019-09-07`, `2019年9月7日`, `2019/9/7`
        let follows = year + 2 < digits.count && isPart(digits[year + 1]) && isPart(digits[year + 2])
        // `7.9.2019`, `07/09/2019`
        let leads =
            year >= 2 && [0x2D, 0x2E, 0x2F].contains(digits[year].before)
            && [0x2D, 0x2E, 0x2F].contains(digits[year - 1].before)
        if follows || leads { return true }
        return hasMonth(text, span) && digits.contains { (1...31).contains($0.value) && $0.length <= 2 }
    }

    /// A month or a day behind its mark.
    private static func isPart(_ digits: (value: Int, length: Int, before: UInt32)) -> Bool {
        digits.length <= 2 && (1...31).contains(digits.value)
            && [0x2D, 0x2E, 0x2F, 0x5E74, 0x6708].contains(digits.before)
    }

    /// The name of a month in one of the languages that write it out.
    private static func hasMonth(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        months.contains(text.bytes, span.range)
    }

    private static let months = PhraseAutomaton(
        Words.list(
            """
            january, february, march, april, june, july, august, september, october, november, december, jan, feb, apr, jun, jul,
            aug, sep, sept, oct, nov, dec, januar, februar, märz, mai, juni, juli, oktober, dezember, janvier, février, mars, avril, juin,
            juillet, août, septembre, octobre, novembre, décembre, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre,
            octubre, noviembre, diciembre, janeiro, fevereiro, março, maio, junho, julho, setembro, outubro, novembro, dezembro, gennaio,
            febbraio, aprile, maggio, giugno, luglio, settembre, ottobre, dicembre, января, февраля, марта, апреля, мая, июня, июля, августа,
            сентября, октября, ноября, декабря, stycznia, lutego, kwietnia, maja, czerwca, lipca, sierpnia, września, października,
            listopada, grudnia, ocak, şubat, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık, يناير, فبراير, مارس,
            أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر
            """))

    // MARK: - Labels and buttons

    /// A label and the mark behind it.
    private static func isLabelled(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        guard let label = labels.longestPrefix(text.bytes, span.range) else { return false }
        let last = Scalars.before(text.bytes, label.span.end, from: span.start).scalar
        if !CharacterClass.isWord(last) { return true }
        guard label.span.end < span.end else { return true }
        let next = Scalars.decode(text.bytes, at: label.span.end).scalar
        return next == 0x3A || next == 0xFF1A || next == 0x7C || CharacterClass.isWhiteSpace(next)
    }

    /// `（原标题：…？）`: it may ask, as titles do.
    private static func isOriginalTitle(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        !span.isEmpty && span.count <= 360 && originals.longestPrefix(text.bytes, span.range) != nil
    }

    private static let originals = PhraseAutomaton(["（原标题：", "(原标题：", "原标题：", "原标题:", "本文原标题：", "（原题为", "原題："])

    private static let labels = PhraseAutomaton(
        Words.list(
            """
                        （原标题：, (原标题：, 原标题：, 原标题:, 本文原标题：, 原題：, 文章关键词：, 标签：, 标签:, 标签, 文章标签：, 来源：, 来源:, 来源, 文章来源：, 来源于：,
                        信息来源：, 采写：, 编辑|, 校对|, 作者|, 文|, 记者|, 编辑丨, 作者丨, 供稿：, （编辑：, （责编：, (责编：, (编辑：, （责任编辑：, (责任编辑：, 【责任编辑：, 【编辑：, （原题为, （原载, 作者：,
                        作者:, 责任编辑：, 责任编辑:, 责任编辑, 责编：, 编辑：, 编辑:, 字号：, 字体：, 分享到：, 分享到, 分享至, 发布时间：, 发布日期：, 发表时间：, 更新时间：,
                        浏览次数：, 阅读次数：, 点击进入专题：, 扫码阅读全文, 扫码查看, 扫描二维码, 標籤：, 來源：, 責任編輯：, 分享到：,
                        tags:, tagged:, filed under, posted in, categories:, share this, share on, follow us, written by, posted by,
                        published by, image credit:, schlagwörter:, quelle:, mots-clés :, étiquettes :, etiquetas:, fuente:, теги:, метки:,
                        источник:, タグ：, カテゴリ：, カテゴリー：, 情報元, 태그:, 출처:
            """))

    /// The words of buttons and nothing else: two of them, or one that is longer than a letter an answer may be.
    private static func isButtons(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let words = text.string(span).lowercased().split { !$0.isLetter }
        guard words.allSatisfy({ buttons.contains(String($0)) }) else { return false }
        return words.count >= 2
            || words.first.map { $0.count >= 2 && $0.utf8.first.map { $0 >= 0x80 } ?? false } ?? false
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
