internal import TikuModel
internal import TikuText

/// Words that stand for the rest of an answer: `展开全文`, `Read more`.
extension Truncation {
    private static let offers: Set<String> = Set(
        Words.list(
            """
            余下部分已折叠, 展开阅读全部, 阅读全部, 展开全部, 展开查看全部, 剩余部分已折叠, 内容已折叠, 已折叠, 内容已隐藏, 剩余内容已隐藏, 余下内容已隐藏, 展开全文, 展开剩余全文, 登录后查看完整答案, 登录后查看, 登录后可见, 登录后阅读全文, 查看全部, 查看剩余, 剩余未读, 点击展开剩余内容, 展开阅读更多, 会员可看全文, 开通会员阅读全文, 下载APP查看全文, 打开APP阅读全文,
            打开APP查看全文, 打开App查看全文, 展开查看, 全文展开, 阅读全文, 展开阅读全文, 查看全文, 点击展开, 展开, 点击展开全文, 展开剩余, 展开剩余内容,
            点击查看剩余内容, 查看剩余内容, 阅读剩余, 阅读剩余部分, 阅读更多, 查看更多, 继续阅读, 剩余内容, 余下全文, 未完,
            全文, 显示全部, 显示更多, 更多, 展开更多, 点击阅读全文, 点击阅读更多, 查看完整答案, 查看完整内容, 查看答案全文,
            点击查看全文, 点击加载全文, 加载更多, 继续看, 收起, 查看详情, 阅读原文, 查看原文, 登录后查看全文, 登录查看全文,
            点击阅读剩余全文, 阅读剩余全文, 剩余全文, 打开APP阅读全文, 打开App阅读全文, 点击阅读余下全文, 解锁全文, 解锁完整答案, 查看剩余全文, 余下内容, unlockfullanswer, unlockthefullanswer, unlockanswer, unlock, showthefullanswer, readfullpost, seefulltext, viewfullanswerinapp, openinapp, openinapptoreadmore, continueinapp, readfulltext, 后略, 下略, 以下省略, 下文省略, continuereading, readmore, showmore, seemore, viewmore, more, expand,
            readthefullanswer, readfullanswer, viewfullanswer, readthefullarticle, readfullarticle, clicktoexpand,
            readthefullpost, clicktoreadmore, showall, showfulltext, readon, keepreading, loadmore, viewfulltext,
            readtherest, showfullanswer, continue, seefullanswer, clickformore, moretext, truncated
            """))

    /// How much is left is said in numbers: `剩余 80%`, `还有三段`.
    private static let counts = Set("0123456789零〇一二两三四五六七八九十百千万".unicodeScalars)

    /// Whether a line is an offer to show the rest. Arrows, brackets and dots do not count.
    static func isOffer(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard !content.isEmpty, content.count <= 90 else { return false }
        var words = text.string(content)
        if words.hasPrefix("["), let end = words.utf8.firstIndex(of: UInt8(ascii: "]")) {
            let next = words.utf8.index(after: end)
            if next < words.endIndex, words.utf8[next] == UInt8(ascii: "(") { words = String(words[..<end]) }
        }
        var form = NormalForm.question(words)
        form.unicodeScalars.removeAll { counts.contains($0) }
        return offers.contains(form) || isComposedOffer(form)
    }

    /// `点开看完整解析`, `登录后阅读完整内容`, `Sign in to continue reading`: what to do, and the rest as what it leads to.
    private static func isComposedOffer(_ form: String) -> Bool {
        guard form.utf8.count <= 48, form.unicodeScalars.count >= 4 else { return false }
        if form.utf8.allSatisfy({ $0 < 0x80 }) {
            return offeredDeeds.open(form) && offeredRests.close(form)
        }
        return form.unicodeScalars.count <= 16 && deeds.open(form)
            && (rests.close(form) || named.close(form))
    }

