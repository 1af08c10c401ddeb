public import TikuModel
internal import TikuText

/// Stage 3: gives boilerplate and adverts a verdict. Nothing is deleted: a verdict is a span, a rule and its evidence.
///
/// Verdicts are given on whole blocks by where they stand in a page (`page.*`), and on sentences by what they say (the rule
/// packs). A sentence of an answer is only ever removed for what it says itself.
public struct Strip: Stage {
    public var rules: RuleSet
    /// What stands in many articles, where it is known.
    public var repeated: RepeatedSentences
    let model = AdvertModel.shipped

    public init(rules: RuleSet, repeated: RepeatedSentences = RepeatedSentences()) {
        self.rules = rules
        self.repeated = repeated
    }

    public func run(_ article: Article) throws(Never) -> Article {
        var article = article
        var inComment = false
        // what the question above asks about
        var topic = ""
        // the line above, unless something of it was removed
        var above: Block?
        let widths = widths(article)
        let topics = topics(article)
        let outlier = Outlier(article)
        let remark = Outlier(article, in: .comments)
        let images = SpanIndex(QRCode.images(article))
        for block in article.blocks where block.kind != .blank {
            if let rule = Self.pageRule(block.region) {
                article.verdicts.append(
                    Verdict(span: block.span, rule: rule, evidence: Self.excerpt(article.text, block.content)))
                if block.region == .comments, block.kind != .code, block.kind != .rule {
                    article.beneathComments += verdicts(
                        article.text, block, images: images, topic: Topic(last: "", all: topics),
                        asking: askingEnd(article.text, block), outlier: remark)
                }
                continue
            }
            if block.kind == .code || block.kind == .rule { continue }
            if block.isTableRow {
                for cell in Self.longCells(article.text, block) {
                    article.verdicts += verdicts(
                        article.text, cell, images: images, topic: Topic(last: topic, all: topics),
                        asking: cell.content.start, outlier: outlier)
                }
                continue
            }
            if isInComment(article.text, block, &inComment) { continue }
            if let target = block.link, target.hasPrefix("#"), block.kind == .paragraph,
                Scalars.count(article.text.bytes, block.content.range) - target.count <= 24
            {
                article.verdicts.append(
                    Verdict(
                        span: block.span, rule: "boilerplate.anchor",
                        evidence: Self.excerpt(article.text, block.content)))
                continue
            }
            let asking = askingEnd(article.text, block)
            let found = verdicts(
                article.text, block, images: images, topic: Topic(last: topic, all: topics), asking: asking,
                outlier: outlier, goesOn: isWrapped(article.text, above, block, widths))
            article.verdicts += found
            above = found.isEmpty ? block : nil
            if let asked = asked(article.text, block, end: asking) { topic = asked }
        }
        article.verdicts += besides(article, outlier)
        article.verdicts += closings(article, outlier)
        if article.source.format == .html {
            article.verdicts += LinkLists.verdicts(article) + PageLines.verdicts(article)
        }
        article.kept = rules.keepsAny ? article.blocks.map(\.content).filter { rules.isKept(article.text, $0) } : []
        article.judgesWording = rules.judgesWording
        article.verdicts.removeAll { rules.isKept(article.text, $0.span) }
        article.beneathComments.removeAll { rules.isKept(article.text, $0.span) }
        return article
    }

    /// Cells that hold a paragraph, each as a block of its own: answers stand in tables, and adverts at their ends.
    private static func longCells(_ text: TextBuffer, _ block: Block) -> [Block] {
        var cells: [Block] = []
        var start = block.content.start
        for offset in block.content.start...block.content.end {
            let isEnd =
                offset == block.content.end || text.bytes[offset] == 0x09 || text.bytes[offset] == UInt8(ascii: "|")
            guard isEnd else { continue }
            let cell = text.trimmed(ByteSpan(start, offset))
            if Scalars.count(text.bytes, cell.range) >= 40 {
                cells.append(Block(span: cell, content: cell, kind: .paragraph))
            }
            start = offset + 1
        }
        return cells
    }

    static func pageRule(_ region: Region) -> String? {
        switch region {
        case .content, .caption: nil
        case .navigation: "page.navigation"
        case .header: "page.header"
        case .footer: "page.footer"
        case .sidebar: "page.sidebar"
        case .comments: "page.comments"
        case .related: "page.related"
        case .form: "page.form"
        case .contents: "page.contents"
        case .metadata: "page.metadata"
        case .hidden: "page.hidden"
        case .advert: "page.advert"
        case .outside: "page.outside"
        }
    }

