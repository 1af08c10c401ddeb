internal import TikuModel
internal import TikuText

/// Words that stand where an answer or a section should.
enum Placeholders {
    enum Kind: Hashable {
        /// `略`, `待补充`, `TODO`, `see comments`
        case standIn
        /// Behind a group, a paywall or a download.
        case withheld
    }

    private static let standIns: Set<String> = Set(
        Words.list(
            """
            略, 暂无回答, 暂无解答, 暂无解析, 此处留给大家思考, 留给大家思考, 大家自己思考, 会员专享, 该题答案为会员专享, 答案为会员专享, 会员可见, 见下一篇, 见后续,
            待大家补充, 欢迎补充, 欢迎评论区补充, 评论区见, 评论区讨论, 省略, 从略, 此处略, 此处省略, 答案略, 解析略, 略略, 待补充, 待完善, 待更新, 待续, 待填, 待定, 暂无,
            暂无答案, 暂缺, 无, 空, 同上, 见上, 见下, 见评论, 见评论区, 答案见评论, 答案见评论区, 答案在评论区, 请看评论,
            自行百度, 自行搜索, 自行查阅, 百度一下, todo, tbd, tba, na, n/a, none, null, skipped, omitted, comingsoon,
            tobeadded, tobecontinued, tobedone, tobecompleted, tobeanswered, seecomments, seecommentsbelow, seethecomments,
            answerincomments, answerinthecomments, fixme, noanswer, noansweryet, notanswered, pending, wip, workinprogress,
            篇幅有限略, 篇幅限制略, 篇幅原因略, 因篇幅限制略, 稍后补充, 后续补充, 后面补充, 以后补充, 有空再补, 有空补充,
            有时间再补, 未完待续, 答案待补充, 内容待补充, 整理中, 更新中, 正在整理, 参考上题, 参考上面, 这题略, 本题略,
            seeabove, seebelow, sameasabove, asabove, seepreviousanswer, seeprevious, seenextpost, seelink, seelinkbelow, refertoabove, answerabove, answerbelow, answercomingsoon, noanswerprovided, noanswerhere, notavailable, notyetanswered, yettobeanswered, willadd, willaddlater, toadd, 见上题, 同上题, 见前文, 见上文, 见下文, 参见上文, 参见上题, 以后补, 后补, 先空着, 空着, 回头补, 回头再补, 之后补充, 待回答, 待解答, 暂时没有, 暂时空缺, 没写, 未写, 还没写, 懒得写, 请自行百度, 自己百度, 自行谷歌, 自行google, googleit, justgoogleit, 答案待补, 此题答案待补, 后面再写, 以后再写, 有空再写, 略去, 敬请期待, 答案敬请期待, 见文末, 详见文末, 稍后更新, 答案稍后更新, 答案暂时没有, answertofollow, tofollow, willupdatelater, leftblank, intentionallyleftblank, blank, notdone, tocome, unanswered, tobedetermined, answerpending, stilltocome, 待补, 答案暂缺, 答案暂无, 自己查资料, 自己查, 自行查资料, 自行查找, 请自行查阅, 自查, 请查阅资料, 自己找答案, 自己动手, 待整理, 待解, 自己想, 留给读者, 留作思考, 读者自行思考, 自行思考, 开放题, 开放性问题, 不会, 不知道, 忘了, 没答上来, 没答出来,
            本节暂缺, 本章暂缺, 本部分暂缺, 此部分暂缺, 这部分暂缺, 本节暂无, 本部分暂无, 本节待补, 本部分待补, 本节空缺, 此部分略, 本部分略, 该部分略, 本节略, 本章略, 这部分略, 以下略, 暂时空白, 答案整理中, 占位, placeholder, lorem, xxx, tobewritten, leftasanexercise, leftasanexerciseforthereader,
            answertobeadded, willupdatelater, willbeupdatedsoon, updatesoon, updatingsoon, skip, 待答, 未作答, 準備中, 未回答, 回答なし, 回答準備中, 作成中, 後日追記, 追記予定, 執筆中, 編集中, 待補充, 暫無答案, 暫無, 尚無答案, 待補
            """))
    /// A short line that holds one of these says that something is left out.
    private static let omissions = PhraseAutomaton(
        Words.list(
            """
            请看下一篇, 见下一篇, 下一篇再, 下篇继续, 字数超限, 字数限制, 字数有限, 未能放出, 放不下, 篇幅有限, 篇幅限制, 篇幅原因, 篇幅所限, 篇幅太长, 篇幅过长, 限于篇幅, 不再展开, 不展开, 就不展开, 此处省略,
            这里省略, 省略, 从略, 不再赘述, 待补充, 待更新, 后续补充, 后续更新, 未完待续, 持续更新中, skipped, omitted,
            left out, coming soon, to be added, to be continued, for brevity, space limitations, due to length, todo, tbd,
            下次再写, 以后再写, 有空再补, 有空继续, 改天再补, 回头再补, 内容略, 略去, 先跳过, 暂略, 见下一页, 见下页, 下页继续, 下一页继续, see next page, when time permits, another post, separate post, another article, continued on the next page, not included here, 未收录
            """))
    private static let lengthWords = PhraseAutomaton(
        Words.list("篇幅, 字数, 展开, 后续, 下次, brevity, space, length, soon, continued, skipped, omitted, permits, another"))
    /// Why something is left out, and that it is: said together they need no set phrase.
    private static let causes = PhraseAutomaton(
        Words.list(
            """
            内容太长, 文章太长, 内容太多, 内容较多, 太多了, 篇幅, 字数, 限于, 太长了, 放不完, too long, too many, keep this, post short, short, length, space
            """))
    private static let deeds = PhraseAutomaton(
        Words.list(
            """
            不再列, 不列, 不再放, 不再贴, 不贴, 没贴, 没放, 下次, 以后再, 再发, 先空, 写不下, 贴不下, 放不下, 略过, 从略, 省去, 删去, 跳过, 下一篇, 下篇, 另一篇, 另开一篇, 另写, 单独写, 单独成文, 留到,
            left out, omitted, skipped, cut here, not included, not listed, next post, another post, next time
            """))
    private static let withheldWords = PhraseAutomaton(
        Words.list(
            """
            公众号, 社群, 交流群, 加群, 进群, 关注后, 关注可见, 回复可见, 登录后, 付费, 会员, 订阅后, 订阅专栏, 购买, 扫码,
            网盘, 提取码, 知识星球, 完整答案, 完整版, 解锁, 获取答案, 查看答案, 答案获取, 下载, subscribe to, sign in to,
            log in to, premium, members only, member-only, unlock, paywall, full answer, purchase, upgrade to,
            download the, join our, 私信, 领取
            """))
    private static let answerWords = PhraseAutomaton(
        Words.list(
            """
            答案, 解析, 完整, 全文, 全部, 剩余, 本题, 此题, 详解, 详细, 题解, 查看, 阅读, answer, solution, explanation,
            read the, rest of, full, view, see
            """))