    /// `其余内容`, `余下`: what of an answer an offer can lead to, in all its names.
    private static let named = FormWords(
        ["其余", "余下", "剩余", "剩下", "下半", "后半", "未显示", "隐藏"].flatMap { rest in
            ["", "的", "内容", "的内容", "部分", "的部分", "全文", "答案", "解析", "文字", "篇", "段"].map { rest + $0 }
        })

    private static let deeds = FormWords(
        Words.list(
            """
            点开, 点击, 点此, 点我, 轻触, 戳, 展开, 打开, 登录, 登陆, 注册, 查看, 阅读, 继续, 解锁, 开通, 下载, 订阅, 购买, 付费, 扫码, 请登录, 前往, 去, 到app, 进入, 还有, 还剩, 剩余, 后面还有,
            點開, 點擊, 展開, 打開, 登入, 閱讀, 繼續, 解鎖, 下載
            """))
    private static let rests = FormWords(
        Words.list(
            """
            展开, 全文, 完整内容, 完整解析, 完整答案, 完整回答, 完整版, 完整解答, 剩余内容, 剩余部分, 剩余答案, 剩余, 余下内容, 余下部分, 后续内容, 更多内容, 更多精彩内容, 全部内容, 全部答案,
            全部解析, 详细解析, 详细内容, 后查看, 后阅读, 后可见, 后续, 余下全文, 查看更多, 阅读更多, 隐藏内容, 未读内容, app查看, app阅读, 继续阅读, 继续看,
            下半部分, 后半部分, 剩下的, 剩下部分, 后面的内容, 下文, 点击继续, 点击查看, 点此继续, 登录后可见, 登录可见, 完整內容, 剩餘內容, 更多內容, 全部內容, 閱讀全文
            """))
    private static let offeredDeeds = FormWords(
        Words.list(
            """
            continue, read, view, see, show, unlock, open, signin, signup, login, logintoread, subscribe, register, tap, click,
            expand, keep, load, getthe, join, upgrade, start
            """))
    private static let offeredRests = FormWords(
        Words.list(
            """
            readmore, showmore, seemore, viewmore, tocontinue, continuereading, keepreading, fullanswer, fullarticle, fullpost,
            fullstory, fulltext, fullsolution, fullexplanation, wholearticle, wholeanswer, intheapp, inourapp, inapp, toexpand,
            toreadmore, toread, tounlock, theanswer, therest, restofthisanswer, restofthearticle, remainingtext, remainder
            """))

    /// An offer at the end of the line, as long as it can be: `Read more`, not `more`.
    func trailingOffer(_ content: ByteSpan) -> ByteSpan? {
        let text = article.text
        if Self.isOffer(text, content) { return content }
        var offset = content.end
        var steps = 0
        var best: ByteSpan?
        while offset > content.start, steps < 40 {
            let (scalar, width) = Scalars.before(text.bytes, offset, from: content.start)
            offset -= width
            steps += 1
            let opens = scalar == 0x5B || scalar == 0x3010 || scalar == 0xFF08 || scalar == 0x28
            guard
                opens || CharacterClass.isWhiteSpace(scalar) || scalar == 0x2026 || scalar == 0x2E
                    || CharacterClass.isSentenceEnd(scalar)
            else { continue }
            let piece = text.trimmed(ByteSpan(opens ? offset : offset + width, content.end))
            guard piece.count < content.count else { continue }
            if Self.isOffer(text, piece) && standsApart(piece, in: content) || opens && isNote(piece, in: content) {
                best = piece
            }
        }
        return best ?? gluedOffer(content)
    }

    /// `…把请求转发给（未完待续）`, `… a contraction of (continued on the next page)`: in brackets behind open words, that the rest is elsewhere.
    private func isNote(_ piece: ByteSpan, in content: ByteSpan) -> Bool {
        !closes(article.text.trimmed(ByteSpan(content.start, piece.start))) && Self.isNote(article.text, piece)
    }

