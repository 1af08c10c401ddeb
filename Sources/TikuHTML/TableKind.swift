/// Tells tables that hold data from tables that lay out a page.
enum TableKind {
    /// Indices of the tables whose rows are rows. One pass over the nodes.
    ///
    /// A table lays out a page when it holds another table without naming its columns, headings, or more blocks than cells (than six
    /// a cell where a row names the columns) or six times as many line breaks; when it has one column; or when its cells are as long as articles.
    static func dataTables(_ document: HTMLDocument) -> Set<Int> {
        struct Facts {
            var node: Int
            var rows = 0
            var cells = 0
            var headers = 0
            var blocks = 0
            var breaks = 0
            var bytes = 0
            var isLayout = false
            var holdsTable = false
        }
        // in the order of their ends, so that the tables inside one are the last before it
        var data: [Int] = []
        var open: [Facts] = []
        func close(_ facts: Facts) {
            let isNamed = facts.headers >= 2 && facts.rows >= 3
            let isData =
                !facts.isLayout && (!facts.holdsTable || isNamed) && facts.cells > facts.rows && facts.rows > 0
                && facts.blocks <= facts.cells * (isNamed ? 6 : 1)
                && facts.bytes < facts.cells * 1_500 && (isNamed || facts.breaks <= facts.cells * 6)
            guard isData else { return }
            // what stands in a cell is of the cell
            while let last = data.last, last > facts.node { data.removeLast() }
            data.append(facts.node)
        }
        for (index, node) in document.nodes.enumerated() {
            while let top = open.last, Int(document.nodes[top.node].end) <= index {
                close(top)
                open.removeLast()
            }
            if node.isText {
                if !open.isEmpty { open[open.count - 1].bytes += document.text(of: index).count }
                continue
            }
            if node.tag == .table {
                for level in open.indices { open[level].holdsTable = true }
                open.append(Facts(node: index))
                continue
            }
            guard !open.isEmpty else { continue }
            let top = open.count - 1
            switch node.tag {
            case .tr: open[top].rows += 1
            case .td: open[top].cells += 1
            case .th:
                open[top].cells += 1
                open[top].headers += 1
            case .h1, .h2, .h3, .h4, .article, .section, .form: open[top].isLayout = true
            case .p, .div, .pre, .blockquote, .li: open[top].blocks += 1
            case .br: open[top].breaks += 1
            default: break
            }
        }
        for facts in open.reversed() { close(facts) }
        return Set(data)
    }
}
