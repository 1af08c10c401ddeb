internal import Glibc

/// Data goes to standard output, talk to standard error.
enum Console {
    static func print(_ text: String) { write(text, to: 1) }

    static func complain(_ text: String) { write("tiku: " + text + (text.hasSuffix("\n") ? "" : "\n"), to: 2) }

    static func say(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: 2) }

    private static func write(_ text: String, to file: Int32) {
        var text = text
        text.withUTF8 { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0 {
                    if errno == EINTR { continue }
                    // a reader that went away (EPIPE) has seen enough; a full disk is an error
                    if file == 1, errno != EPIPE {
                        complain(
                            "standard output: \(String(cString: strerror(errno))); free some space, or write elsewhere")
                        exit(2)
                    }
                    return
                }
                done += count
            }
        }
    }
}
