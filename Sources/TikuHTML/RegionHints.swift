internal import TikuModel
internal import TikuText

/// What tags, roles and class or id names say about a part of a page.
///
/// A hint is only a hint: `MainContent` ignores one that would take most of the page's text.
enum RegionHints {
    private static let words: [(Region, [String])] = [
        (
            .navigation,
            Words.list(
                """
                nav, navbar, navigation, menu, breadcrumb, breadcrumbs, crumb, crumbs, pager, pagination, paging,
                topbar, toptb, toolbar, skip, sitemap, tabbar, subnav, menus, pagenav, catlinks, navbox, mainnav,
                globalnav, navi, topnav, bottomnav, leftnav
                """)
        ),
        (.header, ["masthead", "topbanner", "siteheader"]),
        (.footer, ["footer", "colophon", "footers", "siteinfo", "foot", "bottombar"]),
        (
            .sidebar,
            Words.list(
                """
                sidebar, aside, secondary, widget, widgets, rail, sidecolumn, rightcol, leftcol, siderail, sidebox,
                rightbar, leftbar, rightside, leftside, sidenav
                """)
        ),
        (
            .comments,
            Words.list(
                """
                comment, comments, commentlist, respond, disqus, discussion, replies, reply, commentbox, guestbook,
                trackback, pingback, livefyre
                """)
        ),
        (
            .related,
            Words.list(
                """
                related, recommend, recommended, recommendation, recommendations, recommends, morefrom, readmore,
                popular, trending, outbrain, taboola, postnav, prevnext, youmaylike, readnext, hotnews, mostread,
                alsoread, seealso, moreposts, promos, teaser, teasers, carousel, upnext
                """)
        ),
        (
            .form,
            Words.list(
                """
                search, searchbox, login, signin, signup, subscribe, newsletter, subscription, register, cookie,
                cookies, gdpr, consent, popup, modal, overlay, paywall, captcha, searchform
                """)
        ),
        (.contents, ["toc", "tableofcontents", "catalog", "catalogue", "directory", "tocbox", "outline"]),
        (
            .metadata,
            Words.list(
                """
                byline, postmeta, entrymeta, articleinfo, share, sharing, social, sharedaddy, socials, sharebar, tags,
                taglist, signature, sign, authorbox, authorbio, aboutauthor, addtoany, sharethis, dateline, timestamp,
                breadcrumb, editsection, printfriendly, likes, reactions, rating, ratings, bio, postinfo
                """)
        ),
        (
            .advert,
            Words.list(
                """
                ad, ads, advert, advertisement, adsense, adsbygoogle, sponsor, sponsored, promo, promotion, adbox,
                adwrap, adslot, adcontainer, advertising, dfp, gpt, banner
                """)
        ),
    ]
    private static let byWord: [String: Region] = {
        var table: [String: Region] = [:]
        for (region, list) in words {
            for word in list where table[word] == nil { table[word] = region }
        }
        return table
    }()
    /// Two adjacent parts of a name that only together say something: `post-meta`, `entry_footer`.
    private static let pairs: [String: Region] = [
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
    ]
    /// Names of what is shown only after a click, and is content all the same.
    private static let folded: Set<String> = Set(
        Words.list(
            """
            accordion, collapse, collapsible, faq, answer, panel, toggle, tab, spoiler, expand, question, qa, details,
            tabpane
            """))
    private static let lineNumbers: Set<String> = [
        "lineno", "linenos", "linenumber", "linenumbers", "gutter", "prenumbering", "lnum", "linenodiv", "lnnumbers",
        "linenumbering",
    ]

    struct Hint {
        var region: Region
        var evidence: String
    }

    /// The hint of one element, from what it says itself.
    static func hint(_ document: HTMLDocument, _ node: Int) -> Hint? {
        let tag = document.nodes[node].tag
        switch tag {
        case .script, .style, .noscript, .template, .svg, .iframe, .object, .canvas, .video, .audio, .dialog:
            return Hint(region: .hidden, evidence: "<\(tag)>")
        case .nav: return Hint(region: .navigation, evidence: "<nav>")
        case .aside: return Hint(region: .sidebar, evidence: "<aside>")
        case .footer: return Hint(region: .footer, evidence: "<footer>")
        case .select, .option, .textarea, .input: return Hint(region: .form, evidence: "<\(tag)>")
        case .html, .body, .main, .article, .head, .h1, .code, .pre: return lineNumberHint(document, node)
        default: break
        }
        let parts = nameParts(document, node)
        if isHidden(document, node), parts.allSatisfy({ !folded.contains($0) }) {
            return Hint(region: .hidden, evidence: "not shown")
        }
        if tag == .button {
            if parts.contains(where: { folded.contains($0) }) || parentIsHeading(document, node) { return nil }
            return Hint(region: .form, evidence: "<button>")
        }
        if let role = document.value(.role, of: node)?.lowercased() {
            switch role {
            case "navigation", "menu", "menubar": return Hint(region: .navigation, evidence: "role=\(role)")
            case "complementary": return Hint(region: .sidebar, evidence: "role=\(role)")
            case "contentinfo": return Hint(region: .footer, evidence: "role=\(role)")
            case "search", "dialog", "alertdialog": return Hint(region: .form, evidence: "role=\(role)")
            case "banner": return Hint(region: .header, evidence: "role=\(role)")
            default: break
            }
        }
        if let hint = lineNumberHint(document, node) { return hint }
        if isCodeBar(document, node, parts) { return Hint(region: .hidden, evidence: "a bar above code") }
        for (index, part) in parts.enumerated() {
            if index + 1 < parts.count, let region = pairs[part + parts[index + 1]] {
                return region == .content ? nil : Hint(region: region, evidence: part + "-" + parts[index + 1])
            }
        }
        for part in parts {
            if let region = byWord[part] { return Hint(region: region, evidence: part) }
        }
        if tag == .form, !hasLongText(document, node) { return Hint(region: .form, evidence: "<form>") }
        if tag == .header, isPageHeader(document, node) { return Hint(region: .header, evidence: "<header>") }
        return nil
    }