    /// Whether the line stands in a comment of source code: what that says belongs to the code.
    private func isInComment(_ text: TextBuffer, _ block: Block, _ inComment: inout Bool) -> Bool {
        let line = text.bytes[block.span.range].drop { $0 == 0x20 || $0 == 0x09 }
        if line.starts(with: "/*".utf8) { inComment = true }
        if inComment, !line.starts(with: "/*".utf8), !line.starts(with: "*".utf8) { inComment = false }
        return inComment || line.starts(with: "// ".utf8)
    }

    /// Verdicts on one block's sentences.
    ///
    /// Adverts come in runs: once one stands in a line, what follows it there is judged by the soft rules too. The whole block
    /// goes with its line end when nothing of it stays.
    func verdicts(
        _ text: TextBuffer, _ block: Block, images: SpanIndex, topic: Topic, asking: Int, outlier: Outlier,
        goesOn: Bool = false
    ) -> [Verdict] {
        let block = withoutGluedHeading(text, block)
        let sentences = Sentences.split(text, block.content).flatMap { Self.imagesApart(text, $0) }
            .flatMap { leadsApart(text, $0) }
        var topic = topic
        var findings: [RuleSet.Finding?] = sentences.enumerated().map { index, sentence in
            if sentence.start < asking { return nil }
            // a question inside a line that holds several
            if index > 0, LineOpener.stands(at: sentence.start, in: text, before: sentence.end),
                NumberPrefix.scan(text, sentence) != nil, QuestionCues.score(text, sentence) >= 2
            {
                topic.last = text.string(sentence).filter { $0 != " " }
                return nil
            }
            // the start of a line that goes on is what the line is about, unless the line was glued to it
            let mayBeForeign =
                index > 0 || sentences.count == 1 && !goesOn
                || sentences.count > 1 && isSeam(text.bytes, sentences[1].start, from: sentences[0].start)
            let finding = judge(text, sentence, images, topic, follows: index > 0) {
                mayBeForeign && outlier.isForeign(sentence, in: block)
            }
            if let finding, !finding.isSoft { return finding }
            if isOrdinal(text, sentence) || isBroken(text, sentence) { return finding }
            return repetition(text, sentence, block, outlier, opens: !mayBeForeign)
                ?? wording(
                    text, sentence, block, outlier, mayBeForeign: mayBeForeign,
                    place: index + 1 < sentences.count ? (index > 0 ? .inside : .opening) : index > 0 ? .end : .alone)
                ?? finding
        }
        // an advert may be one as a whole only, where none of its sentences is content
        let isRow = isRow(text, sentences)
        let mostParts = isRow ? 12 : 4
        if sentences.count > 1, sentences.count <= mostParts, asking == block.content.start,
            findings.contains(where: { $0 == nil }),
            isRow && model.score(text, block.content) >= AdvertModel.sureThreshold
                || sentences.allSatisfy({ model.score(text, $0) >= -0.2 }),
            !sentences.dropLast().contains(where: { states(text, $0) }),
            let whole = wording(
                text, block.content, block, outlier, mayBeForeign: true,
                place: isCall(text, sentences[0]) ? .called : .alone), !whole.isSoft
        {
            return [Verdict(span: block.span, rule: whole.rule, evidence: whole.evidence)]
        }
        guard let first = findings.firstIndex(where: { $0.map { !$0.isSoft } ?? false }) else {
            // an image of a code to scan, alone
            if let only = findings.first ?? nil, findings.count == 1, only.rule == "ad.code-image" {
                return [Verdict(span: block.span, rule: only.rule, evidence: only.evidence)]
            }
            // a line may only say as a whole what its sentences say in parts
            let isShort = Scalars.count(text.bytes, block.content.range) <= 40
            if sentences.count > 1, sentences.count <= (isShort ? 12 : 4), asking == block.content.start,
                isShort || !sentences.dropLast().contains(where: { states(text, $0) }),
                let whole = judge(
                    text, block.content, images, topic, isForeign: { outlier.isForeign(block.content, in: block) }),
                !whole.isSoft
            {
                return [Verdict(span: block.span, rule: whole.rule, evidence: whole.evidence)]
            }
            if sentences.count > 1, sentences.count <= mostParts, asking == block.content.start,
                let whole = wording(text, block.content, block, outlier, mayBeForeign: true, place: .end), !whole.isSoft
            {
                return [Verdict(span: block.span, rule: whole.rule, evidence: whole.evidence)]
            }
            return []
        }
        let flagged = zip(sentences, findings).reduce(0) { $0 + ($1.1 == nil ? 0 : $1.0.count) }
        // a call that speaks to the reader leads to the advert, whichever is longer
        let isSpoken = sentences[..<first].allSatisfy { Self.reader.contains(text.bytes, $0.range) }
        if isSpoken || flagged * 10 >= block.content.count * 6, sentences[..<first].allSatisfy({ isCall(text, $0) }) {
            for index in sentences[..<first].indices where findings[index] == nil {
                findings[index] = RuleSet.Finding(
                    rule: "advert.run", isSoft: true, evidence: "leads to " + (findings[first]?.evidence ?? "an advert")
                )
            }
        }
        let run = run(text, sentences, findings)
        for index in sentences.indices where !run.contains(index) { findings[index] = nil }
        for index in run where findings[index] == nil {
            findings[index] = RuleSet.Finding(rule: "advert.run", isSoft: true, evidence: "stands between adverts")
        }
        if findings.allSatisfy({ $0 != nil }), let lead = findings[first] {
            return [Verdict(span: block.span, rule: lead.rule, evidence: lead.evidence)]
        }
        var verdicts: [Verdict] = []
        for (index, finding) in findings.enumerated() {
            guard let finding else { continue }
            if let last = verdicts.last, last.span.end == sentences[index].start {
                verdicts[verdicts.count - 1].span.end = sentences[index].end
            } else {
                verdicts.append(Verdict(span: sentences[index], rule: finding.rule, evidence: finding.evidence))
            }
        }
        return verdicts
    }

