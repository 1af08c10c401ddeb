internal import TikuText

/// What pages write above the lists that lead to other pages, in the languages of the web.
///
/// Two lists. A sure phrase names nothing else; an open one (`categories`, `popular`) heads chapters of articles too, so that only links
/// below it tell.
enum RelatedPhrases {
    static let sure = table(
        """
        相关阅读, 相关文章, 相关新闻, 相关推荐, 相关内容, 相关报道, 相关资讯, 相关专题, 相关搜索, 相关帖子, 相关话题, 延伸阅读, 扩展阅读,
        推荐阅读, 推荐文章, 推荐新闻, 新闻推荐, 精彩推荐, 热门推荐, 热门文章, 热门新闻, 热门新闻排行榜, 热门排行, 热门话题, 热门标签, 热点新闻,
        热点推荐, 热文推荐, 热门帖子, 热门评论, 猜你喜欢, 猜您喜欢, 你可能会喜欢, 你可能喜欢, 您可能喜欢, 您可能感兴趣, 你可能感兴趣,
        您可能感兴趣的文章, 你可能感兴趣的文章, 您可能还喜欢, 为你推荐, 为您推荐, 大家都爱看, 大家都在看, 大家还在看, 大家感兴趣的内容, 看了又看,
        最新文章, 最新新闻, 最新资讯, 最新发布, 最近更新, 最近发表, 最新评论, 点击排行, 点击排行榜, 阅读排行, 阅读排行榜, 跟贴排行, 评论排行,
        推荐排行榜, 新闻排行榜, 新闻排行, 今日热点, 今日推荐, 往期回顾, 往期精彩, 更多文章, 更多新闻, 更多精彩, 作者最近文章, 作者其他文章, 作者的其他文章,
        最近文章, 随机文章, 随机推荐, 图片新闻, 精彩图片, 图文推荐, 视频推荐, 编辑推荐, 编辑精选, 站内推荐, 同类文章, 本类推荐, 本周热门, 本月热门,
        全站热门, 友情链接, 相關文章, 相關新聞, 相關報導, 延伸閱讀, 推薦閱讀, 熱門文章, 熱門新聞, 編輯推薦, 編輯精選, 你可能也喜歡, 你可能有興趣,
        你可能會喜歡, 更多新聞, 即時新聞, 人氣文章, 為你推薦,
        関連記事, 関連ニュース, おすすめ記事, おすすめの記事, 人気記事, 人気の記事, 人気記事ランキング, 人気ランキング, アクセスランキング,
        記事ランキング, 新着記事, 最新記事, 最新ニュース, 最近の投稿, あわせて読みたい, こちらもおすすめ, 注目記事, 注目の記事, 関連キーワード,
        関連トピックス, この記事もおすすめ, この記事を読んだ人におすすめ, あなたにおすすめ, あなたにおすすめの記事,
        관련기사, 관련 기사, 관련뉴스, 관련 뉴스, 관련 글, 인기기사, 인기 기사, 인기뉴스, 인기 뉴스, 많이 본 뉴스, 많이 본 기사, 가장 많이 본 뉴스, 추천기사,
        추천 기사, 추천뉴스, 추천 뉴스, 주요뉴스, 주요 뉴스, 최신기사, 최신 기사, 최신뉴스, 최신 뉴스, 실시간 인기뉴스, 오늘의 주요뉴스,
        related articles, related posts, related stories, related news, related content, related coverage, related reading, related videos,
        more stories, more news, more articles, more posts, more headlines, most read, most popular, most viewed, most shared, most commented,
        most recent, popular posts, popular articles, popular stories, popular now, popular this week, trending now, trending stories,
        trending news, trending articles, recent posts, recent articles, recent stories, recent news, recent comments, latest news, latest posts,
        latest articles, latest stories, latest headlines, recommended for you, recommended stories, recommended articles, recommended posts,
        you may also like, you might also like, you may like, you might like, you might be interested in, you may also be interested in,
        you may be interested in, you might also be interested in, read next, up next, what to read next, next up, read also, also read, read more,
        more to read, don't miss, don’t miss, editor's picks, editors' picks, editor’s picks, editors’ picks, editor's choice, editors' choice,
        top stories, top news, top headlines, in case you missed it, around the web, from around the web, from the web, sponsored content,
        sponsored links, promoted content, promoted stories, blogroll, similar articles, similar posts, similar stories, other articles,
        other stories, other news, explore more, more on this story, more on this topic, more from this author,
        ähnliche artikel, ähnliche beiträge, ähnliche themen, verwandte artikel, verwandte beiträge, verwandte themen, mehr zum thema,
        mehr zu diesem thema, das könnte sie auch interessieren, das könnte dich auch interessieren, das könnte ihnen auch gefallen,
        das könnte dir auch gefallen, auch interessant, lesen sie auch, meistgelesen, meistgelesene artikel, meist gelesen, meistgelesenes,
        beliebte artikel, beliebte beiträge, neueste artikel, neueste beiträge, neueste kommentare, aktuelle beiträge, weitere artikel,
        weitere beiträge, weitere themen, empfohlene artikel,
        articles similaires, articles liés, articles connexes, articles récents, articles associés, derniers articles, nos derniers articles,
        les plus lus, les articles les plus lus, les plus populaires, à lire aussi, lire aussi, à lire également, sur le même sujet,
        sur le même thème, dans la même rubrique, à découvrir aussi, vous aimerez aussi, vous aimerez peut-être, cela pourrait vous intéresser,
        ces articles pourraient vous intéresser, à voir aussi, dernières actualités, dernières nouvelles,
        artículos relacionados, noticias relacionadas, entradas relacionadas, contenido relacionado, contenidos relacionados,
        temas relacionados, te puede interesar, también te puede interesar, te podría interesar, te puede gustar, lo más leído, lo más visto,
        lo más popular, las más leídas, más leídas, más leídos, más noticias, últimas noticias, entradas recientes, artículos recientes,
        lea también, lee también, no te pierdas,
        artigos relacionados, notícias relacionadas, posts relacionados, matérias relacionadas, conteúdo relacionado,
        conteúdos relacionados, leia também, veja também, leia mais, mais lidas, mais lidos, as mais lidas, últimas notícias, você pode gostar,
        talvez você goste, posts recentes, mais notícias,
        articoli correlati, articoli simili, notizie correlate, leggi anche, potrebbe interessarti, potrebbe interessarti anche,
        ti potrebbe interessare, potrebbero interessarti, i più letti, più letti, le più lette, ultime notizie, ultimi articoli,
        articoli recenti,
        похожие статьи, похожие записи, похожие материалы, похожие новости, похожие темы, похожие публикации, читайте также, читать также,
        смотрите также, материалы по теме, новости по теме, статьи по теме, ещё по теме, еще по теме, популярные статьи, популярные новости,
        популярные материалы, популярные записи, самое читаемое, самое популярное, последние новости, последние статьи, последние записи,
        главные новости, рекомендуем почитать, вам может быть интересно, вас может заинтересовать, вам будет интересно, другие новости,
        другие статьи, новости партнеров, новости партнёров, лента новостей, свежие записи, читайте також, схожі новини, останні новини,
        podobne artykuły, powiązane artykuły, powiązane tematy, zobacz także, zobacz również, zobacz też, czytaj także, czytaj też,
        czytaj również, przeczytaj także, przeczytaj również, najczęściej czytane, najpopularniejsze, najnowsze artykuły, ostatnie wpisy,
        może cię zainteresować,
        ilgili haberler, ilgili yazılar, ilgili içerikler, benzer yazılar, benzer haberler, diğer haberler, en çok okunanlar, çok okunanlar,
        son haberler, son yazılar, ilginizi çekebilir, bunlar da ilginizi çekebilir,
        مقالات ذات صلة, مواضيع ذات صلة, أخبار ذات صلة, اقرأ أيضا, اقرأ أيضاً, إقرأ أيضا, اقرأ المزيد, الأكثر قراءة, الأكثر مشاهدة,
        آخر الأخبار, قد يعجبك أيضا, قد يعجبك أيضاً, قد يهمك, مواضيع متعلقة, المزيد من الأخبار,
        مطالب مرتبط, اخبار مرتبط, مطالب مشابه, پربازدیدترین ها, پربیننده ترین, آخرین اخبار,
        כתבות נוספות, כתבות קשורות, אולי יעניין אותך, הנקראות ביותר, עוד בנושא, קרא גם, קראו גם,
        gerelateerde artikelen, lees ook, meest gelezen, meer nieuws, laatste nieuws, recente berichten,
        relaterade artiklar, läs också, läs även, läs mer, mest läst, mest lästa, senaste nytt, relaterede artikler, læs også, mest læste,
        les også, mest lest, siste nytt, lue myös, luetuimmat,
        související články, podobné články, čtěte také, přečtěte si také, nejčtenější, kapcsolódó cikkek, olvasta már,
        articole similare, citește și, σχετικά άρθρα, διαβάστε επίσης, δείτε επίσης, δημοφιλή άρθρα,
        bài viết liên quan, tin liên quan, tin cùng chuyên mục, có thể bạn quan tâm, đọc nhiều, xem nhiều, tin mới nhất, bài liên quan,
        artikel terkait, berita terkait, baca juga, artikel lainnya, berita lainnya, terpopuler, berita populer, artikel populer,
        संबंधित खबरें, यह भी पढ़ें, ये भी पढ़ें, ข่าวที่เกี่ยวข้อง, บทความที่เกี่ยวข้อง
        """)