    /// Words that open a line which sends the reader elsewhere for the answer.
    private static let pointers = FormWords(
        Words.list(
            """
            seethecomment, seecomment, checkthecomment, answeredinthecomment, 答案见评论, 答案在评论, 答案看评论, 详见评论区, 见评论区
            """))

    /// What the text is, if it is nothing but a stand-in.
    static func kind(_ text: TextBuffer, _ span: ByteSpan) -> Kind? {
        let content = text.trimmed(span)
        guard !content.isEmpty, Scalars.count(text.bytes, content.range) <= 80 else { return nil }
        var words = text.string(content)
        let form = NormalForm.question(words)
        if form.isEmpty { return words.allSatisfy { "…. -—/*~、。?？()（）".contains($0) } ? .standIn : nil }
        if standIns.contains(form) { return .standIn }
        words = words.lowercased()
        if isOmission(text, content) || pointers.open(form) { return .standIn }
        if isWithheld(text, content), !states(text, content) { return .withheld }
        // `略，考察面太广`
        if form.hasPrefix("略"), form.unicodeScalars.count <= 12,
            words.hasPrefix("略，") || words.hasPrefix("略,") || words.hasPrefix("略。")
        {
            return .standIn
        }
        if isEndNote(text, content) || isPending(text, content) || isReference(form) || isOpenTask(form) {
            return .standIn
        }
        // `思路点拨：（略）`
        if let colon = words.firstIndex(where: { $0 == "：" || $0 == ":" }),
            words.distance(from: words.startIndex, to: colon) <= 8
        {
            let rest = NormalForm.question(String(words[words.index(after: colon)...]))
            if standIns.contains(rest) { return .standIn }
        }
        return nil
    }

