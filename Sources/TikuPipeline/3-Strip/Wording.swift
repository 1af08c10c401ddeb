internal import TikuModel
internal import TikuText

/// Sentences judged by their vocabulary, where no rule holds.
extension Strip {
    /// Short lines with these words say where something stands.
    private static let structure = PhraseAutomaton(
        Words.list("答案, 解析, 题目, 试题, 部分, 章, 篇, 模块, answers, questions, solutions, section, chapter, part"))

    /// A sentence that opens with one of these goes on with what stands before it.
    private static let connectives = PhraseAutomaton(
        Words.list(
            """
            and, but, however, therefore, thus, hence, otherwise, moreover, in addition,
            此外, 但是, 所以, 因此, 另外, 不过, 而且, 并且, 然而, 例如, 比如, 其次
            """))

    /// What the title of a list of questions says.
    private static let announcements = PhraseAutomaton(
        Words.list("面试题, 面试, 面经, 试题, 问答, 题库, 八股, 真题, 笔试, 习题, interview, questions, faq, quiz"))

    static func announces(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        announcements.contains(text.bytes, span.range)
    }

    /// Where a sentence stands in its line.
    enum Place {
        case alone, opening, inside, end
        /// Alone, and opened by a short question to the reader: `Loved this? Share it …`
        case called
        /// Alone, with an advert above or below.
        case beside
        /// The last paragraph of an article.
        case last
        /// The last line of an article, where no blank line parts it from the answer above.
        case lastLine
    }

    /// A sentence in a seller's vocabulary that has nothing to do with what is around it; beside an advert the vocabulary is enough.
    func wording(
        _ text: TextBuffer, _ sentence: ByteSpan, _ block: Block, _ outlier: Outlier, mayBeForeign: Bool, place: Place
    ) -> RuleSet.Finding? {
        let content = text.trimmed(sentence)
        let length = Scalars.count(text.bytes, content.range)
        guard rules.usesModel, block.kind.isTalk, content.count <= 600, length >= 4, !isBroken(text, content),
            !Truncation.endsInNote(text, content),
            QuestionCues.score(text, content) < 2.4,
            NumberPrefix.scan(text, content) == nil, Label.scan(text, content) == nil,
            !SectionMarks.isDecorated(text, content),
            !(block.content.count <= 120 && SectionMarks.isDecorated(text, block.content)),
            !isTabbed(text, sentence, block.content),
            !(outlier.opens(block) && Self.announcements.contains(text.bytes, content.range))
        else { return nil }
        // what a line that is one link says, not where it leads
        let sentence = Self.linkWords(text, content) ?? sentence
        let score = model.score(text, sentence)
        // a few words say little: they must be a seller's through and through
        if length < 10, score < AdvertModel.sureThreshold || place != .end { return nil }
        let last = Scalars.before(text.bytes, content.end, from: content.start).scalar
        if score < AdvertModel.certainThreshold, content.count <= 60, Self.structure.contains(text.bytes, content.range)
        {
            return nil
        }
        if length <= 16, SectionFinder.partEndings.close(NormalForm.question(text.string(content))) { return nil }
        // a line of its own that ends no sentence, and shares not a word with what is around it
        if place == .alone || place == .last, !block.isListItem, !block.isHeading,
            score >= AdvertModel.strangeThreshold,
            score < AdvertModel.foreignThreshold, place == .last || last != 0x2E, last != 0x2026, last != 0x3A,
            last != 0xFF1A,
            place == .last || !CharacterClass.isSentenceEnd(last), mayBeForeign,
            CodeLikeness.score(text, sentence) < 0.3,
            outlier.isForeign(sentence, in: block, skipping: true, share: .max)
        {
            return RuleSet.Finding(rule: AdvertModel.rule, isSoft: false, evidence: model.evidence(text, sentence))
        }
        guard score >= AdvertModel.besideThreshold else { return nil }
        // what leads to something belongs to it
        guard last != 0x3A, last != 0xFF1A else { return nil }
        // adverts stand alone or at the end of a line far more often than inside it or in a list, and seldom end in a full stop in
        // Chinese
        let least: Double
        switch place {
        case .last: least = AdvertModel.foreignThreshold
        case .lastLine: least = AdvertModel.endThreshold
        case _ where last == 0x3002 || block.isListItem: least = AdvertModel.sureThreshold
        case .called: least = AdvertModel.foreignThreshold
        case .beside: least = AdvertModel.sureThreshold
        case .alone: least = last == 0x2E || last == 0x21 ? AdvertModel.closedThreshold : AdvertModel.foreignThreshold
        // English closes its adverts as it closes its sentences
        case .end, .opening: least = last == 0x2E || last == 0x21 ? AdvertModel.sureThreshold : AdvertModel.endThreshold
        case .inside: least = AdvertModel.sureThreshold
        }
        if last == 0x3002, place != .last, place != .lastLine, score < AdvertModel.endThreshold { return nil }
        let isForeign =
            score >= least && mayBeForeign && Self.connectives.longestPrefix(text.bytes, content.range) == nil
            && CodeLikeness.score(text, sentence) < 0.5
            && outlier.isForeign(
                sentence, in: block, skipping: true,
                least: length < 10 || place == .last || place == .lastLine
                    ? 2 : score >= AdvertModel.sureThreshold ? 3 : 4,
                share: place == .beside || score >= AdvertModel.certainThreshold && last != 0x2E
                    ? 2 : score >= AdvertModel.sureThreshold ? 4 : score >= AdvertModel.endThreshold ? 6 : 8)
        return RuleSet.Finding(
            rule: isForeign ? AdvertModel.rule : "soft.wording", isSoft: !isForeign,
            evidence: model.evidence(text, sentence))
    }