    static let open = table(
        """
        related, recommended, popular, trending, sponsored, promoted, tags, popular tags, categories, archives, topics, related topics, latest, share,
        related links, recommended reading, keep reading, links, follow us, see also, further reading, more, quick links,
        排行榜, 标签, 标签云, 分类, 归档, 推荐, 热门, 最新, 相关链接, 快讯, 专题, 标签列表, 文章分类, 文章归档, 最新动态, 热榜, ランキング, おすすめ, カテゴリー, タグ,
        アーカイブ, 関連リンク, 카테고리, 태그, 추천, kategorien, schlagwörter, archiv, anzeige, empfohlen, catégories, archives, étiquettes, recommandé,
        categorías, archivos, etiquetas, relacionados, recomendados, categorias, arquivos, categorie, archivi, популярное, по теме,
        рекомендуем, рубрики, архивы, метки, kategorie, archiwum, tagi, polecane, polecamy, najnowsze, kategoriler, arşiv, etiketler, önerilen,
        gerelateerd, aanbevolen, categorieën, xem thêm, kategori, arsip
        """)

    /// Phrases by the hash of their bytes as they are, with a capital letter, and in capitals.
    private static func table(_ list: String) -> Set<UInt64> {
        var hashes: Set<UInt64> = []
        for phrase in Words.list(list) {
            for form in [phrase, phrase.prefix(1).uppercased() + phrase.dropFirst(), phrase.uppercased()] {
                hashes.insert(hash(form.utf8))
            }
        }
        return hashes
    }

    /// FNV-1a, ASCII letters folded.
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = FNV1a()
        for byte in bytes { hash.add(UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)) }
        return hash.value
    }
}