    /// `本题答案整理中，请稍后再来查看`, `参见内部文档`: says that the answer comes later or stands elsewhere, and nothing else.
    private static func isPending(_ text: TextBuffer, _ content: ByteSpan) -> Bool {
        guard Scalars.count(text.bytes, content.range) <= 30 else { return false }
        if pendingWords.contains(text.bytes, content.range), answerWords.contains(text.bytes, content.range) {
            return true
        }
        let form = NormalForm.question(text.string(content))
        return form.count <= 12
            && ["参见", "详见", "请参见", "请见", "见内部", "refertothe", "seethe", "seeinternal"].contains { form.hasPrefix($0) }
    }

    /// `见教材第 47 页`, `参考官方文档`, `See the textbook, chapter 3`: names where the answer stands, and nothing of it.
    private static func isReference(_ form: String) -> Bool {
        let length = form.unicodeScalars.count
        if form.utf8.allSatisfy({ $0 < 0x80 }) {
            return length <= 36 && englishPointing.open(form)
                && englishPlaces.stand(in: form)
        }
        return length <= 14 && pointing.open(form) && places.stand(in: form)
    }

    private static let pointing = FormWords(
        Words.list(
            "见, 参见, 参考, 参看, 参阅, 请参考, 请参阅, 详见, 请见, 请看, 自行查看, 自行查阅, 去看, 請參考, 參考, 詳見, 請見"))
    private static let places = FormWords(
        Words.list(
            """
            教材, 课本, 书本, 书上, 书中, 原书, 本书, 文档, 官网, 手册, 讲义, 笔记, 链接, 视频, 源码, 课件, 附件, 附录, 页, 章, 上篇, 上一篇, 另一篇, 博客, 配图, 教程, 大纲, 白皮书, 说明书, 代码仓库, 课本上,
            文件, 講義, 影片, 連結
            """))
    private static let englishPointing = FormWords(
        Words.list(
            "see, referto, pleasereferto, checkthe, consult, lookat, lookup, refer, seethe, readthe, coveredin, explainedin"
        ))
    private static let englishPlaces = FormWords(
        Words.list(
            """
            textbook, docs, documentation, manual, chapter, page, slides, handout, notes, video, website, link, thebook, repo,
            readme, appendix, previouspost, anotherpost, myotherpost
            """))

    /// `此题开放，言之有理即可。`: says that any answer will do, or that there is none.
    private static func isOpenTask(_ form: String) -> Bool {
        let length = form.unicodeScalars.count
        if form.utf8.allSatisfy({ $0 < 0x80 }) {
            return length <= 48 && anyAnswer.stand(in: form)
                || length <= 36 && noAnswer.stand(in: form)
        }
        return length <= 22 && anyAnswer.stand(in: form)
            || length <= 14 && noAnswer.stand(in: form)
    }

