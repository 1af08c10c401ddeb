public import TikuModel

/// An article from top to bottom, each span with what became of it and why.
public enum ArticleExplanation {
    public static func render(_ article: Article, _ extract: Extract) -> String {
        var lines = [
            "\(Visible.text(extract.source.path))  \(extract.source.format.rawValue), \(extract.source.encoding), \(extract.length) bytes"
        ]
        for tile in extract.tiles {
            let place = "\(tile.span.start)–\(tile.span.end)"
            let words = article.original.string(tile.span)
            switch tile.role {
            case .removed(let rule, let evidence):
                lines.append("- \(place) removed by \(rule) (\(Visible.text(Visible.cut(evidence, to: 80))))")
                lines.append(contentsOf: words.split(separator: "\n").map { "  ✂ " + Visible.text(String($0)) })
            default:
                lines.append("+ \(place) \(tile.role.name)")
                lines.append(contentsOf: words.split(separator: "\n").map { "  │ " + Visible.text(String($0)) })
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
