internal import TikuModel
internal import TikuText

/// What the names that pages give to their parts mean: the common stock of the web.
enum RegionNames {
    private static let words: [(Region, [String])] = [
        (
            .navigation,
            Words.list(
                """
                nav, navbar, navigation, menu, breadcrumb, breadcrumbs, crumb, crumbs, pager, pagination, paging,
                topbar, toptb, toolbar, skip, sitemap, tabbar, subnav, menus, pagenav, catlinks, navbox, mainnav,
                globalnav, navi, topnav, bottomnav, leftnav, daohang, weizhi, mianbaoxie
                """)
        ),
        (.header, ["masthead", "topbanner", "siteheader"]),
        (.footer, ["footer", "colophon", "footers", "siteinfo", "foot", "bottombar", "dibu", "yejiao", "banquan"]),
        (
            .sidebar,
            Words.list(
                """
                sidebar, aside, secondary, rail, sidecolumn, rightcol, leftcol, siderail, sidebox,
                rightbar, leftbar, rightside, leftside, sidenav
                """)
        ),
        (
            .comments,
            Words.list(
                """
                comment, comments, commentlist, respond, disqus, discussion, replies, reply, commentbox, guestbook,
                trackback, pingback, livefyre, pinglun, liuyan, gentie, kommentare, kommentar, comentarios, comentario, commentaires,
                commentaire, commenti, komentarze, kommentarer, yorumlar
                """)
        ),
        (
            .related,
            Words.list(
                """
                related, recommend, recommended, recommendation, recommendations, recommends, morefrom, readmore,
                popular, trending, outbrain, taboola, postnav, prevnext, youmaylike, readnext, hotnews,
                alsoread, seealso, moreposts, promos, teaser, teasers, carousel, upnext, tuijian, xiangguan, remen, paihang,
                paihangbang, cnxh, relacionados, relacionadas, correlati, verwandte, similaires
                """)
        ),
        (
            .form,
            Words.list(
                """
                search, searchbox, login, signin, signup, subscribe, newsletter, subscription, register, cookie, sousuo, denglu, zhuce,
                cookies, gdpr, consent, popup, modal, overlay, captcha, searchform
                """)
        ),
        (.contents, ["toc", "tableofcontents", "catalog", "catalogue", "directory", "tocbox", "outline"]),
        (
            .metadata,
            Words.list(
                """
                byline, postmeta, entrymeta, articleinfo, share, sharing, social, sharedaddy, socials, sharebar, tags,
                taglist, signature, sign, authorbox, authorbio, aboutauthor, addtoany, sharethis, dateline, timestamp,
                breadcrumb, editsection, printfriendly, fenxiang, biaoqian, zebian, mianze, teilen, compartir, partager, condividi,
                likes, reactions, rating, ratings, bio, postinfo
                """)
        ),
        (
            .caption,
            Words.list(
                """
                caption, captions, figcaption, credit, credits, copyright, photocredit, imagecredit, imagecaption,
                attribution, imagemeta
                """)
        ),
        (
            .advert,
            Words.list(
                """
                ad, ads, advert, advertisement, adsense, adsbygoogle, sponsor, sponsored, promo, promotion, adbox,
                adwrap, adslot, adcontainer, advertising, dfp, gpt, banner, guanggao, werbung, publicidad, publicite, reklama, reklame,
                pubblicita
                """)
        ),
    ]
    static let byWord: [String: Region] = {
        var table: [String: Region] = [:]
        for (region, list) in words {
            for word in list where table[word] == nil { table[word] = region }
        }
        return table
    }()
    /// Parts of a name that only together say something, joined or adjacent: `post-meta`, `entry_footer`, `relatedposts`.
    static let pairs: [String: Region] = [
        "postmeta": .metadata, "entrymeta": .metadata, "entryfooter": .metadata, "articlemeta": .metadata,
        "articleinfo": .metadata, "postinfo": .metadata, "postnavigation": .related, "authorbox": .metadata,
        "tagcloud": .metadata,
        "readnext": .related, "morestories": .related, "morearticles": .related, "relatedposts": .related,
        "newslettersignup": .form,
        "siteheader": .header, "sitefooter": .footer, "pagefooter": .footer, "pageheader": .header,
        "skiplink": .navigation, "articletags": .metadata,
        "posttags": .metadata, "aboutauthor": .metadata, "authorinfo": .metadata, "articlefooter": .metadata,
        "postfooter": .metadata, "prevnext": .related,
        "lastupdated": .metadata, "editpage": .metadata, "hotposts": .related, "postheader": .content,
        "articlecopy": .content, "bodycopy": .content, "storycopy": .content, "textcopy": .content,
        "maincopy": .content,
        "relatedpoststitle": .related, "relatedarticles": .related, "relatedlinks": .related, "relatednews": .related,
        "relatedcontent": .related, "relatedtopics": .related, "relatedstories": .related, "socialshare": .metadata,
        "sharebuttons": .metadata, "sharebutton": .metadata, "socialmedia": .metadata, "sociallinks": .metadata,
        "sharelinks": .metadata, "noprint": .metadata, "dprintnone": .metadata, "hiddenprint": .metadata,
        "timesource": .metadata, "datesource": .metadata, "sizectrl": .metadata,
        "contentside": .sidebar, "mainside": .sidebar, "pageside": .sidebar, "mostread": .related,
        "mostpopular": .related,
        "similartopics": .related, "similarthreads": .related, "similarposts": .related, "relatedthreads": .related,
        "mostviewed": .related, "guesslike": .related, "hotlist": .related, "hotrank": .related,
        "hideprint": .metadata, "hideforprint": .metadata, "donotprint": .metadata, "printhidden": .metadata,
    ]