    private static func isNote(_ text: TextBuffer, _ piece: ByteSpan) -> Bool {
        guard CharacterClass.isClosing(Scalars.before(text.bytes, piece.end, from: piece.start).scalar) else {
            return false
        }
        let form = NormalForm.question(text.string(piece))
        return form.unicodeScalars.count <= 30 && (rest.stand(in: form) || restAlone.contains(form))
    }

    /// Whether words are followed by such a note: they are of an answer, whatever the note says.
    static func endsInNote(_ text: TextBuffer, _ content: ByteSpan) -> Bool {
        guard CharacterClass.isClosing(Scalars.before(text.bytes, content.end, from: content.start).scalar) else {
            return false
        }
        var offset = content.end
        var steps = 0
        while offset > content.start, steps < 40 {
            let (scalar, width) = Scalars.before(text.bytes, offset, from: content.start)
            offset -= width
            steps += 1
            guard scalar == 0xFF08 || scalar == 0x28 || scalar == 0x3010 || scalar == 0x5B else { continue }
            return offset > content.start && isNote(text, ByteSpan(offset, content.end))
        }
        return false
    }

    private static let rest = FormWords(
        Words.list(
            """
            未完, 待续, 后续补充, 后续更新, 下页继续, 下一页继续, 见下页, 见下一页, 见下篇, 见下一篇, 后文继续, 此处截断, 内容截断, 内容过长, 篇幅有限, 篇幅限制, 篇幅所限, 以下省略, 后面省略, 继续阅读,
            tobecontinued, continuedonthe, continuedinthe, continuesinthe, continuesonthe, continuedonnext, moretocome, restomitted, answercutoff
            """))
    /// Words that say so alone: `（剩余容量）` is a remark.
    private static let restAlone = Set(
        Words.list(
            """
            剩余, 余下, 后略, 下略, 下一页, 下一篇, 更多内容, 剩余内容, 余下内容, nextpage, nextpost, truncated, remainder, unfinished, notfinished, morebelow, therest,
            cutoff, textcut, continued
            """))

    /// A long Chinese offer that was scraped right behind the words it cuts: `…检查系统是不是处在展开全文`.
    private func gluedOffer(_ content: ByteSpan) -> ByteSpan? {
        let bytes = article.text.bytes
        var end = content.end
        // an arrow behind it
        while end > content.start, !CharacterClass.isHan(Scalars.before(bytes, end, from: content.start).scalar) {
            end -= Scalars.before(bytes, end, from: content.start).width
            guard content.end - end <= 8 else { return nil }
        }
        for offer in Self.gluedOffers where bytes[content.start..<end].suffix(offer.count).elementsEqual(offer) {
            let start = end - offer.count
            guard start > content.start, CharacterClass.isHan(Scalars.before(bytes, start, from: content.start).scalar)
            else {
                return nil
            }
            return ByteSpan(start, content.end)
        }
        return nil
    }

    private static let gluedOffers: [[UInt8]] = Words.list(
        "点击阅读剩余全文, 点击展开全文, 点击查看全文, 展开阅读全文, 点击阅读全文, 余下全文, 展开全文, 阅读全文, 查看全文, 阅读更多, 展开剩余内容"
    ).map { Array($0.utf8) }

    /// A single English word that offers more needs a mark before it: `… more`, but not `heavy tails need far more.`
    private func standsApart(_ piece: ByteSpan, in content: ByteSpan) -> Bool {
        let words = article.text.bytes[piece.range]
        guard words.count <= 10, words.allSatisfy({ $0 < 0x80 && $0 != 0x20 }) else { return true }
        var before = piece.start
        while before > content.start {
            let (scalar, width) = Scalars.before(article.text.bytes, before, from: content.start)
            if !CharacterClass.isWhiteSpace(scalar) { return !CharacterClass.isWord(scalar) && scalar != 0x2C }
            before -= width
        }
        return true
    }
}
