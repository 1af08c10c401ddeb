internal import TikuModel
internal import TikuText

/// What tags, roles and class or id names say about a part of a page.
///
/// A hint is only a hint: `MainContent` ignores one that would take most of the page's text.
enum RegionHints {
    /// Names of what is shown only after a click, and is content all the same.
    private static let folded: Set<String> = Set(
        Words.list(
            """
            accordion, collapse, collapsible, faq, answer, panel, toggle, tab, spoiler, expand, question, qa, details,
            tabpane, ans, answers, solution, solutions, explanation, analysis, reveal, jiexi, daan, hint
            """))
    private static let lineNumbers: Set<String> = [
        "lineno", "linenos", "linenumber", "linenumbers", "gutter", "prenumbering", "lnum", "linenodiv", "lnnumbers",
        "linenumbering",
    ]

    /// The hint of one element, from what it says itself.
    static func hint(_ document: HTMLDocument, _ node: Int) -> Region? {
        let tag = document.nodes[node].tag
        switch tag {
        case .script, .style, .noscript, .template, .svg, .iframe, .object, .canvas, .video, .audio, .dialog:
            return .hidden
        case .nav: return .navigation
        case .aside: return quotes(document, node) ? nil : .sidebar
        case .footer: return .footer
        case .figcaption: return .caption
        case .select, .option, .textarea, .input: return .form
        case .html, .body, .main, .article, .head, .h1, .code, .pre: return lineNumberHint(document, node)
        default: break
        }
        let parts = nameParts(document, node)
        if isHidden(document, node), parts.allSatisfy({ !folded.contains($0) }), !followsToggle(document, node) {
            return .hidden
        }
        if tag == .button {
            if isToggle(document, node) { return nil }
            if parts.contains(where: { folded.contains($0) }) || parentIsHead(document, node) { return nil }
            return .form
        }
        if let role = document.value(.role, of: node)?.lowercased() {
            switch role {
            case "navigation", "menu", "menubar": return .navigation
            case "complementary": return .sidebar
            case "contentinfo": return .footer
            case "search", "dialog", "alertdialog": return .form
            case "banner": return .header
            default: break
            }
        }
        if let hint = lineNumberHint(document, node) { return hint }
        if isCodeBar(document, node, parts) { return .hidden }
        if let region = wholeName(document, node, tag) { return region }
        if let region = RegionNames.region(parts) {
            switch tag {
            case .figure, .table,
                .caption where region == .caption:
                break
            // what a cell is called says what the data is
            case .td where region == .contents, .th where region == .contents, .tr where region == .contents: break
            default: return region
            }
        }
        if tag == .form, !hasLongText(document, node) { return .form }
        if tag == .header, isPageHeader(document, node) { return .header }
        return nil
    }

    /// What a reply quotes is part of it: forums set it in an `aside` that is called a quote.
    private static func quotes(_ document: HTMLDocument, _ node: Int) -> Bool {
        document.names.classes(of: node).whole.contains("quote")
    }