    /// What one who did not know says instead.
    private static let noAnswer = FormWords(
        Words.list(
            """
            留给大家思考, 大家思考, 留给读者, 忘记怎么答, 忘了怎么答, 我也不会, 我不会, 先空着, 空着先, 不太会, 先欠着, 占个坑, 先占坑, 容我想想, 想好再写, 不记得怎么答, 没答上来, 没答出来, 没有回答, 当时没答, 没想起来, 还没整理, 还没想好, 已隐藏, 内容隐藏, 付费章节,
            couldnotanswer, couldntanswer, stillwriting, notwrittenyet, noideayet, didnotanswer, didntanswer, forgotwhatisaid,
            willwriteitup, hiddencontent
            """))

    private static let anyAnswer = FormWords(
        Words.list(
            """
            此题开放, 本题开放, 开放题, 开放性题, 开放式题, 言之有理即可, 言之成理即可, 合理即可, 有道理即可, 自圆其说即可, 无标准答案, 没有标准答案, 无固定答案, 没有固定答案, 答案不唯一, 答案不固定, 自由发挥, 结合自身情况回答,
            結合自身情況, 沒有標準答案, openquestion, openended, answerswillvary, answersmayvary, norightanswer,
            nocorrectanswer, nosinglecorrectanswer, anyreasonableanswer, dependsonyourexperience
            """))

    private static let pendingWords = PhraseAutomaton(
        Words.list(
            """
            整理中, 更新中, 编写中, 完善中, 稍后, 下期, 下一期, 下回, 下次, 明天, 晚点, 改天, 回头, 敬请期待, 待补充, 待更新, 尚未, 暂未, 后续, 过几天, 有空, 之后再, 以后再, coming soon, later, not ready, in progress, pending,
            being written, to follow
            """))

    static func isOmission(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard !content.isEmpty, Scalars.count(text.bytes, content.range) <= 50 else { return false }
        let form = NormalForm.question(text.string(content))
        if standIns.contains(form) { return true }
        if form.count <= 30, causes.contains(text.bytes, content.range), deeds.contains(text.bytes, content.range) {
            return true
        }
        guard omissions.contains(text.bytes, content.range) else { return false }
        // a sentence that happens to hold such a word is longer, unless it speaks of the length of the post
        return form.count <= 14 || form.count <= 30 && lengthWords.contains(text.bytes, content.range)
    }

    /// `END`, `完`, `以下题目因篇幅所限省略`: closes a post or says that the rest of it is left out.
    static func isEndNote(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let content = text.trimmed(span)
        guard !content.isEmpty, Scalars.count(text.bytes, content.range) <= 40 else { return false }
        let form = NormalForm.question(text.string(content))
        if form.count <= 18, farewells.stand(in: form) { return true }
        if ["end", "完", "全文完", "完结", "theend", "正文完", "未完待续"].contains(form) { return true }
        return noteWords.contains(text.bytes, content.range) && isOmission(text, content)
    }

    /// `先写到这里，有空再补。`
    private static let farewells = FormWords(
        Words.list(
            """
            先写到这里, 就写到这里, 先写到这, 今天写到这, 先到这里, 先更到这里, 就更到这里, 先更到这, 先整理到这, 暂时写到这, 暂时就这些, 今天就到这, 就先到这
            """))

    private static let noteWords = PhraseAutomaton(Words.list("下一篇, 下篇, 篇幅, 字数, 限于, brevity, space, 未能放出, 放不下"))

    /// Whether sentences that speak of no group and no answer say more than a stand-in does: an answer may speak of a group too.
    private static func states(_ text: TextBuffer, _ content: ByteSpan) -> Bool {
        let others = Sentences.split(text, content).filter {
            !withheldWords.contains(text.bytes, $0.range) && !answerWords.contains(text.bytes, $0.range)
        }
        return others.reduce(0) { $0 + NormalForm.letters(text.string($1)) } > 20
    }

    /// Says that the answer stands elsewhere, for a price.
    static func isWithheld(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let bytes = text.bytes
        return withheldWords.contains(bytes, span.range) && answerWords.contains(bytes, span.range)
    }
}