    /// The words of `[words](address)`, where the link is all there is.
    private static func linkWords(_ text: TextBuffer, _ content: ByteSpan) -> ByteSpan? {
        let bytes = text.bytes
        guard content.count > 6, bytes[content.start] == UInt8(ascii: "["), bytes[content.end - 1] == UInt8(ascii: ")"),
            let close = (content.start..<content.end - 1).first(where: { bytes[$0] == UInt8(ascii: "]") }),
            bytes[close + 1] == UInt8(ascii: "("),
            !bytes[close + 2..<content.end - 1].contains(UInt8(ascii: "]"))
        else { return nil }
        return ByteSpan(content.start + 1, close)
    }

    /// Cells stand around it. A whole article may stand in one block, so that only what is near counts.
    private func isTabbed(_ text: TextBuffer, _ sentence: ByteSpan, _ content: ByteSpan) -> Bool {
        let range = max(content.start, sentence.start - 2_000)..<min(content.end, sentence.end + 2_000)
        return text.bytes[range].contains(0x09)
    }

    /// Adverts come in runs: a line between lines, above or below one that is an advert from end to end, may share more with the text.
    func besides(_ article: Article, _ outlier: Outlier) -> [Verdict] {
        let judged = Dictionary(article.verdicts.map { ($0.span, $0.rule) }, uniquingKeysWith: { first, _ in first })
        let touched = SpanIndex(article.verdicts.lazy.map(\.span))
        let blocks = article.blocks.filter { $0.kind != .blank && ($0.region == .content || $0.region == .caption) }
        func isAdvert(_ index: Int) -> Bool {
            blocks.indices.contains(index) && judged[blocks[index].span].map { $0.hasPrefix("ad.") } ?? false
        }
        var found: [Verdict] = []
        for (index, block) in blocks.enumerated() where isAdvert(index - 1) || isAdvert(index + 1) {
            let isTouched = touched.first(from: block.span.start).map { $0.start < block.span.end } ?? false
            if !isTouched,
                belongsToAdvert(article.text, block)
                    || isAdvert(index - 1) && isRestOfAddress(article.text, block, below: blocks[index - 1])
            {
                found.append(
                    Verdict(
                        span: block.span, rule: "advert.run", evidence: Self.excerpt(article.text, block.content)))
                continue
            }
            guard !isTouched, !block.isHeading,
                askingEnd(article.text, block) == block.content.start,
                let finding = wording(
                    article.text, block.content, block, outlier, mayBeForeign: true, place: .beside), !finding.isSoft
            else { continue }
            found.append(Verdict(span: block.span, rule: finding.rule, evidence: finding.evidence))
        }
        return found
    }

