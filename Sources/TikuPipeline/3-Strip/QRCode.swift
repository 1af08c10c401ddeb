internal import TikuModel
internal import TikuText

/// Images of codes to scan, by what their alternative text says.
enum QRCode {
    private static let names = PhraseAutomaton(
        Words.list(
            """
            二维码, 扫码, 扫一扫, qr, qrcode, qr code, 公众号, 微信, wechat, weixin, 名片, 加群, 赞赏, 打赏
            """))

    static func isNamed(_ text: TextBuffer, _ span: ByteSpan) -> Bool {
        Scalars.count(text.bytes, span.range) <= 16 && names.contains(text.bytes, span.range)
    }

    /// Names of files that hold such an image, alone or beside other words: `/up/ewm.png`, `wx-qrcode.jpg`.
    private static let files: Set<String> = Set(
        Words.list(
            """
            ewm, erweima, qr, qrcode, qrcodes, wxqr, wxqrcode, gzh, gongzhonghao, wxgzh, zanshang, dashang, shoukuan, shoukuanma
            """))
    /// Names that are drawn about as well, and say so only as the whole name.
    private static let brands: Set<String> = ["weixin", "wechat", "alipay", "wepay", "donate"]

    /// Whether the last part of an image's address names one.
    static func isNamed(address: String) -> Bool {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        guard let file = path.split(separator: "/").last, file.utf8.count <= 80 else { return false }
        let words = file.prefix { $0 != "." }.lowercased().split { !$0.isLetter }.map(String.init)
        return words.contains { files.contains($0) } || words.count == 1 && brands.contains(words[0])
    }

    /// What stands for an image where its alternative text is empty.
    static func evidence(_ text: String, _ address: String) -> String { text.isEmpty ? address : text }

    /// The places of an article's images of codes.
    static func images(_ article: Article) -> [ByteSpan] {
        article.inlines.compactMap { inline in
            guard case .image(let target) = inline.kind,
                isNamed(article.text, inline.span) || isNamed(address: target)
            else { return nil }
            return inline.span
        }
    }
}
