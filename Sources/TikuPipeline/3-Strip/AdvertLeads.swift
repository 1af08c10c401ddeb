internal import TikuModel
internal import TikuText

/// Adverts that were scraped right behind the last word of an answer (`…才能拷贝本文由“茶水间”首发，转载请留言`), or right before its first.
///
/// Neither a mark nor a gap parts them, so what they open with must. A sentence is cut before such words only where what stands before
/// them reads like an answer and what they open reads like an advert.
extension Strip {
    private static let leads = PhraseAutomaton(
        Words.list(
            """
            觉得有用, 觉得不错, 觉得有帮助, 如果觉得, 如果喜欢, 如果对你有, 喜欢的话, 有帮助的话, 有用的话, 本文由, 本文首发, 本文来自, 本文作者, 本文转载, 本文已, 欢迎关注, 关注公众号, 关注我, 关注微信,
            关注视频号, 更多面试, 更多精彩, 更多干货, 更多资料, 更多内容, 扫码, 扫描二维码, 扫描下方, 扫一扫, 微信扫, 加微信, 添加微信, 加群, 加我, 加企鹅, 点击领取, 点击下方, 点击链接, 点击关注, 点赞收藏,
            点赞关注, 点个赞, 点个关注, 点个在看, 转载请, 转载自, 版权归, 版权声明, 原文链接, 私信我, 私信领取, 后台回复, 回复关键, 公众号回复, 免费领取, 限时, 限量, 长按识别, 长按图片, 长按二维码, 进群, 入群, 淘宝搜, 抖音搜,
            微信搜, 百度搜, 全网同名, 内推码, 求内推, 想要完整, 需要完整, 想要资料, 需要资料, 想系统学习, 想要系统, 领取资料, 领取完整, 感谢阅读, 未经授权, 未经许可, 谢绝转载, 禁止转载
            """))
    /// Characters that must stand before the words, and behind their start.
    private static let least = (before: 10, after: 8)
    /// Characters behind the last comma before the words: `如果二维码过期，可先加群主微信` is one sentence.
    private static let clause = 6
    /// Logits that the part before may have at most, and the part behind at least.
    private static let most = -0.3
    private static let sells = 1.4

    /// The sentence, or what stands before an advert glued to it and the advert. O(length), and the model's cost for the first few leads.
    func leadsApart(_ text: TextBuffer, _ sentence: ByteSpan) -> [ByteSpan] {
        guard rules.usesModel, sentence.count >= 48, sentence.count <= 2_000 else { return [sentence] }
        for match in Self.leads.matches(text.bytes, sentence.range).prefix(4) {
            let head = ByteSpan(sentence.start, match.span.start)
            let tail = ByteSpan(match.span.start, sentence.end)
            guard Scalars.count(text.bytes, head.range) >= Self.least.before,
                Scalars.count(text.bytes, tail.range) >= Self.least.after
            else { continue }
            let last = Scalars.before(text.bytes, head.end, from: head.start).scalar
            guard CharacterClass.isClosing(last) || CharacterClass.isWord(last) && clause(text, head) >= Self.clause
            else {
                continue
            }
            if model.score(text, head) <= Self.most, model.score(text, tail) >= Self.sells { return [head, tail] }
        }
        return answerApart(text, sentence)
    }

    /// `Join our Discord: discord.example/prepSince version 5.8, hashes can …`: an advert with the answer glued to its last word, where a
    /// capital follows a small letter, or Han an address.
    private func answerApart(_ text: TextBuffer, _ sentence: ByteSpan) -> [ByteSpan] {
        let bytes = text.bytes
        var tried = 0
        var offset = sentence.start + 24
        while offset < sentence.end - 24, tried < 6 {
            if isSeam(bytes, offset, from: sentence.start) {
                tried += 1
                let (head, tail) = (ByteSpan(sentence.start, offset), ByteSpan(offset, sentence.end))
                if model.score(text, head) >= AdvertModel.sureThreshold,
                    model.score(text, tail) <= AdvertModel.strangeThreshold
                {
                    return [head, tail]
                }
            }
            offset += 1
        }
        return [sentence]
    }

    /// `… join our Slack === Storage ===`: the block without the heading that was scraped to its end, so that an advert does not take it
    /// along. Only marks that no advert ends with: rules, ornaments, the numbers of chapters.
    func withoutGluedHeading(_ text: TextBuffer, _ block: Block) -> Block {
        guard block.kind.isTalk, block.content.count > 24 else { return block }
        let tails = SectionMarks.tails(text, block.content, longest: 48).filter { $0 > block.content.start + 12 }
        guard let cut = tails.first(where: { isGluedHeading(text, ByteSpan($0, block.content.end)) }) else {
            return block
        }
        var block = block
        block.span = ByteSpan(block.span.start, cut)
        block.content = text.trimmed(ByteSpan(block.content.start, cut))
        return block
    }

    private func isGluedHeading(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        let first = Scalars.decode(text.bytes, at: span.start).scalar
        if first == 0x3D || first == 0x23 || (0x25A0...0x25FF).contains(first) {
            return SectionMarks.isDecorated(text, span)
        }
        return SectionMarks.isChapter(text, span)
            && (model.score(text, span) < 0 || SectionFinder.words.contains(text.bytes, span.range))
    }

    /// Whether two lines may have been joined here without a gap.
    func isSeam(_ bytes: ContiguousArray<UInt8>, _ offset: Int, from start: Int) -> Bool {
        guard offset > start, offset + 1 < bytes.count else { return false }
        let (last, next) = (bytes[offset - 1], bytes[offset])
        return last >= 0x61 && last <= 0x7A && next >= 0x41 && next <= 0x5A && bytes[offset + 1] >= 0x61
            || last < 0x80 && next >= 0xE3 && next <= 0xE9 && endsAccount(bytes, offset, from: start)
    }

    /// A name or a number as accounts and addresses have it: letters or digits with a sign among them, or six digits and more.
    private func endsAccount(_ bytes: ContiguousArray<UInt8>, _ end: Int, from start: Int) -> Bool {
        var (letters, digits, signs) = (0, 0, 0)
        for byte in bytes[start..<end].reversed() {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A: letters += 1
            case 0x2D, 0x2E, 0x2F, 0x5F: signs += 1
            default: return signs > 0 && letters + digits >= 4 || digits >= 6
            }
        }
        return false
    }

    /// Characters behind the last mark of a span, as many as count.
    private func clause(_ text: TextBuffer, _ span: ByteSpan) -> Int {
        var count = 0
        var offset = span.end
        while offset > span.start, count < Self.clause {
            let (scalar, width) = Scalars.before(text.bytes, offset, from: span.start)
            guard CharacterClass.isWord(scalar) || scalar == 0x20 else { break }
            count += 1
            offset -= width
        }
        return count
    }
}