    /// `About us  Contact  Site map`: three parts or more, a few words each.
    private func isRow(_ text: TextBuffer, _ sentences: [ByteSpan]) -> Bool {
        (3...12).contains(sentences.count) && sentences.allSatisfy { Scalars.count(text.bytes, $0.range) <= 14 }
    }

    /// A sentence that stands in many articles, between other neighbours each time, and has nothing to do with what is around it.
    private func repetition(
        _ text: TextBuffer, _ sentence: ByteSpan, _ block: Block, _ outlier: Outlier, opens: Bool
    ) -> RuleSet.Finding? {
        guard block.kind.isTalk else { return nil }
        let count = repeated.count(text, sentence)
        guard count >= RepeatedSentences.least else { return nil }
        let sells = rules.speaksLikeSeller(text, sentence)
        guard sells && (!opens || count >= 5) || count >= 5 && QuestionCues.score(text, sentence) < 2.4,
            outlier.isForeign(sentence, in: block, skipping: true)
        else { return nil }
        return RuleSet.Finding(
            rule: "corpus.repeated", isSoft: false, evidence: "stands in \(count) articles, each time among other lines"
        )
    }

    /// End of the question that a numbered line or a heading asks: what is asked is never an advert.
    func askingEnd(_ text: TextBuffer, _ block: Block) -> Int {
        let start = block.content.start
        // `## 微信小程序部分`
        if block.isHeading, Scalars.count(text.bytes, block.content.range) <= 16,
            SectionFinder.words.contains(text.bytes, block.content.range)
        {
            return block.content.end
        }
        // `第一部分 公务员面试`
        if let prefix = NumberPrefix.scan(text, block.content), prefix.dialect.namesSection,
            Scalars.count(text.bytes, block.content.range) <= 24
        {
            return block.content.end
        }
        guard
            block.isHeading || block.isStrong || NumberPrefix.scan(text, block.content) != nil
                || Label.scan(text, block.content)?.label == .question || isWholeQuestion(text, block),
            QuestionCues.score(text, block.content) >= 2
                // a numbered heading asks though its mark was lost
                || block.isHeading && NumberPrefix.scan(text, block.content) != nil
                    && Self.asking.contains(text.bytes, block.content.range)
        else { return start }
        guard let mark = QuestionCues.firstMark(text, block.content) else { return block.content.end }
        // a few words behind the mark ask on: `（2）从家里过来方便吗？大概要多久`
        return Scalars.count(text.bytes, mark..<block.content.end) <= 8 ? block.content.end : mark
    }

