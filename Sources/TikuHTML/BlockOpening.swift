internal import TikuModel
internal import TikuText

/// What each element opens: a heading, an item, a row, a run of bold words.
extension BlockBuilder {
    mutating func open(_ index: Int, _ stack: inout [Frame]) {
        let tag = document.nodes[index].tag
        breakLine(tag)
        var frame = Frame(node: index, saved: current, counter: 0, inline: nil)
        if content.region[index] != current.region, tag.isBlock || current.region == .content { flush() }
        current.region = content.region[index]
        current.post = Int(content.posts.ordinal[index])
        switch tag {
        case .h1, .h2, .h3, .h4, .h5, .h6:
            current.heading = tag.headingLevel
            // a folding list's heads stand below the headings around it, whatever level its makers gave them
            if RegionHints.namesQuestion(document, index) {
                current.isAsked = true
                current.heading = max(5, tag.headingLevel ?? 5)
            }
        case .dt, .summary: current.heading = 5
        case .ul, .ol, .menu:
            current.listDepth += 1
            current.item = nil
            if let start = document.value(.start, of: index), let value = Int(start), abs(value) < 100_000 {
                frame.counter = value - 1
            }
        // a post of a thread is no point of a list, whatever it is put in
        case .li where content.posts.roots.contains(index): break
        case .li: openItem(index, &stack)
        case .pre, .listing:
            current.isPreformatted = true
            current.language = language(index)
        case .code where current.isPreformatted: current.language = current.language ?? language(index)
        case .code, .kbd, .samp, .tt:
            if !current.isInlineCode { frame.inline = (.code, nextStart) }
            current.isInlineCode = true
        case .blockquote: current.isQuote = true
        case .b, .strong:
            if !current.isStrong { frame.inline = (.strong, nextStart) }
            current.isStrong = true
        case .a where document.isAnchor(index): break
        case .a:
            current.isLink = true
            let target = document.value(.href, of: index) ?? ""
            current.link = target
            frame.inline = (.link(target: target), nextStart)
        case .tr where isDataRow(index):
            flush()
            current.row = isHeaderRow(index)
        case .img: image(index)
        case .br: break
        case .hr:
            current.heading = nil
            lineOfPage = Int(document.nodes[index].line)
            text.append(contentsOf: "---".utf8)
            emit(kind: .rule)
        default: break
        }
        if let range = document.attribute(.class, of: index)
            ?? (tag == .p ? document.attribute(.style, of: index) : nil),
            !range.isEmpty
        {
            current.name = FNV1a(document.bytes[range]).value
        }
        askIfNamed(index, tag)
        if tag == .div || tag == .p, current.heading == nil, !current.isAsked,
            RegionHints.namesSection(document, index), textLength(index) <= 80
        {
            flush()
            current.heading = 2
        }
        if isCell(tag), isInDataRow, lineStart < text.count {
            pendingSpace = false
            text.append(0x09)
        }
        stack.append(frame)
    }

    /// A folding list's head is a heading, whatever element it is.
    mutating func askIfNamed(_ index: Int, _ tag: HTMLTag) {
        switch tag {
        case .div, .p, .span, .button, .header, .a, .label, .strong, .b: break
        default: return
        }
        guard current.heading == nil, RegionHints.namesQuestion(document, index), textLength(index) <= 400 else {
            return
        }
        flush()
        current.heading = 5
        current.isAsked = true
    }

    /// A block ends the line; inside the row of a table it only parts words.
    mutating func breakLine(_ tag: HTMLTag) {
        guard tag.isBlock else { return }
        switch tag {
        case _ where !isInDataRow, .tr, .table, .tbody, .thead, .tfoot, .caption: flush()
        default: pendingSpace = true
        }
    }

    mutating func openItem(_ index: Int, _ stack: inout [Frame]) {
        var ordinal: Int?
        for level in stride(from: stack.count - 1, through: 0, by: -1) {
            let list = document.nodes[stack[level].node].tag
            if list == .ol {
                stack[level].counter += 1
                if let value = document.value(.value, of: index), let number = Int(value), abs(number) < 100_000 {
                    stack[level].counter = number
                }
                ordinal = stack[level].counter
            }
            if list == .ol || list == .ul || list == .menu { break }
        }
        current.item = (max(1, current.listDepth), ordinal)
    }
}