    /// The region that the parts of an element's names say, in the order of their weight: joined parts first.
    static func region(_ parts: [String]) -> Region? {
        for (index, part) in parts.enumerated() {
            if let region = pairs[part] { return region == .content ? nil : region }
            var joined = part
            for next in parts[(index + 1)...].prefix(2) {
                joined += next
                if let region = pairs[joined] { return region == .content ? nil : region }
            }
        }
        for part in parts {
            if let region = byWord[part] { return region }
        }
        return nil
    }

    /// Names that say something only as a whole: `side` is a column, `side-effects` is a chapter.
    static let whole: [String: Region] = {
        var table: [String: Region] = [:]
        let lists: [(Region, String)] = [
            (.sidebar, "side, right, left, col-side"),
            (.form, "editor, reply-box, replybox, quick-reply, fast-reply, postform"),
            (
                .metadata,
                "digg, helpful, was-helpful, feedback, vote, votes, voting, useful, rate, rating-box, info, sign, lv, level"
            ),
            (
                .related,
                "like, guess, hot, prev, next, prenext, pre-next, prev-next, shangxia, pages, page-nav, similar, more-list"
            ),
            (.navigation, "place, position, location, path, top-nav"), (.comments, "responses, talk, discuss"),
        ]
        for (region, names) in lists { for name in Words.list(names) { table[name] = region } }
        return table
    }()

    /// Parts of one name (`class` token or `id`), in lower case: split at what is no letter and at lower-to-upper borders.
    ///
    /// What follows `--` is a variant of the thing (BEM), and what follows `has-`, `with-` or `no-` is something about it: neither names
    /// it. A `widget` is one by its first part only; page builders call every paragraph `some-widget-container`.
    static func parts(_ name: some Collection<UInt8>) -> [String] {
        var parts: [String] = []
        var part: [UInt8] = []
        var wasLower = false
        var last: UInt8 = 0
        func flush(before mark: UInt8) -> Bool {
            guard !part.isEmpty else { return true }
            let word = String(decoding: part, as: UTF8.self)
            part.removeAll(keepingCapacity: true)
            if mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_") || mark == 0 && !parts.isEmpty,
                modifiers.contains(word),
                !isPrint(name)
            {
                return false
            }
            parts.append(word == "widget" || word == "widgets" ? (parts.isEmpty ? "sidebar" : "element") : word)
            return true
        }
        for byte in name {
            let isUpper = byte >= 0x41 && byte <= 0x5A
            let isLower = byte >= 0x61 && byte <= 0x7A
            if isUpper, wasLower, !flush(before: 0) { return parts }
            if isUpper || isLower {
                part.append(byte | 0x20)
            } else {
                if !flush(before: byte) { return parts }
                if byte == UInt8(ascii: "-"), last == byte, !parts.isEmpty { return parts }
            }
            wasLower = isLower
            last = byte
        }
        _ = flush(before: 0)
        return parts
    }

    private static let modifiers: Set<String> = ["has", "with", "no", "without", "non", "is", "hide", "show", "not"]

    /// `no-print`, `hide-for-print` say that a thing is not for paper, so not the article.
    private static func isPrint(_ name: some Collection<UInt8>) -> Bool {
        name.count <= 16 && String(decoding: name, as: UTF8.self).lowercased().hasSuffix("print")
    }
}