    /// The last paragraphs of an article, where they take leave of the reader: `以上为回忆版，欢迎补充。` Set apart from the answer above by a
    /// blank line or a rule, they need to say less than elsewhere to be no part of it.
    func closings(_ article: Article, _ outlier: Outlier) -> [Verdict] {
        let touched = SpanIndex(article.verdicts.lazy.map(\.span))
        func isTouched(_ block: Block) -> Bool {
            touched.first(from: block.span.start).map { $0.start < block.span.end } ?? false
        }
        var found: [Verdict] = []
        for index in article.blocks.indices.reversed() where found.count < 4 {
            let block = article.blocks[index]
            if block.kind == .blank || block.kind == .rule || block.region != .content || isTouched(block) { continue }
            let isApart =
                index > 0
                && (article.blocks[index - 1].kind == .blank || article.blocks[index - 1].kind == .rule
                    || article.source.format == .html || isTouched(article.blocks[index - 1]))
            guard index > 0, block.kind == .paragraph, !block.isStrong,
                Scalars.count(article.text.bytes, block.content.range) <= 60,
                askingEnd(article.text, block) == block.content.start,
                let finding = wording(
                    article.text, block.content, block, outlier, mayBeForeign: true, place: isApart ? .last : .lastLine),
                !finding.isSoft
            else { break }
            found.append(Verdict(span: block.span, rule: "boilerplate.last-words", evidence: finding.evidence))
        }
        return found
    }

    private static let advertTitles = PhraseAutomaton(
        Words.list(
            "推荐, 推广, 福利, 专属, 广告, 广而告之, 活动, 赞助, 优惠, 合作, 好物, 公告, sponsor, promotion, promo, advert, offer, deal"))

    /// `ple.org/zt` below a line of an advert that ends in `http://go.exam`: the address was wrapped.
    private func isRestOfAddress(_ text: TextBuffer, _ block: Block, below advert: Block) -> Bool {
        func isAddress(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && byte != 0x29 && byte != 0x5D }
        guard !block.startsParagraph, !block.content.isEmpty, block.content.count <= 80,
            text.bytes[block.content.range].contains(where: { "/?=".utf8.contains($0) }),
            text.bytes[block.content.range].allSatisfy(isAddress),
            advert.span.end == block.span.start
        else { return false }
        let last = text.bytes[advert.content.range].reversed().prefix(while: isAddress)
        let start = advert.content.end - last.count
        return text.bytes[start..<advert.content.end].starts(with: "http".utf8)
            || text.bytes[start..<advert.content.end].starts(with: "www.".utf8)
    }

    /// A short line right above or below an advert that is its title between ornaments, or names its price.
    private func belongsToAdvert(_ text: TextBuffer, _ block: Block) -> Bool {
        let length = Scalars.count(text.bytes, block.content.range)
        guard length <= 24, block.kind.isTalk, NumberPrefix.scan(text, block.content) == nil,
            QuestionCues.score(text, block.content) < 1.5
        else { return false }
        if let title = SectionMarks.title(text, block.content), SectionMarks.isDecorated(text, block.content) {
            return Self.advertTitles.contains(text.bytes, title.range)
        }
        return Detectors.find(.price, text, block.content) != nil && model.score(text, block.content) > -1
    }
}