    /// A line that asks one thing and says nothing else, and does not speak to the reader as adverts do.
    private func isWholeQuestion(_ text: TextBuffer, _ block: Block) -> Bool {
        let content = text.trimmed(block.content)
        guard QuestionCues.firstMark(text, content) == content.end, Scalars.count(text.bytes, content.range) <= 80,
            !Self.reader.contains(text.bytes, content.range)
        else { return false }
        return Self.asking.contains(text.bytes, content.range)
    }

    private static let reader = PhraseAutomaton(
        Words.list(
            """
            你, 您, 大家, 同学, 朋友, 小伙伴, 还在, 想不想, 想要, 想知道, 免费, 领取, 加群, 扫码, 报名, 课程, 资料, your, want, need, looking for, tired of, ready to,
            struggling, free, hiring, help us, our
            """))
    private static let asking = PhraseAutomaton(
        Words.list("什么, 哪, 如何, 怎么, 怎样, 为何, 区别, 几种, 多少, what, how, why, which, when, difference"))

    private func judge(
        _ text: TextBuffer, _ span: ByteSpan, _ images: SpanIndex, _ topic: Topic, follows: Bool = false,
        isForeign: () -> Bool
    ) -> RuleSet.Finding? {
        let content = text.trimmed(span)
        if let image = images.covering(content) {
            return RuleSet.Finding(
                rule: "ad.code-image", isSoft: true, evidence: QRCode.evidence(text.string(image), "an image of a code")
            )
        }
        if content.count < 300, let (alt, target) = Self.markdownImage(text, content),
            QRCode.isNamed(text, alt) || QRCode.isNamed(address: text.string(target))
        {
            return RuleSet.Finding(
                rule: "ad.code-image", isSoft: true, evidence: QRCode.evidence(text.string(alt), text.string(target)))
        }
        guard let finding = rules.judge(text, span, isForeign: isForeign) else { return nil }
        if finding.rule.hasPrefix("ad."), CodeLikeness.score(text, content) >= 0.5 { return nil }
        // an address or a price is sure only where the words around it may be a seller's
        if finding.isHard, rules.usesModel, finding.rule.hasPrefix("ad."),
            model.score(text, content) <= AdvertModel.hardContentThreshold
        {
            return nil
        }
        // an answer about coupons may speak of coupons
        if !finding.isHard {
            // a rule sees some words of a sentence, the model all of them
            if isOrdinal(text, content) || isBroken(text, content) { return nil }
            let isLongStatement =
                isStatement(text, content) && Scalars.count(text.bytes, content.range) >= (follows ? 18 : 30)
            // what stands around a post is said in single words
            if isLongStatement, finding.rule == "boilerplate.chrome" { return nil }
            if rules.usesModel, let most = AdvertModel.contentThreshold(finding.rule) {
                // authors take leave in whole sentences
                let states = isLongStatement && finding.rule != "boilerplate.farewell" || isPoint(text, content)
                if model.score(text, content) <= (states ? max(most, AdvertModel.statementThreshold) : most) {
                    return nil
                }
            }
            let words = finding.evidence.split(separator: "+").map { $0.filter { $0 != " " } }
            if words.contains(where: { topic.last.contains($0) }) { return nil }
            // answers may stand far from their questions
            if finding.rule.contains("foreign"), words.contains(where: { topic.all.contains($0) }) { return nil }
        }
        return finding
    }

    /// What the questions of an article speak of, without spaces.
    struct Topic {
        /// The question above.
        var last = ""
        var all = ""
    }

    private func topics(_ article: Article) -> String {
        var all = ""
        for block in article.blocks where block.region == .content && block.kind != .blank && block.kind != .code {
            guard all.utf8.count < 20_000 else { break }
            if let asked = asked(article.text, block, end: askingEnd(article.text, block)) { all += asked + " " }
        }
        return all
    }

    /// The question that a block asks up to `end`, without spaces.
    private func asked(_ text: TextBuffer, _ block: Block, end: Int) -> String? {
        guard end > block.content.start else { return nil }
        let start = NumberPrefix.scan(text, block.content)?.span.end ?? block.content.start
        return text.string(ByteSpan(start, max(start, end))).filter { $0 != " " }
    }

    static func excerpt(_ text: TextBuffer, _ span: ByteSpan) -> String {
        let content = text.trimmed(span)
        var end = min(content.end, content.start + 80)
        while end > content.start, end < content.end, text.bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return text.string(ByteSpan(content.start, end)) + (end < content.end ? "…" : "")
    }
}

extension InlineKind {
    var isImage: Bool {
        if case .image = self { return true }
        return false
    }
}
