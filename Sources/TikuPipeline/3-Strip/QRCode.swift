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

    /// Names of files that hold such an image: `/up/ewm.png`, `wx-qrcode.jpg`.
    private static let files: Set<String> = Set(
        Words.list(
            """
            ewm, erweima, qr, qrcode, qrcodes, wxqr, wxqrcode, gzh, gongzhonghao, weixin, wechat, wxgzh, zanshang, dashang, shoukuan,
            shoukuanma, alipay, wepay, donate
            """))

    /// Whether the last part of an image's address names one.
    static func isNamed(address: String) -> Bool {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        guard let file = path.split(separator: "/").last, file.utf8.count <= 80 else { return false }
        return file.lowercased().split { !$0.isLetter }.contains { files.contains(String($0)) }
    }

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
