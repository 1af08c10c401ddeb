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
}