    private static func lineNumberHint(_ document: HTMLDocument, _ node: Int) -> Region? {
        let tag = document.nodes[node].tag
        if tag == .ul || tag == .ol, hasAncestor(document, node, .pre) {
            return .hidden
        }
        guard document.attribute(.class, of: node) != nil else { return nil }
        let parts = nameParts(document, node)
        for (index, part) in parts.enumerated() {
            let pair = index + 1 < parts.count ? part + parts[index + 1] : part
            if lineNumbers.contains(part) || lineNumbers.contains(pair), holdsNumbersOnly(document, node) {
                return .hidden
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

    /// Names of lists that fold, and of the part of an item that is always shown.
    private static let foldingLists: Set<String> = [
        "accordion", "acc", "accord", "fold", "unfold", "collapse", "collapsible", "faq", "faqs", "toggle", "tab", "qa",
        "panel",
        "expander", "spoiler",
        "disclosure", "details", "expand", "foldable",
    ]
    private static let foldingHeads: Set<String> = [
        "header", "title", "head", "heading", "question", "q", "ask", "trigger", "button", "label", "summary", "btn",
        "control",
    ]

    /// `ui-accordion-header`, `elementor-tab-title`, `schema-faq-question`: a folding list and its head, in one name.
    private static func namesFoldingHead(_ document: HTMLDocument, _ node: Int) -> Bool {
        document.names.classes(of: node).each.contains { parts in
            guard parts.count >= 2, let last = parts.last, foldingHeads.contains(last) else { return false }
            return parts.dropLast().contains { foldingLists.contains($0) }
        }
    }

    /// Names of elements that hold a question of a list that folds.
    static func namesQuestion(_ document: HTMLDocument, _ node: Int) -> Bool {
        if let property = document.value(.itemprop, of: node), property == "name" {
            let parent = Int(document.nodes[node].parent)
            return parent >= 0 && (document.value(.itemtype, of: parent)?.hasSuffix("Question") ?? false)
        }
        if namesFoldingHead(document, node) { return true }
        if document.nodes[node].tag == .button, isToggle(document, node) { return true }
        // an id may number the item as a whole: `faq-question-12`
        if document.nodes[node].tag == .div, document.attribute(.class, of: node) == nil { return false }
        let parts = nameParts(document, node, withID: false)
        for (index, part) in parts.enumerated() {
            let pair = index + 1 < parts.count ? part + parts[index + 1] : part
            if questionNames.contains(pair) { return true }
            if pair == "cardheader" || pair == "itemheader", opensSomething(document, node) { return true }
        }
        return false
    }

    /// Names of elements that hold the title of a part where no heading does: `sec-title`, `chapter_heading`.
    static func namesSection(_ document: HTMLDocument, _ node: Int) -> Bool {
        guard document.attribute(.class, of: node) != nil else { return false }
        let parts = nameParts(document, node, withID: false)
        return zip(parts, parts.dropFirst()).contains { part, next in
            partNames.contains(part) && titleNames.contains(next)
        }
    }

    private static let partNames: Set<String> = ["sec", "section", "part", "chapter", "group", "module"]
    private static let titleNames: Set<String> = ["title", "head", "heading", "name", "hd", "header"]

    /// Holds what folds a part of the page out: a button, a link to a place in the page.
    private static func opensSomething(_ document: HTMLDocument, _ node: Int) -> Bool {
        for index in node..<Int(document.nodes[node].end) where !document.nodes[index].isText {
            if document.nodes[index].tag == .button { return true }
            if document.nodes[index].tag == .a, let target = document.attribute(.href, of: index),
                document.bytes[target].first == UInt8(ascii: "#"), target.count > 1
            {
                return true
            }
        }
        return false
    }

    private static let questionNames: Set<String> = [
        "accordionheader", "accordiontitle", "accordionbutton", "accordionheading", "accordiontrigger",
        "collapseheader",
        "collapsetitle", "collapsetrigger", "faqquestion", "faqtitle", "faqheader", "questiontitle", "questiontext",
        "questionheader", "togglertitle", "toggletitle", "panelheading", "paneltitle", "faqq", "faqask", "qatitle",
        "qaquestion",
        "qtitle", "qtext", "faqheading", "faqname",
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

    /// In a heading, or in what is named the head of a list that folds.
    private static func parentIsHead(_ document: HTMLDocument, _ node: Int) -> Bool {
        let parent = Int(document.nodes[node].parent)
        return parent >= 0
            && (document.nodes[parent].tag.headingLevel != nil || namesFoldingHead(document, parent))
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

    /// A button that says what it opens, or stands right before what is hidden until it is pressed.
    private static func isToggle(_ document: HTMLDocument, _ node: Int) -> Bool {
        if document.attribute(.ariaExpanded, of: node) != nil { return true }
        // menus and boxes hide behind buttons too, with a word or two on them
        var length = 0
        for inner in node..<min(node + 40, Int(document.nodes[node].end)) where document.nodes[inner].isText {
            length += document.text(of: inner).count
        }
        guard length >= 18 else { return false }
        if document.attribute(.ariaControls, of: node) != nil { return true }
        if let next = nextElement(document, node) { return isHidden(document, next) }
        // the head of an item that holds the button and nothing else
        let parent = Int(document.nodes[node].parent)
        guard parent >= 0, document.nodes[parent].tag != .body,
            document.children(of: parent).allSatisfy({ $0 == node || isBlank(document, $0) })
        else {
            return false
        }
        return nextElement(document, parent).map { isHidden(document, $0) } ?? false
    }

    private static func isBlank(_ document: HTMLDocument, _ node: Int) -> Bool {
        document.nodes[node].isText && document.bytes[document.text(of: node)].allSatisfy { $0 <= 0x20 }
    }

    private static func nextElement(_ document: HTMLDocument, _ node: Int) -> Int? {
        let parent = document.nodes[node].parent
        var next = Int(document.nodes[node].end)
        while next < document.nodes.count, document.nodes[next].parent == parent {
            if !document.nodes[next].isText { return next }
            next = Int(document.nodes[next].end)
        }
        return nil
    }

    /// Stands right after a button or another element that says whether something is folded out.
    private static func followsToggle(_ document: HTMLDocument, _ node: Int) -> Bool {
        guard let sibling = previousElement(document, node) else { return false }
        return (sibling..<min(sibling + 40, Int(document.nodes[sibling].end))).contains { inner in
            !document.nodes[inner].isText
                && (document.nodes[inner].tag == .button || document.attribute(.ariaExpanded, of: inner) != nil)
        }
    }

    /// The sibling element in front of a node.
    static func previousElement(_ document: HTMLDocument, _ node: Int) -> Int? {
        let parent = document.nodes[node].parent
        var place = node - 1
        while place > Int(parent) {
            var sibling = place
            while sibling > Int(parent), document.nodes[sibling].parent != parent {
                sibling = Int(document.nodes[sibling].parent)
            }
            guard sibling > Int(parent) else { return nil }
            if !document.nodes[sibling].isText { return sibling }
            place = sibling - 1
        }
        return nil
    }

    private static func wholeName(_ document: HTMLDocument, _ node: Int, _ tag: HTMLTag) -> Region? {
        switch tag {
        case .div, .td, .ul, .ol, .dl, .section, .p, .span, .table: break
        default: return nil
        }
        // of a paragraph they say where its lines begin
        let isAligned = tag == .p || tag == .span
        for name in document.names.classes(of: node).whole where name.utf8.count <= 16 {
            if isAligned, name == "left" || name == "right" { continue }
            if let region = RegionNames.whole[name] { return region }
        }
        if let id = document.attribute(.id, of: node), id.count <= 16 {
            return RegionNames.whole[String(decoding: document.bytes[id], as: UTF8.self).lowercased()]
        }
        return nil
    }

    /// Parts of `id` and of each `class`. The id of a heading or a section is as often a slug of its title as a name.
    static func nameParts(_ document: HTMLDocument, _ node: Int, withID: Bool = true) -> [String] {
        let classes = document.names.classes(of: node).all
        switch document.nodes[node].tag {
        case .h1, .h2, .h3, .h4, .h5, .h6, .p, .dt, .dl, .li, .section, .span: return classes
        default: return withID ? document.names.id(of: node) + classes : classes
        }
    }
}
