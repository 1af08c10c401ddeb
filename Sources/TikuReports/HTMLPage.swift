internal import TikuModel

/// A page that stands alone, with a Content-Security-Policy (W3C, CSP Level 3) that lets nothing in but its own style and script.
struct HTMLPage {
    private var body = ""
    private let title: String
    private let style: String
    private let script: String

    init(title: String, style: [UInt8], script: [UInt8]) {
        self.title = title
        self.style = String(decoding: style, as: UTF8.self)
        self.script = String(decoding: script, as: UTF8.self)
    }

    mutating func add(_ html: String) { body += html + "\n" }

    var text: String {
        let policy =
            "default-src 'none'; style-src 'sha256-\(Identifier.sha256Base64(style.utf8))'; "
            + "script-src 'sha256-\(Identifier.sha256Base64(script.utf8))'; base-uri 'none'; form-action 'none'"
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(Markup.html(title))</title>
            <style>\(style)</style>
            </head>
            <body>
            \(body)<script>\(script)</script>
            </body>
            </html>

            """
    }
}
