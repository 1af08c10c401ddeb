/// The element names that anything in Tiku asks about; all others are `other`.
public enum HTMLTag: UInt8, Sendable, CaseIterable {
    case other
    case html, head, body, title, meta, link, base
    case script, style, noscript, template, svg, math, iframe, object, canvas, video, audio
    case h1, h2, h3, h4, h5, h6
    case p, div, section, article, main, header, footer, nav, aside, figure, figcaption, hgroup, address, center
    case ul, ol, li, dl, dt, dd, menu
    case table, caption, thead, tbody, tfoot, tr, td, th
    case pre, code, kbd, samp, tt, listing, blockquote, q
    case a, b, strong, i, em, u, s, span, font, mark, small, sub, sup, abbr, time, cite, label
    case br, hr, wbr, img, picture, source
    case form, input, button, select, option, textarea, fieldset, legend
    case details, summary, dialog

    static let byName: [String: HTMLTag] = Dictionary(
        uniqueKeysWithValues: allCases.map { (String(describing: $0), $0) })

    /// What a custom element stands for by the last part of its name (`ne-h2`, `x-blockquote`): editors that draw their own pages
    /// name them after the elements they replace.
    init(custom name: String) {
        guard let last = name.split(separator: "-").last, last.utf8.count < name.utf8.count else {
            self = .other
            return
        }
        self = Self.byCustomName[String(last)] ?? .other
    }

    private static let byCustomName: [String: HTMLTag] = {
        let own: [HTMLTag] = [
            .h1, .h2, .h3, .h4, .h5, .h6, .p, .ul, .ol, .li, .dl, .dt, .dd, .table, .tr, .td, .th, .pre, .blockquote,
        ]
        var names = Dictionary(uniqueKeysWithValues: own.map { (String(describing: $0), $0) })
        names["quote"] = .blockquote
        names["uli"] = .li
        names["oli"] = .li
        return names
    }()

    /// Begins and ends a line of text.
    public var isBlock: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6, .p, .div, .section, .article, .main, .header, .footer, .nav, .aside, .figure,
            .figcaption, .hgroup, .address, .center, .ul, .ol, .li, .dl, .dt, .dd, .menu, .table, .caption, .thead,
            .tbody,
            .tfoot, .tr, .td, .th, .pre, .listing, .blockquote, .br, .hr, .form, .fieldset, .legend, .details, .summary,
            .dialog, .body, .html, .head, .title, .option, .button, .textarea, .select:
            true
        default: false
        }
    }

    /// Holds nothing that a reader sees.
    public var isInvisible: Bool {
        switch self {
        case .script, .style, .noscript, .template, .svg, .math, .iframe, .object, .canvas, .video, .audio, .head,
            .title,
            .meta, .link, .base, .dialog:
            self != .math
        default: false
        }
    }

    /// Begins something that no heading holds.
    var endsOpenHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6, .p, .div, .section, .article, .ul, .ol, .dl, .table, .pre, .blockquote: true
        default: false
        }
    }

    public var headingLevel: Int? {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: nil
        }
    }
}

/// The attributes that are kept.
public enum HTMLAttribute: UInt8, Sendable, CaseIterable {
    case `class`, id, href, src, alt, lang, content, name, property, charset, type, itemprop, itemtype, role, hidden,
        style,
        rel, datetime, start, value, colspan, dir, author, slot
    case ariaHidden, ariaExpanded, ariaControls, dataSrc, httpEquiv

    static let byName: [String: HTMLAttribute] = {
        var names = Dictionary(uniqueKeysWithValues: allCases.map { (String(describing: $0), $0) })
        names["aria-hidden"] = .ariaHidden
        names["aria-expanded"] = .ariaExpanded
        names["aria-controls"] = .ariaControls
        names["data-src"] = .dataSrc
        names["http-equiv"] = .httpEquiv
        return names
    }()
}