    private static func lineNumberHint(_ document: HTMLDocument, _ node: Int) -> Hint? {
        let tag = document.nodes[node].tag
        if tag == .ul || tag == .ol, hasAncestor(document, node, .pre) {
            return Hint(region: .hidden, evidence: "line numbers")
        }
        guard document.attribute(.class, of: node) != nil else { return nil }
        let parts = nameParts(document, node)
        for (index, part) in parts.enumerated() {
            let pair = index + 1 < parts.count ? part + parts[index + 1] : part
            if lineNumbers.contains(part) || lineNumbers.contains(pair), holdsNumbersOnly(document, node) {
                return Hint(region: .hidden, evidence: "line numbers")
            }
        }
        return nil
    }

    private static func holdsNumbersOnly(_ document: HTMLDocument, _ node: Int) -> Bool {
        for index in node..<Int(document.nodes[node].end) where document.nodes[index].isText {
            for byte in document.bytes[document.text(of: index)] where byte > 0x20 && !(byte >= 0x30 && byte <= 0x39) {
                return false
            }
        }
        return true
    }

    /// Bars above code: the language's name, a button to copy.
    private static func isCodeBar(_ document: HTMLDocument, _ node: Int, _ parts: [String]) -> Bool {
        guard parts.contains(where: { codeBars.contains($0) }), hasAncestor(document, node, .pre) else { return false }
        var length = 0
        for index in node..<Int(document.nodes[node].end) where document.nodes[index].isText {
            length += document.text(of: index).count
        }
        return length <= 60
    }

    private static let codeBars: Set<String> = [
        "copy", "toolbar", "header", "btn", "button", "lang", "extension", "title", "bar",
    ]

    /// Names of elements that hold a question of a list that folds.
    static func namesQuestion(_ document: HTMLDocument, _ node: Int) -> Bool {
        if let property = document.value(.itemprop, of: node), property == "name" {
            let parent = Int(document.nodes[node].parent)
            return parent >= 0 && (document.value(.itemtype, of: parent)?.hasSuffix("Question") ?? false)
        }
        let parts = nameParts(document, node)
        for (index, part) in parts.enumerated() {
            let pair = index + 1 < parts.count ? part + parts[index + 1] : part
            if questionNames.contains(pair) { return true }
        }
        return false
    }

    private static let questionNames: Set<String> = [
        "accordionheader", "accordiontitle", "accordionbutton", "accordionheading", "accordiontrigger",
        "collapseheader",
        "collapsetitle", "collapsetrigger", "faqquestion", "faqtitle", "faqheader", "questiontitle", "questiontext",
        "questionheader", "togglertitle", "toggletitle", "panelheading", "paneltitle",
    ]

    static func hasAncestor(_ document: HTMLDocument, _ node: Int, _ tag: HTMLTag) -> Bool {
        var parent = Int(document.nodes[node].parent)
        var steps = 0
        while parent >= 0, steps < 8 {
            if document.nodes[parent].tag == tag { return true }
            parent = Int(document.nodes[parent].parent)
            steps += 1
        }
        return false
    }

    private static func parentIsHeading(_ document: HTMLDocument, _ node: Int) -> Bool {
        let parent = Int(document.nodes[node].parent)
        return parent >= 0 && document.nodes[parent].tag.headingLevel != nil
    }

    /// A `<header>` that is not the head of an article.
    private static func isPageHeader(_ document: HTMLDocument, _ node: Int) -> Bool {
        var parent = Int(document.nodes[node].parent)
        while parent >= 0 {
            switch document.nodes[parent].tag {
            case .article, .main, .section: return false
            default: parent = Int(document.nodes[parent].parent)
            }
        }
        return true
    }

    /// ASP pages wrap everything in one form.
    private static func hasLongText(_ document: HTMLDocument, _ node: Int) -> Bool {
        var length = 0
        for index in node..<Int(document.nodes[node].end) where document.nodes[index].isText {
            length += document.text(of: index).count
            if length > 1_500 { return true }
        }
        return false
    }

    private static func isHidden(_ document: HTMLDocument, _ node: Int) -> Bool {
        if document.attribute(.hidden, of: node) != nil { return true }
        if let value = document.value(.ariaHidden, of: node), value == "true", document.nodes[node].tag != .span {
            return true
        }
        guard let style = document.value(.style, of: node)?.lowercased() else { return false }
        let compact = style.filter { $0 != " " }
        return compact.contains("display:none") || compact.contains("visibility:hidden")
    }

    /// `id` and `class` split at everything that is not a letter and at lower-to-upper borders, in lower case.
    static func nameParts(_ document: HTMLDocument, _ node: Int) -> [String] {
        var parts: [String] = []
        for name in [HTMLAttribute.id, .class] {
            guard let range = document.attribute(name, of: node), range.count <= 400 else { continue }
            var part: [UInt8] = []
            var wasLower = false
            func flush() {
                if !part.isEmpty { parts.append(String(decoding: part, as: UTF8.self)) }
                part.removeAll(keepingCapacity: true)
            }
            for byte in document.bytes[range] {
                let isUpper = byte >= 0x41 && byte <= 0x5A
                let isLower = byte >= 0x61 && byte <= 0x7A
                if isUpper, wasLower { flush() }
                if isUpper || isLower { part.append(byte | 0x20) } else { flush() }
                wasLower = isLower
            }
            flush()
        }
        return parts
    }
}
